import { list, text } from "../look.ts";
import { refusal, type Access } from "./access.ts";
import { post } from "./acts.ts";
import { failed, word, type Answer, type Call, type Methods } from "./answer.ts";
import { jsonAt, numberAt } from "./arguments.ts";
import { digest } from "./event.ts";
import { targetOf } from "./place.ts";
import type { World } from "./world.ts";

/** A file that somebody has sent, or is about to. */
export interface SandboxFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly world: World;
  readonly type: string;
  /** Nothing until it has been uploaded. */
  bytes?: Uint8Array;
  /** Whether it has been shared, or left to whoever uploaded it. */
  done: boolean;
}

/** The files of all workspaces. */
export interface Files {
  /** A file of so many bytes that is to come, and the last part of the address it is to be uploaded to. */
  expect(file: Pick<SandboxFile, "name" | "length" | "world" | "type">): SandboxFile;
  find(id: string): SandboxFile | undefined;
  /** A file that whoever has this token may read. */
  readable(id: string, token: string): SandboxFile | undefined;
  /** The whole address of a path of the sandbox. */
  address(path: string): string;
  /** Takes the bytes of a file that is expected. False where it is not, or not of that length. */
  upload(id: string, bytes: Uint8Array): boolean;
}

/** No files yet, in the workspaces that there is access to, at addresses that are asked for once there are files. */
export function createFiles(access: Access, address: (path: string) => string): Files {
  const files = new Map<string, SandboxFile>();
  return {
    expect(file) {
      const id = `F${digest(file.world.team, String(files.size), file.name).slice(0, 10).toUpperCase()}`;
      const made: SandboxFile = { ...file, id, done: false };
      files.set(id, made);
      return made;
    },
    find: (id) => files.get(id),
    address,
    readable(id, token) {
      const [file, grant] = [files.get(id), access.find(token)];
      const may =
        grant !== undefined && grant.world === file?.world && !refusal(grant, "bot", ["files:read"]);
      return may ? file : undefined;
    },
    upload(id, bytes) {
      const file = files.get(id);
      if (!file || file.done || file.bytes || bytes.byteLength !== file.length) return false;
      file.bytes = bytes;
      return true;
    },
  };
}

/** What a message says of a file (https://docs.slack.dev/reference/objects/file-object). */
export function fileObject(file: SandboxFile, user: string, ts: string, address: (path: string) => string) {
  const filetype = /\.(\w+)$/.exec(file.name)?.[1] ?? "binary";
  const created = Number(ts.slice(0, 10));
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.name,
    mimetype: file.type,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user,
    size: file.length,
    mode: "hosted",
    is_external: false,
    is_public: true,
    url_private: address(`/files-pri/${file.id}`),
    url_private_download: address(`/files-pri/${file.id}/download`),
  };
}

const types: ReadonlyMap<string, string> = new Map([
  ["mp3", "audio/mpeg"],
  ["ogg", "audio/ogg"],
  ["wav", "audio/wav"],
  ["m4a", "audio/mp4"],
]);

/** The methods that upload (https://docs.slack.dev/messaging/working-with-files#upload). */
export const uploads = (files: Files): Methods => ({
  "files.getUploadURLExternal": {
    tier: 4,
    scopes: ["files:write"],
    run({ args, world }) {
      const [name, length] = [word(args, "filename"), numberAt(args, "length") ?? 0];
      if (name === "" || length <= 0) return failed("invalid_arguments");
      const type = types.get(name.split(".").at(-1) ?? "") ?? "application/octet-stream";
      const { id } = files.expect({ name, length, world, type });
      return { ok: true, upload_url: files.address(`/upload/v1/${id}`), file_id: id };
    },
  },
  "files.completeUploadExternal": {
    tier: 4,
    scopes: ["files:write"],
    run: (call) => complete(call, files),
  },
});

function complete(call: Call, files: Files): Answer {
  const { world, args } = call;
  const named = list(jsonAt({ files: jsonAt(args, "files") }, "files"));
  const found = named.map((it) => files.find(text(it, "id") ?? ""));
  const ready = found.filter(
    (file): file is SandboxFile => file?.bytes !== undefined && !file.done && file.world === world,
  );
  if (ready.length === 0 || ready.length < found.length) return failed("file_not_found");
  const target = word(args, "channel_id") === "" ? undefined : targetOf({ ...call, args: channelOf(args) });
  if (target && "answer" in target) return target.answer;
  for (const file of ready) file.done = true;
  if (!target) return { ok: true, files: ready.map(({ id, name: title }) => ({ id, title })) };
  const ts = world.stamp();
  const thread = word(args, "thread_ts");
  const { events } = post(
    world,
    target.found,
    {
      user: world.bot.user,
      bot_id: world.bot.id,
      app_id: world.app,
      subtype: "file_share",
      text: word(args, "initial_comment"),
      files: ready.map((file) => fileObject(file, world.bot.user, ts, files.address)),
      ...(thread !== "" && { thread_ts: thread }),
    },
    { ts },
  );
  call.happened(events);
  return { ok: true, files: ready.map(({ id, name: title }) => ({ id, title })) };
}

const channelOf = (args: unknown) => ({ channel: word(args, "channel_id") });

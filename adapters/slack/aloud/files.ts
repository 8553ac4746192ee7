import { list, text } from "../look.ts";
import { look } from "palaver";
import { nameAloud } from "./clean.ts";
import { plain, said, words, type How, type Piece } from "./piece.ts";
import type { Kind, Saying } from "./saying.ts";

/** Files that are no longer there, or that nobody gets to see. */
const gone: readonly unknown[] = ["tombstone", "hidden_by_limit"];

/** More files than these are only counted. */
const named = 3;

/** What somebody sent beside words, such as "a picture and a file called plan.pdf"; nothing where it is nothing. */
export function files(message: unknown, { saying }: How): string {
  const sent = list(message, "files").filter(
    (file) => typeof file === "object" && file !== null && !gone.includes(look(file, "mode")),
  );
  const counts = new Map<Kind, number>();
  const others: string[] = [];
  for (const file of sent) {
    const kind = kindOf(file);
    if (kind === undefined) others.push(nameOf(file));
    else counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return together(
    [
      ...[...counts].map(([kind, count]) => saying.some(kind, count)),
      ...(others.length > named ? [saying.files(others.length)] : others.map((name) => saying.file(name))),
    ],
    saying,
  );
}

/** What was said in the voice messages, as far as Slack has heard it. */
export const transcripts = (message: unknown, how: How): readonly Piece[] =>
  list(message, "files").flatMap((file): readonly Piece[] => {
    const heard = text(file, "transcription", "preview", "content") ?? "";
    if (kindOf(file) !== "voice" || heard === "") return [];
    const more = look(file, "transcription", "preview", "has_more") === true;
    return [words(said([...plain(heard, how), ...(more ? [words(" …")] : [])])), { type: "stop" }];
  });

/** What a file is (https://docs.slack.dev/reference/objects/file-object); nothing for one that is known by its name. */
function kindOf(file: unknown): Kind | undefined {
  const type = text(file, "mimetype") ?? "";
  const filetype = text(file, "filetype") ?? "";
  const mode = text(file, "mode") ?? "";
  if (text(file, "subtype") === "slack_audio" || type.startsWith("audio/")) return "voice";
  if (text(file, "subtype") === "slack_video" || type.startsWith("video/")) return "video";
  if (type.startsWith("image/")) return "picture";
  if (mode === "snippet") return "snippet";
  return ["space", "canvas", "docs"].includes(mode) || filetype === "quip" ? "document" : undefined;
}

const nameOf = (file: unknown) => nameAloud(text(file, "name") || text(file, "title") || "");

/** "a, b and c". */
const together = (things: readonly string[], { tongue }: Saying) =>
  new Intl.ListFormat(tongue, { type: "conjunction" }).format(things);

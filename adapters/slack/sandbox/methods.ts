import type { Access } from "./access.ts";
import type { Method } from "./answer.ts";
import { apps, type Client } from "./apps.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { uploads, type Files } from "./files.ts";
import { reactions } from "./reactions.ts";
import type { Teammates } from "./teammate.ts";
import { users } from "./users.ts";

/** What the methods need beside the workspace that a token is for. */
export interface Needs {
  readonly access: Access;
  readonly client: Client;
  readonly teammates: Teammates;
  readonly files: Files;
  /** Makes an address for a connection by Socket Mode. */
  connect(): string;
}

/** The methods of the Web API that the sandbox has, by name. */
export const methodsOf = ({
  access,
  client,
  teammates,
  files,
  connect,
}: Needs): ReadonlyMap<string, Method> =>
  new Map(
    Object.entries({
      ...apps(access, client, connect),
      ...chat(teammates),
      ...conversations,
      ...reactions,
      ...uploads(files),
      ...users,
    }),
  );

import type { LexRuntimeV2Client } from "@aws-sdk/client-lex-runtime-v2";
import { PalaverError } from "palaver";

/** Which bot is meant, and how the Lex runtime is reached. */
export interface LexReach {
  readonly botId: string;
  readonly botAliasId: string;
  /** The bot's locale, such as `en_US`. Default: that of whoever speaks. */
  readonly localeId?: string;
  /** A client of the AWS SDK, or what one is made of at the first question. The default finds both out as the SDK does. */
  readonly client?: LexRuntimeV2Client;
  readonly region?: string;
  readonly endpoint?: string;
}

/** Throws {@link PalaverError} for what cannot be the ids of a bot and its alias. */
export function checkBot({ botId, botAliasId }: LexReach): void {
  if (isBotId(botId) && isBotId(botAliasId)) return;
  const remedy = "give the ten letters and digits that Lex shows as ID, such as TSTALIASID";
  throw new PalaverError(
    "invalid-option",
    `\`botId\` and \`botAliasId\` name a bot and its alias; ${remedy}.`,
  );
}

/** Whether this may be the id of a bot, or of an alias. */
export const isBotId = (id: string): boolean => /^[0-9A-Za-z]{10}$/.test(id);

/** A locale as Lex writes it: `en_US` for `en-US`. */
export const toLexLocale = (locale: string): string => locale.replaceAll("-", "_");

/** A client that tries each call so many times, loaded when it is first needed; or the one that was given. */
export function connecting(reach: LexReach, attempts: number): () => Promise<LexRuntimeV2Client> {
  let client: Promise<LexRuntimeV2Client> | undefined;
  return () => (client ??= reach.client ? Promise.resolve(reach.client) : connect(reach, attempts));
}

async function connect({ region, endpoint }: LexReach, attempts: number): Promise<LexRuntimeV2Client> {
  const { LexRuntimeV2Client } = await import("@aws-sdk/client-lex-runtime-v2");
  return new LexRuntimeV2Client({
    maxAttempts: attempts,
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
  });
}

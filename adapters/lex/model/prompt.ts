import { asString, itemsOf, look, type Json } from "palaver";

/** How often Lex asks again by itself: as most exports have it. */
const retries = 3;

/** One message group of Lex holds a message and two variations of it. */
export const mostWordings = 3;

/** Wordings as what Lex says one of: a message group. */
export function messageGroups(wordings: readonly string[]): Json {
  const [message = "", ...variations] = wordings.slice(0, mostWordings);
  return [
    {
      message: messageOf(message),
      variations: variations.length > 0 ? variations.map(messageOf) : null,
    },
  ];
}

const messageOf = (value: string): Json => ({
  plainTextMessage: { value },
  ssmlMessage: null,
  customPayload: null,
  imageResponseCard: null,
});

/** A question of Lex's own, asked up to four times. */
export const promptOf = (wordings: readonly string[]): Json => ({
  messageGroupsList: messageGroups(wordings),
  maxRetries: retries,
  allowInterrupt: true,
  messageSelectionStrategy: "Random",
  promptAttemptsSpecification: Object.fromEntries(
    ["Initial", ...Array.from({ length: retries }, (_, i) => `Retry${i + 1}`)].map((name) => [name, attempt]),
  ),
});

/** How an answer is waited for, as in every export: 4 seconds for speech, 30 for text. */
const attempt: Json = {
  allowInterrupt: true,
  allowedInputTypes: { allowAudioInput: true, allowDTMFInput: true },
  audioAndDTMFInputSpecification: {
    startTimeoutMs: 4_000,
    audioSpecification: { maxLengthMs: 15_000, endTimeoutMs: 640 },
    dtmfSpecification: { maxLength: 513, endTimeoutMs: 5_000, deletionCharacter: "*", endCharacter: "#" },
  },
  textInputSpecification: { startTimeoutMs: 30_000 },
};

/**
 * The wordings of a question or an answer of Lex. Several groups are said one after the other, so there the first
 * wording of each makes one together. SSML counts by its words; cards and custom payloads say nothing.
 */
export function wordingsOf(specification: unknown): readonly string[] {
  const groups = itemsOf(look(specification, "messageGroupsList")).map((group) =>
    [look(group, "message"), ...itemsOf(look(group, "variations"))].flatMap(textOf),
  );
  const [only, another] = groups;
  if (another === undefined) return only ?? [];
  const together = groups.flatMap(([first]) => first ?? []).join(" ");
  return together === "" ? [] : [together];
}

function textOf(message: unknown): readonly string[] {
  const plain = asString(look(message, "plainTextMessage", "value"));
  const text = plain ?? wordsOfSsml(asString(look(message, "ssmlMessage", "value")) ?? "");
  return text === "" ? [] : [text];
}

const wordsOfSsml = (markup: string) =>
  markup
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities.get(name) ?? "")
    .replace(/\s+/g, " ")
    .trim();

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

import { asString, look } from "palaver";

/** Who made speech fail: whoever asked for it, Polly, or what lies between them. */
export type Culprit = "caller" | "service" | "network";

/** Speech that did not come about. `code` is Polly's own name for it, or the system's, or one of this adapter's. */
export class SpeechFailed extends Error {
  override readonly name = "SpeechFailed";
  readonly by: Culprit;
  readonly code: string;
  /** Whether the same may succeed a moment later. */
  readonly passes: boolean;

  constructor(
    by: Culprit,
    code: string,
    message: string,
    { passes = by !== "caller", ...options }: ErrorOptions & { readonly passes?: boolean } = {},
  ) {
    super(message, options);
    this.by = by;
    this.code = code;
    this.passes = passes;
  }
}

/** What says that a voice is not to be had as it was asked for, so that another may be. */
const unsupported = ["EngineNotSupportedException", "LanguageNotSupportedException"];

/** Whether another voice or engine may do where this one failed. */
export const isUnsupported = ({ code, message }: SpeechFailed): boolean =>
  unsupported.includes(code) || (code === "ValidationException" && /voiceId|engine/i.test(message));

/** Errors that are about how often somebody asks. Polly sends them as HTTP 400, with nothing but the name to tell. */
const throttling = /^(Throttl|TooManyRequests|RequestLimitExceeded|ServiceQuotaExceeded)/;

/**
 * What an error of the SDK's client, of its connection or of a stream means. The message names what failed and never
 * repeats what was to be said, which Polly's own messages may.
 */
export function failureOf(error: unknown, what: string): SpeechFailed {
  if (error instanceof SpeechFailed) return error;
  const code = asString(look(error, "name")) ?? "Error";
  const status = look(error, "$metadata", "httpStatusCode");
  const fault = look(error, "$fault");
  const options = { cause: error };
  if (throttling.test(code)) {
    const passes = !code.startsWith("ServiceQuota");
    return new SpeechFailed("service", code, `Polly is asked too often for ${what}: ${code}.`, {
      ...options,
      passes,
    });
  }
  if (fault === "server" || (typeof status === "number" && status >= 500)) {
    return new SpeechFailed("service", code, `Polly failed at ${what}: ${code}.`, options);
  }
  if (typeof status === "number" && status >= 400) {
    return new SpeechFailed(
      "caller",
      code,
      `Polly refuses ${what}: ${code}. ${remedyOf(code, error)}`,
      options,
    );
  }
  if (isMisconfigured(code)) {
    const fix = "give `region` and credentials as the AWS SDK takes them";
    return new SpeechFailed("caller", code, `Polly cannot be asked for ${what}: ${code}; ${fix}.`, options);
  }
  const system = asString(look(error, "code")) ?? code;
  return new SpeechFailed(
    "network",
    system,
    `The connection to Polly broke during ${what}: ${system}.`,
    options,
  );
}

/** What the SDK throws before it has sent anything. */
const isMisconfigured = (code: string) =>
  /^(CredentialsProviderError|TokenProviderError|InvalidEndpoint)/.test(code);

const remedies = new Map([
  ["TextLengthExceededException", "Say less at once."],
  ["LexiconNotFoundException", "Put the lexicons there are under `lexicons`, in the region that is asked."],
  ["InvalidSampleRateException", "Choose a `rate` that the `format` has."],
  ["EngineNotSupportedException", "Choose another of `engines` or `voices`."],
  ["LanguageNotSupportedException", "Choose another of `voices`."],
  ["AccessDeniedException", "Allow `polly:SynthesizeSpeech` to the role that asks."],
  ["InvalidS3BucketException", "The bucket of `tasks` has to be there, in the region that is asked."],
]);

/** For a refusal of the parameters the field it is about, which is a name of the API's and of nobody else's. */
function remedyOf(code: string, error: unknown): string {
  const field = /\b(voiceId|engine|languageCode|sampleRate|outputFormat|lexiconNames)\b/i.exec(
    asString(look(error, "message")) ?? "",
  )?.[1];
  return remedies.get(code) ?? (field === undefined ? "" : `It is about ${field}.`);
}

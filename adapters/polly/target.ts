import { everyReading, PalaverError, type Tags, type Target } from "palaver";

/** How Amazon Polly makes speech. Each engine takes another part of SSML, and refuses the rest. */
export type Engine = "standard" | "neural" | "long-form" | "generative";

/** The languages that `<lang>` takes, as Polly writes them (service model, `LanguageCode`). */
const languages = (
  "en-US en-GB en-AU en-IN en-IE en-NZ en-SG en-ZA en-GB-WLS arb ar-AE ca-ES yue-CN cmn-CN cs-CZ cy-GB da-DK " +
  "de-DE de-AT de-CH nl-NL nl-BE fi-FI fr-FR fr-CA fr-BE hi-IN is-IS it-IT ja-JP ko-KR nb-NO pl-PL pt-BR pt-PT " +
  "ro-RO ru-RU es-ES es-MX es-US sv-SE tr-TR"
).split(" ");

/** What every engine takes, from the table of tags in "Supported SSML tags". */
const common: Tags = {
  break: 10_000,
  lang: languages,
  sub: true,
  blocks: true,
  sayAs: everyReading,
};

const prosody = { rate: [20, 200], volume: true } as const;

const alphabets = ["ipa", "x-sampa"] as const;

const tags: Readonly<Record<Engine, Tags>> = {
  standard: {
    ...common,
    emphasis: ["strong", "moderate", "reduced"],
    prosody: { ...prosody, pitch: [-50, 100] },
    whisper: { name: "amazon:effect", attributes: { name: "whispered" } },
    soft: { name: "amazon:effect", attributes: { phonation: "soft" } },
    phoneme: alphabets,
  },
  // Signs one by one would be said by the standard voice, in the middle of a sentence of the other.
  neural: { ...common, prosody, phoneme: alphabets, sayAs: without(everyReading, "characters") },
  "long-form": { ...common, prosody, phoneme: alphabets },
  // Phonemes are marked as partly supported: what is partly refused is not sent.
  generative: { ...common, prosody: { ...prosody, sentences: true } },
};

/** What `SynthesizeSpeech` takes at once: 6,000 characters, of which 3,000 are billed; tags are not. */
const limits = { characters: 6_000, billed: 3_000 };

const targets = new Map<string, Target>(
  Object.entries(tags).map(([engine, own]) => [
    engine,
    { name: `Polly ${engine}`, form: "markup", tags: own, limits },
  ]),
);

/** What speech may be for one of Polly's engines. Throws {@link PalaverError} for an engine there is none of. */
export function targetOf(engine: Engine): Target {
  const target = targets.get(engine);
  if (target) return target;
  const fix = "use standard, neural, long-form or generative";
  throw new PalaverError("invalid-option", `Polly has no engine "${String(engine)}"; ${fix}.`);
}

function without<T extends object, K extends keyof T>(all: T, name: K): Omit<T, K> {
  const { [name]: _, ...rest } = all;
  return rest;
}

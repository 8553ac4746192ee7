import { asString, itemsOf, look, membersOf, type Finding, type Json } from "palaver";
import { builtIn } from "../../name.ts";
import { interfaces } from "../vocabulary.ts";

/** What is wrong with a skill's manifest (`v1.skill.Manifest`), of which these locales have a model with these intents. */
export function manifestFindings(
  json: Json,
  intents: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Finding[] {
  const manifest = look(json, "manifest");
  const published = look(manifest, "publishingInformation");
  const custom = look(manifest, "apis", "custom");
  const locales = membersOf(look(published, "locales"));
  return [
    ...locales.flatMap(([locale, it]) => localized(locale, it, intents.has(locale))),
    ...longer("testingInstructions", look(published, "testingInstructions"), 4000),
    ...[
      look(custom, "endpoint"),
      ...membersOf(look(custom, "regions")).map(([, region]) => look(region, "endpoint")),
    ].flatMap(endpoint),
    ...itemsOf(look(custom, "interfaces")).flatMap((it) => ofInterface(it, intents)),
  ];
}

const say = (
  code: string,
  level: Finding["level"],
  message: string,
  remedy: string,
  locale?: string,
): Finding => ({
  code: `alexa/${code}`,
  level,
  ...(locale !== undefined && { locale }),
  message,
  remedy,
});

function localized(locale: string, info: unknown, hasModel: boolean): readonly Finding[] {
  const name = asString(look(info, "name")) ?? "";
  const [phrases, keywords] = [itemsOf(look(info, "examplePhrases")), itemsOf(look(info, "keywords"))];
  const remedy = `Change it under "manifest" in the settings for Alexa.`;
  return [
    ...(hasModel
      ? []
      : [
          say(
            "manifest-locale",
            "error",
            `The manifest is for ${locale} as well, which there is no model for.`,
            `Add the locale under "locales", or take it out of the manifest.`,
            locale,
          ),
        ]),
    ...(name.length < 2
      ? [
          say(
            "manifest-name",
            "error",
            "The name of the skill in the manifest has less than two characters.",
            remedy,
            locale,
          ),
        ]
      : []),
    ...longer("summary", look(info, "summary"), 160, locale),
    ...longer("description", look(info, "description"), 4000, locale),
    ...longer("updatesDescription", look(info, "updatesDescription"), 4000, locale),
    ...(phrases.length > 4
      ? [
          say(
            "example-phrases",
            "error",
            `The manifest has ${phrases.length} example phrases; four are taken.`,
            remedy,
            locale,
          ),
        ]
      : []),
    ...phrases.flatMap((it) => longer("example phrase", it, 200, locale)),
    ...(keywords.length > 30
      ? [
          say(
            "keywords",
            "error",
            `The manifest has ${keywords.length} keywords; thirty are taken.`,
            remedy,
            locale,
          ),
        ]
      : []),
    ...keywords.flatMap((it) => longer("keyword", it, 150, locale)),
  ];
}

const longer = (what: string, text: unknown, most: number, locale?: string): readonly Finding[] =>
  typeof text === "string" && text.length > most
    ? [
        say(
          "manifest-length",
          "error",
          `The ${what} in the manifest has ${text.length} characters; ${most} are taken.`,
          "Make it shorter.",
          locale,
        ),
      ]
    : [];

function endpoint(thing: unknown): readonly Finding[] {
  if (thing === undefined) return [];
  const uri = asString(look(thing, "uri")) ?? "";
  const isSecure = uri.startsWith("https://");
  if (!/^(?:arn|https:\/\/)/.test(uri))
    return [
      say(
        "endpoint",
        "error",
        `The endpoint "${uri}" is neither the ARN of a function nor an address that begins with https.`,
        `Name it under "manifest.apis.custom.endpoint" in the settings for Alexa.`,
      ),
    ];
  return look(thing, "sslCertificateType") === undefined || isSecure
    ? []
    : [
        say(
          "endpoint-certificate",
          "error",
          "The endpoint is a function, and has the type of a certificate.",
          'Leave "sslCertificateType" out.',
        ),
      ];
}

function ofInterface(thing: unknown, intents: ReadonlyMap<string, ReadonlySet<string>>): readonly Finding[] {
  const type = asString(look(thing, "type")) ?? "";
  if (type === "AUDIO_PLAYER") {
    return ["AMAZON.PauseIntent", "AMAZON.ResumeIntent"].flatMap((name) =>
      [...intents]
        .filter(([, own]) => !own.has(name))
        .map(([locale]) =>
          say(
            "required-built-in",
            "warning",
            `The skill plays audio, and lacks ${name}.`,
            `Declare an intent called "${[...builtIn].find((it) => `AMAZON.${it}Intent` === name) ?? name}".`,
            locale,
          ),
        ),
    );
  }
  return interfaces.has(type) || type.startsWith("ALEXA_CAMERA_")
    ? []
    : [
        say(
          "interface",
          "warning",
          `"${type}" is not among the interfaces of the platform, as far as is known here.`,
          "See to it that Alexa has it.",
        ),
      ];
}

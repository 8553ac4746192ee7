import type { Finding, Json, Model } from "palaver";
import { manifestOf, type Manifest } from "./manifest.ts";
import { settingsOf, type Settings } from "./settings.ts";

/** What Slack would not take of an app's manifest, or what it would take and not do. Throws {@link PalaverError} for settings that are none. */
export function lint(model: Model, settings: Json): readonly Finding[] {
  const own = settingsOf(settings);
  const manifest = manifestOf(model, own);
  return [...names(manifest), ...texts(own), ...commands(own), ...addresses(own, manifest), ...hearing(own)];
}

const error = (code: string, message: string, remedy: string): Finding => ({
  code: `slack/${code}`,
  level: "error",
  message,
  remedy,
});

const warning = (code: string, message: string, remedy: string): Finding => ({
  ...error(code, message, remedy),
  level: "warning",
});

/** How a length is told: text is counted as people count it, by code points. */
const lengthOf = (text: string) => [...text].length;

/** The limits are those of Slack's reference (https://docs.slack.dev/reference/app-manifest). */
function names({ display_information: { name }, features }: Manifest): readonly Finding[] {
  const bot = features?.bot_user?.display_name ?? "";
  return [
    ...(lengthOf(name) > 35
      ? [
          error(
            "name-length",
            `The name "${name}" has ${lengthOf(name)} characters; Slack takes 35.`,
            'Give a shorter "name".',
          ),
        ]
      : []),
    ...(name.trim() === ""
      ? [error("no-name", "The app has no name in Slack.", 'Give it one as "name".')]
      : []),
    ...(lengthOf(bot) > 80
      ? [
          error(
            "bot-name-length",
            `The bot's name has ${lengthOf(bot)} characters; Slack takes 80.`,
            'Give a shorter "botName".',
          ),
        ]
      : []),
    ...(/^[a-z0-9._-]*$/.test(bot)
      ? []
      : [
          warning(
            "bot-name-signs",
            `The bot's name "${bot}" has signs other than those that Slack's reference allows.`,
            "Write it with small letters, digits, dots, hyphens and underscores.",
          ),
        ]),
  ];
}

function texts({ description = "", longDescription, backgroundColor }: Settings): readonly Finding[] {
  const long = lengthOf(longDescription ?? "");
  return [
    ...(lengthOf(description) > 140
      ? [
          error(
            "description-length",
            `The description has ${lengthOf(description)} characters; Slack takes 140.`,
            'Shorten "description", or move some of it to "longDescription".',
          ),
        ]
      : []),
    ...(longDescription !== undefined && (long < 174 || long > 4_000)
      ? [
          error(
            "long-description-length",
            `The long description has ${long} characters; Slack takes 174 to 4000.`,
            'Change "longDescription", or leave it out.',
          ),
        ]
      : []),
    ...(backgroundColor !== undefined && !/^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(backgroundColor)
      ? [
          error(
            "background-color",
            `"${backgroundColor}" is no colour that Slack takes.`,
            "Write it as #0a5c36 or #063.",
          ),
        ]
      : []),
  ];
}

function commands({ command, commandDescription = "", commandHint = "" }: Settings): readonly Finding[] {
  if (command === undefined) return [];
  return [
    ...(/^\/[^\s/A-Z]+$/.test(command)
      ? []
      : [
          error(
            "command-name",
            `"${command}" is no slash command.`,
            'Write "command" as "/relay": one word in small letters behind a slash.',
          ),
        ]),
    ...(lengthOf(command) > 32
      ? [
          error(
            "command-length",
            `The command has ${lengthOf(command)} characters; Slack takes 32.`,
            'Give a shorter "command".',
          ),
        ]
      : []),
    ...(lengthOf(commandDescription) > 2_000 || lengthOf(commandHint) > 1_000
      ? [
          error(
            "command-text-length",
            "Slack takes 2000 characters of a command's description, and 1000 of its hint.",
            'Shorten "commandDescription" or "commandHint".',
          ),
        ]
      : []),
  ];
}

function addresses(
  { socketMode, url, redirectUrls = [] }: Settings,
  { settings }: Manifest,
): readonly Finding[] {
  const needed = settings?.event_subscriptions !== undefined || settings?.interactivity?.is_enabled === true;
  const all = [...(url === undefined ? [] : [url]), ...redirectUrls];
  return [
    ...(needed && !socketMode && url === undefined
      ? [
          error(
            "no-url",
            "Slack is not told where to send events and presses.",
            'Give the address of the app\'s handler as "url", or set "socketMode".',
          ),
        ]
      : []),
    ...(socketMode && url !== undefined
      ? [
          warning(
            "unused-url",
            "By Socket Mode everything comes over the app's own connection; the address is not used.",
            'Leave out "url", or "socketMode".',
          ),
        ]
      : []),
    ...all.flatMap((it) => [
      ...(isHttps(it)
        ? []
        : [
            error(
              "insecure-url",
              `"${it}" is no https address.`,
              "Slack takes addresses that begin with https:// and no others.",
            ),
          ]),
      ...(isExample(it)
        ? [
            warning(
              "example-url",
              `"${it}" is an example and nobody's; Slack asks the address when the manifest is saved.`,
              "Put in the address where the app is served.",
            ),
          ]
        : []),
    ]),
    ...(redirectUrls.length > 1_000
      ? [error("too-many-urls", "Slack takes 1000 redirect URLs.", 'Leave some of "redirectUrls" out.')]
      : []),
  ];
}

const isHttps = (url: string) => URL.canParse(url) && new URL(url).protocol === "https:";

/** Names that belong to nobody (RFC 2606). */
const isExample = (url: string) =>
  URL.canParse(url) &&
  /(?:^|\.)(?:example|invalid|test|example\.(?:com|net|org))$/.test(new URL(url).hostname);

function hearing({ features, command }: Settings): readonly Finding[] {
  const used = new Set<string>(features);
  const hears = ["direct", "mentions", "channels", "private", "groups"].some((it) => used.has(it));
  return [
    ...(hears || command !== undefined
      ? []
      : [
          error(
            "hears-nothing",
            "Nobody can say anything to the app in Slack.",
            'Add "direct" or "mentions" to "features", or a "command".',
          ),
        ]),
    ...(used.has("hear") && !used.has("direct") && !used.has("mentions")
      ? [
          warning(
            "no-clips",
            "Voice messages are heard where people talk to the bot, and nobody can.",
            'Add "direct" or "mentions" to "features", or leave out "hear".',
          ),
        ]
      : []),
    ...(command !== undefined && !used.has("direct")
      ? [
          warning(
            "late-answers",
            "What comes later is written to whoever gave a command in direct messages, which need im:write.",
            'Add "direct" to "features".',
          ),
        ]
      : []),
  ];
}

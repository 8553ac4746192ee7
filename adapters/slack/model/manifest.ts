import type { AppsManifestValidateArguments } from "@slack/web-api";
import { asString, lay, look, type Json, type Model, type ModelFile, type NameOf } from "palaver";
import { needsOf } from "./needs.ts";
import { manifestPath, settingsOf, type Settings } from "./settings.ts";

/** An app manifest, as Slack has it (https://docs.slack.dev/reference/app-manifest). */
export type Manifest = AppsManifestValidateArguments["manifest"];

/**
 * The manifest of an app: exactly the scopes and events that its features take, whatever is laid over it. Throws
 * {@link PalaverError} for settings that are none.
 */
export function build(model: Model, settings: Json): readonly ModelFile[] {
  const own = settingsOf(settings);
  // The manifest is made of texts, flags and lists of them.
  const made = manifestOf(model, own) as unknown as Json;
  const document = own.overlay ? lay(made, own.overlay, nameOf) : made;
  const text = `${JSON.stringify(document, null, 2)}\n`;
  return [{ path: manifestPath, bytes: new TextEncoder().encode(text) }];
}

/** What something in a list of the manifest is called. */
const nameOf: NameOf = (item) =>
  asString(item) ?? asString(look(item, "command")) ?? asString(look(item, "callback_id"));

/** The manifest before anything is laid over it. */
export function manifestOf(model: Model, settings: Settings): Manifest {
  const { socketMode, orgDeploy, redirectUrls = [], command, url } = settings;
  const used = new Set(settings.features);
  const { scopes, events } = needsOf(settings.features, command !== undefined);
  // By Socket Mode everything comes over the app's own connection, and Slack wants no addresses.
  const address = socketMode || url === undefined ? {} : { request_url: url };
  return {
    display_information: displayOf(model, settings),
    features: {
      ...(used.has("direct") && {
        app_home: {
          home_tab_enabled: false,
          messages_tab_enabled: true,
          messages_tab_read_only_enabled: false,
        },
      }),
      bot_user: { display_name: botNameOf(model, settings), always_online: true },
      ...(command !== undefined && { slash_commands: [commandOf(command, model, settings)] }),
    },
    oauth_config: {
      ...(redirectUrls.length > 0 && { redirect_urls: [...redirectUrls] }),
      scopes: { bot: [...scopes] },
    },
    settings: {
      ...(events.length > 0 && { event_subscriptions: { ...address, bot_events: [...events] } }),
      interactivity: used.has("buttons") ? { is_enabled: true, ...address } : { is_enabled: false },
      org_deploy_enabled: orgDeploy,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}

const displayOf = (model: Model, { description, longDescription, backgroundColor, ...own }: Settings) => ({
  name: own.name ?? model.name,
  ...(description !== undefined && { description }),
  ...(longDescription !== undefined && { long_description: longDescription }),
  ...(backgroundColor !== undefined && { background_color: backgroundColor }),
});

/** Of the signs that Slack's reference allows: small letters, digits, "-", "_" and ".". */
const botNameOf = ({ name }: Model, settings: Settings): string =>
  settings.botName ??
  ((settings.name ?? name)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^-+|-+$/g, "") ||
    "bot");

const commandOf = (command: string, { name }: Model, settings: Settings) => ({
  command,
  ...(!settings.socketMode && settings.url !== undefined && { url: settings.url }),
  description: settings.commandDescription ?? `Talk to ${settings.name ?? name}`,
  ...(settings.commandHint !== undefined && { usage_hint: settings.commandHint }),
  should_escape: false,
});

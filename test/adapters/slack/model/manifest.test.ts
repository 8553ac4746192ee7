import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isObject, look, type Json, type Model } from "palaver";
import { slackPlatform } from "palaver/slack";

const model: Model = { name: "the shop", intents: [] };

const built = (settings: Json, of = model): unknown => {
  const [file, ...more] = slackPlatform.build(of, settings);
  expect(more).toEqual([]);
  expect(file?.path).toBe("manifest.json");
  const text = new TextDecoder().decode(file?.bytes);
  expect(text.endsWith("}\n")).toBe(true);
  return JSON.parse(text);
};

const url = "https://shop.example.org/slack";

describe("a manifest", () => {
  test("has by default what direct messages, mentions and buttons take, and nothing else", () => {
    expect(built({ url })).toEqual({
      display_information: { name: "the shop" },
      features: {
        app_home: {
          home_tab_enabled: false,
          messages_tab_enabled: true,
          messages_tab_read_only_enabled: false,
        },
        bot_user: { display_name: "the-shop", always_online: true },
      },
      oauth_config: {
        scopes: {
          bot: [
            "app_mentions:read",
            "channels:history",
            "chat:write",
            "groups:history",
            "im:history",
            "im:write",
            "mpim:history",
          ],
        },
      },
      settings: {
        event_subscriptions: { request_url: url, bot_events: ["app_mention", "message.im"] },
        interactivity: { is_enabled: true, request_url: url },
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    });
  });

  test.each([
    ["direct", ["im:history", "im:write"], ["message.im"]],
    ["channels", ["channels:history"], ["message.channels"]],
    ["private", ["groups:history"], ["message.groups"]],
    ["groups", ["mpim:history"], ["message.mpim"]],
    ["reactions", ["reactions:read"], ["reaction_added", "reaction_removed"]],
    ["names", ["users:read"], undefined],
    ["rooms", ["channels:read", "groups:read"], undefined],
    ["hear", ["files:read"], undefined],
    ["voice", ["files:write"], undefined],
    ["installs", [], ["app_uninstalled", "tokens_revoked"]],
    ["buttons", [], undefined],
  ])("asks for exactly what %s takes", (feature, scopes, events) => {
    const manifest = built({ url, features: [feature] });
    expect(look(manifest, "oauth_config", "scopes", "bot")).toEqual(["chat:write", ...scopes].sort());
    expect(look(manifest, "settings", "event_subscriptions", "bot_events")).toEqual(events);
    expect(look(manifest, "settings", "interactivity", "is_enabled")).toBe(feature === "buttons");
    expect(look(manifest, "features", "app_home") === undefined).toBe(feature !== "direct");
  });

  test("has a slash command where there is one, and the scope for it", () => {
    const manifest = built({ url, command: "/shop", commandHint: "order two oat milk" });
    expect(look(manifest, "features", "slash_commands")).toEqual([
      {
        command: "/shop",
        url,
        description: "Talk to the shop",
        usage_hint: "order two oat milk",
        should_escape: false,
      },
    ]);
    expect(look(manifest, "oauth_config", "scopes", "bot")).toContain("commands");
  });

  test("has no addresses by Socket Mode", () => {
    const manifest = built({ socketMode: true, command: "/shop" });
    expect(JSON.stringify(manifest)).not.toContain("http");
    expect(look(manifest, "settings", "socket_mode_enabled")).toBe(true);
  });

  test("keeps what is laid over it", () => {
    const set = { "/features/unfurl_domains": ["shop.example.org"], "/settings/org_deploy_enabled": true };
    const manifest = built({ url, overlay: { "manifest.json": { set, drop: ["/features/app_home"] } } });
    expect(look(manifest, "features", "unfurl_domains")).toEqual(["shop.example.org"]);
    expect(look(manifest, "settings", "org_deploy_enabled")).toBe(true);
    expect(look(manifest, "features", "app_home")).toBeUndefined();
  });

  test("is the same bytes for the same app, in whatever order its features are named", () => {
    const bytes = (features: readonly string[]) =>
      Buffer.from(slackPlatform.build(model, { url, features: [...features] })[0]?.bytes ?? []).toString(
        "base64",
      );
    expect(bytes(["voice", "direct", "names", "direct"])).toBe(bytes(["direct", "names", "voice"]));
  });

  test("names the bot by signs that Slack allows, whatever the app is called", () => {
    const botOf = (name: string) =>
      look(built({ url }, { ...model, name }), "features", "bot_user", "display_name");
    expect(["Café Größe!", "日本", "  __proto__ "].map(botOf)).toEqual(["cafe-gro-e", "bot", "__proto__"]);
  });
});

const corpora = fileURLToPath(new URL("../../../../../shared/corpora/slack-api/meta/", import.meta.url));
const absent = !existsSync(corpora);
if (absent) console.info(`The corpora are not at ${corpora}; the tests over them are skipped.`);

/** The kinds of values in a document, by their places. */
function shapeOf(value: unknown, at = ""): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((it: unknown) => shapeOf(it, `${at}[]`));
  if (!isObject(value)) return [[at, typeof value]];
  return Object.entries(value).flatMap(([key, it]) => shapeOf(it, `${at}.${key}`));
}

describe.skipIf(absent)("real manifests", () => {
  const real = (name: string): unknown => JSON.parse(readFileSync(`${corpora}manifest.${name}.json`, "utf8"));

  test("have what ours have, of the same kinds", () => {
    const names = ["bolt-js-aws-lambda", "chat-sdk-nextjs", "node-sdk-main-bot", "node-sdk-socket-mode"];
    const known = new Map(names.flatMap((name) => shapeOf(real(name))));
    // Those have no tabs and no commands; their shapes are of the types of Slack's own client, which the source has.
    const ours = shapeOf(built({ url, description: "A shop.", backgroundColor: "#123456" })).filter(
      ([at]) => !at.startsWith(".features.app_home"),
    );
    for (const [at, kind] of ours) expect([at, known.get(at)]).toEqual([at, kind]);
  });

  test("of an app that hears all channels ask for the same scopes and events", () => {
    const theirs = real("bolt-js-aws-lambda");
    const ours = built({ url, features: ["direct", "mentions", "channels", "private", "groups", "buttons"] });
    const events = ["settings", "event_subscriptions", "bot_events"];
    expect(look(ours, ...events)).toEqual(look(theirs, ...events));
    const scopes = look(ours, "oauth_config", "scopes", "bot");
    // Ours writes to people of its own accord as well.
    expect(Array.isArray(scopes) && scopes.filter((it) => it !== "im:write")).toEqual(
      look(theirs, "oauth_config", "scopes", "bot"),
    );
  });
});

describe("settings that are none are refused by name", () => {
  test.each<[Json, string]>([
    [[], "The settings for Slack have to be an object"],
    ["x", "The settings for Slack have to be an object"],
    [{ colour: "red" }, '"colour" is no setting for Slack'],
    [{ name: 5 }, '"name" has to be a text'],
    [{ url: "" }, '"url" has to be a text that is not empty'],
    [{ socketMode: "yes" }, '"socketMode" has to be true or false'],
    [{ orgDeploy: 1 }, '"orgDeploy" has to be true or false'],
    [{ features: "direct" }, '"features" has to be a list of texts'],
    [{ features: ["constructor"] }, 'The feature "constructor" is none; there are direct, mentions'],
    [{ redirectUrls: [1] }, '"redirectUrls" has to be a list of texts'],
    [{ overlay: { "other.json": {} } }, '"overlay" has to be an object with "manifest.json"'],
    [{ overlay: { "manifest.json": { set: [] } } }, '"overlay" has to be an object with values'],
    [{ overlay: { "manifest.json": { drop: [1] } } }, '"drop" has to be a list of texts'],
  ])("%j", (settings, message) => {
    for (const act of ["build", "lint"] as const)
      expect(() => slackPlatform[act](model, settings)).toThrow(message);
  });
});

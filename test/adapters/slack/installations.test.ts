import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { HTTPReceiver, type Installation } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { intent, listener, memory, on, Undelivered, type Json, type Store } from "palaver";
import {
  installations,
  sandbox,
  slack,
  tokensOf,
  type Installations,
  type Sandbox,
  type SealingKey,
} from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { folder } from "../sqlite/files.ts";
import { authority } from "./authority.ts";
import { appOf, secret, signed, stillClock, withEvent } from "./kit.ts";

const keyOf = (id: string): SealingKey => ({ id, secret: randomBytes(32).toString("base64") });
const key = keyOf("2026");

/** The app in a workspace, as `@slack/oauth` puts it. */
const inTeam = (team: string, token = `xoxb-${team}`): Installation<"v2", false> => ({
  team: { id: team, name: "Tea & Co" },
  enterprise: undefined,
  user: { id: "UADA00001", token: `xoxp-${team}`, scopes: ["chat:write"] },
  bot: { id: "BBOT00001", userId: "UBOT00001", token, scopes: ["chat:write"] },
  isEnterpriseInstall: false,
  appId: "AAPP00001",
  authVersion: "v2",
});

/** The app in all of an organisation. */
const inOrg = (enterprise: string): Installation<"v2", true> => ({
  ...inTeam(enterprise),
  team: undefined,
  enterprise: { id: enterprise, name: "Tea Inc" },
  isEnterpriseInstall: true,
});

const partition = "installations of slack";

async function itemsIn(store: Store) {
  return (await store.list({ partition, prefix: "" })).items;
}

/** Writes over what is kept at one place. */
async function overwrite(store: Store, sort: string, value: Json): Promise<void> {
  const address = { partition, sort };
  const [was] = await store.get([address]);
  await store.commit([{ address, was: was?.version, becomes: { value } }]);
}

/** Why something cannot be read. */
async function refusal(reading: Promise<unknown>): Promise<unknown> {
  return reading.then(
    (read) => `it was read: ${String(read)}`,
    (error: unknown) => error,
  );
}

const unreadable = (why: string) =>
  expect.objectContaining({
    code: "unreadable-value",
    message: expect.stringContaining(why) as string,
  }) as Error;

describe.each<readonly [string, () => Promise<Store>]>([
  ["memory", async () => memory()],
  [
    "SQLite",
    async () => {
      const store = await sqlite({ file: `${folder()}/store.db` });
      onTestFinished(() => store.close?.());
      return store;
    },
  ],
])("installations in %s", (_, open) => {
  let store: Store;
  let all: Installations;

  beforeEach(async () => {
    store = await open();
    all = installations({ store, keys: [key] });
  });

  test("give each workspace's token, and none where there is none", async () => {
    await all.put(inTeam("TTEA00001"));
    await all.put(inTeam("TMILK0001"));
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
    expect(await all.tokenOf("TMILK0001")).toBe("xoxb-TMILK0001");
    expect(await all.tokenOf("TNONE0001")).toBeUndefined();
    expect(await all.list()).toEqual([{ team: "TMILK0001" }, { team: "TTEA00001" }]);
  });

  test("give an organisation's token for all of its workspaces but those with one of their own", async () => {
    await all.put(inOrg("ETEA00001"));
    await all.put(inTeam("TTEA00001"));
    expect(await all.tokenOf("TMILK0001", "ETEA00001")).toBe("xoxb-ETEA00001");
    expect(await all.tokenOf("ETEA00001")).toBe("xoxb-ETEA00001");
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
    expect(await all.tokenOf("TTEA00001", "ENONE0001")).toBe("xoxb-TTEA00001");
    expect(await all.tokenOf("TMILK0001", "ENONE0001")).toBeUndefined();
    expect(await all.list()).toEqual([{ enterprise: "ETEA00001" }, { team: "TTEA00001" }]);
  });

  test("are replaced by newer ones, and removed", async () => {
    await all.put(inTeam("TTEA00001", "xoxb-old"));
    await all.put(inTeam("TTEA00001", "xoxb-new"));
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-new");
    expect(await all.remove({ team: "TTEA00001" })).toBe(true);
    expect(await all.remove({ team: "TTEA00001" })).toBe(false);
    expect(await all.tokenOf("TTEA00001")).toBeUndefined();
    expect(await all.list()).toEqual([]);
  });

  test("keep the bot where somebody adds but themselves", async () => {
    await all.put(inTeam("TTEA00001"));
    const { bot: _, ...alone } = inTeam("TTEA00001");
    await all.put({ ...alone, user: { id: "UKEVIN001", token: "xoxp-kevin", scopes: [] } });
    const query = { teamId: "TTEA00001", enterpriseId: undefined, isEnterpriseInstall: false } as const;
    expect(await all.fetchInstallation(query)).toMatchObject({
      user: { id: "UKEVIN001", token: "xoxp-kevin" },
      bot: { token: "xoxb-TTEA00001" },
    });
  });

  test("are listed however many they are", async () => {
    const teams = Array.from({ length: 130 }, (_team, n) => `T${String(n).padStart(4, "0")}`);
    for (const team of teams) await all.put(inTeam(team));
    expect((await all.list()).map(({ team }) => team)).toEqual(teams);
  });

  test("written at once by several are all there", async () => {
    await Promise.all(["a", "b", "c", "d"].map((name) => all.put(inTeam("TTEA00001", `xoxb-${name}`))));
    expect(await all.tokenOf("TTEA00001")).toMatch(/^xoxb-[abcd]$/);
    await Promise.all(["T1", "T2", "T3"].map((team) => all.put(inTeam(team))));
    expect(await all.list()).toHaveLength(4);
  });

  test("are kept so that nobody can read their tokens", async () => {
    await all.put(inTeam("TTEA00001"));
    await all.put(inTeam("TTEA00001"));
    const [item, ...others] = await itemsIn(store);
    expect(others).toEqual([]);
    expect(Object.keys(item?.value ?? {}).sort()).toEqual(["data", "iv", "key", "tag"]);
    expect(JSON.stringify(item)).not.toMatch(/xox|Tea|UADA/);
  });

  test("are sealed anew each time, so that nobody sees whether a token has changed", async () => {
    await all.put(inTeam("TTEA00001"));
    const [before] = await itemsIn(store);
    await all.put(inTeam("TTEA00001"));
    const [after] = await itemsIn(store);
    for (const part of ["iv", "tag", "data"]) {
      expect(Reflect.get(Object(after?.value) as object, part)).not.toBe(
        Reflect.get(Object(before?.value) as object, part),
      );
    }
  });

  test.each(["iv", "tag", "data"])("are refused where their %s was changed", async (part) => {
    await all.put(inTeam("TTEA00001"));
    const [item] = await itemsIn(store);
    const value = item?.value as Readonly<Record<string, string>>;
    const bytes = Buffer.from(value[part] ?? "", "base64");
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await overwrite(store, "team/TTEA00001", { ...value, [part]: bytes.toString("base64") });
    expect(await refusal(all.tokenOf("TTEA00001"))).toEqual(unreadable('"team/TTEA00001"'));
  });

  test("are refused where their tag was cut short, so that it could be guessed", async () => {
    await all.put(inTeam("TTEA00001"));
    const [item] = await itemsIn(store);
    const value = item?.value as Readonly<Record<string, string>>;
    const tag = Buffer.from(value["tag"] ?? "", "base64")
      .subarray(0, 4)
      .toString("base64");
    await overwrite(store, "team/TTEA00001", { ...value, tag });
    expect(await refusal(all.tokenOf("TTEA00001"))).toEqual(unreadable("was changed"));
  });

  test("are refused where another workspace's, or an organisation's, was put in their place", async () => {
    await all.put(inTeam("TTEA00001"));
    const [item] = await itemsIn(store);
    for (const sort of ["team/TMILK0001", "org/TTEA00001"]) await overwrite(store, sort, item?.value ?? null);
    expect(await refusal(all.tokenOf("TMILK0001"))).toEqual(unreadable("moved here"));
    expect(await refusal(all.tokenOf("TMILK0001", "TTEA00001"))).toEqual(unreadable("moved here"));
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
  });

  test.each<readonly [string, Json]>([
    ["nothing", null],
    ["a token in clear", { team: "TTEA00001", bot: { token: "xoxb-clear" } }],
    ["parts that are no text", { key: "2026", iv: 1, tag: [], data: {} }],
    ["a key that is no key's name", { key: 'x\n{"level":"info"}', iv: "", tag: "", data: "" }],
  ])("are refused where there is %s in their place", async (_what, value) => {
    await overwrite(store, "team/TTEA00001", value);
    const error = await refusal(all.tokenOf("TTEA00001"));
    expect(error).toEqual(unreadable('"team/TTEA00001"'));
    expect(String(error)).not.toMatch(/\n|xoxb/);
  });

  test("that cannot be read are replaced by a new one, and removed", async () => {
    await overwrite(store, "team/TTEA00001", null);
    await all.put(inTeam("TTEA00001"));
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
    await overwrite(store, "team/TTEA00001", null);
    expect(await all.list()).toEqual([{ team: "TTEA00001" }]);
    expect(await all.remove({ team: "TTEA00001" }, 0)).toBe(true);
  });

  test("are read by the key before while it is replaced, and need it no more once they are renewed", async () => {
    const next = keyOf("2027");
    await all.put(inTeam("TTEA00001"));
    await all.put(inTeam("TMILK0001"));
    const both = installations({ store, keys: [next, key] });
    await both.put(inTeam("TMILK0001"));
    expect(await both.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
    const alone = installations({ store, keys: [next] });
    expect(await refusal(alone.tokenOf("TTEA00001"))).toEqual(unreadable('"2026", which is not given'));
    expect(await alone.tokenOf("TMILK0001")).toBe("xoxb-TMILK0001");
    expect(await both.renew()).toBe(1);
    expect(await both.renew()).toBe(0);
    expect(await alone.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
  });

  test("kept under another key of the same name are refused", async () => {
    await all.put(inTeam("TTEA00001"));
    const other = installations({ store, keys: [keyOf("2026")] });
    const error = await refusal(other.tokenOf("TTEA00001"));
    expect(error).toEqual(unreadable("another key of the same id"));
    expect(inspect(error, { depth: 9 })).not.toContain(key.secret);
  });

  test.each(["../etc", "", "T/1", "x".repeat(65)])("are of no workspace called %j", async (team) => {
    expect(await refusal(all.tokenOf(team))).toMatchObject({ code: "invalid-value" });
    expect(await refusal(all.put(inTeam(team)))).toMatchObject({ code: "invalid-value" });
    expect(await itemsIn(store)).toEqual([]);
  });
});

test("an installation is kept though somebody else was faster, and given up where they always are", async () => {
  const store = memory();
  let losing = 3;
  const contested: Store = { ...store, commit: async (changes) => losing-- <= 0 && store.commit(changes) };
  const all = installations({ store: contested, keys: [key] });
  await all.put(inTeam("TTEA00001"));
  expect(await all.tokenOf("TTEA00001")).toBe("xoxb-TTEA00001");
  losing = Infinity;
  expect(await refusal(all.remove({ team: "TTEA00001" }))).toMatchObject({ code: "lost-races" });
});

test("an installation that comes while the one before is being removed stays", async () => {
  const [store, clock] = [memory(), stillClock()];
  const all = installations({ store, keys: [key], clock });
  await all.put(inTeam("TTEA00001", "xoxb-old"));
  const before = clock.now();
  clock.pass(1_000);
  let first = true;
  const overtaken: Store = {
    ...store,
    get: async (addresses) => {
      const found = await store.get(addresses);
      if (first) await all.put(inTeam("TTEA00001", "xoxb-new"));
      first = false;
      return found;
    },
  };
  const slow = installations({ store: overtaken, keys: [key], clock });
  expect(await slow.remove({ team: "TTEA00001" }, before)).toBe(false);
  expect(await all.tokenOf("TTEA00001")).toBe("xoxb-new");
});

test("no token is in the file of a SQLite store", async () => {
  const path = folder();
  const store = await sqlite({ file: `${path}/store.db` });
  await installations({ store, keys: [key] }).put(inTeam("TTEA00001"));
  await store.close?.();
  const bytes = readdirSync(path).map((name) => readFileSync(`${path}/${name}`, "latin1"));
  expect(bytes.join("")).toContain("team/TTEA00001");
  expect(bytes.join("")).not.toContain("xox");
});

test.each<readonly [string, readonly SealingKey[], string]>([
  ["a key", [], "missing-option"],
  ["keys of 32 bytes", [{ id: "a", secret: randomBytes(31).toString("base64") }], "invalid-option"],
  ["keys in base64", [{ id: "a", secret: "correct horse battery staple is no key at al" }], "invalid-option"],
  ["keys with a name", [{ ...key, id: "" }], "invalid-option"],
  ["keys with a plain name", [{ ...key, id: "a b" }], "invalid-option"],
  ["keys of different names", [key, keyOf("2026")], "duplicate-name"],
])("installations need %s", (_, keys, code) => {
  const error = expect.objectContaining({ code }) as Error;
  expect(() => installations({ store: memory(), keys })).toThrow(error);
});

describe("a workspace that the app is removed from", () => {
  const clock = stillClock();
  let world: Sandbox;
  let store: Store;
  let all: Installations;

  const hello = intent("Hello", { utterances: ["hello"], fulfil: () => "Hi there." });

  beforeEach(async () => {
    world = await sandbox({ clock });
    store = memory();
    all = installations({ store, keys: [key], clock });
  });
  afterEach(() => world.close());

  /** An app served to Slack, by what is installed. */
  function served(listeners = all.listeners, keeping = store) {
    const app = appOf({ intents: [hello], listeners, clock, store: keeping });
    const channel = slack({ signingSecret: secret, token: all.tokenOf, slackApiUrl: world.url, clock });
    const receive = listener(app, channel);
    const deliver = async (event: object) => {
      const { status } = await receive(signed(JSON.stringify(event), "application/json", clock.now()));
      await app.settled();
      return status;
    };
    return { deliver };
  }

  let events = 0;
  /** What Slack tells of the app itself, so many milliseconds from now. */
  const told = (event: object, more: object = {}, from = 0) => ({
    type: "event_callback",
    team_id: world.team,
    api_app_id: "AAPP00001",
    event,
    event_id: `Ev${++events}`,
    event_time: Math.floor((clock.now() + from) / 1_000),
    ...more,
  });
  const gone = { type: "app_uninstalled" };
  const revoked = (tokens: object) => ({ type: "tokens_revoked", tokens });
  const said = () =>
    withEvent("direct", { text: "hello", channel: world.channel, ts: `17636832${10 + ++events}.000100` });
  const answers = () => world.messages().filter(({ bot_id }) => bot_id).length;

  const belongs = (event: object) => ({
    ...event,
    team_id: world.team,
    context_team_id: world.team,
    authorizations: [
      { team_id: world.team, user_id: "UBOT00001", is_bot: true, is_enterprise_install: false },
    ],
  });

  test("is answered until then, and loses its token with it", async () => {
    await all.put(inTeam(world.team, world.token));
    await all.put(inTeam("TOTHER001"));
    const { deliver } = served();
    expect(await deliver(belongs(said()))).toBe(200);
    expect(answers()).toBe(1);
    clock.pass(2_000);
    expect(await deliver(told(gone))).toBe(200);
    expect(await all.list()).toEqual([{ team: "TOTHER001" }]);
    await deliver(belongs(said()));
    expect(answers()).toBe(1);
  });

  test("keeps its token where it has installed the app again since", async () => {
    const uninstalled = told(gone, {}, -1_000);
    await all.put(inTeam(world.team, world.token));
    const { deliver } = served();
    await deliver(uninstalled);
    expect(await all.tokenOf(world.team)).toBe(world.token);
    await deliver(told(gone));
    expect(await all.tokenOf(world.team)).toBeUndefined();
  });

  test.each([
    ["its bot's token was revoked", { bot: ["UBOT00001"], oauth: ["UADA00001"] }, undefined, undefined],
    ["the token of whoever installed it was revoked", { oauth: ["UADA00001"] }, "bot", undefined],
    ["the token of somebody else was revoked", { bot: [], oauth: ["UELSE0001"] }, "bot", "user"],
    ["tokens were revoked that make no sense", { bot: "all", oauth: [7] }, "bot", "user"],
  ])("forgets what is of no use any more where %s", async (_, tokens, bot, user) => {
    await all.put(inTeam(world.team));
    clock.pass(1_000);
    await served().deliver(told(revoked(tokens)));
    const query = { teamId: world.team, enterpriseId: undefined, isEnterpriseInstall: false } as const;
    const left = bot ? await all.fetchInstallation(query) : undefined;
    expect([await all.tokenOf(world.team), left?.user.token]).toEqual([
      bot && `xoxb-${world.team}`,
      user && `xoxp-${world.team}`,
    ]);
  });

  test("keeps the token of a user who has installed it again since", async () => {
    const late = told(revoked({ oauth: ["UADA00001"] }), {}, -1_000);
    await all.put(inTeam(world.team));
    await served().deliver(late);
    const query = { teamId: world.team, enterpriseId: undefined, isEnterpriseInstall: false } as const;
    expect((await all.fetchInstallation(query)).user.token).toBe(`xoxp-${world.team}`);
  });

  test("is forgotten though it was added within the same second", async () => {
    clock.pass(500);
    await all.put(inTeam(world.team));
    clock.pass(100);
    await served().deliver(told(gone));
    expect(await all.list()).toEqual([]);
  });

  test("is forgotten where there was but one user's token", async () => {
    const { bot: _, ...alone } = inTeam(world.team);
    await all.put(alone);
    clock.pass(1_000);
    await served().deliver(told(revoked({ oauth: ["UADA00001"] })));
    expect(await all.list()).toEqual([]);
  });

  test("is not forgotten by what another channel calls by the same name", async () => {
    await all.put(inTeam(world.team));
    const turn = {
      channel: "alexa",
      input: { type: "event", name: "uninstalled" },
      at: clock.now(),
    } as never;
    await all.settle({ turn, data: { team: world.team } });
    expect(await all.tokenOf(world.team)).toBeDefined();
  });

  test("is an event of the app's own, whose listener can clean up as well", async () => {
    await all.put(inTeam(world.team));
    clock.pass(1_000);
    const heard: (Json | undefined)[] = [];
    const own = on("uninstalled", async (context) => {
      heard.push(context.data);
      await all.settle(context);
    });
    await served([own]).deliver(told(gone));
    expect(heard).toEqual([{ team: world.team }]);
    expect(await all.list()).toEqual([]);
  });

  test("is told again by Slack where it could not be noted", async () => {
    await all.put(inTeam(world.team));
    clock.pass(1_000);
    let broken = true;
    const flaky: Store = {
      ...store,
      commit: async (changes) => {
        if (broken) throw new Error("disk full");
        return store.commit(changes);
      },
    };
    all = installations({ store: flaky, keys: [key], clock });
    const { deliver } = served(all.listeners, flaky);
    const event = told(gone);
    expect(await deliver(event)).toBe(503);
    broken = false;
    expect(await deliver(event)).toBe(200);
    expect(await all.list()).toEqual([]);
  });

  describe("of an organisation", () => {
    const org = { enterprise_id: "ETEA00001" };
    const authorizations = [
      { ...org, team_id: null, user_id: "UBOT00001", is_bot: true, is_enterprise_install: true },
    ];

    test("is answered by the organisation's installation", async () => {
      await all.put({ ...inOrg("ETEA00001"), bot: { ...inTeam("T").bot, token: world.token } as never });
      await served().deliver({ ...belongs(said()), ...org, authorizations });
      expect(answers()).toBe(1);
      const channel = slack({ unsigned: true, token: all.tokenOf, slackApiUrl: world.url, clock });
      const to = { team: "TANY00001", enterprise: "ETEA00001", channel: world.channel };
      expect(await channel.sent?.({ to, reply: {} as never, key: "k" })).toBeUndefined();
      expect(world.calls("conversations.history")).toBe(1);
    });

    test("takes the organisation's installation with it, and no other", async () => {
      await all.put(inOrg("ETEA00001"));
      await all.put(inTeam(world.team));
      clock.pass(1_000);
      await served().deliver(told(gone, { ...org, authorizations }));
      expect(await all.list()).toEqual([{ team: world.team }]);
      await all.put(inOrg("ETEA00001"));
      clock.pass(1_000);
      await served().deliver(told(gone, { ...org, team_id: undefined }));
      expect(await all.list()).toEqual([{ team: world.team }]);
    });

    test("that has it of its own takes but that with it", async () => {
      await all.put(inOrg("ETEA00001"));
      await all.put(inTeam(world.team));
      clock.pass(1_000);
      await served().deliver(told(gone, org));
      expect(await all.list()).toEqual([{ enterprise: "ETEA00001" }]);
    });
  });

  test("leaves no doubt whether something was sent where its token cannot be read", async () => {
    await overwrite(store, `team/${world.team}`, null);
    const channel = slack({ unsigned: true, token: all.tokenOf, slackApiUrl: world.url, clock });
    const message = { to: { team: world.team, channel: world.channel }, reply: {} as never, key: "k" };
    const spoken = { ...message, reply: { text: "Hi.", next: { type: "end" } } as never };
    const error = await refusal(channel.send?.(spoken) ?? Promise.resolve());
    expect(error).toBeInstanceOf(Undelivered);
    expect(error).toMatchObject({
      outcome: "not-done",
      message: "the token for this workspace could not be read",
    });
  });
});

describe("somebody who adds the app to their workspace by Bolt", () => {
  const granted = {
    access_token: "xoxb-granted",
    token_type: "bot",
    scope: "chat:write,channels:history",
    bot_user_id: "UBOT00001",
    app_id: "AAPP00001",
    team: { id: "TTEA00001", name: "Tea & Co" },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: "UADA00001" },
  };
  const grants = {
    code: granted,
    org: {
      ...granted,
      access_token: "xoxb-org",
      team: null,
      enterprise: { id: "ETEA00001", name: "Tea" },
      is_enterprise_install: true,
    },
    short: { ...granted, access_token: "xoxe.xoxb-1", refresh_token: "xoxe-1", expires_in: 60 },
    "xoxe-1": { ...granted, access_token: "xoxe.xoxb-2", refresh_token: "xoxe-2", expires_in: 43_200 },
  };

  /** Bolt's own install flow over HTTP, with our installations behind it. */
  async function serving() {
    const store = memory();
    const all = installations({ store, keys: [key] });
    const slackEnd = await authority(grants);
    const logged: string[] = [];
    const note = (...what: readonly unknown[]) => void logged.push(inspect(what, { depth: 9 }));
    const receiver = new HTTPReceiver({
      signingSecret: secret,
      clientId: "1.2",
      clientSecret: "client secret",
      stateSecret: "state secret",
      scopes: ["chat:write", "channels:history"],
      installationStore: all,
      installerOptions: { directInstall: true, clientOptions: { slackApiUrl: slackEnd.url } },
      logger: {
        ...{ debug: note, info: note, warn: note, error: note },
        ...{ setLevel: () => {}, getLevel: () => "error" as never, setName: () => {} },
      },
    });
    const server = await receiver.start(0);
    onTestFinished(() => void receiver.stop());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    /** As a browser: to Slack and back with a code. */
    async function install(
      code: string,
      changes: { readonly state?: string; readonly cookie?: string } = {},
    ) {
      const away = await fetch(`${url}/slack/install`, { redirect: "manual" });
      const state = new URL(away.headers.get("location") ?? "").searchParams.get("state") ?? "";
      const cookie = (away.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
      const query = new URLSearchParams({ code, state: changes.state ?? state });
      const headers = { cookie: changes.cookie ?? cookie };
      const back = await fetch(`${url}/slack/oauth_redirect?${query.toString()}`, { headers });
      return back.status;
    }
    return { all, store, install, asked: slackEnd.asked, logged, installer: receiver.installer };
  }

  test("is answered from then on", async () => {
    const { all, store, install, asked, logged, installer } = await serving();
    expect(await install("code")).toBe(200);
    expect(asked).toMatchObject([{ code: "code", client_id: "1.2", client_secret: "client secret" }]);
    expect(await all.list()).toEqual([{ team: "TTEA00001" }]);
    expect(await all.tokenOf("TTEA00001")).toBe("xoxb-granted");
    const source = { teamId: "TTEA00001", enterpriseId: undefined, isEnterpriseInstall: false } as const;
    expect(await installer?.authorize(source)).toMatchObject({
      botToken: "xoxb-granted",
      botUserId: "UBOT00001",
    });
    expect(JSON.stringify(await itemsIn(store))).not.toContain("xoxb");
    expect(logged.join("\n")).not.toContain("xoxb");
  });

  test("is answered in all of their organisation where it is for that", async () => {
    const { all, install, installer } = await serving();
    expect(await install("org")).toBe(200);
    expect(await all.list()).toEqual([{ enterprise: "ETEA00001" }]);
    expect(await all.tokenOf("TANY00001", "ETEA00001")).toBe("xoxb-org");
    expect(await tokensOf(all)("TANY00001", "ETEA00001")).toBe("xoxb-org");
    const source = { teamId: "TANY00001", enterpriseId: "ETEA00001", isEnterpriseInstall: true };
    expect(await installer?.authorize(source as never)).toMatchObject({
      botToken: "xoxb-org",
      teamId: "TANY00001",
    });
  });

  test("keeps a token that Bolt has renewed", async () => {
    const { all, install, installer } = await serving();
    expect(await install("short")).toBe(200);
    const source = { teamId: "TTEA00001", enterpriseId: undefined, isEnterpriseInstall: false } as const;
    expect(await installer?.authorize(source)).toMatchObject({ botToken: "xoxe.xoxb-2" });
    expect(await all.tokenOf("TTEA00001")).toBe("xoxe.xoxb-2");
  });

  test.each([
    ["the state of another", { state: "forged" }],
    ["the state of another browser", { cookie: "slack-app-oauth-state=other" }],
    ["no cookie", { cookie: "" }],
  ])("adds nothing with %s", async (_, changes) => {
    const { all, install, asked } = await serving();
    expect(await install("code", changes)).toBeGreaterThanOrEqual(400);
    expect([asked, await all.list()]).toEqual([[], []]);
  });

  test("is told by Bolt that there is none where there is none, and can be removed by it", async () => {
    const { all, install, installer } = await serving();
    const source = { teamId: "TTEA00001", enterpriseId: undefined, isEnterpriseInstall: false } as const;
    await expect(installer?.authorize(source)).rejects.toThrow("not installed");
    await install("code");
    await all.put(inTeam("TTEA00001"));
    const userToken = async () => (await all.fetchInstallation(source)).user.token;
    await all.deleteInstallation({ ...source, userId: "UELSE0001" });
    expect(await userToken()).toBe("xoxp-TTEA00001");
    await all.deleteInstallation({ ...source, userId: "UADA00001" });
    expect([await userToken(), await all.tokenOf("TTEA00001")]).toEqual([undefined, "xoxb-TTEA00001"]);
    await all.deleteInstallation(source);
    expect(await all.list()).toEqual([]);
  });
});

import { App, MemoryInstallationStore } from "@slack/bolt";
import { expect, onTestFinished, test } from "vitest";
import { look } from "palaver";
import { clientOf, codeOf, opened, quiet, textsOf } from "./client.ts";

test("workspaces share nothing: not a token, an id or a message", async () => {
  const world = await opened();
  const other = world.workspace({ name: "Other" });
  const [here, there] = [clientOf(world, world.token), clientOf(world, other.token)];
  expect(await here.auth.test()).toMatchObject({
    team: "Sandbox",
    team_id: world.team,
    bot_id: world.bot.id,
  });
  expect(await there.auth.test()).toMatchObject({ team: "Other", team_id: other.team, bot_id: other.bot.id });
  await there.chat.postMessage({ channel: other.channel, text: "there" });
  expect(world.messages()).toEqual([]);
  expect(textsOf({ messages: other.messages() })).toEqual(["there"]);
  expect(await codeOf(here.conversations.history({ channel: other.channel }))).toBe("channel_not_found");
  expect(await codeOf(here.users.info({ user: other.userOf("Kevin") }))).toBe("user_not_found");
  expect(world.userOf("Kevin")).not.toBe(other.userOf("Kevin"));
  expect(world.create("random")).not.toBe(other.create("random"));
});

test("an event names its workspace and the bot there", async () => {
  const events: unknown[] = [];
  const world = await opened({ onEvent: (event) => void events.push(event) });
  const other = world.workspace();
  await other.say("Kevin", "@palaver hi");
  expect(events).toMatchObject(
    Array(2).fill({
      team_id: other.team,
      context_team_id: other.team,
      authorizations: [{ team_id: other.team, user_id: other.bot.user, is_bot: true }],
      event: { text: `<@${other.bot.user}> hi` },
    }),
  );
});

test("teammates answer in their own workspace", async () => {
  const world = await opened();
  const other = world.workspace({ teammates: { Zoe: () => "got it" } });
  await clientOf(world, other.token).chat.postMessage({ channel: other.channel, text: "demo!" });
  await clientOf(world, world.token).chat.postMessage({ channel: world.channel, text: "demo!" });
  expect(textsOf({ messages: other.messages() })).toEqual(["demo!", "got it"]);
  expect(textsOf({ messages: world.messages() })).toEqual(["demo!"]);
});

test("a code is exchanged for a token, once, by the app alone", async () => {
  const world = await opened();
  const code = world.install("Ada", ["chat:write"]);
  const { clientId: client_id, clientSecret: client_secret } = world;
  const exchange = (args: object) =>
    clientOf(world, undefined).oauth.v2.access({ client_id, client_secret, code, ...args });
  expect(await codeOf(exchange({ client_id: "1.2" }))).toBe("invalid_client_id");
  expect(await codeOf(exchange({ client_secret: "guessed" }))).toBe("bad_client_secret");
  expect(await codeOf(exchange({ code: "guessed" }))).toBe("invalid_code");
  const granted = await exchange({});
  expect(granted).toMatchObject({
    token_type: "bot",
    scope: "chat:write",
    bot_user_id: world.bot.user,
    team: { id: world.team, name: "Sandbox" },
    authed_user: { id: world.userOf("Ada") },
  });
  expect(await codeOf(exchange({}))).toBe("invalid_code");
  const client = clientOf(world, granted.access_token);
  await client.chat.postMessage({ channel: world.channel, text: "installed" });
  expect(await codeOf(client.users.list({}))).toBe("missing_scope");
});

test("who is not let in is told why", async () => {
  const world = await opened();
  expect(await codeOf(clientOf(world, "xoxb-guessed").auth.test())).toBe("invalid_auth");
  expect(await codeOf(clientOf(world, undefined).auth.test())).toBe("not_authed");
  expect(await codeOf(clientOf(world, "constructor").apiCall("constructor"))).toBe("invalid_auth");
});

test("a token that was revoked, and the app that was taken out, get in no more until it is added again", async () => {
  const events: unknown[] = [];
  const world = await opened({ onEvent: (event) => void events.push(look(event, "event", "type")) });
  const { clientId: client_id, clientSecret: client_secret } = world;
  const client = clientOf(world, world.token);
  expect(await client.auth.revoke({ test: true })).toMatchObject({ revoked: false });
  expect(await client.auth.revoke({})).toMatchObject({ revoked: true });
  expect(await codeOf(client.auth.test())).toBe("token_revoked");
  const again = async () => {
    const code = world.install("Ada");
    const { access_token } = await client.oauth.v2.access({ client_id, client_secret, code });
    return clientOf(world, access_token);
  };
  const second = await again();
  expect(await codeOf(second.apps.uninstall({ client_id, client_secret: "guessed" }))).toBe(
    "bad_client_secret",
  );
  await second.apps.uninstall({ client_id, client_secret });
  expect(await codeOf(second.auth.test())).toBe("account_inactive");
  const third = await again();
  expect(await codeOf(third.auth.test())).toBe("ok");
  const elsewhere = clientOf(world, world.workspace().token);
  await world.uninstall();
  expect(await codeOf(elsewhere.auth.test())).toBe("ok");
  expect(await codeOf(third.auth.test())).toBe("account_inactive");
  expect(events).toEqual(["tokens_revoked", "app_uninstalled", "tokens_revoked", "app_uninstalled"]);
});

test("a Bolt app that people add to their workspaces answers in each by that one's token", async () => {
  const world = await opened();
  const other = world.workspace({ name: "Other" });
  const clientOptions = { slackApiUrl: world.url };
  const app = new App({
    ...{ clientId: world.clientId, clientSecret: world.clientSecret, signingSecret: world.signingSecret },
    ...{ stateSecret: "a state secret", scopes: ["chat:write"], clientOptions, logger: quiet },
    installationStore: new MemoryInstallationStore(),
    installerOptions: { clientOptions, directInstall: true },
  });
  app.message("hello", async ({ say }) => void (await say("Hi!")));
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await app.stop()));
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/slack`;

  for (const { install } of [world, other]) {
    const begun = await fetch(`${at}/install`, { redirect: "manual" });
    const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const back = new URLSearchParams({ code: install("Ada"), state });
    const cookie = (begun.headers.get("set-cookie") ?? "").replace(/;.*/, "");
    expect((await fetch(`${at}/oauth_redirect?${back.toString()}`, { headers: { cookie } })).status).toBe(
      200,
    );
  }
  await world.subscribe(`${at}/events`);
  for (const place of [other, world]) {
    await place.say("Kevin", `hello from ${place.name}`);
    await expect
      .poll(() => textsOf({ messages: place.messages() }))
      .toEqual([`hello from ${place.name}`, "Hi!"]);
  }
});

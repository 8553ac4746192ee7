import { failed, word, type Answer, type Call, type Methods } from "./answer.ts";
import type { Access } from "./access.ts";
import { flag } from "./arguments.ts";

/** What an app proves itself by when it exchanges a code for a token. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The methods about the app itself: who it is, how it gets in, how it hears, how it goes. */
export const apps = (access: Access, client: Client, connect: () => string): Methods => ({
  "auth.test": {
    tier: "special",
    run: ({ world }) => ({
      ok: true,
      url: `https://${world.team.toLowerCase()}.example/`,
      team: world.name,
      user: "palaver",
      team_id: world.team,
      user_id: world.bot.user,
      bot_id: world.bot.id,
      is_enterprise_install: false,
    }),
  },
  "apps.connections.open": {
    tier: 1,
    by: "app",
    scopes: ["connections:write"],
    run: () => ({ ok: true, url: connect() }),
  },
  "auth.revoke": {
    tier: 3,
    run(call) {
      if (flag(call.args, "test")) return { ok: true, revoked: false };
      access.revoke(call.grant.token);
      gone(call, "tokens_revoked", { tokens: { oauth: [], bot: [call.world.bot.user] } });
      return { ok: true, revoked: true };
    },
  },
  "apps.uninstall": {
    tier: 1,
    run(call) {
      const wrong = wrongClient(call, client);
      if (wrong) return failed(wrong);
      access.uninstall(call.world);
      gone(call, "app_uninstalled");
      gone(call, "tokens_revoked", { tokens: { oauth: [], bot: [call.world.bot.user] } });
      return { ok: true };
    },
  },
  "oauth.v2.access": {
    tier: 4,
    by: "anybody",
    run(call) {
      const wrong = wrongClient(call, client);
      if (wrong) return failed(wrong);
      const redeemed = access.redeem(word(call.args, "code"));
      if (!redeemed) return failed("invalid_code");
      const { token, world, scopes = [] } = redeemed.grant;
      return {
        ok: true,
        access_token: token,
        token_type: "bot",
        scope: scopes.join(","),
        bot_user_id: world.bot.user,
        app_id: world.app,
        team: { id: world.team, name: world.name },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: redeemed.by },
      };
    },
  },
});

const gone = ({ happened, world }: Call, type: string, more: Partial<Answer> = {}) =>
  happened([{ type, ...more, event_ts: world.stamp() }]);

function wrongClient({ args }: Call, { clientId, clientSecret }: Client): string | undefined {
  if (word(args, "client_id") !== clientId) return "invalid_client_id";
  return word(args, "client_secret") === clientSecret ? undefined : "bad_client_secret";
}

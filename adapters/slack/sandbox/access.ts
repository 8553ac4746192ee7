import { digest } from "./event.ts";
import type { World } from "./world.ts";

/** What a token lets its bearer do. */
export interface Grant {
  readonly token: string;
  readonly world: World;
  /** A bot of one workspace, or the app itself. */
  readonly kind: "bot" | "app";
  /** Every scope there is, where none are named. */
  readonly scopes?: readonly string[] | undefined;
  /** Slack's code for why the token is good no more. */
  ended?: "token_revoked" | "account_inactive";
}

/** Somebody, by their id, adds the app to a workspace. */
export interface Installing {
  readonly world: World;
  readonly by: string;
  readonly scopes?: readonly string[] | undefined;
}

/** Who is let in. */
export interface Access {
  grant(grant: Grant): Grant;
  find(token: string): Grant | undefined;
  /** Takes away one token. */
  revoke(token: string): void;
  /** Takes the app out of a workspace. */
  uninstall(world: World): void;
  /** Somebody adds the app to a workspace: the code that the app exchanges for a token, once. */
  code(installing: Installing): string;
  /** A token for a code, and by whom; nothing for one that is used up or made up. */
  redeem(code: string): { readonly grant: Grant; readonly by: string } | undefined;
}

export function createAccess(): Access {
  const grants = new Map<string, Grant>();
  const codes = new Map<string, Installing>();
  let count = 0;

  function grant(made: Grant): Grant {
    grants.set(made.token, made);
    return made;
  }

  return {
    grant,
    find: (token) => grants.get(token),
    revoke(token) {
      const found = grants.get(token);
      if (found) found.ended = "token_revoked";
    },
    uninstall(world) {
      for (const found of grants.values())
        if (found.world === world && found.kind === "bot") found.ended = "account_inactive";
    },
    code(installing) {
      const { team } = installing.world;
      const code = `${team}.${digest(team, String(++count)).slice(0, 24)}`;
      codes.set(code, installing);
      return code;
    },
    redeem(code) {
      const found = codes.get(code);
      codes.delete(code);
      if (!found) return undefined;
      const { world, by, scopes } = found;
      return { by, grant: grant({ world, scopes, token: `xoxb-${code}`, kind: "bot" }) };
    },
  };
}

/** Slack's code for why this grant will not do for a method, with what it says beside; nothing where it does. */
export function refusal(
  grant: Grant,
  kind: Grant["kind"],
  scopes: readonly string[] | undefined,
): Readonly<Record<string, string>> | undefined {
  if (grant.ended) return { error: grant.ended };
  if (grant.kind !== kind) return { error: "not_allowed_token_type" };
  return grant.scopes === undefined || !scopes || scopes.some((scope) => grant.scopes?.includes(scope))
    ? undefined
    : { error: "missing_scope", needed: scopes.join(","), provided: grant.scopes.join(",") };
}

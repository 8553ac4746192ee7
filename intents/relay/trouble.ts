/** What may be wrong for good: with a channel, with the way into a workspace, or with one thread. */
export const troubles = ["removed", "archived", "locked", "revoked", "forbidden", "gone"] as const;
export type Trouble = (typeof troubles)[number];

/** By the codes with which the reason of a failed call ends (https://docs.slack.dev/reference/methods). */
const codes: readonly (readonly [RegExp, Trouble])[] = [
  [/\b(?:not_in_channel|channel_not_found)\b/, "removed"],
  [/\bis_archived\b/, "archived"],
  [/\b(?:thread_not_found|message_not_found|cannot_reply_to_message)\b/, "gone"],
  [/\brestricted_action\w*/, "locked"],
  [
    /\b(?:token_revoked|token_expired|invalid_auth|not_authed|account_inactive|no token)\b|org_login_required/,
    "revoked",
  ],
  [
    /\b(?:missing_scope|no_permission|access_denied|ekm_access_denied|team_access_not_granted)\b/,
    "forbidden",
  ],
];

/** What is wrong for good, by the reason a call failed with; nothing where it may work the next time. */
export const troubleOf = (reason: string): Trouble | undefined =>
  codes.find(([code]) => code.test(reason))?.[1];

/** Why, in words that can stand after a colon. */
export const because: Readonly<Record<Trouble, string>> = {
  removed: "the bot is not in that channel. Somebody there has to invite it",
  archived: "that channel is archived",
  locked: "the bot may not write there",
  revoked: "the bot is no longer let into the workspace. Somebody has to install it anew",
  forbidden: "the bot lacks a permission in that workspace",
  gone: "the message it belongs to is gone",
};

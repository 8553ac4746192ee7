import { react } from "./acts.ts";
import { failed, word, type Answer, type Call, type Methods } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import type { SandboxMessage } from "./message.ts";
import { messageIn, placeOf } from "./place.ts";

/** The methods about reactions (https://docs.slack.dev/reference/methods?family=reactions). */
export const reactions: Methods = {
  "reactions.add": { tier: 3, scopes: ["reactions:write"], run: (call) => put(call, "added") },
  "reactions.remove": { tier: 2, scopes: ["reactions:write"], run: (call) => put(call, "removed") },
  "reactions.get": {
    tier: 3,
    scopes: ["reactions:read"],
    run: (call) => under(call, ({ id }, message) => ({ ok: true, type: "message", channel: id, message })),
  },
};

function put(call: Call, type: "added" | "removed"): Answer {
  const { world, args } = call;
  const reaction = word(args, "name");
  if (!/^[\p{L}\p{N}_+'-]{1,100}(::skin-tone-[2-6])?$/u.test(reaction)) return failed("invalid_name");
  return under(call, (where, message) => {
    if (where.archived) return failed("is_archived");
    const act = react(world, where, message, { type, user: world.bot.user, reaction });
    if (!act) return failed(type === "added" ? "already_reacted" : "no_reaction");
    call.happened(act.events);
    return { ok: true };
  });
}

/** Does something to the message that was named. */
function under(call: Call, act: (where: Conversation, message: SandboxMessage) => Answer): Answer {
  const ts = word(call.args, "timestamp");
  if (word(call.args, "channel") === "" || ts === "") return failed("no_item_specified");
  if (!/^\d{1,10}\.\d{1,6}$/.test(ts)) return failed("bad_timestamp");
  const place = placeOf(call);
  if ("answer" in place) return place.answer;
  const message = messageIn(place.found, ts);
  return "answer" in message ? message.answer : act(place.found, message.found);
}

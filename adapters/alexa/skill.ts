import { asString, itemsOf, look, type Json } from "palaver";
import { accountOf } from "./envelope.ts";
import { regionAt } from "./region.ts";

/** Something that happened to a skill rather than in it, under a name that is no platform's. */
export interface SkillEvent {
  readonly type: "event";
  readonly name: string;
  readonly data?: { readonly [member: string]: Json };
}

/** The notifications that this skill can send. */
const notified = "AMAZON.MessageAlert.Activated";

/**
 * What a person has permitted, as `consent`, and that they have disabled the skill, as `uninstalled`; nothing for any
 * other type. `consent` tells whether they want to be notified (`notify`), or what else they have permitted so far
 * (`permissions`), and whom a notification would go `to`. These events can overtake each other, so go by the time of
 * their turns; a person who enables a skill anew has another id ("Add Events to Your Skill").
 */
export function skillEvent(type: string, event: unknown): SkillEvent | undefined {
  const body = look(event, "request", "body");
  switch (type) {
    case "AlexaSkillEvent.ProactiveSubscriptionChanged": {
      const names = itemsOf(look(body, "subscriptions")).map((one) => look(one, "eventName"));
      return {
        type: "event",
        name: "consent",
        data: { notify: names.includes(notified), ...audienceOf(event) },
      };
    }
    case "AlexaSkillEvent.SkillPermissionAccepted":
    case "AlexaSkillEvent.SkillPermissionChanged": {
      const lists = [look(body, "acceptedPermissions"), look(body, "acceptedPersonPermissions")];
      const scopes = lists.flatMap(itemsOf).flatMap((one) => asString(look(one, "scope")) ?? []);
      return {
        type: "event",
        name: "consent",
        data: { permissions: [...new Set(scopes)], ...audienceOf(event) },
      };
    }
    case "AlexaSkillEvent.SkillDisabled":
      return { type: "event", name: "uninstalled" };
    default:
      return undefined;
  }
}

/** Whom and where a notification would reach. The account is told, even where its people are told apart. */
function audienceOf(event: unknown): { readonly to?: Json } {
  const user = accountOf(event);
  const region = regionAt(asString(look(event, "context", "System", "apiEndpoint")) ?? "");
  return user === undefined ? {} : { to: { user, ...(region && { region }) } };
}

import { unescape } from "../mrkdwn.ts";
import { nameAloud } from "./clean.ts";
import { linkAloud, plain, words, type How, type Piece } from "./piece.ts";

/** What a control sequence is read as (https://docs.slack.dev/messaging/formatting-message-text#advanced). */
export function control(inside: string, how: How): readonly Piece[] {
  const bar = inside.indexOf("|");
  const target = unescape(bar < 0 ? inside : inside.slice(0, bar));
  const label = unescape(bar < 0 ? "" : inside.slice(bar + 1)).trim();
  const { saying } = how;
  const [sign, id] = [target.slice(0, 1), target.slice(1)];
  const named = nameAloud(label.replace(/^[@#]/, ""));
  if (sign === "@") return [words(person(id, how, named))];
  if (sign === "#") return [words(channel(id, how, named))];
  if (sign === "!") {
    const [command, group = ""] = id.split("^");
    if (command === "subteam") return [words(team(group, how, named))];
    if (command === "date") return [words(named || saying.date)];
    return [words(broadcast(id, how) ?? (named || nameAloud(id)))];
  }
  return link(target, label, how);
}

/** A link by its label, or by where it leads if that is all the label says; a mail address or a number by itself. */
export function link(target: string, label: string, how: How): readonly Piece[] {
  if (label !== "" && !isAddress(label, target)) return plain(label, how);
  const direct = /^(?:mailto|tel|sms):([^?]*)/i.exec(target)?.[1];
  if (direct !== undefined) return [words(direct)];
  return [words(/^[a-z][a-z\d+.-]*:/i.test(target) ? linkAloud(target, how.saying) : target)];
}

/** Whether a label says no more than the address does: Slack gives every bare address one. */
function isAddress(label: string, target: string): boolean {
  const bare = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/^www\./, "");
  return /^https?:\/\/\S*$/i.test(label) || bare(target).startsWith(bare(label));
}

/** A user by name. */
export const person = (id: string, { names, saying }: How, label = "") =>
  nameAloud(names.user?.(id) ?? "") || label || saying.someone;

/** A group of users by name. */
export const team = (id: string, { names, saying }: How, label = "") =>
  nameAloud((names.group?.(id) ?? "").replace(/^@/, "")) || label || saying.group;

/** A channel by name. */
export function channel(id: string, { names, saying }: How, label = ""): string {
  const name = nameAloud((names.channel?.(id) ?? label).replace(/^#/, ""));
  return name === "" ? saying.channel : saying.channelNamed(name);
}

/** Whom a message to many calls; nothing for a word that calls nobody. */
export function broadcast(range: string, { saying }: How): string | undefined {
  switch (range) {
    case "here":
      return saying.here;
    case "channel":
      return saying.wholeChannel;
    case "everyone":
      return saying.everyone;
    default:
      return undefined;
  }
}

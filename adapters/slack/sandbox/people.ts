import type { Clock } from "palaver";

/** What somebody is called. Slack's display name may be empty (https://docs.slack.dev/reference/objects/user-object). */
export interface Profile {
  readonly display_name?: string;
  readonly real_name?: string;
  /** An IANA time zone. */
  readonly tz?: string;
  /** Whether this is an app that is not ours. */
  readonly bot?: boolean;
}

/** Somebody in a workspace. */
export interface Person {
  readonly id: string;
  /** The handle. */
  readonly name: string;
  readonly display_name: string;
  readonly real_name: string;
  readonly tz: string;
  readonly bot_id?: string;
}

/** Everybody in a workspace; people come into being by being named. */
export interface People {
  /** Whoever has that name. */
  named(name: string): Person;
  /** The same person by another profile. */
  change(name: string, profile: Profile): Person;
  byId(user: string): Person | undefined;
  all(): readonly Person[];
}

/** People whose ids count from a number on, so that no two workspaces have the same. `arrived` is told of everybody once. */
export function createPeople(us: Person, from: number, arrived: (person: Person) => void): People {
  const names = new Map<string, Person>();

  function named(name: string): Person {
    const known = names.get(name);
    if (known) return known;
    const person = {
      id: `U${String(from + names.size + 1).padStart(8, "0")}`,
      name: name.toLowerCase(),
      display_name: name,
      real_name: name,
      tz: "Etc/UTC",
    };
    names.set(name, person);
    arrived(person);
    return person;
  }

  function change(name: string, { bot, ...profile }: Profile): Person {
    const before = named(name);
    const person = { ...before, ...profile, ...(bot && { bot_id: `B${before.id.slice(1)}` }) };
    names.set(name, person);
    return person;
  }

  return {
    named,
    change,
    byId: (user) => (user === us.id ? us : [...names.values()].find(({ id }) => id === user)),
    all: () => [us, ...names.values()],
  };
}

/** A person as the Web API tells of them. */
export function userOf(person: Person, team: string, clock: Clock): unknown {
  const { id, name, real_name, display_name, tz, bot_id } = person;
  return {
    id,
    team_id: team,
    name,
    deleted: false,
    real_name,
    tz,
    tz_label: labelOf(tz, clock.now()),
    tz_offset: offsetOf(tz, clock.now()),
    profile: {
      real_name,
      real_name_normalized: real_name,
      display_name,
      display_name_normalized: display_name,
      team,
      ...(bot_id !== undefined && { bot_id }),
    },
    is_bot: bot_id !== undefined,
    is_app_user: false,
    updated: 0,
  };
}

const partOf = (tz: string, style: "long" | "longOffset", at: number) =>
  new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: style })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";

const labelOf = (tz: string, at: number) => partOf(tz, "long", at);

/** Seconds east of Greenwich, from "GMT-08:00". */
function offsetOf(tz: string, at: number): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(partOf(tz, "longOffset", at)) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60);
}

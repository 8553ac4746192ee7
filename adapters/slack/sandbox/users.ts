import { failed, word, type Methods } from "./answer.ts";
import { listed } from "./page.ts";
import { userOf } from "./people.ts";

/** The methods about people (https://docs.slack.dev/reference/methods?family=users). */
export const users: Methods = {
  "users.info": {
    tier: 4,
    scopes: ["users:read"],
    run({ world, args }) {
      const person = world.people.byId(word(args, "user"));
      return person ? { ok: true, user: userOf(person, world.team, world.clock) } : failed("user_not_found");
    },
  },
  "users.list": {
    tier: 2,
    scopes: ["users:read"],
    run({ world, args }) {
      const all = world.people.all();
      const page = listed(all, args, "user", ({ id }) => id, all.length);
      if (!page) return failed("invalid_cursor");
      const { items, ...more } = page;
      const members = items.map((person) => userOf(person, world.team, world.clock));
      return { ok: true, members, cache_ts: Math.floor(world.clock.now() / 1_000), ...more };
    },
  },
};

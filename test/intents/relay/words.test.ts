import { expect, test } from "vitest";
import { toSsml, toText } from "palaver";
import { spoken } from "../../../intents/relay/words.ts";

const answers = [
  { by: "Kevin", text: "Break a leg, we are all with you!" },
  { by: "Hanna", text: "Ich drücke dir die Daumen, das wird schon!" },
];

test("an answer in another language than the listener's is said in its own, and its words stay the same", () => {
  const given = answers as unknown as Parameters<typeof spoken>[0];
  expect(toSsml(spoken(given, "en-US"))).toContain('says: <lang xml:lang="de">Ich drücke');
  expect(toSsml(spoken(given, "en-US")).match(/<lang/g)).toHaveLength(1);
  expect(toSsml(spoken(given, "de-AT"))).toContain('says: <lang xml:lang="en">Break a leg');
  expect(toText(spoken(given, "de-AT"))).toBe(toText(spoken(given, "en-US")));
});

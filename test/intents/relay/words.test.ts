import { expect, test } from "vitest";
import { toSsml, toText } from "palaver";
import { spoken } from "../../../intents/relay/words.ts";

const answers = [
  { kind: "reply", called: "Kevin", text: "Break a leg, we are all with you!" },
  { kind: "reply", called: "Hanna", text: "Ich drücke dir die Daumen, das wird schon!" },
] as const;

test("an answer in another language than the listener's is said in its own, and its words stay the same", () => {
  expect(toSsml(spoken(answers, "en-US"))).toContain('says: <lang xml:lang="de">Ich drücke');
  expect(toSsml(spoken(answers, "en-US")).match(/<lang/g)).toHaveLength(1);
  expect(toSsml(spoken(answers, "de-AT"))).toContain('says: <lang xml:lang="en">Break a leg');
  expect(toText(spoken(answers, "de-AT"))).toBe(toText(spoken(answers, "en-US")));
});

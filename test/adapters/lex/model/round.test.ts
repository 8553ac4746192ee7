import fc from "fast-check";
import type { Entry, Model, ModelIntent, ModelSlot, SlotType, Wordings } from "palaver";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { allOf } from "./pizza.ts";

/** A name that every platform takes, and that is none of the framework's own words. */
const name = fc.stringMatching(/^[A-Z][a-z]{1,6}(?:_[A-Z][a-z]{1,4})?$/).map((it) => `X${it}`);
const word = fc.stringMatching(/^[a-zäöüß]{1,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((it) => it.join(" "));
const wordings = fc.uniqueArray(words, { minLength: 1, maxLength: 3 });

const locales = fc.constantFrom(["en"], ["de", "en"], ["en", "ja"], ["en-AU", "en-GB"], ["es"]);

/** Words by language, as an app writes them: the same everywhere, or differing. */
const said = (languages: readonly string[]): fc.Arbitrary<Wordings> =>
  languages.length === 1
    ? wordings.map((it) => ({ "": it }))
    : fc.oneof(
        wordings.map((it) => ({ "": it })),
        fc
          .tuple(...languages.map(() => wordings))
          .map((each) =>
            Object.fromEntries(
              languages.map((it, i) => [
                it,
                [`${it.slice(-2).toLowerCase()} one`, ...(each[i] ?? [])].slice(0, 3),
              ]),
            ),
          ),
      );

const kinds = fc.constantFrom<Exclude<SlotType["kind"], "list" | "composite">>(
  ...([
    "number",
    "percent",
    "money",
    "date",
    "time",
    "duration",
    "phone",
    "email",
    "identifier",
    "boolean",
  ] as const),
  ...(["ordinal", "datetime", "text"] as const),
);

const entries: fc.Arbitrary<readonly Entry[]> = fc
  .uniqueArray(fc.tuple(words, fc.uniqueArray(words, { maxLength: 3 })), {
    minLength: 1,
    maxLength: 5,
    selector: ([it]) => it,
  })
  .map((all) =>
    all.map(([it, synonyms]) => ({ id: it, name: it, ...(synonyms.length > 0 && { synonyms }) })),
  );

const slotOf = (slot: string, languages: readonly string[]): fc.Arbitrary<ModelSlot> =>
  fc
    .record({
      type: fc.oneof(
        kinds.map((kind): SlotType => ({ kind })),
        // A list is called after its slot, so that no two of the same name differ.
        fc.tuple(entries, word).map(([values, more]): SlotType => ({
          kind: "list",
          name: `List-${slot}_${[...more].map((it) => it.charCodeAt(0)).join("")}`,
          dynamic: false,
          values,
        })),
      ),
      required: fc.boolean(),
      several: fc.boolean(),
      elicit: said(languages),
      silent: fc.boolean(),
      own: fc.option(fc.constantFrom("AMAZON.City", "AMAZON.FirstName"), { nil: undefined }),
    })
    .map(({ type, required, several, elicit, silent, own }) => ({
      name: slot,
      type: own ? { kind: "text" } : type,
      required,
      many: several && !own && type.kind === "list",
      ...(own && { own: { lex: own } }),
      // Lex has no required slot that nothing asks for.
      ...((required || !silent) && { elicit }),
    }));

const slotNames = fc.uniqueArray(
  name.map((it) => it.toLowerCase().replaceAll("_", "")),
  { maxLength: 4 },
);

const intentOf = (called: string, languages: readonly string[]): fc.Arbitrary<ModelIntent> =>
  slotNames.chain((slots) =>
    fc
      .record({
        about: fc.option(words, { nil: undefined }),
        utterances: said(languages),
        slots: fc.tuple(...slots.map((slot) => slotOf(slot, languages))),
        when: fc.option(fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), { nil: undefined }),
        confirm: fc.option(said(languages), { nil: undefined }),
        spoken: fc.subarray(slots),
      })
      .map(({ about, utterances, slots: all, when, confirm, spoken }) => ({
        name: called,
        ...(about !== undefined && { about }),
        utterances: Object.fromEntries(
          Object.entries(utterances).map(([language, those]) => [
            language,
            those.map((it, i) =>
              `${called} ${it} ${i} ${spoken.map((slot) => `{${slot}}`).join(" and ")}`.trim(),
            ),
          ]),
        ),
        ...(when && { when }),
        slots: all,
        ...(confirm && { confirms: true, confirm }),
      })),
  );

const model: fc.Arbitrary<Model> = fc
  .tuple(locales, fc.uniqueArray(name, { maxLength: 6 }))
  .chain(([languages, names]) =>
    fc
      .tuple(...names.map((it) => intentOf(it, languages)))
      .map((intents) => ({ name: "Bot", locales: languages, intents })),
  );

/** As Lex has it: intents go by name there, and not in the order of the app. */
const sorted = ({ intents, ...rest }: Model): Model => ({
  ...rest,
  intents: [...intents].sort((one, other) => (one.name < other.name ? -1 : 1)),
});

describe("an app", () => {
  test("comes back from its bot as it was, in all that Lex has", () => {
    fc.assert(
      fc.property(model, (app) => {
        const { model: again, settings, notes } = lexPlatform.read!(lexPlatform.build(app, {}));
        expect(again).toEqual(sorted(app));
        expect(settings).not.toHaveProperty("overlay");
        expect(notes.filter(({ code }) => code !== "lex/open-type")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("of such a kind is built the same to the byte each time, and has no error in it for Lex", () => {
    fc.assert(
      fc.property(model, (app) => {
        expect(allOf(lexPlatform.build(app, {})) === allOf(lexPlatform.build(app, {}))).toBe(true);
        const errors = lexPlatform.lint(app, {}).filter(({ level }) => level === "error");
        expect(errors.filter(({ code }) => code !== "lex/value-twice")).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("loses in a bot what Lex has no place for, and nothing else", () => {
    const slot = (called: string, more: Partial<ModelSlot>): ModelSlot => ({
      name: called,
      type: { kind: "number" },
      required: false,
      many: false,
      ...more,
    });
    const entry = { id: "t1", name: "green" };
    const intent = (called: string, more: Partial<ModelIntent>): ModelIntent => ({
      name: called,
      utterances: { "": [called] },
      slots: [],
      ...more,
    });
    const lost: readonly (readonly [declared: ModelIntent, back: ModelIntent])[] = [
      // Ids of a list's values, and that it may change.
      [
        intent("A", {
          slots: [slot("a", { type: { kind: "list", name: "A", dynamic: true, values: [entry] } })],
        }),
        intent("A", {
          slots: [
            slot("a", {
              type: { kind: "list", name: "A", dynamic: false, values: [{ id: "green", name: "green" }] },
            }),
          ],
        }),
      ],
      // The parts of a slot that is made of several.
      [
        intent("B", { slots: [slot("b", { type: { kind: "composite", slots: [slot("c", {})] } })] }),
        intent("B", { slots: [slot("b", { type: { kind: "text" } })] }),
      ],
      // That a slot is confirmed, and that one of Lex's own types takes several values.
      [
        intent("C", { slots: [slot("c", { confirm: { "": ["Is it?"] }, many: true })] }),
        intent("C", { slots: [slot("c", {})] }),
      ],
      // A question that is only known then: the framework's own stands for it. That something is confirmed in such words.
      [
        intent("D", { confirms: true, slots: [slot("d", { required: true })] }),
        intent("D", { slots: [slot("d", { required: true, elicit: { "": ["What is the d?"] } })] }),
      ],
      // More than three wordings, and what other platforms call a slot's type.
      [
        intent("E", { slots: [slot("e", { own: { alexa: "X" }, elicit: { "": ["1", "2", "3", "4"] } })] }),
        intent("E", { slots: [slot("e", { elicit: { "": ["1", "2", "3"] } })] }),
      ],
    ];
    const app = { name: "Bot", locales: ["en"], intents: lost.map(([declared]) => declared) };
    const again = lexPlatform.read!(lexPlatform.build(app, {}));
    expect(again.model.intents).toEqual(lost.map(([, back]) => back));
  });
});

import fc from "fast-check";
import {
  isSame,
  PalaverError,
  type Imported,
  type Json,
  type Model,
  type ModelIntent,
  type ModelSlot,
  type SlotType,
  type Wordings,
} from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { expect, test } from "vitest";
import { file, textOf } from "./made.ts";
import { interactionModel } from "./smapi.ts";

const { build, lint } = alexaPlatform;
const read = (files: Parameters<NonNullable<typeof alexaPlatform.read>>[0]) =>
  alexaPlatform.read?.(files) as Imported;

const letters = fc.stringMatching(/^[A-Za-z]{1,6}(_[A-Za-z]{1,4})?$/);
const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,5})?$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });

/** Kinds that have a type of their own there; those that have not are listed in {@link asItComesBack}. */
const kinds = [
  "number",
  "ordinal",
  "percent",
  "money",
  "date",
  "time",
  "datetime",
  "duration",
  "phone",
  "email",
  "identifier",
  "boolean",
  "text",
] as const;

const listed = fc
  .record({ name: letters.map((it) => `L${it}`), dynamic: fc.boolean(), names: words })
  .map(({ name, dynamic, names }): SlotType => ({
    kind: "list",
    // The same list has the same name.
    name: `${name}_${names.join("_").replaceAll(" ", "_")}_${dynamic ? "D" : "S"}`,
    dynamic,
    values: names.map((it, i) => ({
      id: dynamic ? `id-${i}` : it,
      name: it,
      ...(i === 0 && { synonyms: [`${it} too`] }),
    })),
  }));
const type = fc.oneof(
  fc.constantFrom(...kinds).map((kind): SlotType => ({ kind })),
  listed,
);

const wordings = (languages: readonly string[], each = words): fc.Arbitrary<Wordings> =>
  languages.length === 1
    ? each.map((it) => ({ "": it }))
    : fc.record(Object.fromEntries(languages.map((it) => [it, each])));

const maybe = <T, K extends string>(name: K, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined })
    .map((it) => (it === undefined ? {} : ({ [name]: it } as { readonly [N in K]: T })));

const slot = (name: string, languages: readonly string[]): fc.Arbitrary<ModelSlot> =>
  fc
    .tuple(
      type,
      fc.boolean(),
      fc.boolean(),
      maybe("elicit", wordings(languages)),
      maybe("confirm", wordings(languages)),
    )
    .map(([its, required, many, elicit, confirm]) => ({
      name,
      type: its,
      required,
      many,
      ...elicit,
      ...confirm,
    }));

const intent = (name: string, languages: readonly string[]): fc.Arbitrary<ModelIntent> =>
  fc.uniqueArray(letters, { maxLength: 3, selector: (it) => it.toLowerCase() }).chain((names) => {
    const part = fc.oneof(
      word,
      ...(names.length > 0 ? [fc.constantFrom(...names).map((it) => `{${it}}`)] : []),
    );
    const utterances = fc.array(
      fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")),
      { minLength: 1, maxLength: 3 },
    );
    return fc
      .tuple(
        wordings(languages, utterances),
        fc.tuple(...names.map((it) => slot(it, languages))),
        fc.boolean(),
        maybe("confirm", wordings(languages)),
      )
      .map(([said, slots, confirms, confirm]) => ({
        name,
        utterances: said,
        slots,
        ...(confirms && { confirms: true, ...confirm }),
      }));
  });

const app: fc.Arbitrary<Model> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom("en", "de", "es", "ja"), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(
      letters.map((it) => `X${it}`),
      { minLength: 1, maxLength: 4, selector: (it) => it.toLowerCase() },
    ),
  )
  .chain(([languages, names]) =>
    fc.record({
      name: word,
      locales: fc.constant([...languages].sort()),
      intents: fc.tuple(...names.map((name) => intent(name, [...languages].sort()))),
    }),
  );

/** An app as it comes back: what a question that is only known in a conversation is for is not in a model there. */
function asItComesBack(model: Model): Model {
  return {
    ...model,
    intents: model.intents.map(({ confirms, ...rest }) => ({
      ...rest,
      ...(confirms && (rest.confirm ?? rest.slots.length === 0) && { confirms }),
      slots: rest.slots.map((it) => ({ ...it, required: it.required && it.elicit !== undefined })),
    })),
  };
}

/** Whether all that an intent asks is in a model there, or nothing is asked about a slot. */
const isTold = ({ slots, confirms, confirm }: ModelIntent) =>
  slots.every((it) => !it.required || it.elicit) &&
  (!confirms || confirm !== undefined || slots.length === 0);

const asJson = (model: Model) => JSON.parse(JSON.stringify(model)) as Json;

test("an app that was built is the app that is read, but for what only a conversation knows", () => {
  fc.assert(
    fc.property(app, (model) => {
      const { model: again, settings, notes } = read(build(model, {}));
      expect(asJson({ ...again, intents: sorted(again) })).toEqual(
        asJson({ ...asItComesBack(model), intents: sorted(asItComesBack(model)) }),
      );
      // Where a dialog is all there is of such questions, it is kept as it is.
      if (model.intents.every(isTold)) expect({ settings, notes }).toEqual({ settings: {}, notes: [] });
      else for (const { message } of notes) expect(message).toContain("/interactionModel/dialog");
    }),
    { numRuns: 300 },
  );
});

const sorted = ({ intents }: Model) => intents.toSorted(({ name: a }, { name: b }) => (a < b ? -1 : 1));

test("what is built is what the platform's management API takes, the same to the byte, and built of what was read of it", () => {
  fc.assert(
    fc.property(app, (model) => {
      const files = build(model, {});
      for (const it of files) {
        if (it.path !== "skill.json")
          expect(interactionModel.safeParse(JSON.parse(textOf(it))).error).toBeUndefined();
      }
      expect(build(model, {}).map(textOf)).toEqual(files.map(textOf));
      const { model: again, settings } = read(files);
      expect(build(again, settings).map(textOf)).toEqual(files.map(textOf));
      expect(lint(model, {})).toEqual(lint(model, {}));
    }),
    { numRuns: 200 },
  );
});

const anyText = fc.oneof(
  word,
  fc.constantFrom(
    "__proto__",
    "constructor",
    "AMAZON.NUMBER",
    "AMAZON.HelpIntent",
    "{a}",
    "{",
    "",
    "name",
    "a/b~c",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const oddly = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.record(shape) },
    { weight: 2, arbitrary: fc.record({ ...shape, odd: json }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: json },
  );
const many = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 30, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: json });
const named = { name: anyText };
const oddSlot = oddly({
  ...named,
  type: anyText,
  samples: many(anyText),
  multipleValues: oddly({ enabled: fc.boolean() }),
});
const oddModel = oddly({
  interactionModel: oddly({
    languageModel: oddly({
      invocationName: anyText,
      intents: many(oddly({ ...named, samples: many(anyText), slots: many(oddSlot) })),
      types: many(
        oddly({
          ...named,
          values: many(oddly({ id: anyText, name: oddly({ value: anyText, synonyms: many(anyText) }) })),
        }),
      ),
    }),
    dialog: oddly({
      intents: many(
        oddly({
          ...named,
          confirmationRequired: fc.boolean(),
          prompts: oddly({ confirmation: anyText }),
          slots: many(
            oddly({
              ...named,
              type: anyText,
              elicitationRequired: fc.boolean(),
              prompts: oddly({ elicitation: anyText }),
            }),
          ),
        }),
      ),
    }),
    prompts: many(
      oddly({
        id: anyText,
        variations: many(oddly({ type: fc.constantFrom("PlainText", "SSML"), value: anyText })),
      }),
    ),
  }),
});

test("whatever a file holds is read and built again, or refused with a sentence", () => {
  let whole = 0;
  fc.assert(
    fc.property(oddModel, (content) => {
      try {
        const imported = read([file("en-US.json", content)]);
        const again = JSON.parse(textOf(build(imported.model, imported.settings)[0] ?? file("", ""))) as Json;
        const reread = read([file("en-US.json", again)]);
        const twice = JSON.parse(textOf(build(reread.model, reread.settings)[0] ?? file("", ""))) as Json;
        expect(isSame(twice, again)).toBe(true);
        lint(imported.model, imported.settings);
        whole++;
      } catch (error) {
        if (!(error instanceof PalaverError)) throw error;
        expect(error.code).toBe("unreadable-model");
      }
    }),
    { numRuns: 2_000 },
  );
  expect(whole).toBeGreaterThan(100);
  expect(Reflect.ownKeys(Object.prototype)).not.toContain("odd");
});

import { type BuiltInKind, type ModelIntent, type ModelSlot } from "palaver";
import { layOut, typescript, type Code, type Member } from "./code.ts";
import { keyOf, literal, worded } from "./literal.ts";

/** What the file of an intent needs of the others. */
export interface Surroundings {
  /** The variable of the intent. */
  readonly variable: string;
  /** The variable and the file of the list of a slot's values, which is an enum of zod's or a catalog. */
  catalogOf(slot: ModelSlot): Listed;
  /** The languages that everything is to be there in; nothing where they are not told apart. */
  readonly languages: readonly string[];
}

/** Where a list of values is declared. */
export interface Listed {
  readonly variable: string;
  readonly file: string;
  readonly isEnum: boolean;
}

/** The file of an intent: its declaration, with a handler that says what it would do. */
export function declared(intent: ModelIntent, around: Surroundings): string {
  const { slots } = intent;
  const used = usedBy(slots, around);
  const declaration: Code = {
    call: "intent",
    args: [literal(intent.name), { open: true, members: membersOf(intent, around) }],
  };
  const head = `export const ${around.variable} = `;
  const lines = [
    importOf(["intent", ...used.core], "palaver"),
    ...(used.zod ? ['import { z } from "zod";'] : []),
    ...used.catalogs.map(({ variable, file }) => importOf([variable], `./catalogs/${file}.ts`)),
    importOf(["would"], "./would.ts"),
    "",
    `${head}${layOut(declaration, typescript, { column: head.length, tail: 1 })};`,
    "",
  ];
  return lines.join("\n");
}

const importOf = (names: readonly string[], from: string) =>
  `import { ${[...names].sort().join(", ")} } from ${literal(from)};`;

function membersOf(intent: ModelIntent, around: Surroundings): readonly Member[] {
  const { about, utterances, slots, when, confirm, confirms, name } = intent;
  const questions = slots.flatMap((slot): readonly Member[] => {
    const question = questionOf(slot);
    return question === undefined ? [] : [[keyOf(slot.name), question]];
  });
  const doubts = slots.flatMap(({ name: slot, confirm: words }): readonly Member[] =>
    words ? [[keyOf(slot), worded(words)]] : [],
  );
  const asked = confirm ? worded(confirm) : confirms ? arrow('"Shall I do that?"') : undefined;
  const handler: Code =
    slots.length === 0
      ? { arrow: "() =>", body: { call: "would", args: [literal(name)] } }
      : { arrow: "({ slots }) =>", body: { call: "would", args: [literal(name), "slots"] } };
  return [
    ...some("about", about === undefined ? undefined : aboutOf(about)),
    ["utterances", utterancesOf(utterances, around.languages)],
    ...group(
      "slots",
      slots.map((slot) => memberOf(slot, around)),
    ),
    ...group("elicit", questions),
    ...group("confirmSlots", doubts),
    ...some("confirm", asked),
    ...some("when", when && (when.length === 1 ? literal(when[0] ?? "") : { list: when.map(literal) })),
    ["fulfil", handler],
  ];
}

const some = (key: string, value: Code | undefined): readonly Member[] =>
  value === undefined ? [] : [[key, value]];

const group = (key: string, members: readonly Member[]): readonly Member[] =>
  members.length === 0 ? [] : [[key, { open: true, members }]];

const arrow = (body: string): Code => ({ arrow: "() =>", body });

const aboutOf = (about: NonNullable<ModelIntent["about"]>): Code =>
  typeof about === "string"
    ? literal(about)
    : { open: true, members: Object.entries(about).map(([locale, text]) => [keyOf(locale), literal(text)]) };

/** In each language of the app, though there may be none. */
function utterancesOf(utterances: ModelIntent["utterances"], languages: readonly string[]): Code {
  const all = new Map(Object.entries(utterances));
  if (languages.length === 0) return worded(utterances, (texts) => ({ list: texts.map(literal) }));
  const own = all.get("") ?? [];
  const told = [...all.keys()].filter((it) => it !== "");
  const missing = languages.filter((it) => !told.some((tag) => languageOf(tag) === languageOf(it)));
  const rest = told.length > 0 && own.length > 0 ? [""] : [];
  const members = [...rest, ...told, ...missing].map((locale): Member => [
    keyOf(locale),
    { list: (all.get(locale) ?? own).map(literal) },
  ]);
  return { open: true, members };
}

const languageOf = (locale: string) => locale.split("-")[0] ?? locale;

/** What asks for a slot. Where the model does not say, but it has to be asked for, a function does, which is in no model. */
function questionOf({ name, elicit, required }: ModelSlot): Code | undefined {
  if (elicit) return worded(elicit);
  if (!required) return undefined;
  const words = name.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase();
  return arrow(literal(`What is the ${words}?`));
}

/** What is imported for some slots. */
function usedBy(slots: readonly ModelSlot[], around: Surroundings) {
  const core = new Set<string>();
  const catalogs = new Map<string, Listed>();
  let zod = false;
  const look = (slot: ModelSlot) => {
    if (slot.many) core.add("listOf");
    if (isWrapped(slot, around)) core.add("optional");
    if (slot.type.kind === "composite") {
      core.add("composite");
      slot.type.slots.forEach(look);
    } else if (slot.type.kind === "list") {
      const found = around.catalogOf(slot);
      catalogs.set(found.variable, found);
    } else zod = true;
  };
  slots.forEach(look);
  const byName = [...catalogs.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { core: [...core], zod, catalogs: byName };
}

/** Whether `optional` says that a slot may stay empty; zod says it itself of what is plainly its own. */
function isWrapped(slot: ModelSlot, around: Surroundings): boolean {
  const { required, many, type, own } = slot;
  if (required) return false;
  if (many || type.kind === "composite") return true;
  return type.kind === "list" ? !around.catalogOf(slot).isEnum : metaOf(type.kind, own).length > 0;
}

/** A slot and its schema; once where the variable that has it is called like it. */
function memberOf(slot: ModelSlot, around: Surroundings): Member {
  const [key, schema] = [keyOf(slot.name), schemaOf(slot, around)];
  return key === schema ? [key] : [key, schema];
}

function schemaOf(slot: ModelSlot, around: Surroundings): Code {
  const { many, required } = slot;
  const one = itemOf(slot, around);
  const all: Code = many ? { call: "listOf", args: [one] } : one;
  if (required) return all;
  return isWrapped(slot, around)
    ? { call: "optional", args: [all] }
    : `${typeof all === "string" ? all : ""}.optional()`;
}

function itemOf(slot: ModelSlot, around: Surroundings): Code {
  const { type, own } = slot;
  if (type.kind === "list") return around.catalogOf(slot).variable;
  if (type.kind === "composite") {
    const members = type.slots.map((part) => memberOf(part, around));
    return { call: "composite", args: [{ members, open: true }] };
  }
  const schema = schemas[type.kind];
  const meta = metaOf(type.kind, own);
  if (meta.length === 0) return schema;
  const [head = "", ...calls] = schema.split(/(?=\.)/);
  return { chain: [head, ...calls], last: ".meta", given: { members: meta } };
}

/** What a schema of zod is told for what it cannot know. */
const metaOf = (
  kind: BuiltInKind | "text" | "list" | "composite",
  own: ModelSlot["own"],
): readonly Member[] => [
  ...(formats.has(kind) ? [["format", literal(kind)] as const] : []),
  ...(own
    ? [
        [
          "slotType",
          { members: Object.entries(own).map(([at, name]) => [keyOf(at), literal(name)] as const) },
        ] as const,
      ]
    : []),
];

const formats: ReadonlySet<string> = new Set(["ordinal", "percent", "money", "identifier"]);

const schemas: Readonly<Record<BuiltInKind | "text", string>> = {
  number: "z.number()",
  ordinal: "z.string()",
  percent: "z.string()",
  money: "z.string()",
  identifier: "z.string()",
  text: "z.string()",
  date: "z.iso.date()",
  time: "z.iso.time()",
  datetime: "z.iso.datetime()",
  duration: "z.iso.duration()",
  phone: "z.e164()",
  email: "z.email()",
  boolean: "z.boolean()",
};

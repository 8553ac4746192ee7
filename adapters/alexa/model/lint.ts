import type { Finding, Json, Model } from "palaver";
import { fromPlatform } from "../name.ts";
import { documents } from "./build.ts";
import { intentName, slotName } from "./dialog.ts";
import { appFindings } from "./rules/app.ts";
import { dialogs, prompts } from "./rules/dialog.ts";
import { invocation } from "./rules/invocation.ts";
import { manifestFindings } from "./rules/manifest.ts";
import { names } from "./rules/names.ts";
import type { Rule, View } from "./rules/rule.ts";
import { samples } from "./rules/samples.ts";
import { required, sizes } from "./rules/sizes.ts";
import { slotTypes, values } from "./rules/types.ts";
import { settingsOf } from "./settings.ts";
import { shapeOf } from "./shape.ts";

const rules: readonly Rule[] = [
  invocation,
  names,
  samples,
  slotTypes,
  values,
  dialogs,
  prompts,
  required,
  sizes,
];

/** What is wrong with an app as a skill: of the app, then of each locale's model as it would be built, then of the manifest. */
export function lint(model: Model, told: Json): readonly Finding[] {
  const settings = settingsOf(told);
  const intents = new Map(model.intents.map(({ name }) => [intentName(name, settings), name]));
  const slots = new Map(
    model.intents.flatMap(({ name, slots: own }) =>
      own.map((slot) => [`${name}/${slotName(name, slot.name, settings)}`, slot.name] as const),
    ),
  );
  const intentHere = (there: string) => intents.get(there) ?? fromPlatform(there);
  const slotHere = (intent: string, slot: string) => slots.get(`${intentHere(intent)}/${slot}`) ?? slot;
  const built = documents(model, settings);
  const views = built.flatMap(({ locale, json }): View[] =>
    locale === undefined ? [] : [{ locale, json, shape: shapeOf(json), settings, intentHere, slotHere }],
  );
  const known = new Map(
    views.map(({ locale, shape }) => [locale, new Set(shape.intents.map(({ name }) => name))]),
  );
  return [
    ...appFindings(model, settings),
    ...views.flatMap((view) => rules.flatMap((rule) => rule(view))),
    ...built.flatMap(({ locale, json }) => (locale === undefined ? manifestFindings(json, known) : [])),
  ];
}

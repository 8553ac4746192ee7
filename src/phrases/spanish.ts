import { anyOf, sentence, type Phrases } from "./phrases.ts";

const kinds = {
  number: "un número",
  ordinal: "un puesto, como el primero",
  percent: "un porcentaje",
  money: "una cantidad de dinero",
  date: "un día",
  time: "una hora",
  datetime: "un día y una hora",
  duration: "una duración",
  phone: "un número de teléfono",
  email: "una dirección de correo",
  identifier: "letras y cifras, una por una",
  boolean: "un sí o un no",
} as const;

export const spanish: Phrases = {
  welcome: (app) => `Te damos la bienvenida a ${app}.`,
  sorry: "Lo siento, algo ha salido mal. Inténtalo de nuevo.",
  notUnderstood: "Lo siento, no lo he entendido.",
  again: ["Lo siento, no lo he entendido.", "Sigo sin entenderlo."],
  cancelled: "De acuerdo, cancelado.",
  goodbye: "Adiós.",
  declined: "De acuerdo, no lo haré.",
  welcomed: "De nada.",
  late: "Lo siento, ha tardado demasiado. Inténtalo de nuevo.",
  moreHelp: "Di «ayuda» otra vez para oír más.",
  help: (abouts) => `Esto es lo que puedo hacer. ${abouts.map(sentence).join(" ")}`.trim(),
  whatNext: "¿Qué quieres?",
  range: (least, most) =>
    least === undefined
      ? `un número hasta el ${most}`
      : most === undefined
        ? `un número a partir del ${least}`
        : `un número del ${least} al ${most}`,
  wrong: (range) => `Tiene que ser ${range}.`,
  tooMany: (most) => `No más de ${most} a la vez, por favor.`,
  unknown: (text) => (text === "" ? "No lo conozco." : `No conozco «${text}».`),
  kind: (kind) => kinds[kind],
  needs: (thing) => `Necesito ${thing}.`,
  possible: (names, more) => `Puedes decir ${anyOf("es", more ? [...names, "otra cosa que tenga"] : names)}.`,
  yesOrNo: "Di sí o no, por favor.",
  choose: (names, more) => `¿Cuál: ${anyOf("es", names)}?${more ? " O di: más." : ""}`,
  whichValue: (slot) => `¿Cuál es el valor de ${slot}?`,
  whatToChange: (slots) => `¿Qué cambio: ${anyOf("es", slots)}?`,
  nothingBefore: "No hay nada antes.",
  nothingSaid: "Todavía no he dicho nada.",
  givingUp: "Lo siento, no lo entiendo, así que vamos a dejarlo. Di «ayuda» para saber qué puedo hacer.",
  gone: "Lo siento, ya no puedo hacer eso de lo que hablábamos.",
  moment: "Un momento, por favor.",
};

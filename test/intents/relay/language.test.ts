import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOf } from "../../../intents/relay/language.ts";
import { corpus, hasCorpora } from "../../adapters/slack/kit.ts";

/** What teammates write, by the language they write it in; nothing where nobody could tell. */
const said: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Break a leg!  I'll be there in ten minutes.",
    "thanks, that's great",
    "Can you send me the link please?",
    "no worries, we will fix it tomorrow",
    "the deploy is done",
    "Sounds good to me, see you then.",
  ],
  de: [
    "Danke!",
    "Hals- und Beinbruch, ich bin gleich da.",
    "Das Meeting ist auf morgen verschoben.",
    "Kannst du mir bitte den Link schicken?",
    "ja klar, mach ich",
    "Wir sind noch nicht fertig, aber es sieht gut aus.",
    "Viel Erfolg bei der Demo!",
    "mu\u0308ssen, ko\u0308nnen, ko\u0308nnte",
    "das deployment ist kaputt weil der build nicht läuft",
  ],
  fr: [
    "Merci beaucoup !",
    "Je suis en réunion, je te rappelle tout à l'heure.",
    "C’est bon pour moi",
    "On se voit demain à 10 h ?",
    "Bonne chance pour la démo",
    "Il n'y a pas de problème.",
  ],
  es: [
    "¡Mucha suerte!",
    "Gracias, nos vemos mañana.",
    "No puedo ahora, estoy en una reunión.",
    "¿Puedes enviarme el enlace?",
    "ya está listo para la demo",
  ],
  it: [
    "In bocca al lupo!  Ci vediamo dopo.",
    "Grazie mille",
    "Sono in riunione, ti chiamo più tardi.",
    "Non c'è problema, lo faccio io domani.",
    "quando è la demo?",
  ],
  pt: [
    "Boa sorte com a demo!",
    "Obrigado, até amanhã.",
    "Estou em reunião, falo com você depois.",
    "Não tem problema, eu faço isso hoje.",
    "você pode me mandar o link?",
  ],
  nl: [
    "Bedankt, tot morgen!",
    "Ik zit in een vergadering, ik bel je zo terug.",
    "Geen probleem, dat doe ik wel even.",
    "Kun je mij de link sturen?",
    "Heel veel succes met de demo",
  ],
  sv: ["Tack så mycket!", "Jag är på ett möte och kan inte prata nu."],
  pl: ["Dziękuję bardzo", "Nie mogę teraz, jestem na spotkaniu."],
  tr: ["Teşekkürler!", "Şimdi toplantıdayım, seni daha sonra ararım ve bu link için de"],
  ja: ["頑張ってください！", "今会議中です。後で電話します。", "OK、了解です"],
  zh: ["祝你好运！", "我在开会，晚点打给你"],
  ko: ["행운을 빌어요!", "지금 회의 중이에요"],
  ru: ["Ни пуха ни пера, мы скоро будем!", "Спасибо, сейчас", "Я на встрече, перезвоню"],
  uk: ["Дякую, ми вже їдемо"],
  el: ["Καλή επιτυχία!"],
  he: ["בהצלחה!"],
  ar: ["شكرا جزيلا", "حظا سعيدا في العرض"],
  fa: ["موفق باشید، من در جلسه هستم چون"],
  hi: ["शुभकामनाएँ, मैं मीटिंग में हूँ"],
  th: ["ขอให้โชคดี"],
  ta: ["வாழ்த்துக்கள்"],
  unsure: [
    "",
    "42",
    "👍",
    "Kevin",
    "ok",
    "lol",
    "demo",
    "JIRA-1234",
    "Müller",
    "https://a.example",
    "die",
    "Takk, jeg er på et møte nå.",
    "Kiitos, minä olen nyt kokouksessa",
    "Děkuji, už jsem tady",
    "the team says guten Morgen nicht wahr",
    "Stevan Јовановић је ту",
    "बैठक सुरु छ",
    "hello 世界 привет",
    "the and Kevin Zoe Ada Bob Cem Dov Eve Fay Gus Hal Ivy Joe Kai Leo Max Ned Ova Pia",
    "__proto__ constructor",
  ],
};

describe("the language of a message", () => {
  const cases = Object.entries(said).flatMap(([tag, texts]) => texts.map((text) => [tag, text] as const));

  test.each(cases)("is %s for %j", (tag, text) => expect(languageOf(text) ?? "unsure").toBe(tag));

  test("is one that voices are chosen by, or unknown, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tag = languageOf(text);
        if (tag !== undefined) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is told by no more than the beginning of a long text", () => {
    expect(
      languageOf(
        `${"das ist nicht gut. ".repeat(200)}${"What will they do when we are there? ".repeat(2_000)}`,
      ),
    ).toBe("de");
    expect(languageOf("a\u0301".repeat(50_000))).toBe(undefined);
  });
});

/** The utterances in some files of the corpora, and how many of them are taken for each language. */
function tally(folder: string, utterance: RegExp): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const texts = corpus(folder).flatMap(({ bytes }) =>
    [...bytes.toString("utf8").matchAll(utterance)].map(([, text = ""]) => text),
  );
  for (const text of new Set(texts)) {
    const tag = languageOf(text) ?? "unsure";
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

describe.skipIf(!hasCorpora)("utterances of the corpora", () => {
  test.each([
    ["en", "nlu/clinc150", /"text": ?"([^"\\]*)"/g, 15_000],
    ["en", "nlu/recognizers-text/DateTime/English", /"Input": "([^"\\]*)"/g, 1_000],
    ["de", "nlu/recognizers-text/DateTime/German", /"Input": "([^"\\]*)"/g, 400],
  ] as const)("are %s in %s, or it is not told", (tag, folder, utterance, some) => {
    const counts = tally(folder, utterance);
    console.info(folder, Object.fromEntries(counts));
    const others = [...counts]
      .filter(([it]) => it !== tag && it !== "unsure")
      .reduce((sum, [, n]) => sum + n, 0);
    expect(counts.get(tag)).toBeGreaterThan(some);
    expect(others / (counts.get(tag) ?? 1)).toBeLessThan(0.001);
  });
});

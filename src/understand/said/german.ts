import type { BuiltInPhrases } from "./phrases.ts";

export const german: BuiltInPhrases = {
  Yes: ["ja", "jawohl", "genau", "richtig", "klar", "okay", "ok", "ja bitte", "gerne", "mach das"],
  No: ["nein", "nö", "nee", "nein danke", "lieber nicht"],
  Cancel: ["abbrechen", "vergiss es", "egal"],
  Stop: ["stopp", "stop", "beenden", "tschüss", "das war's", "das wars"],
  Help: ["hilfe", "hilf mir", "was kann ich sagen", "was kannst du"],
  Repeat: ["wiederholen", "noch einmal", "nochmal", "wie bitte", "wiederhole das"],
  StartOver: ["von vorne", "neu anfangen", "noch mal von vorne"],
  Hello: ["hallo", "hi", "guten Tag", "guten Morgen", "guten Abend", "servus", "moin"],
  Thanks: ["danke", "danke schön", "dankeschön", "vielen Dank"],
  GoBack: ["zurück", "geh zurück", "einen Schritt zurück", "rückgängig", "mach das rückgängig"],
  More: ["mehr", "zeig mir mehr", "was noch", "weitere", "noch mehr", "zeig mehr"],
  Next: ["weiter", "nächste", "nächste Seite"],
  Previous: ["vorige", "vorherige", "vorige Seite"],
  Again: [
    "noch eins",
    "noch einmal das gleiche",
    "noch einmal dasselbe",
    "das gleiche noch mal",
    "noch eine",
    "noch einen",
  ],
  Usual: [
    "das übliche",
    "wie immer",
    "das gleiche wie letztes mal",
    "dasselbe wie letztes mal",
    "wie letztes mal",
  ],
};

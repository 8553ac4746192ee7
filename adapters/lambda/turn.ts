import { look, type Turn } from "palaver";

/** Whether JSON is a turn: looked at member by member, since a queue holds whatever was put into it. */
export function isTurn(value: unknown): value is Turn {
  return (
    ["id", "channel", "conversation", "user", "locale"].every((name) => isText(look(value, name))) &&
    isNumber(look(value, "at")) &&
    ["voice", "screen", "buttons", "audio"].every((name) => typeof look(value, "can", name) === "boolean") &&
    isInput(look(value, "input"))
  );
}

function isInput(input: unknown): boolean {
  switch (look(input, "type")) {
    case "text":
      return isText(look(input, "text"));
    case "press":
      return isText(look(input, "says"));
    case "event":
      return isText(look(input, "name"));
    case "intent":
      return isInterpretation(look(input, "interpretation"));
    default:
      return false;
  }
}

const isInterpretation = (value: unknown): boolean =>
  isText(look(value, "intent")) &&
  isNumber(look(value, "confidence")) &&
  isListOf(look(value, "slots"), isSlot);

const isSlot = (slot: unknown): boolean =>
  isText(look(slot, "name")) && isListOf(look(slot, "values"), isValue);

const isValue = (value: unknown): boolean =>
  isText(look(value, "text")) &&
  isListOf(look(value, "matches"), (match) => isText(look(match, "value"))) &&
  (look(value, "parts") === undefined || isListOf(look(value, "parts"), isSlot));

const isText = (value: unknown): boolean => typeof value === "string";

const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);

const isListOf = (value: unknown, check: (each: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(check);

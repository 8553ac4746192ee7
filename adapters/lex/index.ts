export { lex, type LexOptions } from "./channel.ts";
export { lexDevice, type LexDeviceOptions } from "./device.ts";
export { lexRecognizer, type LexRecognizerOptions } from "./recognizer.ts";
export type { BuiltIns } from "./name.ts";
export type { LexCard, LexMessage } from "./message.ts";
export type { LexSlot, LexSlots, LexValue } from "./slot.ts";
export type { DialogAction, LexIntent } from "./step.ts";
export type { LexResponse } from "./write.ts";

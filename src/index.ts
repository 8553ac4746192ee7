/** Every name that an adapter or an app may use, and no other. */
export type { Observation, Observe } from "./act.ts";
export { createApp, type App, type AppOptions } from "./app.ts";
export type { Button, Card } from "./card.ts";
export { catalog, type Catalog, type Entry } from "./catalog.ts";
export type { Channel, Incoming, Message, Verdict } from "./channel.ts";
export { systemClock, type Clock } from "./clock.ts";
export type { Repair } from "./dialog/talk.ts";
export { effect, Undelivered, type Attempt, type Effect, type EffectKind, type Retry } from "./effect.ts";
export { PalaverError, type PalaverErrorCode } from "./errors.ts";
export { on, parked, received, type EventContext, type Listener } from "./event.ts";
export { intent, type Context, type Intent, type Slots, type Values } from "./intent.ts";
export { key, type Address, type Key, type Place, type Prefix, type Shelf } from "./key.ts";
export { later, task, type Task, type TaskOptions } from "./later.ts";
export type { Limits } from "./line.ts";
export { composite, listOf, type Composite, type ListOf, type ListOptions } from "./list.ts";
export { canonicalLocale, pick, type Localized } from "./locale.ts";
export { asJson, asString, isObject, itemsOf, look, membersOf } from "./look.ts";
export { jsonLog, type Log, type LogEntry } from "./log.ts";
export type { BuiltInKind, Model, ModelIntent, ModelSlot, SlotType } from "./model.ts";
export { send } from "./message.ts";
export type { Parked } from "./outbox.ts";
export type { Expectation, Recognizer } from "./recognizer.ts";
export {
  complete,
  elicit,
  reconfirm,
  type Answer,
  type AnswerParts,
  type Hint,
  type Mention,
  type Next,
  type OpenContext,
  type Reconfirmation,
  type Reply,
} from "./reply.ts";
export { job, type Job, type Tick } from "./schedule.ts";
export type { Schema, Validation } from "./schema.ts";
export { bodyLimit, exchange, listener, Unavailable, type Exchange } from "./serve.ts";
export {
  emphasis,
  escapeXml,
  fit,
  fitText,
  join,
  pause,
  sayAs,
  speech,
  toSpeech,
  toSsml,
  toText,
  type Said,
  type SayAs,
  type Speech,
  type SpeechNode,
} from "./speech.ts";
export { spoken, type Spoken, type SpokenOptions } from "./spoken.ts";
export { memory, type Change, type Changed, type Feed, type Item, type Page, type Store } from "./store.ts";
export {
  conversationOf,
  type Can,
  type Input,
  type Interpretation,
  type Json,
  type Match,
  type Person,
  type RawSlot,
  type RawValue,
  type Turn,
} from "./turn.ts";
export { embedded } from "./understand/embedded.ts";
export type { Audio, Mark, Speaking, Voice } from "./voice.ts";
export type { Kept, Session, Work } from "./work.ts";
export type { Unsure } from "./unsure.ts";

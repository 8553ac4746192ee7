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
export type { BuiltInKind, Model, ModelIntent, ModelSlot, SlotType, Wordings } from "./model.ts";
export type { Finding, Imported, ModelFile, Platform } from "./platform.ts";
export { isSame, lay, overlayOf, type NameOf, type Overlay } from "./overlay.ts";
export { send } from "./message.ts";
export { optional } from "./optional.ts";
export type { Parked } from "./outbox.ts";
export { hasPhrases, phrasesIn } from "./phrases.ts";
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
  join,
  pause,
  sayAs,
  speech,
  toSpeech,
  toText,
  type Alphabet,
  type DateFormat,
  type EmphasisLevel,
  type Prosody,
  type Said,
  type SayAs,
  type Speech,
  type SpeechNode,
  type Volume,
} from "./speech.ts";
export { fit } from "./speech/fit.ts";
export { audio, lang, paragraph, phoneme, prosody, sentence, sub, voice, whisper } from "./speech/markup.ts";
export { fitted, parts, render, toSsml } from "./speech/render.ts";
export { speakable, type Speakable } from "./speech/speakable.ts";
export { spelled } from "./speech/spell.ts";
export {
  everyReading,
  plain,
  reader,
  ssml,
  type Limits as TargetLimits,
  type ProsodyTags,
  type Tag,
  type Tags,
  type Target,
} from "./speech/target.ts";
export { escapeXml, fitText } from "./speech/text.ts";
export { duration, list, measure, price } from "./speech/well.ts";
export { when, type Now } from "./speech/when.ts";
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
export { builtInWords } from "./understand/builtin.ts";
export { embedded } from "./understand/embedded.ts";
export type { Audio, Mark, Speaking, Voice } from "./voice.ts";
export type { Kept, Session, Work } from "./work.ts";
export type { Unsure } from "./unsure.ts";

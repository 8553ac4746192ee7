/** What tests of apps, channels, stores and voices use. Knows no test runner: each suite takes its `test`. */
export { channelContract, type ChannelFixtures } from "./channel.ts";
export type { Device } from "./device.ts";
export { grammarOf, type GrammarOptions } from "./grammar.ts";
export { heardOf } from "./heard.ts";
export { person, type PersonOptions } from "./person.ts";
export { play, type Cast } from "./play.ts";
export { storeContract, type Test } from "./store.ts";
export { voiceContract } from "./voice.ts";

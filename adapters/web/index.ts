export { web, type WebOptions, type WebVoice } from "./channel.ts";
export { webDevice, type WebDeviceOptions } from "./device.ts";
export type { WebEvent } from "./event.ts";
export type { Rate } from "./rate.ts";
export { toSession } from "./read.ts";
export type { WebAudio, WebReply } from "./write.ts";

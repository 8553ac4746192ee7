export { web, type WebOptions } from "./channel.ts";
export { webDevice, type WebDeviceOptions } from "./device.ts";
export type { WebEvent } from "./event.ts";
export type { Rate } from "./rate.ts";
export { toSession } from "./read.ts";
export type { WebReply } from "./write.ts";

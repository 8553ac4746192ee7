export type { Context, Handler } from "./handler.ts";
export { http, type HttpResult } from "./http.ts";
export { invoked } from "./invoked.ts";
export { lazily } from "./lazily.ts";
export { queued, type BatchResult } from "./queued.ts";
export { scheduled } from "./scheduled.ts";
export { setting } from "./setting.ts";

export { bucket, type Objects } from "./bucket.ts";
export { directory, type DirectoryOptions } from "./directory.ts";
export { held } from "./held.ts";
export type { AudioStore, Recording } from "./store.ts";
export { cached, type CachedOptions } from "./voice.ts";

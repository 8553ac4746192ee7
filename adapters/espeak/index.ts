export { espeak, espeakThere, type EspeakOptions } from "./espeak.ts";
export { whole } from "./wav.ts";

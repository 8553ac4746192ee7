export { terminalDevice } from "./device.ts";
export { local, type Local, type Running, type World } from "./local.ts";

import type { App } from "palaver";
import type { Device } from "palaver/testing";
import { terminal, type } from "./terminal.ts";

/** A person at the terminal, without the terminal: what is typed goes through the same channel. */
export function terminalDevice(app: App, { locale }: { readonly locale?: string } = {}): Device {
  const channel = terminal(() => app.clock.now(), locale);
  return {
    say: (line) => type(app, channel, line),
    open: () => type(app, channel),
    heard: async () => channel.arrived(),
  };
}

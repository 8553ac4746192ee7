import { onTestFinished } from "vitest";
import type { App } from "palaver";
import { alexaDevice } from "palaver/alexa";
import { terminalDevice } from "palaver/cli";
import { lexDevice } from "palaver/lex";
import { slackDevice } from "palaver/slack";
import { person, type Device } from "palaver/testing";
import { webDevice } from "palaver/web";

/** Everybody who can talk to an app: with no channel between, and on every channel there is. */
export const devices: Readonly<
  Record<string, (app: App, options?: { readonly locale?: string }) => Device | Promise<Device>>
> = {
  nobody: person,
  Alexa: alexaDevice,
  Lex: lexDevice,
  Slack: async (app, options) => {
    const device = await slackDevice(app, options);
    onTestFinished(() => device.close());
    return device;
  },
  "the web": webDevice,
  "the terminal": terminalDevice,
};

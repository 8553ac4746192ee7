import type { App, Log, Store } from "palaver";

/** What the command gives an app to run with on a developer's machine. */
export interface World {
  readonly store: Store;
  readonly log: Log;
  /** Tells the developer, in a line, what happens behind the conversation. */
  readonly notice: (line: string) => void;
}

/** An app running on a developer's machine, with whatever it needed started beside it. */
export interface Running {
  readonly app: App;
  /** Stops what was started beside the app. The app itself is closed by the command. */
  close?(): Promise<void>;
}

/** How an app is run here: the default export of its `local.ts`. */
export type Local = (world: World) => Running | Promise<Running>;

/** Declares how an app is run here: `export default local(({ store }) => ({ app: myApp({ store }) }))`. */
export const local = (run: Local): Local => run;

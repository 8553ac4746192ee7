import type { Model } from "./model.ts";
import type { Json } from "./turn.ts";

/** A file of a platform's model; its path is relative to the folder of the model, with "/" between its parts. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Something about a model that a platform will not take, or that will not do there what it seems to. */
export interface Finding {
  /** What it is an instance of, such as `adjacent-slots`: the same for ever, to be looked up or left out by. */
  readonly code: string;
  /** An error is one that the platform refuses; everything else is a warning. */
  readonly level: "error" | "warning";
  readonly locale?: string;
  readonly intent?: string;
  readonly slot?: string;
  readonly utterance?: string;
  /** What is wrong, and why, in a sentence. */
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly remedy: string;
}

/** What was read from a platform's model. */
export interface Imported {
  readonly model: Model;
  /** What the declarations cannot say, for `build` to lay over what it makes of them. */
  readonly settings: Json;
  /** What could not be carried over, or not as it was. */
  readonly notes: readonly Finding[];
}

/** A platform that understands by a model of its own. Pure: files and folders are somebody else's. */
export interface Platform {
  readonly name: string;
  /**
   * The files of an app's model, the same bytes for the same app. `settings` are what the platform has to be told and no
   * declaration says. Throws {@link PalaverError} for settings that are none.
   */
  build(model: Model, settings: Json): readonly ModelFile[];
  /** What is wrong with a model there, in a fixed order. */
  lint(model: Model, settings: Json): readonly Finding[];
  /** The app that a model is of. Throws {@link PalaverError}, with a sentence, for files that are no model of it. */
  read?(files: readonly ModelFile[]): Imported;
}

import { existsSync, readFileSync } from "node:fs";
import { examplesIn } from "../../../adapters/cli/understanding/examples.ts";

const folder = new URL("../../../../shared/corpora/nlu/", import.meta.url);
if (!existsSync(folder)) {
  console.info("The corpora of labelled sentences are not here, so there is nothing to measure.");
  process.exit(0);
}

const read = (path: string) => examplesIn(readFileSync(new URL(path, folder), "utf8"), path);
export const [clincTrain, clincTest] = [read("clinc150/train.jsonl"), read("clinc150/test.jsonl")];
export const [snipsTrain, snipsTest] = [read("snips/train.jsonl"), read("snips/test.jsonl")];

/** The embedded understanding, for tools that train it, judge it or keep what it has learned. */
export { embedded, type EmbeddedOptions, type EmbeddedRecognizer, type Explanation } from "./embedded.ts";
export { expand, type Expanded } from "./learn/expand.ts";
export { freezeLearned, thawLearned } from "./frozen.ts";
export { learn, type Learned } from "./learned.ts";
export {
  openClassifier,
  trainClassifier,
  type Because,
  type Classifier,
  type OpenClassifier,
  type Ranking,
  type Sample,
  type TrainingOptions,
} from "./learn/classifier.ts";
export { openTagger, trainTagger, type TaggerModel, type TaggerOptions } from "./tagger.ts";
export type { Hint, Span, Tagged } from "./tag/tagged.ts";
export { find as findValues, read as readValue } from "./types/find.ts";
export { civilAt } from "./types/civil.ts";
export type { Civil, Found, Here } from "./types/reader.ts";
export { sameUtterances, type SameUtterance } from "./same.ts";
export { plainWords } from "./words.ts";

import { expand, openClassifier, plainWords, trainClassifier, type Sample } from "palaver/understanding";
import { pick, type Model } from "palaver";

/** An utterance that is misheard where it was not learned, and the one of the other intent that is most like it. */
export interface Pull {
  readonly intent: string;
  readonly utterance: string;
  readonly heard: string;
  /** The utterance of the intent it was heard as that has most of its words; it pulls the wrong way. */
  readonly by: string;
}

export interface CrossCheck {
  readonly utterances: number;
  /** The share of the utterances that are heard as their own intent by what the others teach. */
  readonly accuracy: number;
  readonly pulls: readonly Pull[];
}

/** Has each utterance of an app heard by what the others teach, and names those that pull the wrong way. */
export function crossCheck(model: Model, locale: string): CrossCheck {
  const all = model.intents
    .flatMap((intent) =>
      (pick(intent.utterances, locale) ?? []).map((utterance) => ({
        intent: intent.name,
        utterance,
        said: expand(utterance, intent, locale, true).map(({ text }) => plainWords(text)),
      })),
    )
    .sort((a, b) => (a.intent + a.utterance < b.intent + b.utterance ? -1 : 1));
  const parts = Math.min(all.length, 10);
  const pulls: Pull[] = [];
  for (let part = 0; part < parts; part++) {
    const others = all.filter((_, i) => i % parts !== part);
    const classifier = openClassifier(trainClassifier(others, { locale }));
    for (const it of all.filter((_, i) => i % parts === part)) {
      const heard = classifier.rank(it.said[0] ?? []).ranked[0]?.intent ?? "nothing";
      if (heard !== it.intent) {
        const by = nearest(
          it,
          others.filter(({ intent }) => intent === heard),
        );
        pulls.push({ intent: it.intent, utterance: it.utterance, heard, by });
      }
    }
  }
  return { utterances: all.length, accuracy: all.length === 0 ? 0 : 1 - pulls.length / all.length, pulls };
}

interface Said extends Sample {
  readonly utterance: string;
}

/** Of some utterances the one that shares the most words with this. */
function nearest(it: Said, others: readonly Said[]): string {
  const words = new Set(it.said[0]);
  const shared = ({ said: [first = []] }: Said) =>
    first.filter((word) => words.has(word)).length / Math.max(1, first.length);
  return (
    [...others].sort((a, b) => shared(b) - shared(a) || (a.utterance < b.utterance ? -1 : 1))[0]?.utterance ??
    ""
  );
}

/** One sentence that was asked about: what it means, and what it was heard as. */
export interface Asked {
  /** `null` where it means nothing to the app. */
  readonly intent: string | null;
  readonly heard: string;
  /** How much it is like what was learned; and whether that is enough. */
  readonly score: number;
  readonly inScope: boolean;
  readonly spans: readonly Span[];
  /** The slots heard, for sentences whose slots are known. */
  readonly heardSpans: readonly Span[] | undefined;
}

/** A stretch of a sentence that belongs to a slot, in UTF-16 units. */
export interface Span {
  readonly slot: string;
  readonly start: number;
  readonly end: number;
}

/** Right among what was heard, right among what was said, and the two in one; from 0 to 1. */
export interface Exactness {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface IntentFigures extends Exactness {
  readonly intent: string;
  /** How many sentences meant it. */
  readonly said: number;
}

export interface Figures {
  /** The share of the sentences with an intent that were heard as it, whether taken or refused. */
  readonly accuracy: number;
  readonly intents: readonly IntentFigures[];
  /** What was taken for something else, most often first. */
  readonly confusion: readonly { readonly intent: string; readonly heard: string; readonly times: number }[];
  /** Of slots with exactly the right words; nothing where no sentence has its slots marked. */
  readonly slots?: Exactness;
  /** Nothing where no sentence is out of scope. */
  readonly scope?: {
    /** How likely a sentence that means something scores more than one that means nothing. */
    readonly auroc: number;
    /** The share of the meaningless that is refused where 95 % of the others are taken. */
    readonly refusedAt95: number;
    /** By the app's own threshold: the share of the others heard rightly and taken, and of the meaningless refused. */
    readonly kept: number;
    readonly refused: number;
  };
}

/** What can be said of a recognizer by what it made of sentences whose meaning is known. */
export function figuresOf(asked: readonly Asked[]): Figures {
  const meant = asked.filter(({ intent }) => intent !== null);
  const noise = asked.filter(({ intent }) => intent === null);
  const right = meant.filter(({ intent, heard }) => intent === heard);
  const marked = meant.filter(({ heardSpans }) => heardSpans !== undefined);
  return {
    accuracy: share(right.length, meant.length),
    intents: byIntent(meant),
    confusion: confusionOf(meant),
    ...(marked.some(({ spans }) => spans.length > 0) && { slots: slotsOf(marked) }),
    ...(noise.length > 0 && meant.length > 0 && { scope: scopeOf(meant, noise) }),
  };
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

function exactness(right: number, heard: number, said: number): Exactness {
  return { precision: share(right, heard), recall: share(right, said), f1: share(2 * right, heard + said) };
}

function byIntent(meant: readonly Asked[]): readonly IntentFigures[] {
  const counts = new Map<string, { said: number; heard: number; right: number }>();
  const of = (intent: string) => {
    const known = counts.get(intent) ?? { said: 0, heard: 0, right: 0 };
    counts.set(intent, known);
    return known;
  };
  for (const { intent, heard } of meant) {
    of(intent ?? "").said++;
    of(heard).heard++;
    if (intent === heard) of(heard).right++;
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([intent, { said, heard, right }]) => ({ intent, said, ...exactness(right, heard, said) }));
}

function confusionOf(meant: readonly Asked[]): Figures["confusion"] {
  const times = new Map<string, { intent: string; heard: string; times: number }>();
  for (const { intent, heard } of meant) {
    if (intent === null || intent === heard) continue;
    const pair = JSON.stringify([intent, heard]);
    const known = times.get(pair) ?? { intent, heard, times: 0 };
    known.times++;
    times.set(pair, known);
  }
  return [...times.values()].sort(
    (a, b) => b.times - a.times || (`${a.intent} ${a.heard}` < `${b.intent} ${b.heard}` ? -1 : 1),
  );
}

function slotsOf(marked: readonly Asked[]): Exactness {
  let [right, heard, said] = [0, 0, 0];
  const name = ({ slot, start, end }: Span) => `${start} ${end} ${slot}`;
  for (const { spans, heardSpans = [] } of marked) {
    const own = new Set(spans.map(name));
    said += own.size;
    heard += heardSpans.length;
    right += heardSpans.filter((span) => own.has(name(span))).length;
  }
  return exactness(right, heard, said);
}

function scopeOf(meant: readonly Asked[], noise: readonly Asked[]): NonNullable<Figures["scope"]> {
  const scores = meant.map(({ score }) => score).sort((a, b) => a - b);
  const least = scores[Math.floor(scores.length * 0.05)] ?? 0;
  return {
    auroc: auroc(
      scores,
      noise.map(({ score }) => score),
    ),
    refusedAt95: share(noise.filter(({ score }) => score < least).length, noise.length),
    kept: share(
      meant.filter(({ intent, heard, inScope }) => inScope && intent === heard).length,
      meant.length,
    ),
    refused: share(noise.filter(({ inScope }) => !inScope).length, noise.length),
  };
}

/** How likely one of the first scores more than one of the others; equal scores count half. */
function auroc(more: readonly number[], less: readonly number[]): number {
  const all = [
    ...more.map((score) => ({ score, more: true })),
    ...less.map((score) => ({ score, more: false })),
  ];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    for (let i = from; i < to; i++) if (all[i]?.more) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (more.length * (more.length + 1)) / 2) / (more.length * less.length);
}

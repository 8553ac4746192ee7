/** Whether a sample is an utterance: it says something, its braces match, and it names no slots but these. */
export function parseable(sample: string, slots: ReadonlySet<string>): boolean {
  const rest = sample.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    slots.has(name.trim()) ? "" : whole,
  );
  return sample.trim() !== "" && !/[{}]/.test(rest);
}

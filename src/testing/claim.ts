/** Fails a test, with a sentence that says how, unless something holds. */
export function claim(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** Fails a test unless two pieces of JSON say the same. */
export function same(found: unknown, expected: unknown, otherwise: string): void {
  claim(alike(found, expected), `${otherwise} Found ${shown(found)}, expected ${shown(expected)}.`);
}

const shown = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 300);

/** Whether two pieces of JSON say the same; the order of an object's members says nothing. */
function alike(one: unknown, two: unknown): boolean {
  if (typeof one !== "object" || typeof two !== "object" || one === null || two === null)
    return Object.is(one, two);
  if (Array.isArray(one) !== Array.isArray(two)) return false;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(two))];
  return (
    left.size === right.size &&
    [...left].every(([name, value]) => right.has(name) && alike(value, right.get(name)))
  );
}

/** The `ts` so many whole seconds earlier. Only whole seconds are counted with: as a number, a `ts` loses digits. */
export const before = (ts: string, seconds: number): string =>
  `${String(Math.max(0, Number(ts.slice(0, 10)) - seconds)).padStart(10, "0")}.000000`;

/** The later of two, of which one may not be there. */
export const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);

/** When that was, in milliseconds since 1970. */
export const instantOf = (ts: string): number => Number(ts.slice(0, 10)) * 1_000;

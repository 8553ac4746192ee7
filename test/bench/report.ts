import { readFileSync } from "node:fs";

/** What `vitest bench --outputJson` writes, as far as it is read here; times are milliseconds. */
interface Results {
  readonly files: readonly {
    readonly groups: readonly {
      readonly fullName: string;
      readonly benchmarks: readonly { readonly name: string; readonly median: number }[];
    }[];
  }[];
}

// Prints the medians of the last `npm run bench` as tables, each against the first of its group.
const [, , file = ".palaver/bench.json"] = process.argv;
const { files } = JSON.parse(readFileSync(file, "utf8")) as Results;
for (const { fullName, benchmarks } of files.flatMap(({ groups }) => groups)) {
  console.log(`\n${fullName.split(" > ").slice(1).join(" > ")}`);
  const first = benchmarks[0]?.median ?? Number.NaN;
  for (const { name, median } of benchmarks) {
    const time = median < 1 ? `${(median * 1_000).toFixed(1)} µs` : `${median.toFixed(1)} ms`;
    console.log(
      `  ${name.padEnd(48)} ${time.padStart(10)} ${`${(median / first).toFixed(1)} x`.padStart(9)}`,
    );
  }
}

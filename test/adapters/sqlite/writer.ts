// A process to be killed: it commits n to three places at once, says so, and goes on with n + 1.
import { writeSync } from "node:fs";
import { sqlite } from "palaver/sqlite";

const store = await sqlite({ file: process.argv[2] ?? "" });
const last = { partition: "one", sort: "last" };
const [before] = await store.get([last]);
writeSync(1, "open\n");

let was = before?.version;
for (let n = Number(before?.value ?? -1) + 1; ; n++) {
  const done = await store.commit([
    { address: last, was, becomes: { value: n } },
    {
      address: { partition: "two", sort: String(n).padStart(6, "0") },
      was: undefined,
      becomes: { value: n },
    },
    {
      address: { partition: "three", sort: "pad" },
      was: await versionOf("three", "pad"),
      becomes: { value: `${n} `.repeat(500) },
    },
  ]);
  if (!done) throw new Error(`Commit ${n} was refused.`);
  was = await versionOf("one", "last");
  writeSync(1, `${n}\n`);
}

async function versionOf(partition: string, sort: string) {
  return (await store.get([{ partition, sort }]))[0]?.version;
}

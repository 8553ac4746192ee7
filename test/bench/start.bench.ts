import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { bench, describe } from "vitest";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** The core as JavaScript, as the published package has it; gives the place of its index. */
function compiled(): string {
  const folder = mkdtempSync(join(tmpdir(), "palaver-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const file of readdirSync(src, { recursive: true, encoding: "utf8" }).filter((it) =>
    it.endsWith(".ts"),
  )) {
    const { outputText } = ts.transpileModule(readFileSync(join(src, file), "utf8"), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        rewriteRelativeImportExtensions: true,
      },
    });
    const target = join(folder, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  return join(folder, "index.js");
}

const started = (code: string) => execFileSync(process.execPath, ["--input-type=module", "--eval", code]);
const imported = (file: string) => `await import(${JSON.stringify(pathToFileURL(file).href)})`;

// A process from start to exit; what an import costs is the difference to the empty one.
describe("a new process", () => {
  const core = imported(compiled());
  const kit = imported(createRequire(import.meta.url).resolve("ask-sdk-core"));
  const twenty = { iterations: 20, time: 0, warmupIterations: 3, warmupTime: 0 };
  bench("that imports nothing", () => void started(""), twenty);
  bench("that imports the core", () => void started(core), twenty);
  bench("that imports ask-sdk-core", () => void started(kit), twenty);
});

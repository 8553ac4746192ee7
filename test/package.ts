/**
 * What a stranger gets: packs the package as it would be published, installs it without any network and without the
 * optional peers, imports every subpath, and compiles against its types.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("..", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "palaver-package-"));

const run = (folder: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const adapters = readdirSync(join(root, "adapters")).filter((name) =>
  existsSync(join(root, "adapters", name, "index.ts")),
);
const names = ["palaver", "palaver/testing", ...adapters.map((name) => `palaver/${name}`)];

try {
  run(root, "npm", "pack", "--silent", "--pack-destination", place);
  const { messages, pkg } = await publint({ pkgDir: root, pack: false, strict: true });
  if (messages.length > 0) throw new Error(messages.map((message) => formatMessage(message, pkg)).join("\n"));
  const [tarball = ""] = readdirSync(place).filter((name) => name.endsWith(".tgz"));

  writeFileSync(
    join(place, "package.json"),
    JSON.stringify({ name: "stranger", private: true, type: "module" }),
  );
  run(place, "npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", join(place, tarball));

  const imports = names.map((name) => `await import(${JSON.stringify(name)});`).join("\n");
  writeFileSync(join(place, "imports.js"), imports);
  run(place, process.execPath, "imports.js");

  const used = names.map((name, n) => `import * as part${n} from ${JSON.stringify(name)};`);
  writeFileSync(
    join(place, "types.ts"),
    [...used, `export default [${names.map((_, n) => `part${n}`).join()}];`].join("\n"),
  );
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  run(
    place,
    process.execPath,
    compiler,
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    ...types,
    "types.ts",
  );

  const help = run(place, process.execPath, join(place, "node_modules/.bin/palaver"), "help");
  if (!help.startsWith("palaver: ")) throw new Error(`The installed command says: ${help}`);

  console.log(`The package installs alone, and these import and type-check: ${names.join(", ")}.`);
} finally {
  rmSync(place, { recursive: true, force: true });
}

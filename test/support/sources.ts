import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A file of the project, read as what it is written in. */
export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** One import, export from, `import()` or import type: of types or of values makes no difference here. */
export interface Import {
  readonly line: number;
  /** What stands in the quotes; nothing where an `import()` computes it. */
  readonly name: string | undefined;
  readonly exports: boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export const sourceOf = (path: string, text: string): Source => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
});

/** Every TypeScript file under some folders. */
export function sources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => relative(root, join(root, folder, name)).replaceAll("\\", "/"))
      .map((path) => sourceOf(path, readFileSync(join(root, path), "utf8"))),
  );
}

/** Every node of a tree, from the outside in. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

export const lineOf = ({ tree }: Source, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** What a file imports, in the order it says so. */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, exports = false) => {
    const name = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
    found.push({ line: lineOf(source, node), name, exports });
  };
  for (const node of nodesOf(source.tree)) {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal);
  }
  return found;
}

/** The file of ours that an import means, as a path from the root; nothing for a package or Node. */
export function fileOf({ path }: Source, name: string): string | undefined {
  if (name.startsWith(".")) return join(dirname(path), name).replaceAll("\\", "/");
  const [, part] = /^palaver(?:\/(.+))?$/.exec(name) ?? [];
  if (!/^palaver(?:\/|$)/.test(name)) return undefined;
  return part === undefined
    ? "src/index.ts"
    : part === "testing"
      ? "src/testing/index.ts"
      : `adapters/${part}/index.ts`;
}

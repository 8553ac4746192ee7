import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Something that the compiler says about a piece of code: in which of its lines, and what. */
export interface Complaint {
  readonly line: string;
  readonly says: string;
}

const folder = fileURLToPath(new URL("./", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Compiles pieces of code, by name, with the project's own settings, all in one program and without writing anything.
 * What each is told is given by the same name. Every piece finds the names that an app imports.
 */
export function compile(pieces: Readonly<Record<string, string>>): ReadonlyMap<string, readonly Complaint[]> {
  const config = ts.getParsedCommandLineOfConfigFile(`${root}tsconfig.json`, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  });
  const options = { ...config?.options, noUnusedLocals: false };
  const files = new Map(
    Object.entries(pieces).map(([name, code], i) => [
      `${folder}piece-${i}.ts`,
      { name, code: header + code },
    ]),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.code ?? readFile(file);
  host.getSourceFile = (file, ...how) => {
    const own = files.get(file);
    return own ? ts.createSourceFile(file, own.code, ts.ScriptTarget.ES2023) : getSourceFile(file, ...how);
  };

  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files].map(([file, { name }]) => {
      const source = program.getSourceFile(file);
      return [name, ts.getPreEmitDiagnostics(program, source).map(complaint)];
    }),
  );
}

const header = `
import { catalog, elicit, intent, speech, type Intent } from "palaver";
import { z } from "zod";
export {};
`;

function complaint({ file, start = 0, messageText }: ts.Diagnostic): Complaint {
  const at = file?.getLineAndCharacterOfPosition(start).line ?? 0;
  return {
    line: file?.text.split("\n")[at]?.trim() ?? "",
    says: ts.flattenDiagnosticMessageText(messageText, "\n"),
  };
}

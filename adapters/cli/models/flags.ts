/** What the commands about models may be given. */
export interface ModelFlags {
  readonly app?: string | undefined;
  readonly out?: string | undefined;
  readonly platform?: string | undefined;
  readonly locale: string;
  readonly json: boolean;
  readonly sarif: boolean;
}

/** Takes a line for standard output. */
export type Print = (line: string) => void;

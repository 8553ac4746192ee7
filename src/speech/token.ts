/** Speech on its way to one target: what may be parted, and what may not. */
export type Token =
  | { readonly type: "text"; readonly text: string }
  /** An element begins. What is written of it when it is cut in two is closed and opened again. */
  | { readonly type: "open"; readonly open: string; readonly close: string }
  | { readonly type: "close" }
  /** Markup that is never parted; the words it becomes where even a document of its own is too small for it. */
  | { readonly type: "atom"; readonly markup: string; readonly text: string; readonly billed: number }
  /** A sentence ends here, or begins. */
  | { readonly type: "stop" };

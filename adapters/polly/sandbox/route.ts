import type { Operation } from "./fault.ts";

/** What a request asks for: an operation, on whatever its path names. */
export interface Route {
  readonly operation: Operation;
  readonly name: string;
  readonly query: URLSearchParams;
}

/** Method and path of each operation, as the service has them. */
const routes: readonly (readonly [Operation, string, RegExp])[] = [
  ["SynthesizeSpeech", "POST", /^\/v1\/speech$/],
  ["DescribeVoices", "GET", /^\/v1\/voices$/],
  ["ListLexicons", "GET", /^\/v1\/lexicons$/],
  ["PutLexicon", "PUT", /^\/v1\/lexicons\/([^/]+)$/],
  ["GetLexicon", "GET", /^\/v1\/lexicons\/([^/]+)$/],
  ["DeleteLexicon", "DELETE", /^\/v1\/lexicons\/([^/]+)$/],
  ["StartSpeechSynthesisTask", "POST", /^\/v1\/synthesisTasks$/],
  ["ListSpeechSynthesisTasks", "GET", /^\/v1\/synthesisTasks$/],
  ["GetSpeechSynthesisTask", "GET", /^\/v1\/synthesisTasks\/([^/]+)$/],
];

export function routeOf(method: string, url: string): Route | undefined {
  const [path = "", query = ""] = url.split("?");
  for (const [operation, its, pattern] of routes) {
    const match = its === method ? pattern.exec(path) : null;
    if (match) return { operation, name: decoded(match[1] ?? ""), query: new URLSearchParams(query) };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding } from "palaver";
import type { Place, Places } from "./places.ts";

/** Something that was found, and where it stands in the app's sources. */
export interface Located extends Finding {
  readonly place?: Place;
}

/** Findings with the places in the sources that they are about, as far as those say it in so many words. */
export const located = (findings: readonly Finding[], places: Places): readonly Located[] =>
  findings.map((finding) => {
    const place = finding.intent === undefined ? undefined : places(finding.intent, finding.utterance);
    return { ...finding, ...(place && { place }) };
  });

const countOf = (findings: readonly Finding[], level: Finding["level"]) =>
  findings.filter((it) => it.level === level).length;

export const hasErrors = (findings: readonly Finding[]): boolean => countOf(findings, "error") > 0;

/** How many errors and warnings there are, in words. */
export function summaryOf(findings: readonly Finding[]): string {
  const [errors, warnings] = [countOf(findings, "error"), countOf(findings, "warning")];
  return `${errors} ${errors === 1 ? "error" : "errors"}, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
}

/** Findings for people: errors first, those of one intent together, and what to do once for each kind. */
export function findingLines(findings: readonly Located[]): readonly string[] {
  const lines: string[] = [];
  const groups = new Map<string, Located[]>();
  for (const level of ["error", "warning"] as const)
    for (const it of findings.filter((finding) => finding.level === level)) {
      const key = `${level} ${it.code}`;
      groups.set(key, [...(groups.get(key) ?? []), it]);
    }
  for (const [title, all] of groups) {
    lines.push(`${title}: ${all[0]?.remedy ?? ""}`);
    for (const it of all) lines.push(`  ${aboutOf(it)}${it.message}`);
  }
  return lines.map((line) => line.replace(/[\p{Cc}\u2028\u2029]+/gu, " "));
}

/** What a finding is about, where that can be said: `order.ts:12 Order (de) "order {item}": `. */
function aboutOf({ place, intent, slot, locale, utterance }: Located): string {
  const parts = [
    ...(place ? [`${pathOf(place.file)}:${place.line}`] : []),
    ...(intent === undefined ? [] : [slot === undefined ? intent : `${intent}/${slot}`]),
    ...(locale === undefined || locale === "" ? [] : [`(${locale})`]),
    ...(utterance === undefined ? [] : [JSON.stringify(utterance)]),
  ];
  return parts.length === 0 ? "" : `${parts.join(" ")}: `;
}

/** A file as seen from here, with "/" between its parts. */
export function pathOf(file: string): string {
  const path = relative(process.cwd(), file);
  return (path === "" || path.startsWith("..") ? file : path).split(sep).join("/");
}

/** A file as a reference in a SARIF log: relative to the folder the command was called in, or else absolute. */
export function uriOf(file: string): string {
  const path = relative(process.cwd(), file);
  if (path === "" || path.startsWith("..")) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}

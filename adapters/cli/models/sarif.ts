import { uriOf, type Located } from "./report.ts";

/** What made a log, as it says itself. */
const tool = { name: "palaver", informationUri: "https://www.npmjs.com/package/palaver" };

/** Findings as a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for CI that shows them in the sources. */
export function sarifOf(findings: readonly Located[]): object {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rules = codes.map((id) =>
    ruleOf(
      id,
      findings.filter(({ code }) => code === id),
    ),
  );
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...tool, rules } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
      },
    ],
  };
}

/** A rule is named as its code is; what to do may differ from one finding to the next, so it stands in the result. */
const ruleOf = (id: string, [first]: readonly Located[]) => ({
  id,
  name: id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: `${words(id)}.` },
  help: { text: first?.remedy ?? "" },
  defaultConfiguration: { level: first?.level ?? "warning" },
});

/** "alexa/adjacent-slots" in words: "Adjacent slots (alexa)". */
function words(id: string): string {
  const [platform = "", what = ""] = id.split("/");
  const said = what.replaceAll("-", " ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} (${platform})`;
}

function resultOf(finding: Located, ruleIndex: number): object {
  const { code, level, message, remedy, place, intent, slot, locale, utterance } = finding;
  const physical = place && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(place.file) },
      region: { startLine: place.line },
    },
  };
  const logical =
    intent === undefined
      ? undefined
      : {
          logicalLocations: [
            { name: slot ?? intent, fullyQualifiedName: slot === undefined ? intent : `${intent}/${slot}` },
          ],
        };
  const about = [locale, utterance === undefined ? undefined : JSON.stringify(utterance)].filter(
    (it) => it !== undefined && it !== "",
  );
  return {
    ruleId: code,
    ruleIndex,
    level,
    message: { text: `${about.length > 0 ? `${about.join(" ")}: ` : ""}${message} ${remedy}` },
    ...((physical || logical) && { locations: [{ ...physical, ...logical }] }),
    partialFingerprints: {
      "palaver/v1": [code, locale, intent, slot, utterance].map((it) => it ?? "").join("\n"),
    },
  };
}

import type * as z from "zod/mini";

const things: Readonly<Record<string, string>> = {
  string: "text",
  number: "ett tal",
  int: "ett heltal",
  boolean: "sant eller falskt",
  array: "en lista",
  object: "ett objekt",
  record: "ett objekt",
  date: "ett datum",
};

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** What is wrong with one value of a request, in Swedish and without the value itself. */
export function issueText(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "saknas" : `ska vara ${things[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `ska vara något av: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    case "invalid_format":
      return issue.format === "date"
        ? "ska vara ett datum som finns, skrivet ÅÅÅÅ-MM-DD"
        : "har inte den form som krävs";
    case "invalid_union":
      return "ska vara text, ett tal, sant/falskt eller tomt";
    case "unrecognized_keys":
      return `har okända fält: ${issue.keys.join(", ")}`;
    default:
      return "går inte att läsa";
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string") return minimum === 1 ? "får inte vara tom" : `ska ha minst ${minimum} tecken`;
  if (origin === "array") return minimum === 1 ? "får inte vara tom" : `ska ha minst ${minimum} rader`;
  return `får inte vara mindre än ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "string") return `får ha högst ${maximum} tecken`;
  if (origin === "array") return `får ha högst ${maximum} rader`;
  return `får inte vara större än ${maximum}`;
}

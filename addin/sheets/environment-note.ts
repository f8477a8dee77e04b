import { headingRow } from "../excel/new-sheet.ts";
import { titleLines } from "./title-lines.ts";

const notes: Readonly<Record<string, string>> = {
  prod: "",
  local: "Exempeldata: register och folkmängd är verkliga, resten är exempel.",
};

/** What every sheet from an environment says below its title, so that nobody takes it for the authority's own; "" in production. */
function environmentNote(environment: string): string {
  return notes[environment] ?? "Testmiljö. Uppgifterna gäller inte.";
}

/** Lines of title with the note of the environment below, in the rows above the headings of a sheet of ours. */
export function noted(lines: readonly string[], environment: string): readonly string[] {
  const note = environmentNote(environment);
  return titleLines(note === "" ? lines : [...lines, note], headingRow);
}

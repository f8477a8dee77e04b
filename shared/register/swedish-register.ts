import type { PopulationTable, Register } from "../register.ts";
import { buildRegister } from "../register.ts";
import { registerEntries } from "./entries.ts";
import { municipalityLines } from "./municipalities.ts";
import { regionLines } from "./regions.ts";

/** The years of the columns in the data lines, each as of 31 December. */
const populationYears = [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];

const scb = "Statistiska centralbyrån (SCB), Folkmängd";

/** The days that SCB's population is known for, oldest first. */
export const publishedDates: readonly string[] = populationYears.map((year) => `${year}-12-31`);

/**
 * The register of Sweden with SCB's population on 31 December 2012-2024, and with the tables that an administrator
 * has imported. An imported table replaces the one of the same date.
 */
export function swedishRegister(imported: readonly PopulationTable[] = []): Register {
  const published = publishedDates.flatMap((date) => publishedPopulation(date) ?? []);
  return buildRegister({ entries: registerEntries, populations: [...published, ...imported] });
}

/** SCB's population on an ISO day; undefined when it is not known for that day. */
export function publishedPopulation(date: string): PopulationTable | undefined {
  const column = publishedDates.indexOf(date);
  if (column < 0) return undefined;
  return {
    date,
    source: `${scb} 31 december ${populationYears[column]}`,
    inhabitants: {
      municipality: inhabitantsOf(municipalityLines, 1 + column),
      region: inhabitantsOf(regionLines, 4 + column),
    },
  };
}

/** code -> inhabitants; the code is first, and the columns of inhabitants follow those of text. */
function inhabitantsOf(lines: string, column: number): ReadonlyMap<string, number> {
  const rows = lines.trim().split("\n");
  return new Map(
    rows.map((line) => {
      const cells = line.split(";");
      return [cells[0]!, Number(cells[column])];
    }),
  );
}

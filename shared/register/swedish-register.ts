import type { PopulationTable, Register } from "../register.ts";
import { buildRegister } from "../register.ts";
import { registerEntries } from "./entries.ts";
import { municipalityLines } from "./municipalities.ts";
import { regionLines } from "./regions.ts";

/** The years of the columns in the data lines, each as of 31 December. */
const populationYears = [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];

const scb = "Statistiska centralbyrån (SCB), Folkmängd";

/**
 * The register of Sweden with SCB's population on 31 December 2012-2024, and with the tables that an administrator
 * has imported. An imported table replaces the one of the same date.
 */
export function swedishRegister(imported: readonly PopulationTable[] = []): Register {
  return buildRegister({ entries: registerEntries, populations: [...scbTables(), ...imported] });
}

interface Row {
  readonly code: string;
  readonly inhabitants: readonly number[];
}

const regionRows = rowsOf(regionLines, 4);
const municipalityRows = rowsOf(municipalityLines, 1);

/** The code is first; the inhabitants stand after so many columns of text. */
function rowsOf(lines: string, textColumns: number): readonly Row[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => line.split(";"))
    .map((cells) => ({ code: cells[0]!, inhabitants: cells.slice(textColumns).map(Number) }));
}

function scbTables(): readonly PopulationTable[] {
  return populationYears.map((year, column) => ({
    date: `${year}-12-31`,
    source: `${scb} 31 december ${year}`,
    inhabitants: { municipality: columnOf(municipalityRows, column), region: columnOf(regionRows, column) },
  }));
}

function columnOf(rows: readonly Row[], column: number): ReadonlyMap<string, number> {
  return new Map(rows.map(({ code, inhabitants }) => [code, inhabitants[column]!]));
}

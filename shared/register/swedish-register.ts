import type { PopulationTable, Register, RegisterEntry } from "../register.ts";
import { buildRegister } from "../register.ts";
import { ceasedEntries } from "./ceased.ts";
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
  return buildRegister({
    entries: [...municipalities, ...regions, ...ceasedEntries],
    populations: [...scbTables(), ...imported],
  });
}

const regionRows = rowsOf(regionLines, 4);
const municipalityRows = rowsOf(municipalityLines, 2);

const counties = new Map(
  regionRows.map(({ texts: [countyCode = "", countyLetter = "", county = ""] }) => [
    countyCode,
    { countyCode, countyLetter, county },
  ]),
);

const regions: readonly RegisterEntry[] = regionRows.map(({ texts: [code = "", , , name = ""] }) => ({
  kind: "region",
  code,
  name,
  ...countyOf(code),
  ceased: null,
}));

const municipalities: readonly RegisterEntry[] = municipalityRows.map(
  ({ texts: [code = "", name = ""] }) => ({
    kind: "municipality",
    code,
    name,
    ...countyOf(code.slice(0, 2)),
    ceased: null,
  }),
);

interface Row {
  readonly texts: readonly string[];
  readonly inhabitants: readonly number[];
}

function rowsOf(lines: string, textColumns: number): readonly Row[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => line.split(";"))
    .map((cells) => ({
      texts: cells.slice(0, textColumns),
      inhabitants: cells.slice(textColumns).map(Number),
    }));
}

function countyOf(code: string): Pick<RegisterEntry, "countyCode" | "countyLetter" | "county"> {
  const county = counties.get(code);
  if (county === undefined) throw new Error(`Länet ${code} saknas i registret.`);
  return county;
}

function scbTables(): readonly PopulationTable[] {
  return populationYears.map((year, column) => ({
    date: `${year}-12-31`,
    source: `${scb} 31 december ${year}`,
    inhabitants: { municipality: columnOf(municipalityRows, column), region: columnOf(regionRows, column) },
  }));
}

function columnOf(rows: readonly Row[], column: number): ReadonlyMap<string, number> {
  return new Map(rows.map(({ texts, inhabitants }) => [texts[0]!, inhabitants[column]!]));
}

import { countyBoardOf, type RegisterEntry } from "../register.ts";
import { ceasedEntries } from "./ceased.ts";
import { municipalityNames } from "./municipality-names.ts";
import { regionLines } from "./regions.ts";

const regionTexts = textsOf(regionLines);

const counties = new Map(
  regionTexts.map(([countyCode = "", countyLetter = "", county = ""]) => [
    countyCode,
    { countyCode, countyLetter, county },
  ]),
);

const regions: readonly RegisterEntry[] = regionTexts.map(([code = "", , , name = ""]) => ({
  kind: "region",
  code,
  name,
  ...countyOf(code),
  ceased: null,
}));

const municipalities: readonly RegisterEntry[] = textsOf(municipalityNames).map(([code = "", name = ""]) => ({
  kind: "municipality",
  code,
  name,
  ...countyOf(code.slice(0, 2)),
  ceased: null,
}));

/** Every municipality, region and county board of Sweden, in use or ceased, without inhabitants. */
export const registerEntries: readonly RegisterEntry[] = [
  ...municipalities,
  ...regions,
  ...regions.map(countyBoardOf),
  ...ceasedEntries,
];

function textsOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
}

function countyOf(code: string): Pick<RegisterEntry, "countyCode" | "countyLetter" | "county"> {
  const county = counties.get(code);
  if (county === undefined) throw new Error(`Länet ${code} saknas i registret.`);
  return county;
}

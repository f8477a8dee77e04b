import { allocateAmounts } from "../../shared/allocation/amounts.ts";
import { requirementColumn } from "../../shared/application/columns.ts";
import { roundRules } from "../../shared/application/round-rules.ts";
import type { Cell } from "../../shared/cell.ts";
import { buildNameIndex } from "../../shared/names.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { r1Grants2013 } from "../../shared/published/r1-grants-2013.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import {
  type ApplicationCells,
  applicationSheetFile,
  type Proposal2013,
  rowsOfApplication,
  writtenBy,
} from "./application-sheet.ts";
import type { SampleFile } from "./sample-file.ts";
import { testBankgiro, testOrganisationNumber } from "./test-numbers.ts";

interface Sampled extends Proposal2013 {
  /** As in the report, and in the sheet. */
  readonly written: string;
  readonly letter: string;
  readonly type: "municipality" | "district" | "federation";
  /** Kronor asked for. */
  readonly asked: number;
}

/** R1: 127 municipal applications of 2013 asked for 135 million kronor; 42 were joint, 21 were rejected. */
const askedInAll = 135_000_000;
const askedByRejected = 500_000;
const jointInAll = 42;
const rejectedInAll = 21;

const register = swedishRegister();
const names = buildNameIndex(register.entries);
const granted = r1Grants2013.rows;
const applied = new Set(granted.map(({ name }) => names.find("municipality", name.split(",")[0]!)?.code));
const others = register.list("municipality").filter(({ code }) => !applied.has(code));

/** Every fifth is granted in full; what the rest ask for is made up so that all ask for what the report says. */
const isFull = (index: number): boolean => index % 5 === 0;
const inPart = granted.filter((_, i) => !isFull(i));

function askedInPart(): ReadonlyMap<number, number> {
  const full = granted.reduce((sum, { amount }, i) => (isFull(i) ? sum + amount : sum), 0);
  const thousands = (askedInAll - full - rejectedInAll * askedByRejected) / 1000;
  const { amounts } = allocateAmounts(
    Float64Array.from(inPart, ({ amount }) => amount),
    { pot: thousands, base: 0, limit: null },
  );
  return new Map(inPart.map(({ number }, i) => [number, amounts[i]! * 1000]));
}

const asked = askedInPart();
const sampled: readonly Sampled[] = [
  ...granted.map(({ name, countyLetter, type, amount, number }, i): Sampled => {
    const entry = names.find("municipality", name);
    const common = {
      name: entry?.name ?? name,
      written: name,
      letter: countyLetter,
      type,
      amount,
      rank: i + 1,
    };
    return isFull(i)
      ? { ...common, asked: amount, outcome: "granted", grounds: [] }
      : { ...common, asked: asked.get(number)!, outcome: "part", grounds: ["relevans-konkurrens"] };
  }),
  ...others.slice(0, rejectedInAll).map(({ name, countyLetter }, i): Sampled => ({
    name,
    written: name,
    letter: countyLetter,
    type: "municipality",
    asked: askedByRejected,
    outcome: "rejected",
    amount: 0,
    grounds: [i % 2 === 0 ? "krav-ej-uppfyllda" : "lopande-lon"],
    rank: granted.length + i + 1,
  })),
];

/** The proposals for the applications of `applicationFile2013`: 106 granted, 53 687 000 kronor; 21 rejected. */
export const proposals2013: readonly Proposal2013[] = sampled;

const { requirements } = roundRules(findRound("2013-kommun")!);

/**
 * The 127 municipal applications of 2013 as a sheet (exempeldata): applicants and amounts granted are those of the
 * report (R1, appendix 2), the rejected ones and all that the applications say are made up.
 */
export function applicationFile2013(): Promise<SampleFile> {
  return applicationSheetFile({
    name: "Exempeldata ansökningar 2013.xlsx",
    sheet: "Ansökningar 2013",
    title: [
      "Exempeldata: kommunernas ansökningar 2013",
      "Sökande enligt delredovisningen (2014), bilaga 2; avslagna ansökningar och allt ansökningarna säger är påhittat.",
      "",
    ],
    requirements,
    rows: sampled.flatMap(rowsOf),
  });
}

function rowsOf(one: Sampled, index: number): readonly ApplicationCells[] {
  return rowsOfApplication(index, one.asked, [
    ["county", one.letter],
    ["applicant", one.written],
    ["orgnr", organisationNumber(one, index)],
    ["members", membersOf(index)],
    ["amount", one.asked],
    ["carriedOver", index % 7 === 0 ? 50_000 : 0],
    ["statement", "Tillstyrks (exempeldata)"],
    ["accountKind", "bankgiro"],
    ["account", testBankgiro(5_100_000 + index)],
    ...writtenBy(index),
    ...requirements.map(
      (requirement) =>
        [
          requirementColumn(requirement),
          one.grounds.includes("krav-ej-uppfyllda") ? "nej" : "ja, arbetet pågår (exempeldata)",
        ] as const,
    ),
  ]);
}

/** Every third application is joint, with two municipalities that do not apply themselves. */
function membersOf(index: number): string | null {
  if (index % 3 !== 0 || index / 3 >= jointInAll) return null;
  const at = rejectedInAll + (index / 3) * 2;
  return others
    .slice(at, at + 2)
    .map(({ name }) => name)
    .join("; ");
}

/** The units of a city have its number. */
function organisationNumber({ written, type }: Sampled, index: number): string {
  const city = sampled.findIndex((one) => one.written.split(",")[0] === written.split(",")[0]);
  return type === "federation"
    ? testOrganisationNumber("222000", 700 + index)
    : testOrganisationNumber("212000", 700 + city);
}

/** The published list of the 106 grants as it may be pasted into a sheet: county letter, name, kronor. */
export const publishedList2013: readonly (readonly Cell[])[] = [
  ["Län", "Kommun", "Belopp"],
  ...granted.map(({ countyLetter, name, amount }) => [countyLetter, name, amount]),
];

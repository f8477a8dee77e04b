import { allocateAmounts } from "../../shared/allocation/amounts.ts";
import { roundRules } from "../../shared/application/round-rules.ts";
import type { ApplicationOutcome } from "../../shared/application/outcome.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import {
  type ApplicationCells,
  applicationSheetFile,
  type Proposal2013,
  rowsOfApplication,
  writtenBy,
} from "./application-sheet.ts";
import { between, dice } from "./dice.ts";
import type { SampleFile } from "./sample-file.ts";
import { testOrganisationNumber, testPlusgiro } from "./test-numbers.ts";

/**
 * R1: 152 NGOs applied in 2013, 14 of them jointly, for 86.7 million kronor; 100 were granted money, 51 rejected and 1
 * withdrew. Who they were and what each asked for and got is not published, and made up here.
 */
const counts: Readonly<Record<ApplicationOutcome, number>> = {
  granted: 30,
  part: 70,
  rejected: 51,
  withdrawn: 1,
};
const jointInAll = 14;
const askedInAll = 86_700_000;
const askedByOthers = 500_000;

const round = findRound("2013-ideell")!;
const { requirements } = roundRules(round);
const counties = swedishRegister().list("region");
const roll = dice(2013);

const outcomes = (Object.keys(counts) as ApplicationOutcome[]).flatMap((outcome) =>
  Array<ApplicationOutcome>(counts[outcome]).fill(outcome),
);
const rejectedFor = ["enbart-stod", "oklar-koppling-budget", "lopande-lon", "relevans-konkurrens"];

/** Whole thousands by weight that sum to these kronor. */
function thousands(kronor: number, weights: readonly number[]): readonly number[] {
  const { amounts } = allocateAmounts(Float64Array.from(weights), {
    pot: kronor / 1000,
    base: 0,
    limit: null,
  });
  return Array.from(amounts, (amount) => amount * 1000);
}

const granted = thousands(
  round.amount,
  Array.from({ length: counts.granted + counts.part }, (_, i) => between(roll(`weight ${i}`), 50, 150)),
);
const inFull = granted.slice(0, counts.granted).reduce((sum, amount) => sum + amount, 0);
/** What those in part ask for, so that all ask for what the report says. */
const askedInPart = thousands(
  askedInAll - inFull - (counts.rejected + counts.withdrawn) * askedByOthers,
  granted.slice(counts.granted),
);

interface Sampled extends Proposal2013 {
  readonly asked: number;
}

const sampled: readonly Sampled[] = outcomes.map((outcome, i): Sampled => {
  const common = {
    name: `${["Kvinnojouren", "Brottsofferjouren", "Mansmottagningen", "Stiftelsen"][i % 4]!} Exempel ${i + 1}`,
    outcome,
    amount: granted[i] ?? 0,
    rank: i + 1,
  };
  switch (outcome) {
    case "granted":
      return { ...common, asked: granted[i]!, grounds: [] };
    case "part":
      return { ...common, asked: askedInPart[i - counts.granted]!, grounds: ["relevans-konkurrens"] };
    case "rejected":
      return { ...common, asked: askedByOthers, grounds: [rejectedFor[i % rejectedFor.length]!] };
    case "withdrawn":
      return { ...common, asked: askedByOthers, grounds: [] };
  }
});

/** The proposals for the applications of `ngoApplicationFile2013`: all of the round's kronor to 100 of the 152. */
export const ngoProposals2013: readonly Proposal2013[] = sampled;

/** The 152 applications of NGOs in 2013 as a sheet (exempeldata): the counts and sums are those of the report (R1). */
export function ngoApplicationFile2013(): Promise<SampleFile> {
  return applicationSheetFile({
    name: "Exempeldata ideella organisationers ansökningar 2013.xlsx",
    sheet: "Ansökningar ideella 2013",
    title: [
      "Exempeldata: ideella organisationers ansökningar 2013",
      "Antal ansökningar och sökt belopp enligt delredovisningen (2014); organisationerna och allt de säger är påhittat.",
      "",
    ],
    requirements,
    rows: sampled.flatMap(rowsOf),
  });
}

function rowsOf({ name, asked }: Sampled, index: number): readonly ApplicationCells[] {
  return rowsOfApplication(index, asked, [
    ["county", counties[index % counties.length]!.countyLetter],
    ["applicant", name],
    ["orgnr", testOrganisationNumber("899999", 700 + index)],
    ["members", membersOf(index)],
    ["amount", asked],
    ["carriedOver", index % 9 === 0 ? 25_000 : 0],
    ["statement", "Länsstyrelsen tillstyrker (exempeldata)"],
    ["accountKind", "plusgiro"],
    ["account", testPlusgiro(910_000 + index)],
    ["reference", `Projekt ${index + 1}`],
    ...writtenBy(index),
  ]);
}

/** Every tenth is joint until there are enough, with two that do not apply themselves. */
function membersOf(index: number): string | null {
  if (index % 10 !== 0 || index / 10 >= jointInAll) return null;
  return ["A", "B"].map((letter) => `Föreningen Medexempel ${index / 10 + 1}${letter}`).join("; ");
}

import type { Cell } from "../../shared/cell.ts";
import { serialToIso } from "../../shared/dates.ts";
import { serialOfIsoDate } from "../../shared/files/date-serial.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import type { RequisitionColumnId } from "../../shared/requisition/columns.ts";
import { between, dice, type Dice } from "./dice.ts";
import type { SampleRecipient, SampleYear } from "./sample-year.ts";
import { testBankgiro, testOrganisationNumber, testPlusgiro } from "./test-numbers.ts";

/** One row of the requisition sheet, cell by cell. */
export type RequisitionRow = Readonly<Record<RequisitionColumnId, Cell>>;

/** Kronor that the key allots a recipient of a round. */
export type Allotted = (round: string, code: string) => number;

/**
 * The row that a recipient would send without any fault. `part` says when it comes in: the first file fills all of
 * the window but its last two weeks, corrections come in those.
 */
export function trueRow(
  year: SampleYear,
  recipient: SampleRecipient,
  allotted: Allotted,
  part: "first" | "correction",
): RequisitionRow {
  const { code, round } = recipient;
  const position = year.recipients.indexOf(recipient) + 1;
  const label = (what: string) => `${what}|${round}|${code}`;
  const roll: Dice = (what) => dice(year.seed)(label(what));
  const person = String(position);
  const represented = roll("representative") < 0.15;
  const received = receivedDay(round, roll, part);
  const plusgiro = roll("account kind") < 0.2;
  return {
    round,
    code,
    name: writtenNames.get(code) ?? recipient.name,
    orgnr: organisationNumber(year.seed, recipient),
    amount: Math.max(0, allotted(round, code) - recipient.asksLess),
    wantsMore: recipient.wantsMore ? "ja" : "nej",
    contact: `Exempelperson ${person}`,
    email: `${recipient.kind === "region" ? "region" : "kommun"}-${code}@example.se`,
    representative: represented ? `Exempelombud ${person}` : null,
    representativeApproved: represented ? approvedDay(round, roll) : null,
    accountKind: plusgiro ? "plusgiro" : "bankgiro",
    account: accountNumber(plusgiro, position, roll),
    reference:
      roll("reference") < 0.6 ? `Ref ${String(between(roll("reference number"), 1000, 9999))}` : null,
    received,
    signatory: `Exempelchef ${person}`,
  };
}

/** Names that the recipients themselves write otherwise than the register does. */
const writtenNames: ReadonlyMap<string, string> = new Map([
  ["0180", "Stockholms stad"],
  ["0580", "Linköpings kommun"],
  ["0581", "Norrköpings kommun"],
  ["1280", "Malmö stad"],
  ["1281", "Lunds kommun"],
  ["1480", "Göteborgs Stad"],
  ["1490", "Borås Stad"],
  ["2080", "Falu kommun"],
  ["2180", "Gävle kommun"],
  ["2480", "Umeå kommun"],
]);

/** Region Gotland (09) is the same legal person as the municipality 0980, and has its number. */
function organisationNumber(seed: number, { kind, code }: Pick<SampleRecipient, "kind" | "code">): string {
  if (kind === "region" && code === "09") {
    return organisationNumber(seed, { kind: "municipality", code: "0980" });
  }
  const place = register.list(kind).findIndex((entry) => entry.code === code);
  const turn = between(dice(seed)("organisation numbers"), 0, serials - 1);
  return testOrganisationNumber(prefixes[kind], 700 + ((place + turn) % serials));
}

const register = swedishRegister();

const prefixes = { municipality: "212000", region: "232100" } as const;

/** 700-999: enough for 290 municipalities. */
const serials = 300;

// The position in the list makes every account number different from all others.
function accountNumber(plusgiro: boolean, position: number, roll: Dice): string {
  return plusgiro
    ? testPlusgiro(between(roll("account"), 100, 999) * 1_000 + position)
    : testBankgiro(between(roll("account"), 5_000, 5_999) * 1_000 + position);
}

/** An Excel date. */
function receivedDay(round: string, roll: Dice, part: "first" | "correction"): number {
  const { from, to } = windowOf(round);
  return part === "first"
    ? between(roll("received"), from + 3, to - 15)
    : between(roll("received"), to - 14, to - 1);
}

/** An ISO date as text, as the web form of the sample writes it: before the first day of the window. */
function approvedDay(round: string, roll: Dice): string | null {
  return serialToIso(windowOf(round).from - between(roll("approved"), 5, 60));
}

function windowOf(id: string): { from: number; to: number } {
  const { from, to } = findRound(id)!.window;
  return { from: serialOfIsoDate(from)!, to: serialOfIsoDate(to)! };
}

import type { ApplicationContext } from "../../../shared/application/context.ts";
import { type ApplicationColumnId, applicationColumns } from "../../../shared/application/columns.ts";
import type { Cell } from "../../../shared/cell.ts";
import { buildNameIndex } from "../../../shared/names.ts";
import { inForce, isUnknown } from "../../../shared/programmes/dated.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { programme2012to2015 } from "../../../shared/programmes/programme-2012-2015.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";

const { entries } = swedishRegister();
const stated = inForce(programme2012to2015.groups.municipality!.requirements, "2013-03-01")!.value;

const requirements2013 = isUnknown(stated) ? [] : stated;

/** What the rules know of the municipalities' round of 2013 on the day it closed. */
export const context2013: ApplicationContext = {
  round: findRound("2013-kommun")!,
  requirements: requirements2013,
  entries,
  nameIndex: buildNameIndex(entries),
  registered: [],
  today: "2013-03-02",
};

export const columns2013 = applicationColumns(requirements2013);

/** What a row says, by column. */
export type Row = Partial<Record<ApplicationColumnId, Cell>>;

/** A good application of one activity (exempeldata). */
export const goodRow: Row = {
  county: "AB",
  applicant: "Solna stad",
  orgnr: "212000-0183",
  members: "Sundbybergs stad; Danderyds kommun",
  amount: 400_000,
  carriedOver: 0,
  purpose: "Utbilda personal i att fråga om våld (exempeldata)",
  result: "All personal frågar",
  budget: 400_000,
  "requirement kartlaggning": "ja, kartläggning gjord 2012",
  "requirement handlingsplan": "ja",
  "requirement paborjat": "nej: fick inga medel 2012",
  statement: "Tillstyrks",
  contact: "Kim Exempel",
  email: "kim@example.se",
  accountKind: "bankgiro",
  account: "5050-1055",
  received: "2013-02-20",
  signatory: "Robin Exempel",
};

/** A sheet with the headings in row 1 and these rows below. */
export function sheetOf(...rows: readonly Row[]): { sheet: string; rows: Cell[][] } {
  return {
    sheet: "Ansökningar",
    rows: [
      columns2013.map(({ heading }) => heading),
      ...rows.map((row) => columns2013.map(({ id }) => row[id] ?? null)),
    ],
  };
}

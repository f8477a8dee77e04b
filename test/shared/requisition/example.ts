import type { Cell } from "../../../shared/cell.ts";
import { buildNameIndex } from "../../../shared/names.ts";
import type { Round } from "../../../shared/programme.ts";
import { ceasedEntries } from "../../../shared/register/ceased.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import type { RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import type { RequisitionContext } from "../../../shared/requisition/context.ts";
import type { RequisitionTable } from "../../../shared/requisition/validate.ts";

const register = swedishRegister();

function round(id: string, name: string, changes: Partial<Round>): Round {
  return {
    id,
    year: 2022,
    kind: "municipality",
    name,
    amount: 75_000_000,
    purpose: "",
    decision: { date: null, dnr: null, source: "" },
    route: "requisition",
    topUpOf: null,
    key: null,
    redistribution: null,
    window: { from: "2022-04-15", to: "2022-09-01" },
    use: { from: "2022-01-01", to: "2022-12-31" },
    reportBy: "2023-03-31",
    repayBy: "2023-04-30",
    assumptions: [],
    ...changes,
  };
}

/** Everybody in a municipal round may ask for 500 000 kr, every region for 1 200 000 kr. */
export const context: RequisitionContext = {
  rounds: [
    round("kommun-1", "Kommuner 2022, omgång 1", {}),
    round("kommun-2", "Kommuner 2022, tilläggsmedel", { topUpOf: "kommun-1" }),
    round("region-1", "Regioner 2022", { kind: "region" }),
    round("ideell-1", "Ideella organisationer 2022", { kind: "ngo", route: "grant" }),
  ],
  register,
  nameIndex: buildNameIndex([...register.list("municipality"), ...register.list("region"), ...ceasedEntries]),
  allotted: (roundId) => (roundId === "region-1" ? 1_200_000 : 500_000),
  today: "2022-10-01",
};

/** A row by column. */
export type Row = Record<RequisitionColumnId, Cell>;

/** Stockholm, with nothing to remark. */
export const valid: Row = {
  round: "Kommuner 2022, omgång 1",
  code: "0180",
  name: "Stockholm",
  orgnr: "212000-0142",
  amount: 500_000,
  wantsMore: "ja",
  contact: "Åsa Öberg",
  email: "asa.oberg@stockholm.example",
  representative: "Eva Ek",
  representativeApproved: "2022-04-01",
  accountKind: "bankgiro",
  account: "5050-1055",
  reference: "Dnr 123/2022",
  received: "2022-05-02",
  signatory: "Bo Ek",
};

/** Malmö, with nothing to remark. */
export const second: Row = {
  ...valid,
  code: "1280",
  name: "Malmö stad",
  orgnr: "212000-1124",
  account: "991-2346",
};

export const headings: readonly string[] = requisitionColumns.map(({ heading }) => heading);

export function cells(row: Row): Cell[] {
  return requisitionColumns.map(({ id }) => row[id]);
}

/** A sheet with the headings in row 1 and the rows from row 2 on. */
export function sheetOf(...rows: readonly Row[]): RequisitionTable {
  return { sheet: "Rekvisitioner", rows: [[...headings], ...rows.map(cells)] };
}

/** A1 address of a column in a sheet in the order of the column table. */
export function address(column: RequisitionColumnId, row: number): string {
  return `${String.fromCharCode(65 + requisitionColumns.findIndex(({ id }) => id === column))}${row}`;
}

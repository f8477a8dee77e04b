import { columnLetters } from "../../../preview/host/workbook/address.ts";
import type { SampleRecipient, SampleYear } from "../../../preview/sample/sample-year.ts";
import { type Allotted, type RequisitionRow, trueRow } from "../../../preview/sample/true-row.ts";
import type { Cell } from "../../../shared/cell.ts";
import { serialToIso } from "../../../shared/dates.ts";
import { writeCsv } from "../../../shared/files/csv.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import type { RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { archive, minimalWorkbook } from "../../shared/files/archive.ts";

/** The two rows of headings of the web form's export, and which of our columns each is. No column holds the code. */
const columns: readonly (readonly [group: string, heading: string, column: RequisitionColumnId])[] = [
  ["Utlysning", "", "round"],
  ["Sökande", "Mottagarens namn", "name"],
  ["Sökande", "Org.nr", "orgnr"],
  ["Medel", "Summa som begärs", "amount"],
  ["Medel", "Önskar mer medel", "wantsMore"],
  ["Kontaktperson", "Namn", "contact"],
  ["Kontaktperson", "E-post", "email"],
  ["Ombud", "Namn", "representative"],
  ["Ombud", "Godkänt", "representativeApproved"],
  ["Konto", "Typ av konto", "accountKind"],
  ["Konto", "Kontonummer", "account"],
  ["Er referens", "", "reference"],
  ["Inkom", "", "received"],
  ["Undertecknad av", "", "signatory"],
];

/** What the export calls the amount: a heading that nobody has heard of. */
export const unknownHeading = "Medel, Summa som begärs";

/** What somebody wrote instead of the truth. */
export interface Slip {
  readonly code: string;
  readonly column: RequisitionColumnId;
  readonly wrote: (truth: Cell) => Cell;
}

/** An export: its rows as a person sees them, merged cells in the first of their places, and who stands where. */
export interface Export {
  readonly cells: readonly (readonly Cell[])[];
  readonly merged: readonly string[];
  readonly recipients: readonly SampleRecipient[];
  readonly slips: readonly Slip[];
}

/**
 * The requisitions of one kind of recipients as the web form of an authority exports them: a title, two rows of
 * headings, the recipients of each county under a call that is merged over them, a subtotal a county and a sum.
 */
export function requisitionExport(
  year: SampleYear,
  kind: SampleRecipient["kind"],
  allotted: Allotted,
  slips: readonly Slip[],
): Export {
  const entries = new Map(
    swedishRegister()
      .list(kind)
      .map((entry) => [entry.code, entry]),
  );
  const recipients = year.recipients.filter((recipient) => recipient.kind === kind);
  const countyOf = ({ code }: SampleRecipient): string => entries.get(code)!.county;
  const counties = [...new Set(recipients.map(countyOf))];
  const cells: Cell[][] = [
    ["Exempeldata: rekvisitioner 2022, uttag ur webbformuläret"],
    [],
    columns.map(([group], at) => (columns[at - 1]?.[0] === group ? null : group)),
    columns.map(([, heading]) => (heading === "" ? null : heading)),
  ];
  const merged = ["A1:N1", ...groups()];
  const written: SampleRecipient[] = [];
  const total = { kronor: 0 };
  for (const county of counties) {
    const members = recipients.filter((recipient) => countyOf(recipient) === county);
    merged.push(`A${cells.length + 1}:A${cells.length + members.length}`);
    const subtotal = { kronor: 0 };
    members.forEach((recipient, at) => {
      const truth = trueRow(year, recipient, allotted, "first");
      const row = withSlips(truth, recipient.code, slips);
      const name = entries.get(recipient.code)!.name;
      const shown = { ...row, round: at === 0 ? roundName(recipient.round) : null };
      cells.push(columns.map(([, , column]) => shown[column] ?? (column === "name" ? name : null)));
      subtotal.kronor += Number(truth.amount);
      written.push(recipient);
    });
    cells.push([`Delsumma ${county}`, null, null, subtotal.kronor]);
    total.kronor += subtotal.kronor;
  }
  cells.push([], ["Summa", null, null, total.kronor]);
  return { cells, merged, recipients: written, slips };
}

function withSlips(truth: RequisitionRow, code: string, slips: readonly Slip[]): RequisitionRow {
  return slips
    .filter((slip) => slip.code === code)
    .reduce<RequisitionRow>((row, { column, wrote }) => ({ ...row, [column]: wrote(row[column]) }), truth);
}

function roundName(id: string): string {
  return roundsOf(2022).find((round) => round.id === id)!.name;
}

/** A group over its columns, and a heading over both rows. */
function groups(): readonly string[] {
  return columns.flatMap(([group, heading], at) => {
    if (columns[at - 1]?.[0] === group) return [];
    const last = columns.findLastIndex(([other]) => other === group);
    if (last > at) return [`${columnLetters(at)}3:${columnLetters(last)}3`];
    return heading === "" ? [`${columnLetters(at)}3:${columnLetters(at)}4`] : [];
  });
}

/** The export as .xlsx, written here in raw XML: nothing of the code that reads it is used. */
export function asXlsx({ cells, merged }: Export): Uint8Array {
  const rows = cells.map((row, y) => {
    const content = row.map((cell, x) => {
      const at = `${columnLetters(x)}${y + 1}`;
      if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
      return cell === null ? "" : `<c r="${at}" t="inlineStr"><is><t>${escaped(String(cell))}</t></is></c>`;
    });
    return `<row r="${y + 1}">${content.join("")}</row>`;
  });
  const parts = minimalWorkbook(rows.join(""));
  const sheet = "xl/worksheets/sheet1.xml";
  const merges = merged.map((area) => `<mergeCell ref="${area}"/>`).join("");
  const xml = String(parts[sheet]).replace(
    "</sheetData>",
    `</sheetData><mergeCells count="${merged.length}">${merges}</mergeCells>`,
  );
  return archive({ ...parts, [sheet]: xml });
}

/** The export as .csv: all is text, days as people write them. */
export function asCsv({ cells }: Export): Uint8Array {
  const day = columns.findIndex(([, , column]) => column === "received");
  return writeCsv(
    cells.map((row) =>
      row.map((cell, x) => (x === day && typeof cell === "number" ? (serialToIso(cell) ?? null) : cell)),
    ),
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

import { describe, expect, test } from "vitest";
import { fromXlsx } from "../../../../preview/host/evaluate/from-xlsx.ts";
import { openSnapshot } from "../../../../preview/host/evaluate/open-snapshot.ts";
import { toXlsx } from "../../../../preview/host/evaluate/to-xlsx.ts";
import { snapshotOf, type WorkbookSnapshot } from "../../../../preview/host/evaluate/workbook-snapshot.ts";
import { newConditionalFormat } from "../../../../preview/host/workbook/conditional-format.ts";
import { calculate } from "../../../../preview/host/workbook/calculation.ts";
import { addTable, renameTable } from "../../../../preview/host/workbook/tables.ts";
import { noValidation } from "../../../../preview/host/workbook/validation.ts";
import { unzipWithin } from "../../../../shared/files/unzip-guard.ts";
import { hostBook, rect } from "./sheet.ts";

const cells = {
  A1: "Rekvisitioner 2026",
  A3: "Kommun",
  B3: "Belopp",
  C3: "Datum",
  D3: "Svar",
  A4: "Ale",
  B4: "1200000",
  C4: "2026-11-22",
  D4: "Ja",
  A5: '\'=HYPERLINK("http://example.se")',
  B5: "=B4/2",
  D5: "Nej",
};

/** A sheet with a title, a table, a list, a link, widths and frozen rows, as the host holds it. */
function snapshot(more: Readonly<Record<string, string>> = {}): WorkbookSnapshot {
  const { book, sheet, evaluator } = hostBook({ ...cells, ...more });
  renameTable(book, addTable(book, sheet, rect("A3:D5"), true), "Rekv");
  sheet.paint(rect("B4:B5"), () => ({ numberFormat: '#,##0" kr "' }));
  sheet.paint(rect("A4:A5"), () => ({ wrapText: true }));
  sheet.columnWidths.set(0, 108.75);
  sheet.hiddenColumns.add(2);
  sheet.frozen = { rows: 3, columns: 1 };
  const rule = { kind: "List", source: "Ja,Nej", inCellDropDown: true } as const;
  sheet.validations.push({ ...noValidation, areas: [sheet.track(rect("D4:D5"))], rule });
  sheet.hyperlinks.push({ area: sheet.track(rect("A5")), link: { documentReference: "Blad1!B4" } });
  const mark = newConditionalFormat(book.newId(), "Custom", [sheet.track(rect("A4:D5"))]);
  mark.formula = '=$D4="Nej"';
  Object.assign(mark.look, { fillColor: "#FDE7E9", fontColor: "#8A1A1F" });
  sheet.conditionalFormats.push(mark);
  book.xmlParts.push({ id: book.newId(), xml: '<hamtat xmlns="urn:prov">{"å":"\u0026"}</hamtat>' });
  calculate(book, evaluator, true);
  return snapshotOf(book, evaluator);
}

async function partsOf(workbook: WorkbookSnapshot): Promise<(name: string) => string> {
  const { bytes } = await toXlsx(workbook);
  const parts = unzipWithin(bytes, () => true);
  return (name) => (parts.ok ? Buffer.from(parts.value.get(name) ?? []).toString("utf8") : "");
}

describe("a workbook to a file and back", () => {
  test("keeps every value at its address, and strangers' text as text", async () => {
    const { bytes, leftOut } = await toXlsx(snapshot());
    const back = await fromXlsx("Rekvisitioner.xlsx", bytes);
    expect(
      back.ok && back.value.sheets[0]?.cells.map(({ row, column, value }) => [row, column, value]),
    ).toEqual([
      [0, 0, "Rekvisitioner 2026"],
      [2, 0, "Kommun"],
      [2, 1, "Belopp"],
      [2, 2, "Datum"],
      [2, 3, "Svar"],
      [3, 0, "Ale"],
      [3, 1, 1_200_000],
      [3, 2, 46_348],
      [3, 3, "Ja"],
      [4, 0, '=HYPERLINK("http://example.se")'],
      [4, 1, 600_000],
      [4, 3, "Nej"],
    ]);
    expect(leftOut).toEqual([]);
  });

  test("the file has the table, the formats, the widths, the lines, the panes, the list and the link", async () => {
    const part = await partsOf(snapshot());
    const sheet = part("xl/worksheets/sheet1.xml");
    expect(part("xl/tables/table1.xml")).toMatch(/name="Rekv"[^>]*ref="A3:D5"/);
    expect(part("xl/styles.xml")).toContain("kr");
    expect(sheet).toMatch(/<col [^>]*min="1"[^>]*width="20/);
    // The headings wrap, and the one column whose texts do.
    expect(part("xl/styles.xml").match(/wrapText="(1|true)"/g)).toHaveLength(2);
    expect(sheet).toMatch(/<col [^>]*hidden="true"/);
    expect(sheet).toMatch(/<pane [^>]*ySplit="3"/);
    expect(sheet).toMatch(/sqref="D4:D5"/);
    expect(sheet).toMatch(/<hyperlink [^>]*ref="A5"[^>]*B4/);
    expect(sheet).toMatch(
      /<conditionalFormatting sqref="A4:D5"><cfRule type="expression"[^>]*><formula>\$D4="Nej"<\/formula>/,
    );
    expect(part("xl/styles.xml")).toMatch(/<dxf>.*FF8A1A1F.*FFFDE7E9.*<\/dxf>/);
  });

  test("a list that other values may be written beside is so in the file too", async () => {
    const only = (await partsOf(snapshot()))("xl/worksheets/sheet1.xml");
    const { sheets, ...rest } = snapshot();
    const open = sheets.map((sheet) => ({
      ...sheet,
      lists: sheet.lists.map((list) => ({ ...list, isOpen: true })),
    }));
    const other = (await partsOf({ ...rest, sheets: open }))("xl/worksheets/sheet1.xml");
    const refuses = /<dataValidation [^>]*showErrorMessage="(1|true)"/;
    expect([refuses.test(only), refuses.test(other)]).toEqual([true, false]);
  });

  test("what add-ins keep in the workbook goes along, named as the file format wants it, and comes back", async () => {
    const { xmlParts } = snapshot();
    const part = await partsOf(snapshot());
    expect(part("customXml/item1.xml")).toBe(xmlParts[0]);
    expect(part("xl/_rels/workbook.xml.rels")).toContain('Target="../customXml/item1.xml"');
    expect(part("customXml/_rels/item1.xml.rels")).toContain('Target="itemProps1.xml"');
    expect(part("[Content_Types].xml")).toContain('PartName="/customXml/itemProps1.xml"');
    const back = await fromXlsx("Rekvisitioner.xlsx", (await toXlsx(snapshot())).bytes);
    expect(back.ok && back.value.xmlParts).toEqual(xmlParts);
  });

  test("an error goes along as its text, never as nothing", async () => {
    const { bytes } = await toXlsx(snapshot({ B5: "=NA()" }));
    const back = await fromXlsx("Rekvisitioner.xlsx", bytes);
    expect(
      back.ok && back.value.sheets[0]?.cells.find(({ row, column }) => row === 4 && column === 1)?.value,
    ).toBe("#N/A");
  });

  test("what has no room in the file is said", async () => {
    expect((await toXlsx(snapshot({ F4: "anteckning", C1: "vid sidan" }))).leftOut).toEqual([
      "2 celler utanför tabellen i bladet Blad1 följer inte med.",
    ]);
  });

  test("a file that is no workbook is refused in words", async () => {
    const back = await fromXlsx(
      "bild.xlsx",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    );
    expect(back.ok ? "" : back.error.text).toMatch(/\.xlsx/);
  });

  test("a snapshot opened in a new workbook is the same snapshot", () => {
    const { book, evaluator } = hostBook({});
    openSnapshot(book, snapshot());
    calculate(book, evaluator, true);
    expect(snapshotOf(book, evaluator)).toEqual(snapshot());
  });
});

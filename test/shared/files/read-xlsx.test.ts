import { strToU8 } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { archive, minimalWorkbook, relations } from "./archive.ts";

async function rowsOf(sheetData: string): Promise<Cell[][] | string> {
  const result = await readWorkbook(archive(minimalWorkbook(sheetData)));
  return result.ok ? result.value[0]!.rows : result.error.code;
}

async function errorOf(bytes: Uint8Array): Promise<string> {
  const result = await readWorkbook(bytes);
  return result.ok ? "läst" : result.error.code;
}

describe("a workbook from outside", () => {
  it.each<[what: string, xml: string, cell: Cell]>([
    ["a number", '<c r="A1"><v>1200.5</v></c>', 1200.5],
    ["text in place", '<c r="A1" t="inlineStr"><is><t>Åre</t></is></c>', "Åre"],
    ["text in parts", '<c r="A1" t="inlineStr"><is><r><t>Väx</t></r><r><t>jö</t></r></is></c>', "Växjö"],
    ["a truth value", '<c r="A1" t="b"><v>1</v></c>', true],
    ["an error value", '<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"],
    ["an error from a formula", '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"],
    ["a formula with a number", '<c r="A1"><f>1+1</f><v>2</v></c>', 2],
    ["a formula with text", '<c r="A1" t="str"><f>"a"</f><v>a</v></c>', "a"],
    ["a date with a date style", '<c r="A1" s="14"><v>46348</v></c>', 46348],
    ["a written date", '<c r="A1" t="d"><v>2026-11-22</v></c>', "2026-11-22"],
    ["an apostrophe before a code", '<c r="A1" t="inlineStr"><is><t>0180</t></is></c>', "0180"],
  ])("%s is read", async (_, xml, cell) => {
    expect(await rowsOf(`<row r="1">${xml}</row>`)).toEqual([[cell]]);
  });

  it("keeps blank rows and blank cells, so that an index leads to the right address", async () => {
    expect(
      await rowsOf('<row r="2"><c r="B2"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>'),
    ).toEqual([[], [null, 1], [], [], [2]]);
  });

  it("reads cells and rows without addresses where they stand", async () => {
    expect(await rowsOf("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")).toEqual([
      [1, 2],
      [3],
    ]);
  });

  it("leaves out cells that have a format and no value, however far away", async () => {
    expect(
      await rowsOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'),
    ).toEqual([[1]]);
  });

  it("reads a merged area in its top left cell", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Blad",
          rows: [
            ["rubrik", null],
            [null, 2],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }],
        },
      ],
    });
    expect(await readWorkbook(bytes)).toEqual({
      ok: true,
      value: [{ name: "Blad", rows: [["rubrik"], [null, 2]] }],
    });
  });

  it("reads a date as its serial, whatever its style", async () => {
    const bytes = await writeXlsx({ sheets: [{ name: "Blad", rows: [[new Date("2026-11-22T00:00:00Z")]] }] });
    expect(await readWorkbook(bytes)).toEqual({ ok: true, value: [{ name: "Blad", rows: [[46348]] }] });
  });

  it("reads past comments, pictures, tables, links and charts", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Blad",
          rows: [["Kod"], ["0180"]],
          cells: new Map([
            [
              "1,0",
              { value: "0180", comment: { text: "hej" }, hyperlink: { target: "https://example.org" } },
            ],
          ]),
          tables: [{ name: "Tabell", columns: [{ name: "Kod" }] }],
          images: [{ data: new Uint8Array(10), type: "png", anchor: { from: { row: 0, col: 3 } } }],
        },
      ],
    });
    expect(await readWorkbook(bytes)).toEqual({
      ok: true,
      value: [{ name: "Blad", rows: [["Kod"], ["0180"]] }],
    });
  });

  it("leaves out a chart sheet and reads the others", async () => {
    const parts = minimalWorkbook('<row r="1"><c r="A1"><v>1</v></c></row>');
    const bytes = archive({
      ...parts,
      "xl/workbook.xml": (parts["xl/workbook.xml"] as string).replace(
        "<sheets>",
        '<sheets><sheet name="Diagram1" sheetId="2" r:id="rId2"/>',
      ),
      "xl/_rels/workbook.xml.rels": relations([
        ["rId2", "chartsheet", "chartsheets/sheet1.xml"],
        ["rId1", "worksheet", "worksheets/sheet1.xml"],
      ]),
      "xl/chartsheets/sheet1.xml": "<chartsheet/>",
    });
    expect(await readWorkbook(bytes)).toEqual({ ok: true, value: [{ name: "Blad1", rows: [[1]] }] });
  });

  it.each<[what: string, code: string, bytes: Uint8Array]>([
    ["a macro project", "macros", archive({ ...minimalWorkbook(""), "xl/vbaProject.bin": "x" })],
    [
      "a macro project in another folder",
      "macros",
      archive({ ...minimalWorkbook(""), "dolt/VBAPROJECT.BIN": "x" }),
    ],
    ["an old macro sheet", "macros", archive({ ...minimalWorkbook(""), "xl/macrosheets/sheet1.xml": "x" })],
    [
      "a macro project under another name",
      "macros",
      archive({
        ...minimalWorkbook(""),
        "[Content_Types].xml": '<Override ContentType="application/vnd.ms-office.vbaProject"/>',
      }),
    ],
    ["dates from 1904", "date-1904", with1904()],
    [
      "a binary workbook",
      "binary-excel",
      archive({ "[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x" }),
    ],
    ["an OpenDocument sheet", "open-document", archive({ mimetype: "x", "content.xml": "<x/>" })],
    [
      "a Word document",
      "not-a-workbook",
      archive({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>" }),
    ],
    ["any other archive", "not-a-workbook", archive({ "a.txt": "x" })],
    ["an empty archive", "not-a-workbook", archive({})],
    ["plain text", "not-a-workbook", strToU8("Kod;Belopp")],
    ["nothing", "empty", new Uint8Array()],
    [
      "texts without the part that holds them",
      "damaged",
      archive(minimalWorkbook('<row><c t="s"><v>0</v></c></row>')),
    ],
    [
      "XML that ends early",
      "damaged",
      archive({ ...minimalWorkbook(""), "xl/workbook.xml": "<workbook><sheets>" }),
    ],
  ])("%s is refused as %s", async (_, code, bytes) => {
    expect(await errorOf(bytes)).toBe(code);
  });

  it.each([
    ["<f>1+1</f>", "formula-without-value"],
    ["<f>1+1</f><v></v>", "formula-without-value"],
    ["<f>1+1</f><v/>", "formula-without-value"],
    ['<f t="shared" si="0"/>', "formula-without-value"],
  ])("a formula that Excel never calculated is not read as empty: %s", async (xml, code) => {
    expect(await rowsOf(`<row r="1"><c r="A1">${xml}</c></row>`)).toBe(code);
  });

  it("a formula that shows an empty text is an empty cell", async () => {
    expect(
      await rowsOf('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'),
    ).toEqual([[null, 1]]);
  });

  it.each([
    ["one value in the last corner", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
    ["a row number beyond Excel", '<row r="99999999999"><c><v>1</v></c></row>'],
    ["a column beyond Excel", '<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>'],
    [
      "many wide rows",
      Array.from(
        { length: 400 },
        (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
      ).join(""),
    ],
  ])("refuses %s instead of making the table", async (_, sheetData) => {
    expect(await rowsOf(sheetData)).toBe("too-many-cells");
  });

  it("does not let odd XML make a table larger than what was counted", async () => {
    const hidden = '<!-- <row r="1"> " --><row r="1"><c x=">" r="XFD1048576"><v>1</v></c></row>';
    const rows = await rowsOf(hidden);
    const cells = typeof rows === "string" ? 0 : rows.reduce((sum, row) => sum + row.length, 0);
    expect(cells).toBeLessThan(10);
  });
});

function with1904(): Uint8Array {
  const parts = minimalWorkbook("");
  const workbook = (parts["xl/workbook.xml"] as string).replace(
    "<sheets>",
    '<workbookPr date1904="1"/><sheets>',
  );
  return archive({ ...parts, "xl/workbook.xml": workbook });
}

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { cleanText } from "../../../shared/files/safe-text.ts";
import type { SheetDefinition } from "../../../shared/files/workbook.ts";
import { writeWorkbook } from "../../../shared/files/write-xlsx.ts";
import { partsOf } from "./archive.ts";
import { AWKWARD_TEXTS, RISKY_TEXTS } from "./hostile-texts.ts";

const REQUISITIONS: SheetDefinition = {
  name: "Rekvisitioner maj & juni",
  title: ["Exempeldata – per 2026-05-31"],
  table: { name: "Rekvisitioner" },
  columns: [
    { heading: "Kod" },
    { heading: "Belopp", format: "kr", total: true },
    { heading: "Datum", format: "date" },
    { heading: "Andel", format: "percent" },
    { heading: "Invånare", format: "integer" },
    { heading: "Timmar", format: "decimal" },
    { heading: "Kontroll", list: ["Godkänd", "Ja, med anmärkning"] },
    { heading: "_id", hidden: true },
  ],
  rows: [
    ["0180", 1200, "2026-05-01", 0.125, 984_748, 7.5, "Godkänd", "a1"],
    ["1480", 800, "2026-05-02", 0.5, 596_841, 8, null, "a2"],
  ],
  freezeColumns: 1,
};
const ERRORS: SheetDefinition = {
  name: "Fel",
  columns: [{ heading: "Fel" }, { heading: "Cell" }],
  rows: [["Skriv beloppet i hela kronor.", "B3"]],
  links: [{ row: 0, column: 1, target: { sheet: "Rekvisitioner maj & juni", cell: "B3" } }],
};

async function parts(...sheets: SheetDefinition[]): Promise<Record<string, string>> {
  return partsOf(await writeWorkbook(sheets));
}

async function firstSheet(sheet: SheetDefinition): Promise<string> {
  return (await parts(sheet))["xl/worksheets/sheet1.xml"]!;
}

async function backAgain(...sheets: SheetDefinition[]): Promise<unknown> {
  const result = await readWorkbook(await writeWorkbook(sheets));
  return result.ok ? result.value : result.error.code;
}

function column(rows: Cell[][], heading = "Text"): SheetDefinition {
  return { name: "Blad", columns: [{ heading }, { heading: "Belopp", format: "kr" }], rows };
}

describe("a workbook that is written and read", () => {
  it("holds title, headings, values, dates as serials and the sum", async () => {
    expect(await backAgain(REQUISITIONS, ERRORS)).toEqual([
      {
        name: "Rekvisitioner maj & juni",
        rows: [
          ["Exempeldata – per 2026-05-31"],
          ["Kod", "Belopp", "Datum", "Andel", "Invånare", "Timmar", "Kontroll", "_id"],
          ["0180", 1200, 46_143, 0.125, 984_748, 7.5, "Godkänd", "a1"],
          ["1480", 800, 46_144, 0.5, 596_841, 8, null, "a2"],
          ["Summa", 2000],
        ],
      },
      {
        name: "Fel",
        rows: [
          ["Fel", "Cell"],
          ["Skriv beloppet i hela kronor.", "B3"],
        ],
      },
    ]);
  });

  it("holds any cells as they were, text cleaned", async () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...RISKY_TEXTS, ...AWKWARD_TEXTS));
    const cell = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const columns = [
          { heading: "a" },
          { heading: "b", format: "kr" },
          { heading: "c", format: "integer" },
        ] as const;
        const expected = [["a", "b", "c"], ...table.map((row) => row.map(asRead))];
        expect(padded(await backAgain({ name: "Blad", columns, rows: table }))).toEqual(
          padded([{ name: "Blad", rows: expected }]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("is the same bytes for the same content, years later too", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T12:00:00Z") });
    const once = await writeWorkbook([REQUISITIONS, ERRORS]);
    vi.setSystemTime(new Date("2031-01-02T03:04:05Z"));
    expect(await writeWorkbook(structuredClone([REQUISITIONS, ERRORS]))).toEqual(once);
    vi.useRealTimers();
  });
});

describe("text from strangers", () => {
  const everywhere = (text: string): SheetDefinition => ({
    name: "Blad",
    title: [text],
    table: { name: "Tabell" },
    columns: [{ heading: text }, { heading: "Belopp", format: "kr" }, { heading: "Val", list: [text] }],
    rows: [[text, text, text]],
  });

  it.each([...RISKY_TEXTS, ...AWKWARD_TEXTS].map((text) => [text]))(
    "%j is never a formula nor an error value",
    async (text) => {
      const written = await parts(everywhere(text));
      for (const [name, xml] of Object.entries(written)) {
        if (!/worksheets\/sheet|sharedStrings|tables\//.test(name)) continue;
        expect(xml, name).not.toMatch(/<f[\s>/]|t="e"|t="str"/);
      }
    },
  );

  // A leading tab is taken away before the text is written.
  const stillRisky = RISKY_TEXTS.filter((text) => text !== "\tText");
  it.each(stillRisky.map((text) => [text]))("%j keeps the text format in an amount column", async (text) => {
    const sheet = await firstSheet(column([[null, text]]));
    expect(formatOf(await parts(column([[null, text]])), cellTag(sheet, "B2"))).toBe("@");
  });

  it("an amount with a unit keeps the amount's format, so that it can be corrected in place", async () => {
    const written = await parts(column([[null, "1 200 kr"]]));
    expect(formatOf(written, cellTag(written["xl/worksheets/sheet1.xml"]!, "B2"))).toBe('#,##0" kr "');
  });
});

describe("the XML", () => {
  it.each([
    [{ ...REQUISITIONS, name: "R&D <a> \"b\" 'c' d" }],
    [
      {
        ...REQUISITIONS,
        columns: [{ heading: "A&B <c> \"d\" 'e'", total: true }, { heading: "_x0041_" }],
        rows: [[1, "&<>\"'"]],
      },
    ],
    [{ ...ERRORS, links: [{ row: 0, column: 1, target: { sheet: "R&D <a> \"b\" 'c' d", cell: "A1" } }] }],
  ])("is well-formed for names with & < > and quotes (%#)", async (sheet) => {
    for (const [name, xml] of Object.entries(await parts(sheet))) expect(wellFormed(xml), name).toBe(true);
  });

  it("has its elements in the order that Excel demands", async () => {
    const order = [
      "sheetPr",
      "dimension",
      "sheetViews",
      "sheetFormatPr",
      "cols",
      "sheetData",
      "sheetProtection",
      "autoFilter",
      "mergeCells",
      "conditionalFormatting",
      "dataValidations",
      "hyperlinks",
      "printOptions",
      "pageMargins",
      "pageSetup",
      "headerFooter",
      "drawing",
      "legacyDrawing",
      "tableParts",
      "extLst",
    ];
    const xml = await firstSheet({
      ...REQUISITIONS,
      links: [{ row: 0, column: 0, target: { sheet: "Fel", cell: "A1" } }],
    });
    const found = topLevel(xml);
    expect(found).toEqual(order.filter((name) => found.includes(name)));
    expect(found).toEqual(
      expect.arrayContaining(["dataValidations", "hyperlinks", "pageSetup", "headerFooter", "tableParts"]),
    );
  });

  it("gives every font a name and a size", async () => {
    const fonts = (await parts(REQUISITIONS, ERRORS))["xl/styles.xml"]!.match(/<font>.*?<\/font>/g)!;
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/<sz val="\d+"\/><name val="\w+"\/>/);
  });

  it("writes Excel's own number formats", async () => {
    const written = await parts(REQUISITIONS);
    const sheet = written["xl/worksheets/sheet1.xml"]!;
    const formats = ["A3", "B3", "C3", "D3", "E3", "F3"].map((cell) =>
      formatOf(written, cellTag(sheet, cell)),
    );
    expect(formats).toEqual(["@", '#,##0" kr "', "yyyy-mm-dd", "0.0%", "#,##0", "#,##0.00"]);
  });

  it("freezes the rows down to the headings, and the columns asked for", async () => {
    expect(await firstSheet(REQUISITIONS)).toContain(
      '<pane xSplit="1" ySplit="2" topLeftCell="B3" state="frozen"',
    );
    expect(await firstSheet({ ...REQUISITIONS, freezeRows: 1, freezeColumns: 0 })).toContain(
      '<pane ySplit="1" topLeftCell="A2"',
    );
  });

  it("hides a hidden column", async () => {
    expect(await firstSheet(REQUISITIONS)).toMatch(/<col min="8" max="8"[^>]* hidden="true"/);
  });

  it("prints on A4 across, headings on each page, page n of m", async () => {
    const written = await parts(REQUISITIONS);
    expect(written["xl/worksheets/sheet1.xml"]).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(written["xl/worksheets/sheet1.xml"]).toContain("Sida &amp;P av &amp;N");
    expect(written["xl/workbook.xml"]).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'Rekvisitioner maj &amp; juni\'!$2:$2</definedName>',
    );
  });
});

describe("a text wider than its column", () => {
  const text = "Skriv beloppet i hela kronor, utan decimaler.\nOch bara en gång.";
  const sheet = (wrap: boolean): SheetDefinition => ({
    name: "Fel",
    columns: [{ heading: "Att göra med beloppet", width: 20, wrap }, { heading: "Cell" }],
    rows: [
      [text, "B3"],
      ["Kort.", "B4"],
    ],
  });

  it.each([
    ["takes the lines that it needs where its column wraps", true, { 1: 30, 2: 60 }],
    ["takes one where it does not; headings always wrap", false, { 1: 30 }],
  ])("%s", async (_, wrap, points) => {
    const heights = [...(await firstSheet(sheet(wrap))).matchAll(/<row r="(\d+)" ht="(\d+)"/g)];
    expect(Object.fromEntries(heights.map(([, row, height]) => [row, Number(height)]))).toEqual(points);
  });
});

describe("a drop-down list", () => {
  it("takes its values, also with commas, from a sheet that nobody sees", async () => {
    const written = await parts(REQUISITIONS);
    expect(written["xl/worksheets/sheet1.xml"]).toMatch(
      /<dataValidation type="list" sqref="G3:G4"[^>]*><formula1>Listor!\$A\$1:\$A\$2</,
    );
    expect(written["xl/workbook.xml"]).toMatch(/name="Listor"[^>]* state="veryHidden"/);
    expect(written["xl/sharedStrings.xml"]).toContain("<t>Ja, med anmärkning</t>");
  });

  it("is written once for columns with the same values", async () => {
    const columns = [
      { heading: "a", list: ["x"] },
      { heading: "b", list: ["y", "z"] },
      { heading: "c", list: ["x"] },
    ];
    const formulas = (await firstSheet({ name: "Blad", columns, rows: [] })).match(
      /<formula1>.*?<\/formula1>/g,
    );
    expect(formulas).toEqual(
      ["Listor!$A$1:$A$1", "Listor!$B$1:$B$2", "Listor!$A$1:$A$1"].map((f) => `<formula1>${f}</formula1>`),
    );
  });
});

describe("a link", () => {
  it("leads to the cell of the sheet, whose name is quoted", async () => {
    const written = await parts(REQUISITIONS, ERRORS);
    expect(written["xl/worksheets/sheet2.xml"]).toContain(
      '<hyperlink ref="B2" location="&apos;Rekvisitioner maj &amp; juni&apos;!B3"/>',
    );
    const quoted = await parts({
      ...ERRORS,
      links: [{ row: 0, column: 0, target: { sheet: "Åre's", cell: "F17" } }],
    });
    expect(quoted["xl/worksheets/sheet1.xml"]).toContain('location="&apos;Åre&apos;&apos;s&apos;!F17"');
  });
});

describe("a table", () => {
  it("covers headings, data and total row, and filters headings and data", async () => {
    const table = (await parts(REQUISITIONS))["xl/tables/table1.xml"]!;
    expect(table).toContain('ref="A2:H5" totalsRowCount="1"');
    expect(table).toContain('<autoFilter ref="A2:H4"/>');
    expect(table).toContain('name="Belopp" totalsRowFunction="sum"');
  });

  it("sums with a formula of our own, which names the column with its marks escaped", async () => {
    const sheet = await firstSheet({
      name: "B",
      table: { name: "Tabell" },
      columns: [{ heading: "Kod" }, { heading: "Kr [2026] #1", total: true }],
      rows: [["a", 5]],
    });
    expect(sheet).toContain("<f>SUBTOTAL(109,Tabell[Kr '[2026'] '#1])</f><v>5</v>");
  });

  it("has a data row even when there is no data, as Excel demands", async () => {
    const table = (await parts({ ...REQUISITIONS, rows: [] }))["xl/tables/table1.xml"]!;
    expect(table).toContain('ref="A2:H4"');
  });

  it("has an id and a name of its own", async () => {
    const other = { ...REQUISITIONS, name: "Saldon", table: { name: "Saldon" } };
    const written = await parts(REQUISITIONS, other);
    const tables = ["xl/tables/table1.xml", "xl/tables/table2.xml"].map((name) =>
      / id="(\d+)" name="(\w+)" displayName="(\w+)"/.exec(written[name]!)!.slice(1),
    );
    expect(tables).toEqual([
      ["1", "Rekvisitioner", "Rekvisitioner"],
      ["2", "Saldon", "Saldon"],
    ]);
  });

  it.each<[what: string, sheets: SheetDefinition[]]>([
    [
      "a table name used twice",
      [REQUISITIONS, { ...REQUISITIONS, name: "B", table: { name: "REKVISITIONER" } }],
    ],
    ["a heading used twice", [{ ...REQUISITIONS, columns: [{ heading: "Kod" }, { heading: " kod" }] }]],
    ["an empty heading", [{ ...REQUISITIONS, columns: [{ heading: " " }] }]],
    ["a table name with a blank", [{ ...REQUISITIONS, table: { name: "Mina rader" } }]],
    ["a table name like a cell", [{ ...REQUISITIONS, table: { name: "ABC1" } }]],
    ["a sheet name used twice", [ERRORS, ERRORS]],
    ["a sheet name that Excel refuses", [{ ...ERRORS, name: "Fel/brister" }]],
  ])("%s is refused", async (_, sheets) => {
    await expect(writeWorkbook(sheets)).rejects.toThrow();
  });
});

function asRead(cell: Cell): Cell {
  if (typeof cell === "string") return cleanText(cell) || null;
  return Object.is(cell, -0) ? 0 : cell;
}

/** Rows without blanks at their ends: how many there are is not part of the content. */
function padded(sheets: unknown): unknown {
  return (sheets as { name: string; rows: Cell[][] }[]).map(({ name, rows }) => ({
    name,
    text: rows
      .map((row) => JSON.stringify(row).replace(/(,?null)+\]$/, "]"))
      .join("\n")
      .trimEnd()
      .replace(/(\n\[\])+$/, ""),
  }));
}

function cellTag(sheet: string, cell: string): string {
  return new RegExp(`<c r="${cell}"[^>]*>`).exec(sheet)![0];
}

function formatOf(written: Record<string, string>, tag: string): string {
  const styles = written["xl/styles.xml"]!;
  const xf = /<cellXfs.*?<\/cellXfs>/.exec(styles)![0].match(/<xf [^>]*>/g)![
    Number(/ s="(\d+)"/.exec(tag)![1])
  ]!;
  const id = / numFmtId="(\d+)"/.exec(xf)![1]!;
  return new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(styles)![1]!.replaceAll("&quot;", '"');
}

/** The names of the elements right inside the root. */
function topLevel(xml: string): string[] {
  const depth = { now: 0 };
  return [...xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)].flatMap(([, close, name, empty]) => {
    if (close === "/") depth.now -= 1;
    const isTop = close === "" && depth.now === 1;
    if (close === "" && empty === "") depth.now += 1;
    return isTop ? [name!] : [];
  });
}

/** A small check: tags are closed in order, no bare & or <, attributes quoted, only characters that XML allows. */
function wellFormed(xml: string): boolean {
  const body = xml.replace(/^<\?xml[^?]*\?>/, "");
  const tag = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g;
  const open: string[] = [];
  const nested = [...body.matchAll(tag)].every(([, close, name, , empty]) => {
    if (close === "/") return open.pop() === name;
    if (empty === "") open.push(name!);
    return true;
  });
  const rest = body.replace(tag, "");
  const entities = /&(?!(amp|lt|gt|quot|apos|#\d+);)/;
  return (
    nested &&
    open.length === 0 &&
    !rest.includes("<") &&
    !entities.test(body) &&
    cleanText(body) === body.replaceAll("\t", " ")
  );
}

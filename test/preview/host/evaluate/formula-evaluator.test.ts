import { describe, expect, test } from "vitest";
import { calculate } from "../../../../preview/host/workbook/calculation.ts";
import { hostBook } from "./sheet.ts";
import { at, table, Workbook } from "./workbook.ts";

const requisitions = {
  A1: "Kommun",
  B1: "Belopp",
  C1: "År [gammalt]",
  A2: "Ale",
  B2: 100,
  C2: 2021,
  A3: "Alingsås",
  B3: 250.5,
  C3: 2022,
  A4: "Arboga",
  B4: -50,
  C4: 2022,
} as const;

function withTable(cells: Record<string, string>): Workbook {
  const workbook = new Workbook({ Blad1: { ...requisitions, ...cells }, "Ett 'annat' blad": { A1: 7 } });
  workbook.tables = [table("Rekv", "A1:C4", ["Kommun", "Belopp", "År [gammalt]"])];
  workbook.names = [
    { name: "Anslag", formula: "=Blad1!$B$2:$B$4", sheet: null },
    { name: "Andel", formula: "=0.25", sheet: null },
    { name: "Avgift", formula: "=1+1", sheet: null },
    { name: "Sigsjälv", formula: "=Sigsjälv+1", sheet: null },
  ];
  return workbook.restructure();
}

describe("a formula shows what Excel shows", () => {
  test.each([
    ["=SUM(Rekv[Belopp])", 300.5],
    ["=sum(rekv[belopp])", 300.5],
    ["=SUM(Rekv[[Belopp]:[År '[gammalt']]])", 300.5 + 2021 + 2022 + 2022],
    ["=SUMIFS(Rekv[Belopp],Rekv[År '[gammalt']],2022)", 200.5],
    ["=Rekv[[#Headers],[Belopp]]", "Belopp"],
    ["=COUNTA(Rekv[#All])", 12],
    ["=COUNTA(Rekv)", 9],
    ["=ROWS(Rekv[[#Headers],[#Data],[Kommun]])", 4],
    ["=SUM(Rekv[Saknas])", "#REF!"],
    ["=SUM(Okänd[Belopp])", "#REF!"],
    ["=Rekv[[#Totals],[Belopp]]", "#REF!"],
    ["=Rekv[@Belopp]", "#VALUE!"],
    ["=SUM(Anslag)*Andel", 75.125],
    ["=10-Avgift", 8],
    ["=Sigsjälv", "#NAME?"],
    ["='Ett ''annat'' blad'!A1+1", 8],
    ["=Borttaget!A1", "#REF!"],
    ['=HYPERLINK("#Blad1!A2","Till raden")', "Till raden"],
    ["=1/0", "#DIV/0!"],
    ["=NA()", "#N/A"],
    ['=VALUE("x")', "#VALUE!"],
    ["=SQRT(-1)", "#NUM!"],
    ["=OKÄND(1)", "#NAME?"],
    ["=1+", "#NAME?"],
    ["=1/3", 0.333333333333333],
    ["=-1/3*10^-12", -3.33333333333333e-13],
    ["=10^300", 1e300],
    ["=1048576*1000000+7", 1048576000007],
    ["=DATE(2026,11,22)", 46348],
    ['=A2&" kommun"', "Ale kommun"],
    ['="Rekv[Belopp] och UM.SALDO(1)"', "Rekv[Belopp] och UM.SALDO(1)"],
    ["=B2>0", true],
    ["=Z99", 0],
    ["=ROW()", 20],
    ['=_xlfn.XLOOKUP("Ale",Rekv[Kommun],Rekv[Belopp])', 100],
    ["=E20+1", 0],
  ])("%s shows %s", (formula, shown) => {
    expect(withTable({ E20: formula }).shows("E20")).toBe(shown);
  });

  test("@ takes the value of its own row", () => {
    const workbook = withTable({
      D3: "=Rekv[@Belopp]*2",
      E4: "=Rekv[[#This Row],[Belopp]]",
      D4: "=Rekv[@[Belopp]]",
    });
    expect([workbook.shows("D3"), workbook.shows("E4"), workbook.shows("D4")]).toEqual([501, -50, -50]);
  });

  test("text that looks like a number, a truth value, a formula or an error stays text", () => {
    const workbook = new Workbook({ Blad1: { A1: "003", A2: "TRUE", A3: "#N/A", A4: "'x" } });
    workbook.put({ B1: "=A1", B2: "=ISTEXT(A2)", B3: "=LEN(A3)", B4: "=A4", B5: "=SUM(A1:A4)" });
    expect(["B1", "B2", "B3", "B4", "B5"].map((cell) => workbook.shows(cell))).toEqual([
      "003",
      true,
      4,
      "'x",
      0,
    ]);
  });
});

describe("a change reaches what depends on it", () => {
  test("through formulas on formulas, and only what changed is told", () => {
    const workbook = new Workbook({ Blad1: { A1: 1 } });
    workbook.put({ B1: "=A1*2", C1: "=B1+1", D1: "=5" });
    workbook.put({ A1: 10 });
    expect([workbook.shows("B1"), workbook.shows("C1")]).toEqual([20, 21]);
    const told = workbook.evaluator.calculate(workbook.book, { structure: false, areas: [] });
    expect(told).toEqual([]);
  });

  test("a table that grows takes its new rows into every sum", () => {
    const workbook = withTable({ E1: "=SUM(Rekv[Belopp])", E2: "=SUM(UM.SALDO(Rekv[Belopp]))" });
    workbook.put({ A5: "Arjeplog", B5: 1000, C5: 2022 });
    workbook.tables = [{ ...workbook.tables[0]!, rect: at("A1:C5") }];
    workbook.restructure();
    expect(workbook.shows("E1")).toBe(1300.5);
    expect(workbook.calls.map(({ args }) => args)).toEqual([
      [[[100], [250.5], [-50]]],
      [[[100], [250.5], [-50], [1000]]],
    ]);
    expect(workbook.takenBack).toHaveLength(1);
  });

  test("a sum of visible rows leaves out what a filter hides", () => {
    const workbook = withTable({ E1: "=SUBTOTAL(109,Rekv[Belopp])" });
    workbook.hiddenRows.add(2);
    workbook.calculate([]);
    expect(workbook.shows("E1")).toBe(50);
  });

  test("a cell that is emptied, and a formula that becomes a constant", () => {
    const workbook = new Workbook({ Blad1: { A1: 4, A2: "=A1" } });
    workbook.put({ B1: "=A1+A2" });
    workbook.put({ A1: null });
    expect(workbook.shows("B1")).toBe(0);
    workbook.put({ A2: 9 });
    expect(workbook.shows("B1")).toBe(9);
  });
});

describe("a formula that gives rows spills", () => {
  test("to the cells below and beside, and shrinks again", () => {
    const workbook = withTable({ E1: "=SEQUENCE(A9,2)", H1: "=SUM(E1#)" });
    workbook.put({ A9: 3 });
    expect([workbook.shows("F3"), workbook.shows("H1")]).toEqual([6, 21]);
    workbook.put({ A9: 2 });
    expect(workbook.shows("H1")).toBe(10);
  });

  test("and shows #SPILL! when something lies in the way, until it is gone", () => {
    const workbook = new Workbook({ Blad1: { A2: "i vägen" } });
    workbook.put({ A1: "=SEQUENCE(3)" });
    expect(workbook.shows("A1")).toBe("#SPILL!");
    workbook.put({ A2: null });
    expect(["A1", "A2", "A3"].map((cell) => workbook.shows(cell))).toEqual([1, 2, 3]);
    workbook.put({ A3: "i vägen" });
    expect(workbook.shows("A1")).toBe("#SPILL!");
  });

  test("but not inside a table", () => {
    expect(withTable({ C3: "=SEQUENCE(2)" }).shows("C3")).toBe("#SPILL!");
  });
});

describe("in the host's own workbook", () => {
  test("a spill survives that the cells it fills are read again", () => {
    const { book, sheet, evaluator } = hostBook({ A1: "=SEQUENCE(3)", B1: "=SUM(A1:A3)" });
    book.touch(sheet, at("A1:A9"));
    calculate(book, evaluator, true);
    expect([sheet.valueAt(0, 0), sheet.valueAt(2, 0), sheet.valueAt(0, 1)]).toEqual([1, 3, 6]);
  });
});

describe("custom functions", () => {
  test("show #BUSY! until they answer, and may answer again", async () => {
    const workbook = new Workbook({ Blad1: { A1: "0180" } });
    workbook.put({ B1: "=UM.SALDO(A1,2026)", B2: "=B1+1", B3: '=IFERROR(B1,"väntar")' });
    expect(["B1", "B2", "B3"].map((cell) => workbook.shows(cell))).toEqual(["#BUSY!", "#BUSY!", "väntar"]);
    expect(workbook.calls).toEqual([{ name: "UM.SALDO", args: ["0180", 2026], address: "Blad1!B1" }]);
    await workbook.answer("UM.SALDO", () => 500);
    expect(["B1", "B2", "B3"].map((cell) => workbook.shows(cell))).toEqual([500, 501, 500]);
    await workbook.answer("UM.SALDO", () => 700.25);
    expect(workbook.shows("B2")).toBe(701.25);
    expect(workbook.takenBack).toEqual([]);
  });

  test("that answer together are calculated together", async () => {
    const workbook = new Workbook({ Blad1: {} });
    workbook.put({ A1: "=UM.SALDO(1)", A2: "=UM.SALDO(2)", A3: "=A1+A2" });
    await workbook.answer("UM.SALDO", ({ args }) => Number(args[0]));
    expect([workbook.shows("A3"), workbook.calculations]).toEqual([3, 1]);
  });

  test("work inside other functions and in each other", () => {
    const workbook = new Workbook({ Blad1: { A1: 2, A2: 3 } });
    workbook.functions = ({ name, args }) =>
      name === "UM.SALDON"
        ? [
            [1, 2],
            [3, 4],
          ]
        : name === "UM.DUBBEL"
          ? Number(args[0]) * 2
          : undefined;
    workbook.put({
      B1: "=SUM(UM.SALDON(2026))+UM.DUBBEL(A1)",
      B2: "=UM.DUBBEL(UM.DUBBEL(A1+A2)+1)",
      B3: "=IF(A1>1,um.dubbel(A2),0)",
      B4: '=UM.DUBBEL(SUM(A1:A2,"1"))&" kr, ja"',
    });
    expect(["B1", "B2", "B3", "B4"].map((cell) => workbook.shows(cell))).toEqual([14, 22, 6, "12 kr, ja"]);
  });

  test("spill their rows, which others may sum", async () => {
    const workbook = new Workbook({ Blad1: {} });
    workbook.put({ A1: "=UM.SALDON(2026)", D1: "=SUM(B1:B9)", D2: "=COUNTA(A1#)" });
    await workbook.answer("UM.SALDON", () => [
      ["Ale", 1.5],
      ["Åre", 2],
      [null, 3],
    ]);
    expect(["A1", "B1", "A2", "B2", "A3", "B3", "D1"].map((cell) => workbook.shows(cell))).toEqual([
      "Ale",
      1.5,
      "Åre",
      2,
      "",
      3,
      6.5,
    ]);
    await workbook.answer("UM.SALDON", () => [["Ale", 9]]);
    expect([workbook.shows("B1"), workbook.shows("D1")]).toEqual([9, 9]);
  });

  test("get ranges as rows, and whole columns down to the last row in use", () => {
    const workbook = new Workbook({ Blad1: { A1: 1, A2: "=A1+1", B1: "x" } });
    workbook.put({ D3: '=UM.X(A:A,B1:C2,,TRUE,"a""b",-2)' });
    workbook.restructure();
    expect(workbook.calls.at(-1)?.args).toEqual([
      [[1], [2], [null]],
      [
        ["x", null],
        [null, null],
      ],
      null,
      true,
      'a"b',
      -2,
    ]);
  });

  test("are not called with an error; the error goes through", () => {
    const workbook = new Workbook({ Blad1: {} });
    workbook.put({ A1: "=UM.SALDO(NA())", A2: "=UM.SALDO(A1)" });
    expect([workbook.shows("A1"), workbook.shows("A2"), workbook.calls.length]).toEqual(["#N/A", "#N/A", 0]);
  });

  test("answer with errors, which are never 0", async () => {
    const workbook = new Workbook({ Blad1: {} });
    workbook.put({ A1: "=UM.SALDO(1)", A2: "=SUM(A1)" });
    await workbook.answer("UM.SALDO", () => ({ error: "#N/A" }));
    expect([workbook.shows("A1"), workbook.shows("A2")]).toEqual(["#N/A", "#N/A"]);
  });

  test("run once for the same arguments, also when their cell moves, and are taken back when nobody asks", async () => {
    const workbook = new Workbook({ Blad1: { A1: "0180", B1: "=UM.SALDO(A1)" } }).restructure();
    await workbook.answer("UM.SALDO", () => 5);
    workbook.put({ A1: null, B1: null });
    expect(workbook.takenBack).toHaveLength(1);
    const moved = new Workbook({ Blad1: { A1: "0180", B1: "=UM.SALDO(A1)" } }).restructure();
    await moved.answer("UM.SALDO", () => 5);
    moved.put({ A1: null, B1: null, A2: "0180", B2: "=UM.SALDO(A2)" });
    expect([moved.shows("B2"), moved.calls.length, moved.takenBack.length]).toEqual([5, 1, 0]);
  });

  test("behind a name are taken back when the name gets another meaning", () => {
    const workbook = new Workbook({ Blad1: { A1: "=Saldot+1" } });
    workbook.names = [{ name: "Saldot", formula: "=UM.SALDO(1)", sheet: null }];
    workbook.functions = () => 6;
    expect(workbook.restructure().shows("A1")).toBe(7);
    workbook.names = [{ name: "Saldot", formula: "=5", sheet: null }];
    expect([workbook.restructure().shows("A1"), workbook.takenBack.length]).toEqual([6, 1]);
  });

  test("that feed on themselves come to an end", () => {
    const workbook = new Workbook({ Blad1: {} });
    workbook.functions = ({ args }) => Number(args[0]) + 1;
    workbook.put({ A1: "=UM.X(A1)" });
    expect(workbook.calls.length).toBeLessThan(100);
  });
});

describe("a formula worked out for a cell without standing in it", () => {
  test("reads its sheet, tables and row, and leaves nothing behind", () => {
    const workbook = withTable({});
    const place = { sheet: "Blad1", row: 2, column: 1 };
    expect(workbook.evaluator.evaluate(workbook.book, "=Rekv[@Belopp]>200", place)).toBe(true);
    expect(workbook.evaluator.evaluate(workbook.book, "=$B$2:$B$3", place)).toEqual([[100], [250.5]]);
    const asked = [2, 3, 4].map((row) => ({ formula: `=AND(ROW()>0,$B${row}<0)`, place }));
    expect(workbook.evaluator.evaluateMany(workbook.book, asked)).toEqual([false, false, true]);
    expect(workbook.evaluator.calculate(workbook.book, { structure: false, areas: [] })).toEqual([]);
  });
});

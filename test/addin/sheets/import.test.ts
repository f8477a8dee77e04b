import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { findLayout, layoutKey, sortRows } from "../../../addin/sheets/import-layout.ts";
import { importedRows, importWrites } from "../../../addin/sheets/import-rows.ts";
import { requisitionKind } from "../../../addin/sheets/requisition-context.ts";
import { registerAnswer } from "../register-answer.ts";

const facts = { rounds: roundsOf(2022), register: registerAnswer, allocations: [] };

/** What the file's columns are read as, heading by heading. */
function readAs(rows: Cell[][]): Record<string, string> {
  const layout = findLayout(requisitionKind, rows);
  if (layout === null) return expect.fail("no layout");
  return Object.fromEntries(
    layout.mapping.flatMap((column, i) =>
      column < 0 ? [] : [[layout.headings[column]!, requisitionColumns[i]!.id]],
    ),
  );
}

describe("headings of an export are found", () => {
  test("in one row, under a title and a blank row", () => {
    expect(
      readAs([["Uttag 2022-09-01"], [], ["Kommunkod", "Kommun", "Belopp (kr)", "Handläggarens anteckning"]]),
    ).toEqual({ Kommunkod: "code", Kommun: "name", "Belopp (kr)": "amount" });
  });

  test("in two rows, where the upper is merged over its columns and says whose name and address it is", () => {
    expect(
      readAs([
        ["Sökande", null, null, "Kontaktperson", null, "Ombud", null, "Konto", null, "Inkom"],
        ["Namn", "Kommunkod", "Org.nr", "Namn", "E-post", "Namn", "Godkänt", "Kontotyp", "Kontonummer", null],
        ["Falun", "2080", "212000-2239", "Kim", "kim@falun.se", null, null, "bankgiro", "5050-1055", 44682],
      ]),
    ).toEqual({
      "Sökande, Namn": "name",
      "Sökande, Kommunkod": "code",
      "Sökande, Org.nr": "orgnr",
      "Kontaktperson, Namn": "contact",
      "Kontaktperson, E-post": "email",
      "Ombud, Namn": "representative",
      "Ombud, Godkänt": "representativeApproved",
      "Konto, Kontotyp": "accountKind",
      "Konto, Kontonummer": "account",
      Inkom: "received",
    });
  });

  test("and a sheet without them is not guessed at", () => {
    expect(
      findLayout(requisitionKind, [
        ["Kod", "Namn"],
        ["2080", "Falun"],
      ]),
    ).toBeNull();
    expect(findLayout(requisitionKind, [])).toBeNull();
  });

  test("a mapping is remembered for the same headings, however they are spaced", () => {
    expect(layoutKey(requisitionKind, ["Kommun kod", "BELOPP"])).toBe(
      layoutKey(requisitionKind, ["kommunkod ", "Belopp:"]),
    );
  });
});

describe("rows that are no requisitions are left out, and the reason is said", () => {
  test.each<[string, Cell[], string]>([
    ["a subtotal", ["Delsumma Dalarnas län", null, 900_000], "Summa eller delsumma"],
    ["a grand total", [null, "Totalt", 9_900_000], "Summa eller delsumma"],
    ["headings printed again on the next page", ["Kommun", "Kommunkod", "Belopp"], "Upprepad rubrikrad"],
    ["a heading in between", ["Dalarnas län"], "Mellanrubrik eller anteckning: bara en cell är ifylld"],
  ])("%s", (_, row, why) => {
    const rows: Cell[][] = [
      ["Kommun", "Kommunkod", "Belopp"],
      ["Falun", "2080", 1],
      [],
      row,
      ["Orsa", "2034", 2],
    ];
    const layout = findLayout(requisitionKind, rows)!;
    expect(sortRows(requisitionKind, rows, layout)).toEqual({
      data: [1, 4],
      leftOut: [
        { row: 1, why: "Rubrikrad" },
        { row: 4, why },
      ],
    });
  });

  test("a row with faults is a requisition all the same", () => {
    const rows: Cell[][] = [
      ["Kommun", "Kommunkod", "Belopp"],
      [null, "2080", null],
      ["Falun", null, 5],
    ];
    const { data } = sortRows(
      requisitionKind,
      [...rows, [null, "2034", 7]],
      findLayout(requisitionKind, rows)!,
    );
    expect(data).toEqual([2, 3]);
  });
});

/** Imported rows as the columns asked for. */
function imported(cells: Cell[][], ...ids: RequisitionColumnId[]): Cell[][] {
  const { mapping, headingRow } = findLayout(requisitionKind, cells)!;
  const { data } = sortRows(requisitionKind, cells, { mapping, headingRow });
  const at = ids.map((id) => requisitionColumns.findIndex((column) => column.id === id));
  return importedRows({ cells, rows: data, mapping }, facts).map((row) => at.map((i) => row[i]!));
}

describe("names instead of codes", () => {
  test("a municipality's code and round are found by its name, however it is written", () => {
    expect(
      imported(
        [
          ["Kommun", "Belopp", "E-post"],
          ["Borås stad", 5, "a@b.se"],
          ["FALU KOMMUN", 6, null],
        ],
        "round",
        "code",
      ),
    ).toEqual([
      ["2022-kommun-1", "1490"],
      ["2022-kommun-1", "2080"],
    ]);
  });

  test("Gotland is what the others in the file are", () => {
    const headings: Cell[] = ["Mottagare", "Belopp", "E-post"];
    expect(imported([headings, ["Gotland", 5, "a"], ["Orsa", 6, "b"]], "code")).toEqual([["0980"], ["2034"]]);
    expect(imported([headings, ["Gotland", 5, "a"], ["Region Dalarna", 6, "b"]], "code")).toEqual([
      ["09"],
      ["20"],
    ]);
  });

  test("a name that nobody has gets no code: the control asks for it", () => {
    expect(
      imported(
        [
          ["Kommun", "Belopp", "E-post"],
          ["Falunn", 5, "a"],
          ["Orsa", 5, "a"],
        ],
        "code",
        "name",
      ),
    ).toEqual([
      [null, "Falunn"],
      ["2034", "Orsa"],
    ]);
  });

  test("a code that is there is never replaced", () => {
    expect(
      imported(
        [
          ["Kommun", "Kommunkod", "Belopp"],
          ["Falun", "2034", 5],
        ],
        "code",
      ),
    ).toEqual([["2034"]]);
  });

  test("a round merged over its rows is filled down, a round left out here and there is not", () => {
    const headings: Cell[] = ["Omgång", "Kommun", "Belopp"];
    expect(
      imported(
        [headings, ["2022-kommun-1", "Falun", 1], [null, "Orsa", 2], [null, "Mora", 3]],
        "round",
      ).flat(),
    ).toEqual(Array(3).fill("2022-kommun-1"));
    expect(
      imported([headings, ["a", "Falun", 1], ["b", "Orsa", 2], [null, "Mora", 3]], "round").flat(),
    ).toEqual(["a", "b", null]);
  });
});

test("text is written under the text format and numbers are not, so that nothing changes on the way", () => {
  const row = requisitionColumns.map(({ id }): Cell =>
    id === "amount"
      ? "1 200 000 kr"
      : id === "code"
        ? 180
        : id === "received"
          ? 44682
          : id === "contact"
            ? "=cmd"
            : null,
  );
  const written = Object.fromEntries(
    importWrites(requisitionKind, [row], 4).map(({ column, cells: [cell] }) => [
      requisitionColumns[column]!.id,
      cell,
    ]),
  );
  expect(written["amount"]).toMatchObject({ value: "1 200 000 kr", format: "@" });
  expect(written["code"]).toMatchObject({ value: 180, format: "General" });
  expect(written["received"]).toMatchObject({ value: 44682, format: "yyyy-mm-dd" });
  expect(written["contact"]).toMatchObject({ value: "'=cmd", format: "@" });
});

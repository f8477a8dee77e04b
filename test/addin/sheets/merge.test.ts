import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import {
  type Base,
  copyWord,
  type Merge,
  mergeTable,
  type ServerRow,
  type SheetRows,
  versionOf,
} from "../../../addin/sheets/merge.ts";
import { readSnapshot, snapshotXml } from "../../../addin/sheets/snapshot.ts";

const columns = ["Mottagare", "Utbetalt"];
const headings = ["Mottagare", "Min kommentar", "Utbetalt", "Status", "_id", "_version"];

/** A row of the sheet: id, recipient, amount, the user's comment, and what it was when fetched. */
function sheetRow(id: string, name: Cell, paid: Cell, comment: Cell = null, status: Cell = null): Cell[] {
  return [name, comment, paid, status, id, versionOf([name, paid])];
}

const fetched: Base = new Map([
  ["falun", ["Falun", 100]],
  ["habo", ["Habo", 200]],
]);
const untouched = [sheetRow("falun", "Falun", 100), sheetRow("habo", "Habo", 200)];

function merged(
  values: Cell[][],
  server: ServerRow[],
  more: {
    base?: Base | null;
    formulas?: Cell[][];
    headings?: string[];
    concerns?: (id: string) => boolean;
    meant?: (heading: string, yours: Cell) => Cell;
  } = {},
): Merge {
  const result = mergeTable({
    columns,
    sheet: { headings: more.headings ?? headings, values, formulas: more.formulas ?? values },
    base: more.base === undefined ? fetched : more.base,
    server,
    concerns: more.concerns ?? (() => true),
    vanishedWord: () => "Avslutad",
    ...(more.meant && { meant: more.meant }),
  });
  if ("missing" in result) return expect.fail(result.missing.join());
  return result;
}

const same: ServerRow[] = [
  { id: "falun", cells: ["Falun", 100] },
  { id: "habo", cells: ["Habo", 200] },
];
const raised: ServerRow[] = [same[0]!, { id: "habo", cells: ["Habo", 250] }];

describe("a refresh writes what the service has changed and nothing else", () => {
  test("nothing new: no cell is written", () => {
    expect(merged(untouched, same)).toMatchObject({ changes: [], added: [], unchanged: 2, changed: 0 });
  });

  test("a new amount is written in its own column and row, with the row's new version", () => {
    expect(merged(untouched, raised).changes).toEqual([
      { row: 1, column: 2, owned: 1, value: 250 },
      { row: 1, column: 5, owned: -1, value: versionOf(["Habo", 250]) },
    ]);
  });

  test("rows are found by id wherever the user has sorted them, and columns by heading wherever they were moved", () => {
    const moved = ["_id", "Utbetalt", "Status", "_version", "Min kommentar", "Mottagare"];
    const values = [...untouched]
      .reverse()
      .map(([name, comment, paid, status, id, version]) => [id!, paid!, status!, version!, comment!, name!]);
    expect(merged(values, raised, { headings: moved }).changes[0]).toEqual({
      row: 0,
      column: 1,
      owned: 1,
      value: 250,
    });
  });

  test("a new recipient is added, and rows that the user has added are left alone", () => {
    const mine = [...untouched, ["Egen rad", null, 5, null, null, null]];
    const result = merged(mine, [...same, { id: "orsa", cells: ["Orsa", 1] }]);
    expect(result.added).toEqual([{ id: "orsa", cells: ["Orsa", 1] }]);
    expect(result.changes).toEqual([]);
  });

  test("a row that is gone in the service is marked and kept; when it comes back the mark goes", () => {
    const result = merged(untouched, [same[0]!]);
    expect(result).toMatchObject({ vanished: 1, changes: [{ row: 1, column: 3, value: "Avslutad" }] });
    const marked = [untouched[0]!, sheetRow("habo", "Habo", 200, null, "Avslutad")];
    expect(merged(marked, same).changes).toEqual([{ row: 1, column: 3, owned: -1, value: null }]);
  });

  test("a row that this fetch does not speak of is neither changed nor marked, and is remembered", () => {
    const result = merged(untouched, [], { concerns: (id) => id !== "habo" && id !== "falun" });
    expect(result).toMatchObject({ changes: [], vanished: 0 });
    expect(result.base).toEqual(fetched);
  });

  test("a copy that somebody made of a row is called a copy", () => {
    expect(merged([...untouched, untouched[0]!], same).changes).toEqual([
      { row: 2, column: 3, owned: -1, value: copyWord },
    ]);
  });
});

describe("what the user has written stays", () => {
  const edited = [
    untouched[0]!,
    [...sheetRow("habo", "Habo kommun", 200).slice(0, 5), versionOf(["Habo", 200])],
  ];

  test("changes of different cells go together", () => {
    const result = merged(edited, raised);
    expect(result.conflicts).toEqual([]);
    expect(result.changes[0]).toMatchObject({ row: 1, column: 2, value: 250 });
    expect(result.changes.map(({ column }) => column)).not.toContain(0);
  });

  test("a cell that both have changed keeps the user's, and says what each has", () => {
    const mine = [untouched[0]!, sheetRow("habo", "Habo", 222)];
    const result = merged(mine, raised);
    expect(result.changes).toEqual([]);
    expect(result.conflicts).toEqual([
      { id: "habo", row: 1, column: 2, heading: "Utbetalt", yours: 222, theirs: 250, whenFetched: 200 },
    ]);
    expect(
      merged(mine, raised, { base: result.base }).conflicts,
      "and says so until they agree",
    ).toHaveLength(1);
    expect(
      merged([untouched[0]!, sheetRow("habo", "Habo", 250)], raised, { base: result.base }).conflicts,
    ).toEqual([]);
  });

  test("a change of the user's alone is no conflict, and stays", () => {
    const result = merged([untouched[0]!, sheetRow("habo", "Habo", 222)], same);
    expect(result).toMatchObject({ changes: [{ column: 5 }], conflicts: [] });
  });

  test("a formula of the user's stays, also when its value is the one that was fetched", () => {
    const formulas = [untouched[0]!, ["Habo", null, "=100+100", null, "habo", versionOf(["Habo", 200])]];
    const result = merged(untouched, raised, { formulas });
    expect(result.changes).toEqual([]);
    expect(result.conflicts).toMatchObject([{ yours: 200, theirs: 250 }]);
  });

  test("without the base, a row that nobody has touched is updated and one that somebody has is a conflict", () => {
    const mine = [
      sheetRow("falun", "Falun", 100),
      [...sheetRow("habo", "Habo", 222).slice(0, 5), versionOf(["Habo", 200])],
    ];
    const now = [{ id: "falun", cells: ["Falun", 111] }, raised[1]!];
    const result = merged(mine, now, { base: null });
    expect(result.changes[0]).toMatchObject({ row: 0, column: 2, value: 111 });
    expect(result.conflicts).toMatchObject([{ row: 1, yours: 222, theirs: 250 }]);
  });
});

describe("what the user says in other words than the service", () => {
  const meant = (_: string, yours: Cell): Cell => (yours === "F" ? "Falun" : yours);
  const [said] = same;
  const base: Base = new Map([["falun", ["F", 100]]]);

  test("is written in the service's words, and is neither a change nor a conflict", () => {
    for (const when of [fetched, base, null]) {
      const { changes, conflicts } = merged([sheetRow("falun", "F", 100)], [said!], { base: when, meant });
      expect(conflicts).toEqual([]);
      expect(changes.filter(({ owned }) => owned === 0)).toMatchObject([
        { row: 0, column: 0, value: "Falun" },
      ]);
    }
  });

  test("was fetched in words of before: another value of the user's alone stays, without a conflict", () => {
    const values = [sheetRow("falun", "Borås", 100)];
    const { changes, conflicts } = merged(values, [said!], { base, meant });
    expect([conflicts, changes.filter(({ owned }) => owned === 0)]).toEqual([[], []]);
  });

  test("a formula stays a formula, whatever it shows", () => {
    const values = [sheetRow("falun", "F", 100)];
    const formulas = values.map(([, ...rest]): Cell[] => ['="F"', ...rest]);
    expect(
      merged(values, [said!], { base, meant, formulas }).changes.filter(({ owned }) => owned === 0),
    ).toEqual([]);
  });
});

test("a column of ours that is gone or renamed is named, and nothing is merged", () => {
  const sheet: SheetRows = { headings: ["Mottagare", "Belopp", "Status", "_id"], values: [], formulas: [] };
  expect(
    mergeTable({
      columns,
      sheet,
      base: null,
      server: same,
      concerns: () => true,
      vanishedWord: () => "Ersatt",
    }),
  ).toEqual({ missing: ["Utbetalt", "_version"] });
});

test("text is compared as a cell holds it: what was cleaned when written is no change", () => {
  const name = "Fa\tlun\u0000\r\n";
  const values = [["Fa lun\n", null, 100, null, "falun", versionOf([name, 100])]];
  const base = new Map([["falun", [name, 100]]]);
  expect(merged(values, [{ id: "falun", cells: [name, 100] }], { base })).toMatchObject({
    changes: [],
    conflicts: [],
  });
});

const cell = fc.oneof(fc.constantFrom<Cell>(null, 0, 1, "a", "=1", true), fc.string({ maxLength: 3 }));
const row = fc.record({
  base: fc.tuple(cell, cell),
  mine: fc.tuple(cell, cell),
  theirs: fc.tuple(cell, cell),
});

describe("whatever three versions of a row hold", () => {
  test("after the writes each cell is the user's own or the service's, and a second merge writes nothing", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const base: Base = new Map(rows.map(({ base }, i) => [String(i), base]));
        const values = rows.map(({ base, mine }, i): Cell[] => [
          mine[0],
          "min",
          mine[1],
          null,
          String(i),
          versionOf(base),
        ]);
        const server = rows.map(({ theirs }, i) => ({ id: String(i), cells: theirs }));
        const first = merged(values, server, { base });
        const after = values.map((cells) => [...cells]);
        for (const { row, column, value } of first.changes) after[row]![column] = value;
        expect(after.every((cells) => cells[1] === "min")).toBe(true);
        const again = merged(after, server, { base: first.base });
        expect(again.changes).toEqual([]);
        expect(again.conflicts).toEqual(first.conflicts);
      }),
    );
  });

  test("what is remembered survives the workbook's XML", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "binary" }), fc.array(fc.oneof(cell, fc.string({ unit: "binary" })))),
        (rows) => {
          const base: Base = new Map(Object.entries(rows));
          const xml = snapshotXml("Saldo", { base, title: ["<&>\"'"] });
          expect(xml).not.toMatch(/[\u0000-\u001f]/);
          expect(readSnapshot(xml)).toEqual({ base, title: ["<&>\"'"] });
        },
      ),
    );
  });

  test("and what cannot be read is forgotten, not guessed", () => {
    expect(readSnapshot(null)).toBeNull();
    expect(readSnapshot("<other/>")).toBeNull();
    expect(readSnapshot('<hamtat xmlns="x">{"version":2}</hamtat>')).toBeNull();
  });
});

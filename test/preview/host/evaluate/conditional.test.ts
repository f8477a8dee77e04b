import { describe, expect, test } from "vitest";
import { conditionalLooks } from "../../../../preview/host/evaluate/conditional.ts";
import { addressOf } from "../../../../preview/host/workbook/address.ts";
import { newConditionalFormat } from "../../../../preview/host/workbook/conditional-format.ts";
import { maxColumns } from "../../../../preview/host/workbook/rect.ts";
import { hostBook, rect } from "./sheet.ts";

const cells = { A1: "5", A2: "15", A3: "text", A5: "=NA()", B1: "F", B2: "", B3: "V", C1: "10" };

interface Rule {
  readonly range: string;
  readonly formula?: string;
  readonly value?: readonly [operator: string, formula1: string, formula2?: string];
  readonly fill?: string;
  readonly font?: string;
  readonly stop?: boolean;
}

/** Which cells of A1:C5 get which colours, as "A1 fill/font". */
function looks(...rules: readonly Rule[]): string[] {
  const { book, sheet, evaluator } = hostBook(cells);
  for (const rule of rules) {
    const type = rule.formula === undefined ? "CellValue" : "Custom";
    const format = newConditionalFormat(
      book.newId(),
      type,
      rule.range.split(",").map((range) => sheet.track(rect(range))),
    );
    format.formula = rule.formula ?? "";
    const [operator, formula1, formula2] = rule.value ?? ["Invalid", ""];
    format.cellValue = { operator, formula1, formula2: formula2 ?? null };
    format.stopIfTrue = rule.stop ?? false;
    format.look.fillColor = rule.fill ?? null;
    format.look.fontColor = rule.font ?? null;
    sheet.conditionalFormats.push(format);
  }
  return [...conditionalLooks(book, sheet, rect("A1:C5"), evaluator)]
    .map(([key, look]) => {
      const at = { row: Math.floor(key / maxColumns), column: key % maxColumns, rows: 1, columns: 1 };
      return `${addressOf(at)} ${look.fillColor ?? ""}/${look.fontColor ?? ""}`;
    })
    .sort();
}

describe("a conditional format marks the cells whose condition holds", () => {
  test("a formula reads from the first cell and moves along", () => {
    expect(looks({ range: "A1:A5", formula: '=$B1="F"', fill: "red" })).toEqual(["A1 red/"]);
    expect(looks({ range: "A1:B3", formula: "=A1=15", fill: "red" })).toEqual(["A2 red/"]);
    expect(looks({ range: "B3:B5", formula: '=A1="text"', fill: "red" })).toEqual(["B5 red/"]);
    expect(looks({ range: "A1:A1,A3:A3", formula: "ISTEXT(A1)", fill: "red" })).toEqual(["A3 red/"]);
  });

  test.each<[NonNullable<Rule["value"]>, string[]]>([
    [
      ["GreaterThan", "5"],
      ["A2 red/", "A3 red/"],
    ],
    [
      ["GreaterThan", "=$C$1"],
      ["A2 red/", "A3 red/"],
    ],
    [["Between", "1", "10"], ["A1 red/"]],
    [
      ["NotBetween", "0", "10"],
      ["A2 red/", "A3 red/"],
    ],
    [["EqualTo", '="text"'], ["A3 red/"]],
    [["EqualTo", "text"], ["A3 red/"]],
    [
      ["LessThanOrEqual", "=A1"],
      ["A1 red/", "A2 red/", "A3 red/", "A4 red/"],
    ],
    [["Invalid", ""], []],
  ])("the value of a cell: %s", (value, marked) => {
    expect(looks({ range: "A1:A5", value, fill: "red" })).toEqual(marked);
  });

  test("an error, a text and a condition not yet written mark nothing", () => {
    expect(looks({ range: "A1:A5", formula: "=NA()", fill: "red" })).toEqual([]);
    expect(looks({ range: "A1:A5", formula: '="ja"', fill: "red" })).toEqual([]);
    expect(looks({ range: "A1:A5", formula: "", fill: "red" })).toEqual([]);
    expect(looks({ range: "A1:A1", formula: "=2", fill: "red" })).toEqual(["A1 red/"]);
  });

  test("the first of several goes before, property by property, until one says stop", () => {
    const first = { range: "A1:A1", formula: "=TRUE", fill: "red" };
    const second = { range: "A1:A2", formula: "=TRUE", fill: "blue", font: "white" };
    expect(looks(first, second)).toEqual(["A1 red/white", "A2 blue/white"]);
    expect(looks({ ...first, stop: true }, second)).toEqual(["A1 red/", "A2 blue/white"]);
  });
});

import type { Block } from "./block.ts";
import type { Side } from "./style.ts";

/** The rule of a `CellValue` format. */
export interface CellValueRule {
  readonly operator: string;
  readonly formula1: string;
  readonly formula2: string | null;
}

/** What a conditional format lays over a cell; null leaves the cell's own. */
export interface ConditionalLook {
  fillColor: string | null;
  fontColor: string | null;
  bold: boolean | null;
  italic: boolean | null;
  strikethrough: boolean | null;
  underline: string | null;
  numberFormat: string | null;
  readonly borders: Map<Side, { readonly style: string; readonly color: string }>;
}

/** A conditional format: where, which rule, which look. Formulas read as in the first cell of the first area. */
export interface ConditionalFormat<B extends Block = Block> {
  readonly id: string;
  readonly type: "Custom" | "CellValue";
  readonly areas: readonly B[];
  stopIfTrue: boolean;
  formula: string;
  cellValue: CellValueRule;
  readonly look: ConditionalLook;
}

/** A new rule of this kind that does nothing yet. */
export function newConditionalFormat<B extends Block>(
  id: string,
  type: ConditionalFormat["type"],
  areas: readonly B[],
): ConditionalFormat<B> {
  return {
    id,
    type,
    areas,
    stopIfTrue: false,
    formula: "",
    cellValue: { operator: "Invalid", formula1: "", formula2: null },
    look: {
      fillColor: null,
      fontColor: null,
      bold: null,
      italic: null,
      strikethrough: null,
      underline: null,
      numberFormat: null,
      borders: new Map(),
    },
  };
}

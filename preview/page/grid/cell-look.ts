import type { ConditionalLook } from "../../host/workbook/conditional-format.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import type { Border, Style } from "../../host/workbook/style.ts";
import { bodyRect, type Table } from "../../host/workbook/table.ts";
import { contains } from "../../host/workbook/rect.ts";

/** How a cell is drawn: names of classes, and style properties that the cell sets for itself. */
export interface CellLook {
  readonly classes: readonly string[];
  readonly style: Readonly<Record<string, string>>;
}

export interface LookParts {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly tables: readonly Table[];
  readonly over: ConditionalLook | null;
  readonly isNumber: boolean;
  readonly isCentred: boolean;
}

/** The look of a cell: its table's, its own over that, conditional formats over both. */
export function lookOf({ sheet, row, column, tables, over, isNumber, isCentred }: LookParts): CellLook {
  const own = sheet.styleAt(row, column);
  const fill = over?.fillColor ?? own.fillColor;
  const font = over?.fontColor ?? own.fontColor;
  const bold = over?.bold ?? own.bold;
  const italic = over?.italic ?? own.italic;
  const struck = over?.strikethrough ?? own.strikethrough;
  const underline = over?.underline ?? own.underline;
  const style: Record<string, string> = {};
  if (isColour(fill)) style["backgroundColor"] = fill;
  if (isColour(font) && font.toUpperCase() !== "#000000") style["color"] = font;
  if (own.fontSize !== 11) style["fontSize"] = `${String(points(own.fontSize))}px`;
  if (own.indentLevel > 0) style["paddingInlineStart"] = `${String(3 + own.indentLevel * 9)}px`;
  for (const [side, property] of sides) {
    const line = lineOf(own[side]);
    if (line !== null) style[property] = line;
  }
  const lines = [underline === "None" ? "" : "underline", struck ? "line-through" : ""].filter(
    (each) => each !== "",
  );
  if (lines.length > 0) style["textDecoration"] = lines.join(" ");
  return {
    classes: [
      "cell",
      alignment(own, isNumber, isCentred),
      own.verticalAlignment === "Center" ? "middle" : own.verticalAlignment === "Top" ? "top" : "bottom",
      ...(bold ? ["bold"] : []),
      ...(italic ? ["italic"] : []),
      ...(own.wrapText ? ["wraps"] : []),
      ...(isColour(fill) ? ["filled"] : []),
      ...(sheet.showGridlines ? [] : ["no-gridlines"]),
      ...tableClasses(tables, row, column),
    ],
    style,
  };
}

const sides = [
  ["top", "borderTop"],
  ["bottom", "borderBottom"],
  ["left", "borderLeft"],
  ["right", "borderRight"],
] as const;

/** Points to pixels of a screen at 96 dots an inch. */
export function points(size: number): number {
  return Math.round((size * 96) / 72);
}

function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function lineOf({ style, color, weight }: Border): string | null {
  if (style === "None") return null;
  const width = weight === "Thick" ? 3 : weight === "Medium" ? 2 : 1;
  const kind =
    style === "Double"
      ? "double"
      : style.startsWith("Dash")
        ? "dashed"
        : style === "Dot"
          ? "dotted"
          : "solid";
  return `${String(kind === "double" ? 3 : width)}px ${kind} ${isColour(color) ? color : "#000000"}`;
}

function alignment({ horizontalAlignment }: Style, isNumber: boolean, isCentred: boolean): string {
  if (horizontalAlignment === "Right") return "to-right";
  if (horizontalAlignment.startsWith("Center")) return "centred";
  if (horizontalAlignment !== "General") return "to-left";
  return isNumber ? "to-right" : isCentred ? "centred" : "to-left";
}

/** The look that a table's style gives: strong headings, light bands, a line above the totals. */
function tableClasses(tables: readonly Table[], row: number, column: number): readonly string[] {
  const cell = { row, column, rows: 1, columns: 1 };
  const table = tables.find((each) => contains(each.area.rect, cell));
  if (!table || table.style === "") return [];
  const body = bodyRect(table);
  const family = /light/i.test(table.style) ? "table-light" : "table-strong";
  if (row < body.row) return [family, "table-head"];
  if (row >= body.row + body.rows) return [family, "table-total"];
  return [family, ...(table.showBandedRows && (row - body.row) % 2 === 0 ? ["table-band"] : [])];
}

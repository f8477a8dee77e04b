import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import type { Parts } from "../workbook/area.ts";
import { shownText } from "../evaluate/number-format.ts";
import { eachColumn, eachRow } from "../workbook/sheet.ts";
import type { Border, Side, Style, StylePatch } from "../workbook/style.ts";
import { boolean, color, number, oneOf, type Shape, text } from "./arguments.ts";
import { defineClass, type ValueMember } from "./class.ts";
import { type Arg, objectOf } from "./host-object.ts";
import type { Session } from "./session.ts";

/** The words of the enumerations of formats. */
export const horizontalAlignments = [
  "General",
  "Left",
  "Center",
  "Right",
  "Fill",
  "Justify",
  "CenterAcrossSelection",
  "Distributed",
] as const;
export const verticalAlignments = ["Top", "Center", "Bottom", "Justify", "Distributed"] as const;
export const underlines = ["None", "Single", "Double", "SingleAccountant", "DoubleAccountant"] as const;
export const lineStyles = [
  "None",
  "Continuous",
  "Dash",
  "DashDot",
  "DashDotDot",
  "Dot",
  "Double",
  "SlantDashDot",
] as const;
export const lineWeights = ["Hairline", "Thin", "Medium", "Thick"] as const;
export const readingOrders = ["Context", "LeftToRight", "RightToLeft"] as const;

/** Changes the look of every cell of the parts and tells of it. */
function paint({ parts }: Parts, patch: StylePatch | ((style: Style) => StylePatch), session: Session): void {
  for (const { sheet, rect } of parts) {
    sheet.assertPermitted("allowFormatCells");
    sheet.paint(rect, (style) => (typeof patch === "function" ? patch(style) : patch));
    session.book.tell({ kind: "formatChanged", sheet, rect });
  }
}

/** What all cells of the parts share, or null when they differ. */
function shared<T extends Json>({ parts }: Parts, of: (style: Style) => T): T | null {
  const values = new Set(parts.flatMap(({ sheet, rect }) => sheet.stylesIn(rect).map(of)));
  return values.size === 1 ? [...values][0]! : null;
}

type PlainKey = { [K in keyof Style]: Style[K] extends string | number | boolean ? K : never }[keyof Style];

/** A property of the look that is one plain value. */
function look<K extends PlainKey>(key: K, shape: Shape<Style[K]>, since = "1.1"): ValueMember<Parts> {
  return {
    since,
    read: (target) => shared(target, (style) => style[key]),
    write: (target, value, session) => {
      const patch: StylePatch = { [key]: shape(value, key) };
      paint(target, patch, session);
    },
  };
}

/** A size that all columns (rows) of the parts share, or null. */
function size(axis: "column" | "row", { parts }: Parts): number | null {
  const sizes = new Set<number>();
  for (const { sheet, rect } of parts)
    if (axis === "column") eachColumn(rect, (column) => sizes.add(sheet.columnWidths.get(column) ?? 48));
    else
      eachRow({ ...rect, rows: Math.min(rect.rows, 100_000) }, (row) =>
        sizes.add(sheet.rowHeights.get(row) ?? 15),
      );
  return sizes.size === 1 ? [...sizes][0]! : null;
}

function setSize(axis: "column" | "row", { parts }: Parts, value: Arg): void {
  const points = number(value, axis === "column" ? "columnWidth" : "rowHeight");
  if (points < 0 || points > (axis === "column" ? 1342.5 : 409.5)) throw invalidArgument(axis);
  for (const { sheet, rect } of parts) {
    sheet.assertPermitted(axis === "column" ? "allowFormatColumns" : "allowFormatRows");
    if (axis === "column") eachColumn(rect, (column) => sheet.columnWidths.set(column, points));
    else eachRow(rect, (row) => sheet.rowHeights.set(row, points));
  }
}

/** Widens columns to their longest shown text, some five and a half points a character. */
function autofitColumns({ parts }: Parts): void {
  for (const { sheet, rect } of parts) {
    const used = sheet.usedRect(true, rect);
    if (!used) continue;
    eachColumn({ ...used, column: Math.max(used.column, rect.column) }, (column) => {
      let longest = 0;
      eachRow(used, (row) => {
        const shown = shownText(sheet.valueAt(row, column), sheet.styleAt(row, column).numberFormat);
        longest = Math.max(longest, ...shown.split("\n").map((line) => line.length));
      });
      if (longest > 0) sheet.columnWidths.set(column, Math.min(1342.5, 7 + longest * 5.5));
    });
  }
}

export const rangeFormat = defineClass("RangeFormat", {
  members: {
    HorizontalAlignment: look("horizontalAlignment", oneOf(horizontalAlignments)),
    VerticalAlignment: look("verticalAlignment", oneOf(verticalAlignments)),
    WrapText: look("wrapText", boolean),
    IndentLevel: look("indentLevel", number, "1.9"),
    ShrinkToFit: look("shrinkToFit", boolean, "1.9"),
    TextOrientation: look("textOrientation", number, "1.7"),
    ReadingOrder: look("readingOrder", oneOf(readingOrders), "1.9"),
    ColumnWidth: {
      since: "1.2",
      read: (target) => size("column", target),
      write: (target, value) => {
        setSize("column", target, value);
      },
    },
    RowHeight: {
      since: "1.2",
      read: (target) => size("row", target),
      write: (target, value) => {
        setSize("row", target, value);
      },
    },
    Fill: { open: (target) => objectOf("RangeFill", target) },
    Font: { open: (target) => objectOf("RangeFont", target) },
    Borders: { open: (target) => objectOf("RangeBorderCollection", target) },
    Protection: { since: "1.2", open: (target) => objectOf("FormatProtection", target) },
    AutofitColumns: {
      since: "1.2",
      call: (target) => {
        autofitColumns(target);
      },
    },
    AutofitRows: {
      since: "1.2",
      call: ({ parts }) => {
        for (const { sheet, rect } of parts)
          for (const row of [...sheet.rowHeights.keys()])
            if (row >= rect.row && row < rect.row + rect.rows) sheet.rowHeights.delete(row);
      },
    },
  },
});

export const rangeFill = defineClass("RangeFill", {
  members: {
    Color: {
      // The client reads white where there is no fill.
      read: (target) => shared(target, (style) => style.fillColor || "#FFFFFF"),
      write: (target, value, session) => {
        paint(target, { fillColor: color(value, "color") }, session);
      },
    },
    Clear: {
      call: (target, _args, session) => {
        paint(target, { fillColor: "" }, session);
      },
    },
  },
});

export const rangeFont = defineClass("RangeFont", {
  members: {
    Name: look("fontName", text),
    Size: look("fontSize", number),
    Color: look("fontColor", color),
    Bold: look("bold", boolean),
    Italic: look("italic", boolean),
    Underline: look("underline", oneOf(underlines)),
    Strikethrough: look("strikethrough", boolean, "1.9"),
  },
});

export const formatProtection = defineClass("FormatProtection", {
  since: "1.2",
  members: { Locked: look("locked", boolean), FormulaHidden: look("formulaHidden", boolean) },
});

/** The sides of a block in the order of the client. */
export const borderSides = [
  "EdgeTop",
  "EdgeBottom",
  "EdgeLeft",
  "EdgeRight",
  "InsideVertical",
  "InsideHorizontal",
  "DiagonalDown",
  "DiagonalUp",
] as const;
export type BorderSide = (typeof borderSides)[number];

/** Which lines of which cells a side of a block is. */
function linesOf(
  side: BorderSide,
  { row, column, rows, columns }: { row: number; column: number; rows: number; columns: number },
): readonly (readonly [Side, (row: number, column: number) => boolean])[] {
  const top = (at: number): boolean => at === row;
  const bottom = (at: number): boolean => at === row + rows - 1;
  const left = (at: number): boolean => at === column;
  const right = (at: number): boolean => at === column + columns - 1;
  switch (side) {
    case "EdgeTop":
      return [["top", top]];
    case "EdgeBottom":
      return [["bottom", bottom]];
    case "EdgeLeft":
      return [["left", (_row, at) => left(at)]];
    case "EdgeRight":
      return [["right", (_row, at) => right(at)]];
    case "InsideVertical":
      return [
        ["right", (_row, at) => !right(at)],
        ["left", (_row, at) => !left(at)],
      ];
    case "InsideHorizontal":
      return [
        ["bottom", (at) => !bottom(at)],
        ["top", (at) => !top(at)],
      ];
    case "DiagonalDown":
      return [["diagonalDown", () => true]];
    case "DiagonalUp":
      return [["diagonalUp", () => true]];
  }
}

/** Draws a side of every part. */
export function drawSide(
  { parts }: Parts,
  side: BorderSide,
  change: Partial<Border>,
  session: Session,
): void {
  for (const { sheet, rect } of parts) {
    sheet.assertPermitted("allowFormatCells");
    for (const [line, touches] of linesOf(side, rect))
      sheet.paint(rect, (style, row, column) =>
        touches(row, column) ? { [line]: redrawn(style[line], change) } : {},
      );
    session.book.tell({ kind: "formatChanged", sheet, rect });
  }
}

/** A colour or a weight alone draws a thin line; a style alone keeps the rest. */
function redrawn(border: Border, change: Partial<Border>): Border {
  const style = change.style ?? (border.style === "None" ? "Continuous" : border.style);
  return { ...border, ...change, style };
}

function sideOf({ parts }: Parts, side: BorderSide, key: keyof Border): string | null {
  const values = new Set<string>();
  for (const { sheet, rect } of parts)
    for (const [line, touches] of linesOf(side, rect).slice(0, 1)) {
      const capped = { ...rect, rows: Math.min(rect.rows, 2000) };
      eachRow(capped, (row) => {
        eachColumn(capped, (column) => {
          if (touches(row, column)) values.add(sheet.styleAt(row, column)[line][key]);
        });
      });
    }
  if (values.size === 0) return key === "style" ? "None" : "";
  return values.size === 1 ? [...values][0]! : null;
}

export const rangeBorderCollection = defineClass("RangeBorderCollection", {
  itemClass: "RangeBorder",
  items: (target) => borderSides.map((side) => objectOf("RangeBorder", { parts: target, side })),
  item: (target, key) => objectOf("RangeBorder", { parts: target, side: oneOf(borderSides)(key, "index") }),
  members: {
    Count: { read: () => borderSides.length },
    GetItemAt: {
      call: (target, [index]) => {
        const side = borderSides[number(index, "index")];
        if (!side) throw invalidArgument("index");
        return objectOf("RangeBorder", { parts: target, side });
      },
    },
  },
});

function line(
  key: keyof Border,
  shape: Shape<string>,
): ValueMember<{ readonly parts: Parts; readonly side: string }> {
  return {
    read: ({ parts, side }) => sideOf(parts, oneOf(borderSides)(side, "sideIndex"), key),
    write: ({ parts, side }, value, session) => {
      drawSide(parts, oneOf(borderSides)(side, "sideIndex"), { [key]: shape(value, key) }, session);
    },
  };
}

export const rangeBorder = defineClass("RangeBorder", {
  id: ({ side }) => side,
  members: {
    SideIndex: { read: ({ side }) => side },
    Style: line("style", oneOf(lineStyles)),
    Color: line("color", color),
    Weight: line("weight", oneOf(lineWeights)),
  },
});

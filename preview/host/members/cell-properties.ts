import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import type { Area } from "../workbook/sheet.ts";
import { addressOf } from "../workbook/address.ts";
import { eachCell, grid } from "../workbook/sheet.ts";
import type { Style, StylePatch } from "../workbook/style.ts";
import { boolean, color, number, oneOf, optional, plainObject, record, text } from "./arguments.ts";
import type { Arg } from "./host-object.ts";
import {
  drawSide,
  horizontalAlignments,
  lineStyles,
  lineWeights,
  readingOrders,
  underlines,
  verticalAlignments,
} from "./format.ts";
import type { Session } from "./session.ts";

const border = optional(
  record({
    style: optional(oneOf(lineStyles), null),
    color: optional(color, null),
    weight: optional(oneOf(lineWeights), null),
  }),
  null,
);

const cellShape = record({
  style: optional(text, null),
  format: optional(
    record({
      fill: optional(record({ color: optional(text, null) }), null),
      font: optional(
        record({
          name: optional(text, null),
          size: optional(number, null),
          color: optional(color, null),
          bold: optional(boolean, null),
          italic: optional(boolean, null),
          underline: optional(oneOf(underlines), null),
          strikethrough: optional(boolean, null),
        }),
        null,
      ),
      borders: optional(
        record({
          top: border,
          bottom: border,
          left: border,
          right: border,
          diagonalDown: border,
          diagonalUp: border,
        }),
        null,
      ),
      protection: optional(
        record({ locked: optional(boolean, null), formulaHidden: optional(boolean, null) }),
        null,
      ),
      horizontalAlignment: optional(oneOf(horizontalAlignments), null),
      verticalAlignment: optional(oneOf(verticalAlignments), null),
      wrapText: optional(boolean, null),
      indentLevel: optional(number, null),
      shrinkToFit: optional(boolean, null),
      textOrientation: optional(number, null),
      readingOrder: optional(oneOf(readingOrders), null),
    }),
    null,
  ),
});
type CellProperties = ReturnType<typeof cellShape>;

/** The plain properties that were given; the others stay as they were. */
function patchOf({ style, format }: CellProperties): StylePatch {
  const font = format?.font;
  const given = {
    styleName: style,
    fillColor:
      format?.fill?.color == null ? null : format.fill.color === "" ? "" : color(format.fill.color, "fill"),
    fontName: font?.name,
    fontSize: font?.size,
    fontColor: font?.color,
    bold: font?.bold,
    italic: font?.italic,
    underline: font?.underline,
    strikethrough: font?.strikethrough,
    locked: format?.protection?.locked,
    formulaHidden: format?.protection?.formulaHidden,
    horizontalAlignment: format?.horizontalAlignment,
    verticalAlignment: format?.verticalAlignment,
    wrapText: format?.wrapText,
    indentLevel: format?.indentLevel,
    shrinkToFit: format?.shrinkToFit,
    textOrientation: format?.textOrientation,
    readingOrder: format?.readingOrder,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}

/** Sets the looks of a block, one object a cell. */
export function setCellProperties(target: Area, [rows]: readonly Arg[], session: Session): undefined {
  const { sheet, rect } = target;
  sheet.assertPermitted("allowFormatCells");
  const fits =
    Array.isArray(rows) &&
    rows.length === rect.rows &&
    (rows as readonly Arg[]).every((row) => Array.isArray(row) && row.length === rect.columns);
  if (!fits) throw invalidArgument("cellPropertiesData");
  const read = (rows as readonly (readonly Arg[])[]).map((row) =>
    row.map((cell) => cellShape(cell, "cellPropertiesData")),
  );
  sheet.paint(rect, (_style, row, column) => patchOf(read[row - rect.row]![column - rect.column]!));
  eachCell(rect, (row, column) => {
    const borders = read[row - rect.row]![column - rect.column]!.format?.borders;
    if (!borders) return;
    const cell = session.area(sheet, { row, column, rows: 1, columns: 1 });
    for (const [side, edge] of [
      ["top", "EdgeTop"],
      ["bottom", "EdgeBottom"],
      ["left", "EdgeLeft"],
      ["right", "EdgeRight"],
      ["diagonalDown", "DiagonalDown"],
      ["diagonalUp", "DiagonalUp"],
    ] as const) {
      const drawn = borders[side];
      if (drawn)
        drawSide(
          cell,
          edge,
          Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== null)),
          session,
        );
    }
  });
  session.book.tell({ kind: "formatChanged", sheet, rect });
}

/** What `getCellProperties` can tell of a cell. */
function told(style: Style): { readonly [key: string]: Json } {
  return {
    fill: { color: style.fillColor || "#FFFFFF" },
    font: {
      name: style.fontName,
      size: style.fontSize,
      color: style.fontColor,
      bold: style.bold,
      italic: style.italic,
      underline: style.underline,
      strikethrough: style.strikethrough,
    },
    protection: { locked: style.locked, formulaHidden: style.formulaHidden },
    horizontalAlignment: style.horizontalAlignment,
    verticalAlignment: style.verticalAlignment,
    wrapText: style.wrapText,
    indentLevel: style.indentLevel,
    shrinkToFit: style.shrinkToFit,
    textOrientation: style.textOrientation,
    readingOrder: style.readingOrder,
    borders: {
      top: { ...style.top },
      bottom: { ...style.bottom },
      left: { ...style.left },
      right: { ...style.right },
    },
  };
}

/** Answers, per cell, the properties that the options name with `true`. */
export function cellProperties(target: Area, [options]: readonly Arg[]): Json {
  const { sheet, rect } = target;
  const wanted = plainObject(options, "cellPropertiesLoadOptions");
  return grid(rect, (row, column) => {
    const style = sheet.styleAt(row, column);
    return picked(
      {
        address: `${sheet.name}!${addressOf({ row, column, rows: 1, columns: 1 })}`,
        style: style.styleName,
        format: told(style),
      },
      wanted,
      "cellPropertiesLoadOptions",
    );
  });
}

function picked(
  all: { readonly [key: string]: Json },
  wanted: { readonly [key: string]: Arg },
  what: string,
): Json {
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([, asked]) => asked !== false)
      .map(([key, asked]) => {
        const value = all[key];
        if (value === undefined) throw invalidArgument(`${what}.${key}`);
        return [
          key,
          asked === true
            ? value
            : picked(value as { readonly [key: string]: Json }, plainObject(asked, what), what),
        ];
      }),
  );
}

const lineShape = record({
  format: optional(record({ columnWidth: optional(number, null), rowHeight: optional(number, null) }), null),
  columnHidden: optional(boolean, null),
  rowHidden: optional(boolean, null),
});

/** Sets widths or heights and hiding, one object a column or row. */
export function setLineProperties(
  axis: "row" | "column",
  { sheet, rect }: Area,
  [given]: readonly Arg[],
  session: Session,
): void {
  const count = axis === "row" ? rect.rows : rect.columns;
  const start = axis === "row" ? rect.row : rect.column;
  if (!Array.isArray(given) || given.length !== count) throw invalidArgument(`${axis}PropertiesData`);
  sheet.assertPermitted(axis === "row" ? "allowFormatRows" : "allowFormatColumns");
  (given as readonly Arg[]).forEach((each, index) => {
    const { format, columnHidden, rowHidden } = lineShape(each, `${axis}PropertiesData`);
    const size = axis === "row" ? format?.rowHeight : format?.columnWidth;
    const hidden = axis === "row" ? rowHidden : columnHidden;
    const sizes = axis === "row" ? sheet.rowHeights : sheet.columnWidths;
    const hides = axis === "row" ? sheet.hiddenRows : sheet.hiddenColumns;
    if (size != null) sizes.set(start + index, size);
    if (hidden === true) hides.add(start + index);
    if (hidden === false) hides.delete(start + index);
  });
  session.book.tell({ kind: "formatChanged", sheet, rect });
}

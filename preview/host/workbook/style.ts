export type Side = "top" | "bottom" | "left" | "right" | "diagonalDown" | "diagonalUp";

/** A border line; style "None" is no line. */
export interface Border {
  readonly style: string;
  readonly color: string;
  readonly weight: string;
}

/** How a cell looks and whether protection locks it. Colours are "#RRGGBB"; no fill is the empty text. */
export interface Style {
  readonly numberFormat: string;
  readonly fillColor: string;
  readonly fontName: string;
  readonly fontSize: number;
  readonly fontColor: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: string;
  readonly strikethrough: boolean;
  readonly horizontalAlignment: string;
  readonly verticalAlignment: string;
  readonly wrapText: boolean;
  readonly indentLevel: number;
  readonly shrinkToFit: boolean;
  readonly textOrientation: number;
  readonly readingOrder: string;
  readonly locked: boolean;
  readonly formulaHidden: boolean;
  readonly styleName: string;
  readonly top: Border;
  readonly bottom: Border;
  readonly left: Border;
  readonly right: Border;
  readonly diagonalDown: Border;
  readonly diagonalUp: Border;
}

const noLine: Border = { style: "None", color: "#000000", weight: "Thin" };

/** The look of a cell nobody has touched. */
export const plainStyle: Style = {
  numberFormat: "General",
  fillColor: "",
  fontName: "Calibri",
  fontSize: 11,
  fontColor: "#000000",
  bold: false,
  italic: false,
  underline: "None",
  strikethrough: false,
  horizontalAlignment: "General",
  verticalAlignment: "Bottom",
  wrapText: false,
  indentLevel: 0,
  shrinkToFit: false,
  textOrientation: 0,
  readingOrder: "Context",
  locked: true,
  formulaHidden: false,
  styleName: "Normal",
  top: noLine,
  bottom: noLine,
  left: noLine,
  right: noLine,
  diagonalDown: noLine,
  diagonalUp: noLine,
};

/** Some properties of a style; the others stay as they were. */
export type StylePatch = Partial<Style>;

import { type Border, type Side, type StylePatch } from "../../host/workbook/style.ts";
import { all, first, isOn, numberOf, type PartReader } from "./xlsx-parts.ts";

/** The number formats that a file may use without writing them out (ECMA-376 part 1, 18.8.30). */
const builtIn: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "yyyy-mm-dd",
  20: "hh:mm",
  22: "yyyy-mm-dd hh:mm",
  49: "@",
};

const weights: Readonly<Record<string, string>> = { thick: "Thick", medium: "Medium", hair: "Hairline" };
const sides: readonly Side[] = ["top", "bottom", "left", "right"];

/** The looks of a file, in the order in which its cells refer to them. */
export function readStyles(read: PartReader): readonly StylePatch[] {
  const page = read("xl/styles.xml");
  if (!page) return [];
  const within = (group: string, tag: string): Element[] =>
    all(page, group).flatMap((each) => [...each.children].filter(({ localName }) => localName === tag));
  const formats = new Map(
    within("numFmts", "numFmt").map((each) => [
      numberOf(each, "numFmtId", 0),
      each.getAttribute("formatCode") ?? "General",
    ]),
  );
  const fonts = within("fonts", "font").map(fontOf);
  const fills = within("fills", "fill").map((each) => {
    const isSolid = first(each, "patternFill")?.getAttribute("patternType") === "solid";
    return { fillColor: isSolid ? (colourOf(first(each, "fgColor")) ?? "") : "" };
  });
  const borders = within("borders", "border").map(bordersOf);
  return within("cellXfs", "xf").map((xf) => {
    const format = numberOf(xf, "numFmtId", 0);
    return {
      numberFormat: formats.get(format) ?? builtIn[format] ?? "General",
      ...fonts[numberOf(xf, "fontId", 0)],
      ...fills[numberOf(xf, "fillId", 0)],
      ...borders[numberOf(xf, "borderId", 0)],
      ...alignmentOf(first(xf, "alignment")),
      locked: isOn(first(xf, "protection"), "locked", true),
    };
  });
}

/** What a conditional format lays over a cell; null leaves the cell's own. */
export interface MarkStyle {
  readonly fillColor: string | null;
  readonly fontColor: string | null;
}

/** The looks of the file's conditional formats, in the order in which these refer to them. */
export function readMarkStyles(read: PartReader): readonly MarkStyle[] {
  const page = read("xl/styles.xml");
  return (page ? all(page, "dxf") : []).map((style) => {
    const font = first(style, "font");
    return {
      // There the colour of a solid fill is its background.
      fillColor: colourOf(first(style, "bgColor")),
      fontColor: font === undefined ? null : colourOf(first(font, "color")),
    };
  });
}

function fontOf(font: Element): StylePatch {
  const colour = colourOf(first(font, "color"));
  const size = Number(first(font, "sz")?.getAttribute("val") ?? 11);
  return {
    bold: first(font, "b") !== undefined,
    italic: first(font, "i") !== undefined,
    underline: first(font, "u") === undefined ? "None" : "Single",
    fontSize: size > 0 && size < 200 ? size : 11,
    ...(colour === null ? {} : { fontColor: colour }),
  };
}

function bordersOf(border: Element): StylePatch {
  const drawn = sides.flatMap((side): [Side, Border][] => {
    const line = first(border, side);
    const style = line?.getAttribute("style") ?? "none";
    if (!line || style === "none") return [];
    const kind =
      style === "double"
        ? "Double"
        : style.startsWith("dash")
          ? "Dash"
          : style === "dotted"
            ? "Dot"
            : "Continuous";
    return [
      [
        side,
        { style: kind, color: colourOf(first(line, "color")) ?? "#000000", weight: weights[style] ?? "Thin" },
      ],
    ];
  });
  return Object.fromEntries(drawn);
}

function alignmentOf(alignment: Element | undefined): StylePatch {
  if (!alignment) return {};
  const horizontal = alignment.getAttribute("horizontal");
  return {
    wrapText: isOn(alignment, "wrapText", false),
    indentLevel: numberOf(alignment, "indent", 0),
    ...(horizontal === null ? {} : { horizontalAlignment: capital(horizontal) }),
    ...(alignment.getAttribute("vertical") === "center" ? { verticalAlignment: "Center" } : {}),
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function colourOf(element: Element | undefined): string | null {
  const rgb = element?.getAttribute("rgb") ?? "";
  return /^[0-9a-f]{8}$/i.test(rgb) ? `#${rgb.slice(2).toUpperCase()}` : null;
}

const FORMULA_CELL =
  /<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*\/>|[^>]*>[^<]*<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g;

/**
 * True when a worksheet's XML holds a formula without the value Excel last showed: a program wrote the file and Excel
 * never saved it, so the cell would be read as empty. A formula that shows an empty text ("str") has its value.
 */
export function hasUnsavedFormula(xml: string): boolean {
  return [...xml.matchAll(FORMULA_CELL)].some(([, attributes = ""]) => !/\st=["']str["']/.test(attributes));
}

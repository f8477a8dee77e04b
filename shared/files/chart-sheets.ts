/**
 * The workbook part without the sheets that are no worksheets (chart sheets, old dialogue sheets), which hold no cells.
 * `relations` is the workbook's .rels part.
 */
export function withoutChartSheets(workbook: string, relations: string): string {
  const others = new Set(
    tags(relations, "Relationship")
      .filter((tag) => /\/(chartsheet|dialogsheet)$/.test(attribute(tag, "Type")))
      .map((tag) => attribute(tag, "Id")),
  );
  const unwanted = tags(workbook, "sheet").filter((tag) => others.has(attribute(tag, "\\w+:id")));
  return unwanted.reduce((text, tag) => text.replace(tag, ""), workbook);
}

function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*/>`, "g")) ?? [];
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? "";
}

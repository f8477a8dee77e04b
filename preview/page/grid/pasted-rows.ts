/**
 * The cells of a text from the clipboard, as spreadsheet programs write it: tabs between cells, a line a row, and a
 * cell with a line break or a tab in it in quotation marks, doubled inside.
 */
export function pastedRows(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") break;
    if (match[3] !== "\t") rows.push([]);
  }
  // Programs end the last row with a line break too.
  if (rows.length > 1 && rows.at(-1)!.join("") === "") rows.pop();
  return rows;
}

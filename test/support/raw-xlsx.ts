import { strFromU8, unzipSync } from "fflate";
import { columnLetter } from "../../shared/address.ts";

/** The XML of a sheet, and that of its texts. */
function rawSheet(bytes: Uint8Array, sheetName: string): { readonly sheet: string; readonly texts: string } {
  const parts = unzipSync(bytes);
  const xml = (path: string): string => strFromU8(parts[path]!);
  const id = new RegExp(`<sheet [^>]*name="${sheetName}"[^>]*r:id="([^"]+)"`).exec(
    xml("xl/workbook.xml"),
  )![1]!;
  const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*/>`).exec(
    xml("xl/_rels/workbook.xml.rels"),
  )![0];
  const path = `xl/${/Target="\/?(?:xl\/)?([^"]+)"/.exec(target)![1]!}`;
  return { sheet: xml(path), texts: xml("xl/sharedStrings.xml") };
}

/** How much room the cells of a sheet have. */
interface Room {
  /** Characters of each column that is shown, by letter. */
  readonly widths: ReadonlyMap<string, number>;
  /** Lines of the rows that have several, by 1-based row. */
  readonly lines: ReadonlyMap<number, number>;
}

export function rawRoom(bytes: Uint8Array, sheetName: string): Room {
  const { sheet } = rawSheet(bytes, sheetName);
  const shown = [...sheet.matchAll(/<col [^>]*?min="(\d+)"[^>]*?width="([\d.]+)"[^>]*>/g)].filter(
    ([column]) => !column.includes("hidden"),
  );
  const widths = new Map(shown.map(([, at, width]) => [columnLetter(Number(at) - 1), Number(width)]));
  const tall = sheet.matchAll(/<row r="(\d+)" ht="([\d.]+)"/g);
  const lines = new Map([...tall].map(([, row, points]) => [Number(row), Number(points) / 15]));
  return { widths, lines };
}

/** The cells of a sheet straight from its XML, by address: nothing of the code that wrote it is used. */
export function rawCells(bytes: Uint8Array, sheetName: string): Map<string, string | number> {
  const { sheet, texts } = rawSheet(bytes, sheetName);
  const shared = [...texts.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    [...si!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => unescaped(text!)).join(""),
  );
  const cells = new Map<string, string | number>();
  for (const [, attributes, content] of sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const value = /<v>(.*?)<\/v>/s.exec(content ?? "")?.[1];
    if (value === undefined) continue;
    const address = /r="([A-Z]+\d+)"/.exec(attributes!)![1]!;
    cells.set(address, /t="s"/.test(attributes!) ? shared[Number(value)]! : Number(value));
  }
  return cells;
}

/** The data rows of a sheet written by Fördela, each as heading -> value: below the headings, above the total row. */
export function rawRows(bytes: Uint8Array, sheetName: string): Record<string, string | number | undefined>[] {
  const cells = rawCells(bytes, sheetName);
  const headingRow = 4;
  const headings = [...cells]
    .filter(([address]) => address.replace(/[A-Z]+/, "") === String(headingRow))
    .map(([address, heading]) => [address.replace(/\d+/, ""), String(heading)] as const);
  const rows: Record<string, string | number | undefined>[] = [];
  for (let row = headingRow + 1; headings.some(([column]) => cells.has(`${column}${row}`)); row += 1) {
    const read = Object.fromEntries(
      headings.map(([column, heading]) => [heading, cells.get(`${column}${row}`)]),
    );
    if (read[headings[0]![1]] !== "Summa") rows.push(read);
  }
  return rows;
}

function unescaped(text: string): string {
  const names: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => names[name]!);
}

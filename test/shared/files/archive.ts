import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A part given as text or bytes. */
export type Content = string | Uint8Array;

/** A zip archive of these parts. */
export function archive(parts: Record<string, Content>): Uint8Array {
  const entries = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === "string" ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, {
    level: 9,
    mtime: "2000-01-01",
  });
}

/** The parts of an archive as text. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** The fewest parts that make a workbook with one sheet named Blad1; `sheetData` is the XML of its rows. */
export function minimalWorkbook(sheetData: string): Record<string, Content> {
  return {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([["rId1", "worksheet", "worksheets/sheet1.xml"]]),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
  };
}

export function relations(rows: readonly (readonly [id: string, type: string, target: string])[]): string {
  const tags = rows.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${tags.join("")}</Relationships>`;
}

/** The archive with its directory (and nothing else) saying that this part unpacks to `size` bytes. */
export function withStatedSize(bytes: Uint8Array, part: string, size: number): Uint8Array {
  const copy = bytes.slice();
  const at = directoryEntry(copy, part);
  new DataView(copy.buffer).setUint32(at + 24, size, true);
  return copy;
}

/** An archive of one part that is already deflated, its directory saying that it unpacks to `size` bytes. */
export function archiveOfDeflated(part: string, deflated: Uint8Array, size: number): Uint8Array {
  const stored = zipSync({ [part]: deflated }, { level: 0, mtime: "2000-01-01" });
  new DataView(stored.buffer).setUint16(directoryEntry(stored, part) + 10, 8, true);
  return withStatedSize(stored, part, size);
}

/** The archive with the flag of encryption set for this part. */
export function withEncryptionFlag(bytes: Uint8Array, part: string): Uint8Array {
  const copy = bytes.slice();
  copy[directoryEntry(copy, part) + 8]! |= 1;
  return copy;
}

function directoryEntry(bytes: Uint8Array, part: string): number {
  const view = new DataView(bytes.buffer);
  const name = strToU8(part);
  const isEntry = (at: number): boolean =>
    view.getUint32(at, true) === 0x02014b50 && name.every((byte, index) => bytes[at + 46 + index] === byte);
  let at = bytes.length - 46;
  while (!isEntry(at)) at -= 1;
  return at;
}

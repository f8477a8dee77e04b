import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import type { FileErrorCode } from "../../../shared/files/file-error.ts";
import { readFile } from "../../../shared/files/read-file.ts";
import { archive, minimalWorkbook } from "./archive.ts";

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const WORKBOOK = archive(minimalWorkbook('<row r="1"><c r="A1"><v>1</v></c></row>'));

describe("a file from outside", () => {
  it.each([
    ["Rekvisition.xlsx", WORKBOOK, [{ name: "Blad1", rows: [[1]] }]],
    ["Rekvisition.csv", WORKBOOK, [{ name: "Blad1", rows: [[1]] }]],
    ["Rekvisition maj.csv", strToU8("Kod;Belopp"), [{ name: "Rekvisition maj", rows: [["Kod", "Belopp"]] }]],
    ["Rekvisition.xlsx", strToU8("Kod;Belopp"), [{ name: "Rekvisition", rows: [["Kod", "Belopp"]] }]],
  ])("%s is read by what it holds, not by its name", async (name, bytes, sheets) => {
    expect(await readFile(name, bytes)).toEqual({ ok: true, value: sheets });
  });

  it.each<[name: string, bytes: Uint8Array, code: FileErrorCode, words: string]>([
    [
      "gammal.xls",
      Uint8Array.from([...OLE, ...new Array<number>(600).fill(0)]),
      "old-excel",
      "spara den som .xlsx",
    ],
    ["låst.xlsx", Uint8Array.from([...OLE, ...utf16("EncryptedPackage")]), "encrypted", "Ta bort lösenordet"],
    ["brev.pdf", strToU8("%PDF-1.7 …"), "pdf", "Begär uppgifterna som .xlsx eller .csv"],
    ["öppen.ods", archive({ mimetype: "x", "content.xml": "<x/>" }), "open-document", "Spara den som .xlsx"],
    ["export.xls", strToU8("\ufeff <HTML><table>"), "web-page", "spara den som .xlsx"],
    [
      "bild.png",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0),
      "not-a-workbook",
      "Välj en fil i formatet",
    ],
    ["tom.xlsx", new Uint8Array(), "empty", "Välj en annan fil"],
    ["makro.xlsm", archive({ ...minimalWorkbook(""), "xl/vbaProject.bin": "x" }), "macros", "utan makron"],
    ["stor.xlsx", bigArchive(), "too-large", "större än 10 MB"],
  ])("%s is refused, and the text says what to do", async (name, bytes, code, words) => {
    const result = await readFile(name, bytes);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(result.ok ? "" : result.error.text).toContain(words);
  });
});

function utf16(text: string): number[] {
  return Array.from(text, (letter) => [letter.charCodeAt(0), 0]).flat();
}

function bigArchive(): Uint8Array {
  const bytes = new Uint8Array(10 * 1_048_576 + 1);
  bytes.set(WORKBOOK);
  return bytes;
}

import { ok, type Result } from "../result.ts";
import { readCsv } from "./csv.ts";
import { type FileError, type FileErrorCode, refuse } from "./file-error.ts";
import { readWorkbook } from "./read-xlsx.ts";
import { startsWith } from "./text-encoding.ts";
import { LIMITS } from "./unzip-guard.ts";
import type { SheetRows } from "./workbook.ts";

const ZIP = bytesOf("PK");
/** The container of .xls, and of an .xlsx under a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const OTHERS: readonly (readonly [readonly number[], FileErrorCode])[] = [
  [bytesOf("%PDF"), "pdf"],
  [bytesOf("<?xml"), "web-page"],
  [bytesOf("<!DOCTYPE"), "web-page"],
  [bytesOf("<html"), "web-page"],
];

/**
 * The sheets of a file from outside, told apart by content and not by name (a .csv is one sheet with the name of the
 * file). The error says in Swedish what to do.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<Result<SheetRows[], FileError>> {
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > LIMITS.file) return refuse("too-large");
  if (startsWith(bytes, OLE)) return refuse(isEncrypted(bytes) ? "encrypted" : "old-excel");
  if (startsWith(bytes, ZIP)) return readWorkbook(bytes);
  const other = OTHERS.find(([start]) => startsWith(bytes, start));
  if (other !== undefined) return refuse(other[1]);
  const sheet = readCsv(bytes, name.replace(/\.[^.]*$/, ""));
  return sheet.ok ? ok([sheet.value]) : sheet;
}

// An encrypted workbook keeps its content in a stream of this name, written in UTF-16.
function isEncrypted(bytes: Uint8Array): boolean {
  const name = Array.from("EncryptedPackage").flatMap((letter) => [letter.charCodeAt(0), 0]);
  return bytes.some((byte, at) => byte === name[0] && startsWith(bytes.subarray(at, at + name.length), name));
}

function bytesOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

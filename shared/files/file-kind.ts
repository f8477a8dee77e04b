import { strFromU8 } from "fflate";
import type { FileErrorCode } from "./file-error.ts";
import { startsWith } from "./text-encoding.ts";

/** The container of .xls, and of an .xlsx under a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** An encrypted workbook keeps its content in a stream of this name, written in UTF-16. */
const ENCRYPTED_STREAM = Array.from("EncryptedPackage").flatMap((letter) => [letter.charCodeAt(0), 0]);

/** What the content of a file says it is, whatever its name: an archive, text, or something that is refused. */
export function kindOf(bytes: Uint8Array): "zip" | "text" | FileErrorCode {
  if (bytes.length === 0) return "empty";
  if (startsWith(bytes, OLE)) return isEncrypted(bytes) ? "encrypted" : "old-excel";
  const head = strFromU8(bytes.subarray(0, 256), true);
  if (head.startsWith("PK")) return "zip";
  if (head.startsWith("%PDF")) return "pdf";
  return /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table)/i.test(head) ? "web-page" : "text";
}

function isEncrypted(bytes: Uint8Array): boolean {
  const length = ENCRYPTED_STREAM.length;
  return bytes.some(
    (byte, at) => byte === 0x45 && startsWith(bytes.subarray(at, at + length), ENCRYPTED_STREAM),
  );
}

import { tooLargeFile } from "../../shared/case/files.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { registeredName } from "./document.ts";
import type { CommandParts } from "./parts.ts";
import { sha256 } from "./sha256.ts";

/** What a document is known by once its file is kept. */
export interface Kept {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Has the service keep a file as it is, before it is registered: asked twice it is kept once.
 * @throws WorkbookProblem in Swedish when it is too large
 */
export async function keepFile(
  { api }: CommandParts,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  signal?: AbortSignal,
): Promise<Kept> {
  const tooLarge = tooLargeFile(name, bytes.length);
  if (tooLarge !== null) throw new WorkbookProblem("file", tooLarge);
  const kept = { name: registeredName(name), sha256: await sha256(bytes) };
  await api.call(
    "keepFile",
    { ...kept, base64: toBase64(bytes) },
    { idempotencyKey: crypto.randomUUID(), ...(signal && { signal }) },
  );
  return kept;
}

/** As many bytes as the arguments of one call hold. */
const bytesInOneCall = 0x8000;

function toBase64(bytes: Uint8Array): string {
  const parts = Array.from({ length: Math.ceil(bytes.length / bytesInOneCall) }, (_, part) =>
    String.fromCharCode(...bytes.subarray(part * bytesInOneCall, (part + 1) * bytesInOneCall)),
  );
  return btoa(parts.join(""));
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

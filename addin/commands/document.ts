import type { Cell } from "../../shared/cell.ts";
import { sha256 } from "./sha256.ts";

/** Name and SHA-256 of what came in. */
export interface IncomingFile {
  readonly name: string;
  readonly sha256: string;
}

/** The workbook setting that says which file a worksheet was read from. */
export function documentSetting(sheetId: string): string {
  return `fordela.fil.${sheetId}`;
}

/** The file that a setting names; null when it names none that can be read. */
export function documentOf(setting: string | null): IncomingFile | null {
  if (setting === null) return null;
  try {
    const { name, sha256: sum } = JSON.parse(setting) as Partial<IncomingFile>;
    return typeof name === "string" && /^[0-9a-f]{64}$/.test(sum ?? "") ? { name, sha256: sum! } : null;
  } catch {
    return null;
  }
}

/** A worksheet that came by no file is its own document: known by what its cells hold. */
export async function documentOfCells(
  sheet: string,
  rows: readonly (readonly Cell[])[],
): Promise<IncomingFile> {
  return { name: `Bladet ${sheet}`, sha256: await sha256(new TextEncoder().encode(JSON.stringify(rows))) };
}

import { type Channel, channels } from "../../shared/api.ts";
import type { SheetSurvey } from "../excel/read-sheet.ts";
import type { Book } from "../excel/run.ts";
import { readSetting } from "../excel/settings.ts";
import { dataRows, type SheetBlock } from "../sheets/sheet-block.ts";
import { sha256 } from "./sha256.ts";

/** Name and SHA-256 of what came in. */
export interface IncomingFile {
  readonly name: string;
  readonly sha256: string;
  /** The document itself where it is the sheet's own cells; null for a file, which is kept when it is read in. */
  readonly bytes: Uint8Array | null;
}

/**
 * The workbook setting that says which file a table was read from. The name of a table is the same when the workbook
 * is opened again or its sheet renamed, and a copy of the sheet has a table of another name.
 */
export function documentSetting(table: string): string {
  return `fordela.fil.${table}`;
}

/** What an import wrote down of a file: which it was, and how it most likely came in. */
interface Import {
  readonly file: IncomingFile | null;
  readonly channel: Channel;
}

/** The import that a worksheet came by; no file and the e-service where there is none that can be read. */
async function importOf(context: Book, { tables }: SheetSurvey): Promise<Import> {
  const [usual] = channels;
  const keys = tables.map(({ name }) => documentSetting(name));
  const setting = await readSetting(context, keys);
  try {
    const { name, sha256: sum, channel } = JSON.parse(setting ?? "{}") as Record<string, unknown>;
    const isFile = typeof name === "string" && typeof sum === "string" && /^[0-9a-f]{64}$/.test(sum);
    return {
      file: isFile ? { name, sha256: sum, bytes: null } : null,
      channel: channels.find((known) => known === channel) ?? usual,
    };
  } catch {
    return { file: null, channel: usual };
  }
}

/** How the file that a worksheet came by most likely came in; the e-service for a sheet that came by none. */
export async function channelOfSheet(context: Book, survey: SheetSurvey): Promise<Channel> {
  return (await importOf(context, survey)).channel;
}

/** The file that a worksheet came by. One that came by none is its own document. */
export async function documentOfSheet(
  context: Book,
  survey: SheetSurvey,
  block: SheetBlock,
): Promise<IncomingFile> {
  const { file } = await importOf(context, survey);
  return file ?? (await documentOfCells(`Bladet ${block.table.sheet}`, block));
}

/** What has been completed in a worksheet after its file was registered: a document of its own. */
export async function completionOf(file: IncomingFile, block: SheetBlock): Promise<IncomingFile> {
  return await documentOfCells(`${file.name}, kompletterad i bladet ${block.table.sheet}`, block);
}

/** A name as the service takes it, at most 200 characters: a longer one loses its middle. */
export function registeredName(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 99)}…${name.slice(-100)}`;
}

/** A document known by what its cells hold. */
async function documentOfCells(name: string, block: SheetBlock): Promise<IncomingFile> {
  const bytes = new TextEncoder().encode(JSON.stringify([block.headingTexts, ...dataRows(block)]));
  return { name, sha256: await sha256(bytes), bytes };
}

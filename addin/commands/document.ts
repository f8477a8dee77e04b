import { type Channel, channels } from "../../shared/api.ts";
import type { SheetSurvey } from "../excel/read-sheet.ts";
import type { Book } from "../excel/run.ts";
import { readSetting } from "../excel/settings.ts";
import { dataRows, type RequisitionBlock } from "../sheets/requisition-block.ts";
import { sha256 } from "./sha256.ts";

/** Name and SHA-256 of what came in. */
export interface IncomingFile {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The workbook setting that says which file a table was read from. The name of a table is the same when the workbook
 * is opened again or its sheet renamed, and a copy of the sheet has a table of another name.
 */
export function documentSetting(table: string): string {
  return `fordela.fil.${table}`;
}

/** The file that a setting names; null when it names none that can be read. */
function documentOf(setting: string | null): IncomingFile | null {
  if (setting === null) return null;
  try {
    const { name, sha256: sum } = JSON.parse(setting) as Partial<IncomingFile>;
    return typeof name === "string" && /^[0-9a-f]{64}$/.test(sum ?? "") ? { name, sha256: sum! } : null;
  } catch {
    return null;
  }
}

/** How the file that a worksheet came by most likely came in; the e-service for a sheet that came by none. */
export async function channelOfSheet(context: Book, survey: SheetSurvey): Promise<Channel> {
  const [first] = channels;
  const setting = await settingOf(context, survey);
  if (setting === null) return first;
  try {
    const { channel } = JSON.parse(setting) as { channel?: unknown };
    return channels.find((known) => known === channel) ?? first;
  } catch {
    return first;
  }
}

function settingOf(context: Book, { tables }: SheetSurvey): Promise<string | null> {
  return readSetting(
    context,
    tables.map(({ name }) => documentSetting(name)),
  );
}

/** The file that a worksheet came by. One that came by none is its own document. */
export async function documentOfSheet(
  context: Book,
  survey: SheetSurvey,
  block: RequisitionBlock,
): Promise<IncomingFile> {
  return (
    documentOf(await settingOf(context, survey)) ??
    (await documentOfCells(`Bladet ${block.table.sheet}`, block))
  );
}

/** What has been completed in a worksheet after its file was registered: a document of its own. */
export async function completionOf(file: IncomingFile, block: RequisitionBlock): Promise<IncomingFile> {
  return await documentOfCells(`${file.name}, kompletterad i bladet ${block.table.sheet}`, block);
}

/** A name as the service takes it, at most 200 characters: a longer one loses its middle. */
export function registeredName(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 99)}…${name.slice(-100)}`;
}

/** A document known by what its cells hold. */
async function documentOfCells(name: string, block: RequisitionBlock): Promise<IncomingFile> {
  const cells = JSON.stringify([block.headingTexts, ...dataRows(block)]);
  return { name, sha256: await sha256(new TextEncoder().encode(cells)) };
}

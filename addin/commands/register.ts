import { ApiProblem } from "../api-client.ts";
import type { Changed, RouteOutput, RouteRequest } from "../../shared/api.ts";
import { type RecipientId, recipientId } from "../../shared/recipient.ts";
import { inWorkbook } from "../excel/run.ts";
import { readSheet, surveySheets } from "../excel/read-sheet.ts";
import type { Work } from "../excel/work.ts";
import { swedishDay, swedishTime } from "../../shared/swedish-day.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { dataRows, sheetBlock } from "../sheets/sheet-block.ts";
import { cellsOf, type Checked } from "./check.ts";
import {
  channelOfSheet,
  completionOf,
  documentOfSheet,
  type IncomingFile,
  registeredName,
} from "./document.ts";
import { keepFile } from "./keep-file.ts";
import type { CommandParts } from "./parts.ts";
import { sha256 } from "./sha256.ts";
import type { Incoming } from "./contract.ts";
import type { FactsMemory } from "./year-facts.ts";

/** How what a kind of sheet holds is registered. */
export interface Registration<Answer> {
  /** What all of it is, and of which year or round: the same sheet is another act there. */
  readonly act: string;
  /** "en rekvisition" */
  readonly what: string;
  readonly nameOf: (recipient: RecipientId) => Promise<string>;
  readonly send: (
    sheet: Omit<RouteRequest<"registerRequisitions">, "year">,
    options: { readonly idempotencyKey: string; readonly signal: AbortSignal },
  ) => Promise<Answer>;
}

/**
 * Registers what was controlled, as it was controlled: a sheet that has changed since is controlled again first. What
 * others have registered since the control is answered with 409, and nothing is registered.
 */
export async function registerSheet<Answer>(
  parts: CommandParts,
  { act, what, nameOf, send }: Registration<Answer>,
  checked: Checked,
  incoming: Incoming,
  work: Work,
): Promise<Answer> {
  const { table } = checked.block;
  const { bytes, ...file } = await fileOf(checked, work);
  if (bytes !== null) await keepFile(parts, { name: file.name, bytes }, work.signal);
  const sheet = {
    ...table,
    document: { ...incoming, file: { ...file, name: registeredName(file.name) } },
    expected: { ...checked.expected },
  };
  // The same act has the same key, so that a lost answer may be asked for again; another content is another act.
  const all = new TextEncoder().encode(JSON.stringify({ act, ...sheet }));
  const idempotencyKey = `registrera-${(await sha256(all)).slice(0, 40)}`;
  try {
    return await send(sheet, { idempotencyKey, signal: work.signal });
  } catch (error) {
    throw await named(error, what, nameOf);
  }
}

export function requisitionRegistration(
  { api }: CommandParts,
  facts: FactsMemory,
  year: number,
): Registration<RouteOutput<"registerRequisitions">> {
  return {
    act: `rekvisitioner ${year}`,
    what: "en rekvisition",
    nameOf: async (recipient) => {
      const { kinds, codes, names } = (await facts.of(year)).register;
      const at = codes.findIndex((code, i) => recipientId({ kind: kinds[i]!, code }) === recipient);
      return names[at] ?? recipient;
    },
    send: (sheet, options) => api.call("registerRequisitions", { year, ...sheet }, options),
  };
}

/** When the last of what the sheet holds came in, or today; and how, as its import says. */
export async function suggestIncoming({ now }: CommandParts, checked: Checked): Promise<Incoming> {
  const channel = await inWorkbook(false, async (context) => {
    const { named: survey } = await surveySheets(context, checked.sheetId);
    if (survey === null) throw new WorkbookProblem("sheet-gone");
    return await channelOfSheet(context, survey);
  });
  const today = swedishDay(now());
  const days = checked.received.filter((day) => day <= today);
  return { received: days.toSorted().at(-1) ?? today, channel };
}

/** The file that the sheet came by. @throws WorkbookProblem when the sheet is not as it was controlled */
async function fileOf(checked: Checked, work: Work): Promise<IncomingFile> {
  return await inWorkbook(false, async (book) => {
    const { named: survey } = await surveySheets(book, checked.sheetId);
    if (survey === null) throw new WorkbookProblem("sheet-gone");
    const now = sheetBlock(checked.block.kind, cellsOf(await readSheet(book, survey, work)));
    if (!sameRows(now, checked.block)) throw new WorkbookProblem("stale-check");
    const file = await documentOfSheet(book, survey, checked.block);
    return checked.isRegistered ? await completionOf(file, checked.block) : file;
  });
}

/** Whether the rows under the headings are the same: our own headings may have come since. */
function sameRows(a: Checked["block"], b: Checked["block"]): boolean {
  const data = (block: Checked["block"]): string => JSON.stringify(dataRows(block));
  return (
    a.headingRow === b.headingRow &&
    JSON.stringify(a.headingTexts) === JSON.stringify(b.headingTexts) &&
    data(a) === data(b)
  );
}

/** A conflict with the name of the recipient, and what to do. */
async function named(
  error: unknown,
  what: string,
  nameOf: (recipient: RecipientId) => Promise<string>,
): Promise<unknown> {
  if (!(error instanceof ApiProblem) || error.code !== "conflict") return error;
  const { recipient, changed } = error.extra;
  if (typeof recipient !== "string") return error;
  return new ApiProblem(
    error.status,
    error.code,
    error.title,
    `${whoAndWhen(changed as Changed | null)} har registrerat ${what} från ${await nameOf(recipient as RecipientId)} sedan du kontrollerade. Inget har registrerats. Kontrollera igen, jämför och registrera sedan.`,
    error.requestId,
    error.extra,
  );
}

/** "Hanna Holm (2022-11-16 kl. 14.32)"; "En annan" when the service does not say who. */
function whoAndWhen(changed: Changed | null | undefined): string {
  if (changed == null) return "En annan";
  const { by, at } = changed;
  return `${by === "" ? "En annan" : by} (${swedishDay(at)} kl. ${swedishTime(at)})`;
}

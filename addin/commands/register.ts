import { ApiProblem } from "../api-client.ts";
import type { Changed, RouteOutput } from "../../shared/api.ts";
import type { RecipientKind } from "../../shared/recipient.ts";
import { inWorkbook } from "../excel/run.ts";
import { readSheet, surveySheets } from "../excel/read-sheet.ts";
import type { Work } from "../excel/work.ts";
import { swedishDay, swedishTime } from "../../shared/swedish-day.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { dataRows, requisitionBlock } from "../sheets/requisition-block.ts";
import type { Checked } from "./check.ts";
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

/**
 * Registers what was controlled, as it was controlled: a sheet that has changed since is controlled again first. What
 * others have registered since the control is answered with 409, and nothing is registered.
 */
export async function registerSheet(
  parts: CommandParts,
  facts: FactsMemory,
  checked: Checked,
  incoming: Incoming,
  work: Work,
): Promise<RouteOutput<"registerRequisitions">> {
  const { table } = checked.block;
  const { bytes, ...file } = await fileOf(checked, work);
  if (bytes !== null) await keepFile(parts, { name: file.name, bytes }, work.signal);
  const body = {
    year: checked.year,
    ...table,
    document: { ...incoming, file: { ...file, name: registeredName(file.name) } },
    expected: Object.fromEntries(await expectedVersions(facts, checked, work.signal)),
  };
  // The same act has the same key, so that a lost answer may be asked for again; another content is another act.
  const idempotencyKey = `registrera-${(await sha256(new TextEncoder().encode(JSON.stringify(body)))).slice(0, 40)}`;
  try {
    return await parts.api.call("registerRequisitions", body, { idempotencyKey, signal: work.signal });
  } catch (error) {
    throw await named(facts, checked, error);
  }
}

/** When the last of the sheet's requisitions came in, or today; and how, as its import says. */
export async function suggestIncoming({ now }: CommandParts, checked: Checked): Promise<Incoming> {
  const channel = await inWorkbook(false, async (context) => {
    const { named: survey } = await surveySheets(context, checked.sheetId);
    if (survey === null) throw new WorkbookProblem("sheet-gone");
    return await channelOfSheet(context, survey);
  });
  const today = swedishDay(now());
  const days = checked.validation.rows.map(({ received }) => received).filter((day) => day <= today);
  return { received: days.sort().at(-1) ?? today, channel };
}

/** The file that the sheet came by. @throws WorkbookProblem when the sheet is not as it was controlled */
async function fileOf(checked: Checked, work: Work): Promise<IncomingFile> {
  return await inWorkbook(false, async (book) => {
    const { named: survey } = await surveySheets(book, checked.sheetId);
    if (survey === null) throw new WorkbookProblem("sheet-gone");
    const { row, column, values, totals } = await readSheet(book, survey, work);
    const now = requisitionBlock({ sheet: survey.name, row, column, values, totals });
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

/** The version of every recipient in the sheet as it was at the control; 0 for those not registered then. */
async function expectedVersions(
  facts: FactsMemory,
  { year, validation, versions }: Checked,
  signal: AbortSignal,
): Promise<readonly (readonly [string, number])[]> {
  const { rounds } = await facts.of(year, signal);
  const kinds = new Map<string, RecipientKind>(rounds.map(({ id, kind }) => [id, kind]));
  return [...validation.rows, ...validation.faulty].flatMap(({ round, code }) => {
    const kind = round === null ? undefined : kinds.get(round);
    const id = kind === undefined || code === null ? null : `${kind}:${code}`;
    return id === null ? [] : [[id, versions.get(id) ?? 0] as const];
  });
}

/** A conflict with the name of the recipient, and what to do. */
async function named(facts: FactsMemory, { year }: Checked, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiProblem) || error.code !== "conflict") return error;
  const { recipient, changed } = error.extra;
  if (typeof recipient !== "string") return error;
  const { register } = await facts.of(year);
  const at = register.codes.findIndex((code, i) => `${register.kinds[i]!}:${code}` === recipient);
  return new ApiProblem(
    error.status,
    error.code,
    error.title,
    `${whoAndWhen(changed as Changed | null)} har registrerat en rekvisition från ${register.names[at] ?? recipient} sedan du kontrollerade. Inget har registrerats. Kontrollera igen, jämför och registrera sedan.`,
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

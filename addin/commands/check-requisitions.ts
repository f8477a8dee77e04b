import type { Problem } from "../../shared/problems.ts";
import { type RecipientKind, recipientId } from "../../shared/recipient.ts";
import { type RequisitionValidation, validateInSteps } from "../../shared/requisition/validate.ts";
import { requisitionTable } from "../../shared/tables/cases.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { breathe } from "../excel/breathe.ts";
import type { Work } from "../excel/work.ts";
import { importedRows } from "../sheets/import-rows.ts";
import {
  type RegisteredFacts,
  requisitionContext,
  requisitionKind,
  type YearFacts,
} from "../sheets/requisition-context.ts";
import { sameProblems } from "../sheets/same-problems.ts";
import type { SheetBlock } from "../sheets/sheet-block.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { Control, Judgement } from "./check.ts";
import type { FileSheet } from "./import.ts";
import { inSlices } from "./in-slices.ts";
import type { CommandParts } from "./parts.ts";
import { type FactsMemory, registeredRequisitions } from "./year-facts.ts";

/** The sheet that the rows of a file are written on. */
export function requisitionFile(facts: YearFacts): FileSheet {
  const { sheet, table, columns } = requisitionTable;
  return {
    kind: requisitionKind,
    sheet,
    table,
    title: "Rekvisitioner",
    headings: columns.map(({ heading, width = 16, list }) => ({
      heading: toCell(heading),
      width,
      ...(list && { list }),
    })),
    rowsOf: (chosen) => importedRows(chosen, facts),
  };
}

/** The control of requisitions: the lists of the pane and of the service. Facts that have grown old are fetched again once. */
export function requisitionControl(parts: CommandParts, memory: FactsMemory): Control<Judgement> {
  return {
    kind: requisitionKind,
    sheetName: requisitionTable.sheet,
    judge: async ({ table }, sha256, work) => {
      const { signal } = work;
      const year = parts.year();
      const facts = await memory.of(year, signal);
      const registered = await registeredRequisitions(parts, facts, sha256, signal);
      const { versions, isRegistered } = registered;
      const [mine, last] = await Promise.all([
        validated(parts, facts, registered, table, work),
        parts.api.call("validateRequisitions", { year, sha256, ...table }, { signal }),
      ]);
      await breathe(work);
      const problems = last.problems as Problem[];
      const same = sameProblems(mine.problems, problems);
      if (!same) memory.forget();
      const now = same ? facts : await memory.of(year, signal);
      const again = same ? mine : await validated(parts, now, registered, table, work);
      return {
        year,
        problems,
        rowCount: last.rowCount,
        withoutProblems: last.withoutProblems,
        differing: !sameProblems(again.problems, problems),
        isRegistered,
        received: again.rows.map(({ received }) => received),
        expected: expectedVersions(now, again, versions),
      };
    },
  };
}

function validated(
  { now }: CommandParts,
  facts: YearFacts,
  registered: RegisteredFacts,
  table: SheetBlock["table"],
  work: Work,
): Promise<RequisitionValidation> {
  const context = requisitionContext(facts, swedishDay(now()), registered);
  return inSlices(validateInSteps(table, context, 250), table.rows.length, work);
}

/** The version of every recipient in the sheet as it was at the control; 0 for those not registered then. */
function expectedVersions(
  { rounds }: YearFacts,
  { rows, faulty }: RequisitionValidation,
  versions: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const kinds = new Map<string, RecipientKind>(rounds.map(({ id, kind }) => [id, kind]));
  return Object.fromEntries(
    [...rows, ...faulty].flatMap(({ round, code }) => {
      const kind = round === null ? undefined : kinds.get(round);
      if (kind === undefined || code === null) return [];
      const id = recipientId({ kind, code });
      return [[id, versions.get(id) ?? 0] as const];
    }),
  );
}

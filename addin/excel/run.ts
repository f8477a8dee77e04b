import type { Work } from "./work.ts";
import { WorkbookProblem, type WorkbookProblemCode } from "./workbook-problem.ts";

/** The workbook during one command. Other rooms pass it on without looking inside. */
export type Book = Excel.RequestContext;

/** What Excel's error codes mean to the one who sits in front of it. */
const meanings: Readonly<Record<string, WorkbookProblemCode>> = {
  InvalidOperationInCellEditMode: "cell-edit",
  AccessDenied: "protected",
  ItemNotFound: "sheet-gone",
  InvalidReference: "sheet-gone",
  InvalidObjectPath: "sheet-gone",
  InvalidArgument: "sheet-changed",
  ItemAlreadyExists: "sheet-taken",
  RequestPayloadSizeLimitExceeded: "too-large",
  ResponsePayloadSizeLimitExceeded: "too-large",
  ApiNotFound: "old-excel",
  ActivityLimitReached: "busy",
  RequestAborted: "busy",
  RangeExceedsLimit: "too-large",
};

/**
 * Runs a command as one `Excel.run`; while a cell is being edited it waits. `oneUndo`, for Excel 1.20 and later, makes
 * all that it writes one step in the user's own undo list. @throws WorkbookProblem
 */
export async function inWorkbook<T>(oneUndo: boolean, work: (context: Book) => Promise<T>): Promise<T> {
  // An older Excel refuses options that it does not know.
  const options: Excel.RunOptions = oneUndo
    ? { delayForCellEdit: true, mergeUndoGroup: true }
    : { delayForCellEdit: true };
  try {
    return await Excel.run(options, work);
  } catch (error) {
    throw translated(error);
  }
}

/**
 * Writes part by part, one sync each, with events off so that nothing answers our own writing, and without
 * recalculating in between. Events are on again in the last part's own sync.
 */
export async function quietly(
  context: Book,
  parts: readonly (() => void)[],
  { progress, signal }: Work,
): Promise<void> {
  let on = true;
  const turn = (state: boolean): void => {
    context.runtime.enableEvents = state;
    on = state;
  };
  try {
    for (const [done, write] of parts.entries()) {
      signal.throwIfAborted();
      if (done === 0) turn(false);
      context.application.suspendApiCalculationUntilNextSync();
      write();
      if (done === parts.length - 1) turn(true);
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- a request has a largest size.
      await context.sync();
      progress(done + 1, parts.length);
    }
  } catch (error) {
    on = false;
    throw error;
  } finally {
    if (!on) {
      context.runtime.enableEvents = true;
      await context.sync();
    }
  }
}

function translated(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (
    error instanceof WorkbookProblem ||
    typeof code !== "string" ||
    !(error instanceof OfficeExtension.Error)
  )
    return error;
  return new WorkbookProblem(meanings[code] ?? "failed", undefined, error);
}

import { expect } from "vitest";
import { ApiProblem } from "../../addin/api-client.ts";
import { WorkbookProblem } from "../../addin/excel/workbook-problem.ts";

/** What a command is refused with, by the service or by the workbook; one that is not refused fails the test. */
export async function refused(act: Promise<unknown>): Promise<ApiProblem | WorkbookProblem> {
  const error: unknown = await act.then(
    () => expect.fail("was not refused"),
    (reason: unknown) => reason,
  );
  expect(error instanceof ApiProblem || error instanceof WorkbookProblem, String(error)).toBe(true);
  return error as ApiProblem | WorkbookProblem;
}

/** The same of what the workbook alone may refuse. */
export async function refusedInWorkbook(act: Promise<unknown>): Promise<WorkbookProblem> {
  const problem = await refused(act);
  expect(problem).toBeInstanceOf(WorkbookProblem);
  return problem as WorkbookProblem;
}

import type { SheetSurvey } from "../excel/read-sheet.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";

/** What a worksheet was found to hold, before anything of it is sent. */
export interface SheetFound {
  readonly survey: Pick<SheetSurvey, "name" | "used">;
  /** Whose headings are looked for: "rekvisitionens". */
  readonly whose: string;
  /** The sheet is one that Fördela has fetched. */
  readonly isFetched: boolean;
  readonly hasHeadings: boolean;
  /** Something stands under the headings. */
  readonly hasRows: boolean;
}

/** @throws WorkbookProblem that says why the sheet holds nothing that came in, and what to do */
export function mustHaveComeIn({ survey, whose, isFetched, hasHeadings, hasRows }: SheetFound): void {
  const [name, again] = [`Bladet ”${survey.name}”`, "försök igen. Inget har ändrats eller skickats."];
  if (survey.used === null)
    throw new WorkbookProblem("nothing-here", `${name} är tomt. Öppna bladet som har kommit in och ${again}`);
  if (isFetched)
    throw new WorkbookProblem(
      "wrong-sheet",
      `${name} är hämtat från Fördela. Öppna bladet som har kommit in och ${again}`,
    );
  if (!hasHeadings)
    throw new WorkbookProblem(
      "wrong-sheet",
      `${name} har ingen rad med minst tre av ${whose} rubriker bland de första 20 raderna. Öppna bladet som har kommit in, eller lägg till rubrikerna, och ${again}`,
    );
  if (!hasRows)
    throw new WorkbookProblem(
      "nothing-here",
      `${name} har inga rader under rubrikerna. Fyll i dem, eller öppna bladet som har kommit in, och ${again}`,
    );
}

import { cellAddress } from "../../shared/address.ts";
import { lookUpTables, writeTables } from "../excel/owned-table.ts";
import { inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { noted } from "../sheets/environment-note.ts";
import { type Fetched, planNew, planUpdate, type Plan } from "../sheets/owned-table.ts";
import type { Refreshed } from "./contract.ts";
import type { CommandParts } from "./parts.ts";

/** The version of what is written into workbooks: sheets, headings, hidden columns. */
const templateVersion = "1";

/**
 * Brings tables of the workbook up to date with what was fetched: one sync to read, one to write. Nothing is written
 * unless all of it can be. `remembered` says which tables the workbook is known to remember. @throws WorkbookProblem
 */
export async function refreshSheets(
  parts: CommandParts,
  fetched: readonly Fetched[],
  settings: Readonly<Record<string, string>>,
  remembered: Set<string>,
  work: Work,
): Promise<readonly Refreshed[]> {
  return await inWorkbook(parts.supports("1.20"), async (book) => {
    const known = await lookUpTables(
      book,
      fetched.map(({ names }) => names),
      remembered,
    );
    work.signal.throwIfAborted();
    const plans = fetched.map((one, i) =>
      planned({ ...one, title: noted(one.title, parts.environment) }, known[i]!),
    );
    const jobs = plans.map(({ change, xml }, i) => ({
      change,
      remembered: {
        names: fetched[i]!.names,
        xml,
        had: known[i]!.had,
        settings: {
          "fordela.mall": templateVersion,
          "fordela.miljo": parts.environment,
          "fordela.ar": String(parts.year()),
          ...settings,
        },
      },
    }));
    await writeTables(book, jobs, work);
    for (const { names } of fetched) remembered.add(names.namespace);
    return plans.map(({ change, merge }): Refreshed => {
      const sheet = "found" in change ? change.found.sheetName : change.names.sheet;
      return {
        sheet,
        added: merge.added.length,
        changed: merge.changed,
        unchanged: merge.unchanged,
        vanished: merge.vanished,
        conflicts: merge.conflicts.map(({ row, column, ...conflict }) => ({
          sheet,
          cell:
            "found" in change ? cellAddress(change.found.row + 2 + row, change.found.column + column) : "",
          ...conflict,
        })),
      };
    });
  });
}

function planned(fetched: Fetched, { found, xml }: Awaited<ReturnType<typeof lookUpTables>>[number]): Plan {
  if (found === null) return planNew(fetched);
  const plan = planUpdate(fetched, found, xml);
  if (!("missing" in plan)) return plan;
  throw new WorkbookProblem(
    "column-gone",
    `Tabellen i bladet ”${found.sheetName}” saknar ${plan.missing.map((heading) => `kolumnen ”${heading}”`).join(" och ")}. Sätt tillbaka rubriken, eller ta bort bladet och hämta på nytt. Inget har ändrats.`,
  );
}

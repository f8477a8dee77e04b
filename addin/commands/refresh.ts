import { cellAddress } from "../../shared/address.ts";
import type { Changed, RouteOutput } from "../../shared/api.ts";
import { ApiProblem } from "../api-client.ts";
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
  const done = await inWorkbook(parts.supports("1.20"), async (book) => {
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
    return plans.map(({ change, merge }) => {
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
  const asked = done.some(({ conflicts }, i) => conflicts.length > 0 && "asked" in fetched[i]!.changedBy);
  const changes = asked ? await changesOf(parts) : null;
  return done.map((one, i) => ({
    ...one,
    conflicts: one.conflicts.map(({ id, ...conflict }) => ({
      ...conflict,
      changed: changedOf(fetched[i]!, id, changes),
    })),
  }));
}

/** null when it cannot be told: what the refresh did is said all the same. */
async function changesOf({ api, year }: CommandParts): Promise<RouteOutput<"changes"> | null> {
  try {
    return await api.call("changes", { year: year() });
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}

function changedOf(
  { changedBy }: Fetched,
  id: string,
  changes: RouteOutput<"changes"> | null,
): Changed | null {
  if ("known" in changedBy) return changedBy.known(id);
  const at = changes === null ? undefined : changedBy.asked(id, changes);
  return at === undefined ? null : (changes?.changes[at] ?? null);
}

function planned(fetched: Fetched, { found, xml }: Awaited<ReturnType<typeof lookUpTables>>[number]): Plan {
  if (found === null) return planNew(fetched);
  const plan = planUpdate(fetched, found, xml);
  if ("shows" in plan)
    throw new WorkbookProblem(
      "other-year",
      `Bladet ”${found.sheetName}” visar ${plan.shows} och du har valt ${fetched.year!}. Välj ${plan.shows} på fliken Start, eller hämta ${fetched.year!} i en annan arbetsbok. Inget har ändrats.`,
    );
  if (!("missing" in plan)) return plan;
  throw new WorkbookProblem(
    "column-gone",
    `Tabellen i bladet ”${found.sheetName}” saknar ${plan.missing.map((heading) => `kolumnen ”${heading}”`).join(" och ")}. Sätt tillbaka rubriken, eller ta bort bladet och hämta på nytt. Inget har ändrats.`,
  );
}

import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { reportBackTable } from "../../shared/tables/cases.ts";
import { lookUpTables } from "../excel/owned-table.ts";
import { inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { fetchedReportBacks } from "../sheets/fetched-tables.ts";
import { type Fetched, namesOf } from "../sheets/owned-table.ts";
import { afterAct } from "./after-act.ts";
import { anAct } from "./decisions.ts";
import type { CommandParts } from "./parts.ts";
import type { Refreshed } from "./results.ts";

/** What is done with a report-back by hand. The sheet "Återrapportering" follows where the workbook has it. */
export type ReportWrite =
  "acceptCorrection" | "declineCorrection" | "decideCarryOver" | "accountCarriedOver" | "tagReportBack";

export interface ReportActCommands {
  readonly actOnReport: <N extends ReportWrite>(
    name: N,
    request: RouteRequest<N>,
    work: Work,
    /** That of the click: the same when it is tried again. */
    key?: string,
  ) => Promise<RouteOutput<N>>;
}

export function reportActCommands(
  { api, supports, now }: CommandParts,
  remembered: Set<string>,
  refresh: (fetched: Fetched, work: Work) => Promise<Refreshed>,
): ReportActCommands {
  async function follow(year: number, work: Work): Promise<void> {
    const [sheet] = await inWorkbook(supports("1.20"), (book) =>
      lookUpTables(book, [namesOf(reportBackTable)], remembered),
    );
    if (!sheet?.found) return;
    const reports = await api.call("reportBacks", { year }, { signal: work.signal });
    await refresh(fetchedReportBacks(year, reports, swedishDay(now())), work);
  }

  return {
    actOnReport: async (name, request, work, key) => {
      const answer = await api.call(name, request, anAct(key));
      await afterAct("Ändringen är sparad", () => follow(Number(request.year), work));
      return answer;
    },
  };
}

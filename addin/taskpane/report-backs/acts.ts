import type { RouteRequest } from "../../../shared/api.ts";
import type { ReportWrite } from "../../commands/report-acts.ts";
import type { Pane } from "../pane.ts";
import type { ReportBack } from "./report-backs.ts";

const year = ({ parts }: Pane): number => parts.year();
/** Where what is typed for an act on a report is kept. */
export function formOf(act: ReportWrite, { kind, code }: ReportBack): string {
  return [act, kind, code].join(" ");
}

const of = ({ kind, code }: ReportBack): Pick<ReportBack, "kind" | "code"> => ({ kind, code });

/** Accepts or declines the later report that stands beside a report. */
export async function settleCorrection(
  pane: Pane,
  act: Extract<ReportWrite, "acceptCorrection" | "declineCorrection">,
  report: ReportBack,
  reason: string,
): Promise<void> {
  const { document } = report.correction!;
  const request = { year: year(pane), ...of(report), document, reason };
  await pane.reportBacks.act([act, request], async (work, key) => {
    await pane.parts.commands.actOnReport(act, request, work, key);
    return { what: act === "acceptCorrection" ? "accepted" : "declined", name: report.name, undo: null };
  });
}

/** Decides how much of what a report asks to carry over may be. */
export async function decideCarryOver(
  pane: Pane,
  report: ReportBack,
  decided: Omit<RouteRequest<"decideCarryOver">, "year" | "kind" | "code">,
): Promise<void> {
  const request = { year: year(pane), ...of(report), ...decided };
  await pane.reportBacks.act(["decideCarryOver", request], async (work, key) => {
    await pane.parts.commands.actOnReport("decideCarryOver", request, work, key);
    return { what: "carried", name: report.name, undo: null };
  });
}

/** Accounts for what was carried over: what of it was consumed by its last day. */
export async function accountCarriedOver(
  pane: Pane,
  report: ReportBack,
  accounted: Omit<RouteRequest<"accountCarriedOver">, "year" | "kind" | "code">,
): Promise<void> {
  const request = { year: year(pane), ...of(report), ...accounted };
  await pane.reportBacks.act(["accountCarriedOver", request], async (work, key) => {
    await pane.parts.commands.actOnReport("accountCarriedOver", request, work, key);
    return { what: "accounted", name: report.name, undo: null };
  });
}

/** Gives a report other tags of our own. Undone, it has those that it had. */
export async function setTags(pane: Pane, report: ReportBack, tags: readonly string[]): Promise<void> {
  const { tags: before, tagsVersion } = report;
  const request = { year: year(pane), ...of(report), tags: [...tags], version: tagsVersion };
  await pane.reportBacks.act(["tagReportBack", request], async (work, key) => {
    const { version } = await pane.parts.commands.actOnReport("tagReportBack", request, work, key);
    return {
      what: "newTags",
      name: report.name,
      undo: () => setTags(pane, { ...report, tags: [...tags], tagsVersion: version }, before),
    };
  });
}

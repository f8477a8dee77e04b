import type { RouteOutput } from "../../shared/api.ts";
import { applicantKey, applicantOf } from "../../shared/application/applicant.ts";
import { applicationColumns } from "../../shared/application/columns.ts";
import type { ApplicationValidation } from "../../shared/application/validate.ts";
import type { Problem } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { breathe } from "../excel/breathe.ts";
import type { NewColumn } from "../excel/new-sheet.ts";
import type { Work } from "../excel/work.ts";
import { applicationContext, type RoundFacts } from "../sheets/application-context.ts";
import { sameProblems } from "../sheets/same-problems.ts";
import { sheetKind, type SheetKind } from "../sheets/sheet-block.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { Control, Judgement } from "./check.ts";
import type { CommandParts } from "./parts.ts";
import { knownDocument } from "./year-facts.ts";

/** The name that a sheet of applications begins with, and the name of its table. */
export const applicationSheet = { sheet: "Ansökningar in", table: "Ansokningar_in" };

export function applicationKind({ requirements }: RouteOutput<"applications">): SheetKind {
  return sheetKind(applicationColumns(requirements), "ansökans");
}

export function applicationHeadings({ requirements }: RouteOutput<"applications">): readonly NewColumn[] {
  return applicationColumns(requirements).map(({ heading, value, lineBreak }) => ({
    heading: toCell(heading),
    width: Math.max(12, heading.length + 4, lineBreak === undefined ? 0 : 36),
    ...(value === "account-kind" && { list: ["bankgiro", "plusgiro"] }),
  }));
}

/** What a control of applications says beside its problems. Kronor asked for. */
export interface JudgedApplications extends Judgement {
  readonly applications: number;
  readonly asked: number;
}

/** The control of applications to a round: the lists of the pane and of the service. Facts that have grown old are asked for once more. */
export async function applicationControl(
  parts: CommandParts,
  round: Round,
  factsOf: (round: Round, work: Work) => Promise<RoundFacts>,
  work: Work,
): Promise<Control<JudgedApplications>> {
  const facts = await factsOf(round, work);
  const { year } = round;
  return {
    kind: applicationKind(facts.found),
    sheetName: applicationSheet.sheet,
    judge: async ({ table }, sha256, given) => {
      const { signal } = given;
      // The rules of applications come with the first control of them.
      const { validateApplications } = await import("../../shared/application/validate.ts");
      const document = await knownDocument(parts, year, sha256, signal);
      const validated = (now: RoundFacts): ApplicationValidation =>
        validateApplications(table, applicationContext(now, swedishDay(parts.now()), document));
      const mine = validated(facts);
      await breathe(given);
      const last = await parts.api.call(
        "validateApplications",
        { round: round.id, sha256, ...table },
        { signal },
      );
      const problems = last.problems as Problem[];
      const same = sameProblems(mine.problems, problems);
      const now = same ? facts : await factsOf(round, given);
      const again = same ? mine : validated(now);
      return {
        ...last,
        year,
        problems,
        differing: !same && !sameProblems(again.problems, problems),
        isRegistered: document.id !== null,
        received: again.applications.flatMap(({ content }) => content.received ?? []),
        expected: expectedVersions(now, again),
      };
    },
  };
}

/**
 * The versions of the applications that the sheet's would come upon; 0 for a municipality that has none. Who is
 * numbered at registration and has none yet is nobody that can be named.
 */
function expectedVersions(
  { round: { kind }, found }: RoundFacts,
  { applications }: ApplicationValidation,
): Readonly<Record<string, number>> {
  const known = new Map(found.applications.map((one) => [applicantKey(applicantOf(one)), one]));
  return Object.fromEntries(
    applications.flatMap(({ applicant }) => {
      if (applicant === null) return [];
      const registered = known.get(applicantKey(applicant));
      const code = registered?.code ?? (applicant.type === "municipality" ? applicant.code : null);
      return code === null ? [] : [[recipientId({ kind, code }), registered?.version ?? 0] as const];
    }),
  );
}

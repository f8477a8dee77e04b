import type { RouteOutput } from "../../shared/api.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import { countyBoardOf, type RegisterEntry } from "../../shared/register.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import type { RequisitionContext } from "../../shared/requisition/context.ts";
import { sheetKind } from "./sheet-block.ts";

export const requisitionKind = sheetKind(requisitionColumns, "rekvisitionens");

/** What the service has said about a year: enough for the same control here as there. */
export interface YearFacts {
  readonly rounds: readonly Round[];
  readonly register: RouteOutput<"register">;
  /** The keys of the year's rounds, fixed or not. */
  readonly allocations: readonly RouteOutput<"allocation">[];
}

/** The rounds of a year that take requisitions; top-ups go by the requisition of the round they top up. */
export function requisitionRounds(rounds: readonly Round[]): readonly Round[] {
  return rounds.filter(({ route, topUpOf }) => route === "requisition" && topUpOf === null);
}

/** The register's entries, in use and ceased. A ceased county has no name here: no rule asks for it. */
export function registerEntries(register: RouteOutput<"register">): readonly RegisterEntry[] {
  const inUse = register.codes.map((code, at): RegisterEntry => ({
    kind: register.kinds[at]!,
    code,
    name: register.names[at]!,
    countyCode: code.slice(0, 2),
    countyLetter: register.letters[at]!,
    county: register.counties[at]!,
    ceased: null,
  }));
  const counties = new Map(inUse.map((entry) => [entry.countyCode, entry]));
  const former = register.ceased.map(({ kind, code, name, date, successor }): RegisterEntry => {
    const county = counties.get(code.slice(0, 2));
    return {
      kind,
      code,
      name,
      countyCode: code.slice(0, 2),
      countyLetter: county?.countyLetter ?? "",
      county: county?.county ?? "",
      ceased: { date, successor },
    };
  });
  const boards = inUse.filter(({ kind }) => kind === "region").map(countyBoardOf);
  return [...inUse, ...boards, ...former];
}

/** What the control must know of the requisitions that are registered. */
export interface RegisteredFacts {
  /** "round code" of those that stand from other documents that came before: a document is never said to repeat itself. */
  readonly submitted: ReadonlySet<string>;
  readonly countedFrom: NonNullable<RequisitionContext["countedFrom"]>;
}

/** What the rules must know beside the rows, from the service's own answers. `today` is an ISO date. */
export function requisitionContext(
  facts: YearFacts,
  today: string,
  { submitted, countedFrom }: RegisteredFacts,
): RequisitionContext {
  const entries = registerEntries(facts.register);
  const byId = new Map(entries.map((entry) => [recipientId(entry), entry]));
  // Only a fixed key says what may be asked for.
  const allotted = new Map(
    facts.allocations
      .filter(({ state }) => state === "fixed")
      .flatMap(({ round, allotments }) =>
        allotments.map(({ code, amount }) => [`${round} ${code}`, amount] as const),
      ),
  );
  return {
    rounds: facts.rounds,
    register: { find: (key) => byId.get(recipientId(key)) },
    nameIndex: buildNameIndex(entries),
    alreadyRegistered: (round, code) => submitted.has(`${round} ${code}`),
    allotted: (round, code) => allotted.get(`${round} ${code}`) ?? null,
    countedFrom,
    today,
  };
}

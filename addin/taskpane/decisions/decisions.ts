import type { Channel, RouteOutput, RouteRequest } from "../../../shared/api.ts";
import { correctableKinds } from "../../../shared/decision/kinds.ts";
import type { LetterFormat } from "../../../shared/letter/letter.ts";
import type { DecisionAct, Refreshed, Work } from "../../commands/contract.ts";
import type { LetterFile } from "../../commands/decisions.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Me, Round, TabParts } from "../tab-parts.ts";

export type Listed = RouteOutput<"yearDecisions">["decisions"][number];
export type Opened = RouteOutput<"decision">;

/** What can be done to a decision next; `form` asks for what it takes. */
export type Step = "present" | "decide" | "correct" | "dispatch";

export type DecisionsNotice =
  | { readonly what: "refreshed"; readonly refreshed: Refreshed }
  | { readonly what: "presented" | "decided" | "corrected" | "written" }
  | { readonly what: MoneyAct; readonly kronor: number }
  | { readonly what: "dispatched"; readonly count: number };

/** What comes back of the money, or is never taken: registered, not decided. */
export type MoneyAct = "declined" | "repaid" | "returned";

export interface DecisionsFull {
  readonly at: "full";
  readonly list: RouteOutput<"yearDecisions">;
  readonly rounds: readonly Round[];
  readonly me: Me;
  readonly opened: Opened | null;
  readonly form: Exclude<Step, "present"> | null;
  /** Payments that may have come back, of the decision that is open; null until they are asked for. */
  readonly paid: readonly PaidLine[] | null;
  /** A letter to save, until another is written. */
  readonly letter: LetterFile | null;
  readonly notice: DecisionsNotice | null;
}

/** A line of a payment order that is paid and has not come back. */
export interface PaidLine {
  readonly payment: string;
  readonly code: string;
  readonly name: string;
  /** Kronor. */
  readonly amount: number;
}

type DecisionsWork = "open" | "sheet" | "annex" | "letter" | "money" | Step;

export interface DecisionsTab extends LoadedTab<DecisionsWork, DecisionsFull> {
  readonly show: (decision: Pick<Listed, "round" | "id">) => Promise<void>;
  readonly close: () => void;
  readonly ask: (form: DecisionsFull["form"]) => void;
  readonly writeSheet: () => Promise<void>;
  readonly insertAnnex: () => Promise<void>;
  readonly present: () => Promise<void>;
  readonly decide: (act: DecisionAct) => Promise<void>;
  readonly correct: (
    asked: Pick<RouteRequest<"prepareCorrection">, "act" | "legalGround" | "ground" | "lines">,
  ) => Promise<void>;
  readonly dispatch: (how: { date: string; way: Channel; format: LetterFormat }) => Promise<void>;
  readonly write: (code: string, format: LetterFormat) => Promise<void>;
  /** An act on the decision that is open. It and the list are read again, as the act may have changed them. */
  readonly act: (
    what: DecisionsWork,
    run: (opened: Opened, work: Work) => Promise<DecisionsNotice>,
  ) => Promise<void>;
}

/** The decisions of the year: where each stands, and its next step for whoever is signed in. */
export function createDecisions(parts: TabParts): DecisionsTab {
  const { commands, call } = parts;
  const listNow = (): Promise<RouteOutput<"yearDecisions">> => call("yearDecisions", { year: parts.year() });
  const quiet = { notice: null, letter: null };
  const tab = createLoadedTab<DecisionsWork, DecisionsFull>(parts, {
    read: async () => {
      const list = await listNow();
      if (list.decisions.length === 0) return null;
      const [rounds, me] = [parts.rounds(), parts.me()];
      return { at: "full", list, rounds, me, opened: null, form: null, paid: null, ...quiet };
    },
    quiet,
  });
  const act: DecisionsTab["act"] = (what, run) =>
    tab.work(
      what,
      async (work, { opened }) => {
        if (opened === null) return {};
        const notice = await run(opened, work);
        const { round, id } = opened;
        const [list, again] = await Promise.all([listNow(), call("decision", { round, decision: id })]);
        return { notice, list, opened: again, form: null, paid: null };
      },
      () => void act(what, run),
    );
  const show = (decision: Pick<Listed, "round" | "id">): Promise<void> =>
    tab.work(
      "open",
      async () => {
        const { round, id } = decision;
        return { opened: await call("decision", { round, decision: id }), form: null, paid: null };
      },
      () => void show(decision),
    );
  const writeSheet = (): Promise<void> =>
    tab.work(
      "sheet",
      async (work) => ({
        notice: { what: "refreshed", refreshed: await commands.refreshDecisions(parts.year(), work) },
      }),
      () => void writeSheet(),
    );
  const write = (code: string, format: LetterFormat): Promise<void> =>
    tab.work(
      "letter",
      async (_, { opened }) =>
        opened === null
          ? {}
          : {
              letter: await commands.letter(opened.round, opened.id, code, format),
              notice: { what: "written" },
            },
      () => void write(code, format),
    );
  return {
    ...tab,
    show,
    close: () => {
      tab.change({ opened: null, form: null, ...quiet });
    },
    ask: (form) => {
      tab.change({ form });
    },
    writeSheet,
    insertAnnex: () =>
      act("annex", async ({ round, id }, work) => ({
        what: "refreshed",
        refreshed: await commands.insertAnnex(round, id, work),
      })),
    present: () =>
      act("present", async ({ round, id }) => {
        await commands.presentDecision({ round, decision: id });
        return { what: "presented" };
      }),
    decide: (given) =>
      act("decide", async ({ round, id }) => {
        await commands.decide({ round, decision: id, ...given });
        return { what: "decided" };
      }),
    correct: (asked) =>
      act("correct", async ({ round, id }) => {
        await commands.prepareCorrection({ round, decision: id, ...asked });
        return { what: "corrected" };
      }),
    dispatch: (how) =>
      act("dispatch", async ({ round, id, lines }, work) => {
        const codes = lines.filter(({ sent }) => sent === null).map(({ code }) => code);
        return {
          what: "dispatched",
          count: await commands.dispatch({ round, decision: id, ...how }, codes, work),
        };
      }),
    write,
    act,
  };
}

/** The steps that this person may take with a decision, the next one first. */
export function stepsFor({ roles, id }: Me, decision: Listed): readonly Step[] {
  const { kind, state, preparedBy, notice } = decision;
  const prepares = roles.includes("handlaggare") || roles.includes("foredragande");
  const here = kind === "requisitions" || kind === "applications" || kind === "correction";
  if (state === "withdrawn") return [];
  if (state !== "decided") {
    const decides = here && roles.includes("beslutsfattare") && id !== preparedBy;
    return [
      ...(decides ? (["decide"] as const) : []),
      ...(prepares && state === "prepared" ? (["present"] as const) : []),
    ];
  }
  const unsent = notice !== null && notice.recipients < notice.of;
  const corrects = correctableKinds.includes(kind);
  return [
    ...(prepares && unsent ? (["dispatch"] as const) : []),
    ...(prepares && corrects ? (["correct"] as const) : []),
  ];
}

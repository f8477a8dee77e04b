import type { RouteName, RouteOutput, RouteRequest } from "../../../shared/api.ts";
import type { LetterFormat } from "../../../shared/letter/letter.ts";
import type { DecisionAct, Refreshed, Work } from "../../commands/contract.ts";
import type { LetterFile } from "../../commands/decisions.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Me, Round, TabParts } from "../tab-parts.ts";
import type { Orders } from "./orders.ts";

export type Listed = RouteOutput<"yearDecisions">["decisions"][number];
export type Opened = RouteOutput<"decision">;

/** What can be done to a decision next; `form` asks for what it takes. */
export type Step = "present" | "decide" | "takeBack" | "correct" | "dispatch";

export type DecisionsNotice =
  | { readonly what: "refreshed"; readonly refreshed: Refreshed }
  | { readonly what: "prepared" | "presented" | "decided" | "takenBack" | "corrected" | "written" }
  | { readonly what: MoneyAct; readonly kronor: number }
  | { readonly what: "dispatched"; readonly count: number };

/** What becomes of the money of a decision: registered, not decided. */
export type MoneyAct = "declined" | "attested" | "paid" | "repaid" | "reversed" | "returned";

export interface DecisionsFull {
  readonly at: "full";
  readonly list: RouteOutput<"yearDecisions">;
  readonly rounds: readonly Round[];
  readonly me: Me;
  readonly opened: Opened | null;
  readonly form: Exclude<Step, "present"> | null;
  /** Payment orders by round, as far as they are shown. */
  readonly orders: readonly Orders[];
  /** Payments that may have come back, of the decision that is open; null until they are asked for. */
  readonly paid: readonly PaidLine[] | null;
  /** Repayments of one recipient in the round of the decision, that stand; null until they are asked for. */
  readonly booked: { readonly code: string; readonly repayments: readonly Repayment[] } | null;
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

/** A repayment that is booked and not reversed. */
export interface Repayment {
  readonly id: string;
  /** ISO date. */
  readonly date: string;
  /** Kronor. */
  readonly amount: number;
}

type DecisionsWork = "open" | "sheet" | "annex" | "letter" | "money" | "prepare" | Step;

export interface DecisionsTab extends LoadedTab<DecisionsWork, DecisionsFull> {
  readonly show: (decision: Pick<Listed, "round" | "id">) => Promise<void>;
  readonly close: () => void;
  readonly ask: (form: DecisionsFull["form"]) => void;
  readonly writeSheet: () => Promise<void>;
  readonly insertAnnex: () => Promise<void>;
  /** Prepares a decision on what waits in a round, and opens it. */
  readonly prepare: (round: string) => Promise<void>;
  readonly present: () => Promise<void>;
  readonly decide: (act: DecisionAct) => Promise<void>;
  /** Takes back what is prepared and not decided. */
  readonly takeBack: (reason: string) => Promise<void>;
  readonly correct: (
    asked: Pick<RouteRequest<"prepareCorrection">, "act" | "legalGround" | "ground" | "lines">,
  ) => Promise<void>;
  /** Sends to those of its recipients that it has not been sent to. */
  readonly dispatch: (how: Pick<RouteRequest<"dispatch">, "date" | "way" | "format">) => Promise<void>;
  /** Sends to one recipient once more. */
  readonly dispatchAgain: (
    code: string,
    how: Pick<RouteRequest<"dispatch">, "date" | "way" | "format">,
  ) => Promise<void>;
  readonly write: (code: string, format: LetterFormat) => Promise<void>;
  /** An act on the decision that is open. It and the list are read again, as the act may have changed them. */
  readonly act: (
    what: DecisionsWork,
    /** What its form says: the same asked again is the same act. */
    asked: object,
    run: (opened: Opened, work: Work, key: string) => Promise<DecisionsNotice>,
    /** It can be stopped between its parts. */
    inParts?: boolean,
  ) => Promise<void>;
}

/** Where what is typed for an act on a decision is kept. */
export function formOf(act: RouteName, { round, id }: Pick<Listed, "round" | "id">): string {
  return [act, round, id].join(" ");
}

/** The decisions of the year: where each stands, and its next step for whoever is signed in. */
export function createDecisions(parts: TabParts): DecisionsTab {
  const { commands, call } = parts;
  const listNow = (): Promise<RouteOutput<"yearDecisions">> => call("yearDecisions", { year: parts.year() });
  // Comes with the first who looks: with it come the routes, which the pane starts without.
  const ordersNow = async (
    list: DecisionsFull["list"],
    opened: Pick<Listed, "round"> | null,
  ): Promise<readonly Orders[]> => (await import("./orders.ts")).readOrders(parts, list, opened);
  const unread = { paid: null, booked: null };
  const quiet = { notice: null, letter: null };
  const tab = createLoadedTab<DecisionsWork, DecisionsFull>(parts, {
    read: async () => {
      const list = await listNow();
      if (list.decisions.length === 0 && list.preparable.length === 0) return null;
      const [rounds, me] = [parts.rounds(), parts.me()];
      const orders = await ordersNow(list, null);
      return { at: "full", list, rounds, me, opened: null, form: null, orders, ...unread, ...quiet };
    },
    anew: async ({ opened }) => {
      const [list, again] = await Promise.all([
        listNow(),
        opened === null ? null : call("decision", { round: opened.round, decision: opened.id }),
      ]);
      return { list, opened: again, orders: await ordersNow(list, opened) };
    },
    quiet,
  });
  /** An act on the decision that is open; `asked` is what its form says. */
  const act: DecisionsTab["act"] = async (what, asked, run, inParts = false) => {
    const opened = tab.shown()?.opened ?? null;
    if (opened === null) return;
    await tab.perform(what, {
      asked: [opened.round, opened.id, asked],
      run: (work, key) => run(opened, work, key),
      then: (notice) => ({ notice, form: null, ...unread }),
      inParts,
    });
  };
  const show = (decision: Pick<Listed, "round" | "id">): Promise<void> =>
    tab.work(
      "open",
      async (_, { list }) => {
        const { round, id } = decision;
        const [opened, orders] = await Promise.all([
          call("decision", { round, decision: id }),
          ordersNow(list, decision),
        ]);
        return { opened, orders, form: null, ...unread };
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
  const insertAnnex = (): Promise<void> =>
    tab.work(
      "annex",
      async (work, { opened }) =>
        opened === null
          ? {}
          : {
              notice: {
                what: "refreshed",
                refreshed: await commands.insertAnnex(opened.round, opened.id, work),
              },
            },
      () => void insertAnnex(),
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
      tab.settle({ opened: null, form: null, ...quiet });
    },
    ask: (form) => {
      tab.settle({ form });
    },
    writeSheet,
    insertAnnex,
    prepare: (round) =>
      tab.perform("prepare", {
        asked: round,
        run: (_, key) => commands.prepareDecision(round, key),
        then: async ({ id }) => ({
          notice: { what: "prepared" },
          opened: await call("decision", { round, decision: id }),
        }),
      }),
    present: () =>
      act("present", {}, async ({ round, id }, _, key) => {
        await commands.presentDecision({ round, decision: id }, key);
        return { what: "presented" };
      }),
    decide: (given) =>
      act("decide", given, async ({ round, id }, _, key) => {
        await commands.decide({ round, decision: id, ...given }, key);
        return { what: "decided" };
      }),
    takeBack: (reason) =>
      act("takeBack", { reason }, async ({ round, id }, _, key) => {
        await commands.takeBackDecision({ round, decision: id, reason }, key);
        return { what: "takenBack" };
      }),
    correct: (asked) =>
      act("correct", asked, async ({ round, id }, _, key) => {
        await commands.prepareCorrection({ round, decision: id, ...asked }, key);
        return { what: "corrected" };
      }),
    dispatch: (how) =>
      act(
        "dispatch",
        how,
        async ({ round, id }, work, key) => {
          // Read anew: some may have been sent since, by a colleague or by what failed half-way.
          const { lines } = await call("decision", { round, decision: id });
          const codes = lines.filter(({ sent }) => sent === null).map(({ code }) => code);
          const count = await commands.dispatch({ round, decision: id, ...how }, codes, work, key);
          return { what: "dispatched", count };
        },
        true,
      ),
    dispatchAgain: (code, how) =>
      act("dispatch", [code, how], async ({ round, id }, work, key) => {
        const request = { round, decision: id, ...how, again: true };
        const count = await commands.dispatch(request, [code], work, key);
        return { what: "dispatched", count };
      }),
    write,
    act,
  };
}

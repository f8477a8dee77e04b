import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import type { LetterFormat } from "../../shared/letter/letter.ts";
import type { Work } from "../excel/work.ts";
import { fetchedAnnex, fetchedDecisions } from "../sheets/fetched-decisions.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { fromBase64 } from "./keep-file.ts";
import type { Refreshed } from "./results.ts";
import type { CommandParts } from "./parts.ts";

type Committed = RouteOutput<"decide">;

/** A letter as a file to save or send. */
export interface LetterFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Decisions from preparation to notice, their corrections, and what comes back of the money. */
export interface DecisionCommands {
  readonly prepareDecision: (round: string) => Promise<Committed>;
  readonly presentDecision: (request: RouteRequest<"presentDecision">) => Promise<Committed>;
  readonly decide: (request: RouteRequest<"decide">) => Promise<Committed>;
  readonly prepareCorrection: (request: RouteRequest<"prepareCorrection">) => Promise<Committed>;
  readonly decline: (request: RouteRequest<"decline">) => Promise<Committed>;
  readonly registerRepayment: (request: RouteRequest<"registerRepayment">) => Promise<Committed>;
  readonly returnPayment: (request: RouteRequest<"returnPayment">) => Promise<Committed>;
  readonly letter: (
    round: string,
    decision: string,
    code: string,
    format: LetterFormat,
  ) => Promise<LetterFile>;
  /** The letter of a request for completion. */
  readonly completionLetter: (year: number, completion: string, format: LetterFormat) => Promise<LetterFile>;
  /** Notes that a decision was sent to these of its recipients, some letters at a time; says how many. */
  readonly dispatch: (
    request: Omit<RouteRequest<"dispatch">, "codes">,
    codes: readonly string[],
    work: Work,
  ) => Promise<number>;
  /** The sheet "Beslut" of a year. */
  readonly refreshDecisions: (year: number, work: Work) => Promise<Refreshed>;
  /** The sheet "Bilaga" with the recipients of a decision. */
  readonly insertAnnex: (round: string, decision: string, work: Work) => Promise<Refreshed>;
}

/** As many letters as the service writes and keeps within one answer. */
const lettersAtATime = 20;

export function decisionCommands(
  { api }: CommandParts,
  one: (fetched: Fetched, work: Work) => Promise<Refreshed>,
): DecisionCommands {
  return {
    prepareDecision: (round) => api.call("prepareDecision", { round }, anAct()),
    presentDecision: (request) => api.call("presentDecision", request, anAct()),
    decide: (request) => api.call("decide", request, anAct()),
    prepareCorrection: (request) => api.call("prepareCorrection", request, anAct()),
    decline: (request) => api.call("decline", request, anAct()),
    registerRepayment: (request) => api.call("registerRepayment", request, anAct()),
    returnPayment: (request) => api.call("returnPayment", request, anAct()),
    letter: async (round, decision, code, format) => {
      const { name, base64, sha256 } = await api.call("letter", { round, decision, code, format });
      return { name, sha256, bytes: fromBase64(base64) };
    },
    completionLetter: async (year, completion, format) => {
      const { name, base64, sha256 } = await api.call("completionLetter", { year, completion, format });
      return { name, sha256, bytes: fromBase64(base64) };
    },
    dispatch: async (request, codes, { progress, signal }) => {
      for (let at = 0; at < codes.length; at += lettersAtATime) {
        progress(at, codes.length);
        const batch = codes.slice(at, at + lettersAtATime);
        await api.call("dispatch", { ...request, codes: batch }, { ...anAct(), signal });
      }
      return codes.length;
    },
    refreshDecisions: async (year, work) => {
      const [answer, { rounds }] = await Promise.all([
        api.call("yearDecisions", { year }, { signal: work.signal }),
        api.call("rounds", {}, { signal: work.signal }),
      ]);
      return await one(fetchedDecisions(year, answer, rounds), work);
    },
    insertAnnex: async (round, decision, work) =>
      await one(fetchedAnnex(await api.call("decision", { round, decision }, { signal: work.signal })), work),
  };
}

/** A key for one click: the client asks again with the same key when an answer is lost. */
export function anAct(): { readonly idempotencyKey: string } {
  return { idempotencyKey: crypto.randomUUID() };
}

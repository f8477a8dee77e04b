import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import type { LetterFormat } from "../../shared/letter/letter.ts";
import type { Work } from "../excel/work.ts";
import { fetchedAnnex, fetchedDecisions } from "../sheets/fetched-decisions.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { fromBase64 } from "./keep-file.ts";
import type { Refreshed } from "./results.ts";
import type { CommandParts } from "./parts.ts";

type Committed = RouteOutput<"decline">;

/** A letter as a file to save or send. */
export interface LetterFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Decisions from preparation to notice, their corrections, and what comes back of the money. */
export interface DecisionCommands {
  /** `key` is that of the click: the same when it is tried again. */
  readonly prepareDecision: (round: string, key?: string) => Promise<Committed>;
  readonly presentDecision: (request: RouteRequest<"presentDecision">, key?: string) => Promise<Committed>;
  readonly decide: (request: RouteRequest<"decide">, key?: string) => Promise<Committed>;
  readonly takeBackDecision: (request: RouteRequest<"takeBackDecision">, key?: string) => Promise<Committed>;
  readonly prepareCorrection: (
    request: RouteRequest<"prepareCorrection">,
    key?: string,
  ) => Promise<Committed>;
  readonly decline: (request: RouteRequest<"decline">, key?: string) => Promise<Committed>;
  readonly registerRepayment: (
    request: RouteRequest<"registerRepayment">,
    key?: string,
  ) => Promise<Committed>;
  readonly returnPayment: (request: RouteRequest<"returnPayment">, key?: string) => Promise<Committed>;
  readonly letter: (
    round: string,
    decision: string,
    code: string,
    format: LetterFormat,
  ) => Promise<LetterFile>;
  /** The letter of a request for completion. */
  readonly completionLetter: (year: number, completion: string, format: LetterFormat) => Promise<LetterFile>;
  /** Notes that a decision was sent to these of its recipients, some letters at a time; says how many before it was stopped. */
  readonly dispatch: (
    request: Omit<RouteRequest<"dispatch">, "codes">,
    codes: readonly string[],
    work: Work,
    key?: string,
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
    prepareDecision: (round, key) => api.call("prepareDecision", { round }, anAct(key)),
    presentDecision: (request, key) => api.call("presentDecision", request, anAct(key)),
    decide: (request, key) => api.call("decide", request, anAct(key)),
    takeBackDecision: (request, key) => api.call("takeBackDecision", request, anAct(key)),
    prepareCorrection: (request, key) => api.call("prepareCorrection", request, anAct(key)),
    decline: (request, key) => api.call("decline", request, anAct(key)),
    registerRepayment: (request, key) => api.call("registerRepayment", request, anAct(key)),
    returnPayment: (request, key) => api.call("returnPayment", request, anAct(key)),
    letter: async (round, decision, code, format) => {
      const { name, base64, sha256 } = await api.call("letter", { round, decision, code, format });
      return { name, sha256, bytes: fromBase64(base64) };
    },
    completionLetter: async (year, completion, format) => {
      const { name, base64, sha256 } = await api.call("completionLetter", { year, completion, format });
      return { name, sha256, bytes: fromBase64(base64) };
    },
    dispatch: async (request, codes, { progress, signal }, key = crypto.randomUUID()) => {
      for (let at = 0; at < codes.length; at += lettersAtATime) {
        // Stopped between two batches: what the service has been asked to send it sends.
        if (signal.aborted) return at;
        progress(at, codes.length);
        const batch = codes.slice(at, at + lettersAtATime);
        // By its first recipient: what is left of an act that failed half-way begins at another.
        await api.call("dispatch", { ...request, codes: batch }, anAct(`${key}.${batch[0]!}`));
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

/** A key for one click: the same is asked again with the same key when an answer is lost. */
export function anAct(key: string = crypto.randomUUID()): { readonly idempotencyKey: string } {
  return { idempotencyKey: key };
}

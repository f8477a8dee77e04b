import { ApiProblem } from "../api-client.ts";
import { countedFrom } from "../../shared/case/counted-from.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { KnownDocument } from "../sheets/known-document.ts";
import { type RegisteredFacts, requisitionRounds, type YearFacts } from "../sheets/requisition-context.ts";
import type { CommandParts } from "./parts.ts";

/** What the service has said of years, kept so that a control needs no more than it must. */
export interface FactsMemory {
  readonly of: (year: number, signal?: AbortSignal) => Promise<YearFacts>;
  readonly forget: () => void;
}

export function rememberFacts({ api }: CommandParts): FactsMemory {
  const known = new Map<number, Promise<YearFacts>>();
  const load = async (year: number, options: { signal?: AbortSignal }): Promise<YearFacts> => {
    const { rounds: all } = await api.call("rounds", {}, options);
    const rounds = all.filter((round) => round.year === year);
    const keyed = rounds.filter(({ key }) => key !== null);
    const date = keyed[0]?.key?.populationDate ?? `${year - 1}-12-31`;
    const [register, ...allocations] = await Promise.all([
      api.call("register", { date }, options),
      ...requisitionRounds(keyed).map(({ id }) => orNull(api.call("allocation", { round: id }, options))),
    ]);
    return { rounds, register, allocations: allocations.filter((one) => one !== null) };
  };
  return {
    of: async (year, signal) => {
      const found = known.get(year) ?? load(year, signal ? { signal } : {});
      known.set(year, found);
      try {
        const facts = await found;
        // A key that is not fixed yet may be so the next time.
        if (facts.allocations.some(({ state }) => state !== "fixed") || facts.allocations.length === 0)
          known.delete(year);
        return facts;
      } catch (error) {
        known.delete(year);
        throw error;
      }
    },
    forget: () => {
      known.clear();
    },
  };
}

/** What is registered, and what the control must know of it. */
export interface Registered extends RegisteredFacts {
  /** Per recipient id. */
  readonly versions: ReadonlyMap<string, number>;
  /** Whether the document itself is registered. */
  readonly isRegistered: boolean;
}

/** What is registered of a year, as the document with this SHA-256 must know it. */
export async function registeredRequisitions(
  parts: CommandParts,
  { rounds }: YearFacts,
  sha256: string,
  signal: AbortSignal,
): Promise<Registered> {
  const [{ id: document, isEarlier }, ...perRound] = await Promise.all([
    knownDocument(parts, parts.year(), sha256, signal),
    ...requisitionRounds(rounds).map(async ({ id, kind }) => {
      const { requisitions } = await parts.api.call("requisitions", { round: id }, { signal });
      return requisitions.map((one) => ({ ...one, id: recipientId({ kind, code: one.code }), round: id }));
    }),
  ]);
  const all = perRound.flat();
  const registered = new Map(all.map((one) => [`${one.round} ${one.code}`, one]));
  return {
    isRegistered: document !== null,
    versions: new Map(all.map(({ id, version }) => [id, version])),
    submitted: new Set(
      all
        .filter(({ state, document }) => state === "submitted" && isEarlier(document))
        .map(({ round, code }) => `${round} ${code}`),
    ),
    countedFrom: (round, code, day) => {
      const before = registered.get(`${round} ${code}`);
      return countedFrom({ day, document }, before, before?.completion ?? null);
    },
  };
}

/** The document with this SHA-256, among those of a year. */
export async function knownDocument(
  { api }: CommandParts,
  year: number,
  sha256: string,
  signal: AbortSignal,
): Promise<KnownDocument> {
  const { documents } = await api.call("status", { year }, { signal });
  const self = documents.find((known) => known.sha256 === sha256);
  const later = new Set(
    documents.filter((one) => self && one.registeredAt >= self.registeredAt).map(({ id }) => id),
  );
  return { id: self?.id ?? null, isEarlier: (document) => !later.has(document) };
}

/** null for what is not there yet. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "not-found") return null;
    throw error;
  }
}

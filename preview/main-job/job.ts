import type { ApiClient } from "../../addin/api-client.ts";
import type { Round } from "../../shared/programme.ts";
import { roundsOf } from "../../shared/programmes/index.ts";
import type { SampleYear } from "../sample/sample-year.ts";

/** Who acts: registers and prepares, decides, attests and pays, administers. */
export type Actor = "hanna" | "bo" | "eva" | "adam";

/** What every step of the main job works with. */
export interface Job {
  readonly year: SampleYear;
  /** The API as one of the exempelpersoner reaches it. */
  readonly client: (actor: Actor) => ApiClient;
  /** Calls the API as one of them. */
  readonly as: (actor: Actor) => ApiClient["call"];
  /** Says how far a step has come: `done` of `total`, and of what. */
  readonly progress: (done: number, total: number, what: string) => void;
  /** Keeps a file that "came in", for whoever wants to open it. */
  readonly keep: (name: string, bytes: Uint8Array) => void;
  /** Replaces the sample's redistribution ceiling, kronor; null = the sample's own. */
  readonly ceiling: number | null;
}

export const yearNumber = 2022;
/** The date of the population that the keys of 2022 use. */
export const populationDate = "2021-12-31";

export const rounds: readonly Round[] = roundsOf(yearNumber);
export const keyRounds = rounds.filter(({ key }) => key !== null);

/** One idempotency key per act of the job, the same in every run: an act done twice is done once. */
export function actKey({ year }: Job, ...what: readonly string[]): { idempotencyKey: string } {
  return { idempotencyKey: ["huvudjobb", String(year.seed), ...what].join(".").slice(0, 128) };
}

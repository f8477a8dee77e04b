import type { Round } from "../../shared/programme.ts";
import type { Context } from "../context.ts";
import type { RecordedAct } from "../store/model.ts";
import { roundsOfCase } from "./case-facts.ts";
import { yearChain } from "./rounds.ts";

/**
 * Whom a case of a round may be given to, by the name in their token: whoever asks, and those who have acted in the round,
 * its top-ups or the documents of its year. Fördela keeps no list of people: it knows those it has seen at work.
 */
export async function colleaguesIn({ store, principal }: Context, round: Round): Promise<readonly string[]> {
  const heads = await store.heads([...roundsOfCase(round).map(({ id }) => id), yearChain(round.year)]);
  const acts: readonly RecordedAct[] = (await Promise.all(heads.map((head) => store.acts(head)))).flat();
  const names = acts.map(({ record: { actorName = "" } }) => actorName);
  return [...new Set([principal.name, ...names])].filter((name) => name !== "").sort();
}

import { Refusal } from "../../shared/errors.ts";
import { programmeYears } from "../../shared/programmes/index.ts";
import { parsePopulationRows } from "../../shared/register/population-rows.ts";
import type { Handlers } from "../context.ts";
import { actOn, change } from "./change.ts";
import { populationOn } from "./populations.ts";
import { register } from "./rounds.ts";

/** Who I am, and the facts that every page needs: rounds, register, population. */
export const referenceHandlers = {
  me: (_input, { principal: { id, name, roles } }) => Promise.resolve({ id, name, roles: [...roles] }),

  rounds: () =>
    Promise.resolve({
      rounds: programmeYears.flatMap(({ rounds }) =>
        rounds.map((round) => ({ ...round, assumptions: [...round.assumptions] })),
      ),
    }),

  async register({ date }, context) {
    const { source, changed, inhabitants } = await populationOn(context, date);
    const entries = (["municipality", "region"] as const).flatMap((kind) =>
      register.list(kind).map((entry) => ({ ...entry, inhabitants: inhabitants[kind].get(entry.code) ?? 0 })),
    );
    return {
      date,
      source,
      changed,
      kinds: entries.map(({ kind }) => kind),
      codes: entries.map(({ code }) => code),
      names: entries.map(({ name }) => name),
      counties: entries.map(({ county }) => county),
      letters: entries.map(({ countyLetter }) => countyLetter),
      inhabitants: entries.map((entry) => entry.inhabitants),
      ceased: register.entries.flatMap(({ kind, code, name, ceased }) =>
        ceased ? [{ kind, code, name, ...ceased }] : [],
      ),
    };
  },

  /** Replaces the population of a date. A key that is already fixed keeps the population it was fixed with. */
  async importPopulation(input, context) {
    const parsed = parsePopulationRows(input, register);
    if (!parsed.ok) {
      throw new Refusal("rules-broken", "Folkmängden lästes inte in. Rätta cellerna och läs in filen igen.", {
        problems: parsed.error,
      });
    }
    const { date, source, inhabitants } = parsed.value;
    const recipients = inhabitants.municipality.size + inhabitants.region.size;
    const total = [...inhabitants.municipality.values()].reduce((sum, n) => sum + n, 0);
    return await change(context, ["system"], ([head]) =>
      Promise.resolve({
        chains: [
          actOn(head!, {
            action: "folkmängd inläst",
            details: { date, source, recipients, total },
          }),
        ],
        populations: [parsed.value],
        answer: { id: `folkmängd ${date}`, recipients, total },
      }),
    );
  },
} satisfies Partial<Handlers>;

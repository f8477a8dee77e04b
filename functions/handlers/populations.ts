import { Refusal } from "../../shared/errors.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import type { Context } from "../context.ts";
import type { ImportedPopulation } from "../store/model.ts";

const published = swedishRegister();

/** The population on a date as an administrator imported it, else as published by SCB. */
export async function populationOn({ store }: Context, date: string): Promise<ImportedPopulation> {
  const imported = await store.population(date);
  if (imported) return imported;
  const known = published.populationOn(date);
  if (known) return { ...known, changed: null };
  throw new Refusal(
    "not-found",
    `Folkmängden den ${date} finns inte. Be en administratör läsa in den, eller välj ett annat datum.`,
    { dates: published.populationDates },
  );
}

import { Refusal } from "../../shared/errors.ts";
import { publishedDates, publishedPopulation } from "../../shared/register/swedish-register.ts";
import type { Context } from "../context.ts";
import type { ImportedPopulation } from "../store/model.ts";

/** The population on a date as an administrator imported it, else as published by SCB. */
export async function populationOn({ store }: Context, date: string): Promise<ImportedPopulation> {
  const imported = await store.population(date);
  if (imported) return imported;
  const known = publishedPopulation(date);
  if (known) return { ...known, changed: null };
  throw new Refusal(
    "not-found",
    `Folkmängden den ${date} finns inte. Be en administratör läsa in den, eller välj ett annat datum.`,
    { dates: publishedDates },
  );
}

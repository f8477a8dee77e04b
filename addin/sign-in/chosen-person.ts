import * as z from "zod/mini";
import type { Person } from "./sign-in.ts";

/** Where the chosen person is remembered in this browser tab. */
export const chosenPersonKey = "fordela-person";

const person = z.object({ id: z.string(), name: z.string() });

/** Who was chosen last, from its text; null when nobody is, or the text is not ours. */
export function readChosenPerson(text: string | null): Person | null {
  try {
    return text === null ? null : person.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The text that `readChosenPerson` reads. */
export function chosenPersonText({ id, name }: Person): string {
  return JSON.stringify({ id, name });
}

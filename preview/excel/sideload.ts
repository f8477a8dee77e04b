import { existsSync } from "node:fs";
import { sideloadTools } from "./tools.ts";

/** Puts the add-in into Excel on this computer (Windows, Mac) and opens Excel; false, with words, when that fails. */
export async function addToExcel(manifest: string): Promise<boolean> {
  try {
    // On Mac an older file of the same manifest is in the way of a new one.
    await sideloadTools().unregisterAddIn(manifest);
    await sideloadTools().sideloadAddIn(manifest, "excel");
    return true;
  } catch (error) {
    console.error(
      `Tillägget gick inte att lägga in i Excel på datorn (${reasonOf(error)}). Se efter att Excel är installerat och stängt, och försök igen, eller använd Excel på webben.`,
    );
    return false;
  }
}

/** Takes the add-in out of Excel on this computer, if it is there; false, with words, when that fails. */
export async function removeFromExcel(manifest: string): Promise<boolean> {
  try {
    if (existsSync(manifest)) await sideloadTools().unregisterAddIn(manifest);
    console.log("Tillägget är borttaget ur Excel på datorn. Starta om Excel om det är öppet.");
    return true;
  } catch (error) {
    console.error(
      `Tillägget gick inte att ta bort ur Excel (${reasonOf(error)}). Stäng Excel och kör npm run excel -- --stop.`,
    );
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

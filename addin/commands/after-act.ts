import { ApiProblem } from "../api-client.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";

/**
 * Brings sheets up to date after an act of the service. What fails then says what is done: "Inget har ändrats" is true
 * of the workbook alone, and would have the act done again. `done` is a Swedish clause, "Påminnelserna är skickade".
 */
export async function afterAct<T>(done: string, refresh: () => Promise<T>): Promise<T> {
  try {
    return await refresh();
  } catch (error) {
    const isTold = error instanceof WorkbookProblem || error instanceof ApiProblem;
    // Whoever is signed out signs in again, and asks again.
    if (!isTold || error.code === "not-signed-in") throw error;
    const why = error.detail.replace(/ ?Inget har (ändrats|skrivits)\./g, "").trim();
    throw new WorkbookProblem("done-not-shown", `${done}, men bladet är inte uppdaterat. ${why}`, error);
  }
}

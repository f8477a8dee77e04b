import type { Problem } from "../../shared/problems.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import type { Checked } from "./check.ts";
import type { CheckResult } from "./contract.ts";

/** The controls since the add-in was opened, by what they answered and by each problem of it. */
export interface Checks {
  readonly keep: <R extends CheckResult>(result: R, checked: Checked) => R;
  /** @throws WorkbookProblem when it is of no control of ours */
  readonly of: (said: CheckResult | Problem) => Checked;
}

export function rememberChecks(): Checks {
  const known = new WeakMap<CheckResult | Problem, Checked>();
  return {
    keep: (result, checked) => {
      for (const said of [result, ...result.problems]) known.set(said, checked);
      return result;
    },
    of: (said) => {
      const found = known.get(said);
      if (found !== undefined) return found;
      throw new WorkbookProblem(
        "stale-check",
        "Kontrollera bladet först: det är inte kontrollerat sedan tillägget öppnades.",
      );
    },
  };
}

import type { Problem } from "../../shared/problems.ts";
import type { Checked } from "./check.ts";

/** A problem that was mended for the user, and the number of its row in the hidden column. */
interface MendedProblem {
  readonly problem: Problem;
  readonly key: number;
}

/** What has become of the problems of the worksheets since the add-in was opened. */
export interface Outcomes {
  /** Answers how to forget it again, for whoever takes the fixes back. */
  readonly mended: (checked: Checked, problems: readonly Problem[]) => () => void;
  readonly mendedIn: (sheetId: string) => readonly MendedProblem[];
  readonly registered: (checked: Checked) => void;
  readonly isRegistered: (checked: Checked) => boolean;
}

export function rememberOutcomes(): Outcomes {
  const all = new Set<{ readonly sheetId: string; readonly fixes: readonly MendedProblem[] }>();
  const registered = new WeakSet<Checked>();
  return {
    mended: ({ sheetId, keys }, problems) => {
      const fixes = problems.flatMap((problem): MendedProblem[] => {
        const key = keys.get(problem.row);
        return key === undefined ? [] : [{ problem, key }];
      });
      const entry = { sheetId, fixes };
      all.add(entry);
      return () => all.delete(entry);
    },
    mendedIn: (sheetId) => {
      const fixes = [...all].flatMap((entry) => (entry.sheetId === sheetId ? entry.fixes : []));
      // A slip that was made and mended twice is one slip.
      return [...new Map(fixes.map((fix) => [placeOf(fix), fix])).values()];
    },
    registered: (checked) => registered.add(checked),
    isRegistered: (checked) => checked.isRegistered || registered.has(checked),
  };
}

function placeOf({ key, problem: { column, rule } }: MendedProblem): string {
  return `${key} ${column} ${rule}`;
}

/** What became of a problem that stands in the last control. */
export function outcomeOf({ fix, severity }: Problem, registered: boolean): string {
  if (registered) return severity === "error" ? "Kräver komplettering" : "Varning, registrerad";
  return fix === undefined ? "Att rätta" : "Kan rättas åt dig";
}

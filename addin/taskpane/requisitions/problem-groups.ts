import type { Problem } from "../../../shared/problems.ts";

/** One cause, and every cell where it was found. */
export interface ProblemGroup {
  readonly rule: string;
  readonly severity: Problem["severity"];
  /** What to do, with "…" where the cells differ. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** How many of them a safe fix can mend. */
  readonly fixable: number;
}

/** Problems by cause: errors before warnings, what is found in most cells first, else in the order of the sheet. */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const cause = `${problem.severity} ${problem.rule}`;
    const same = groups.get(cause);
    if (same === undefined) groups.set(cause, [problem]);
    else same.push(problem);
  }
  return [...groups.values()]
    .map((same) => ({
      rule: same[0]!.rule,
      severity: same[0]!.severity,
      text: commonText(same.map(({ text }) => text)),
      problems: same,
      fixable: same.filter(({ fix }) => fix !== undefined).length,
    }))
    .sort((a, b) => rank(a) - rank(b) || b.problems.length - a.problems.length);
}

function rank({ severity }: ProblemGroup): number {
  return severity === "error" ? 0 : 1;
}

/** The words that all texts begin and end with, and "…" for what differs; the first text when little is common. */
export function commonText(texts: readonly string[]): string {
  const [first, ...others] = [...new Set(texts)].map((text) => text.split(" "));
  if (first === undefined) return "";
  if (others.length === 0) return first.join(" ");
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  const same = (at: (words: readonly string[]) => string | undefined): boolean =>
    others.every((words) => at(words) === at(first));
  const begin = countWhile(shortest, (i) => same((words) => words[i]));
  const end = countWhile(shortest - begin, (i) => same((words) => words[words.length - 1 - i]));
  if (begin + end < 3) return first.join(" ");
  return [...first.slice(0, begin), "…", ...first.slice(first.length - end)].join(" ");
}

function countWhile(most: number, holds: (index: number) => boolean): number {
  const first = Array.from({ length: most }, (_, index) => index).find((index) => !holds(index));
  return first ?? most;
}

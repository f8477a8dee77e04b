import type { Problem } from "../../shared/problems.ts";

/** Whether two lists say the same of the same cells in the same order. */
export function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((problem, i) => sameProblem(problem, b[i]!));
}

const members = ["sheet", "cell", "row", "column", "rule", "severity", "text", "value", "fix"] as const;

function sameProblem(a: Problem, b: Problem): boolean {
  return members.every((member) => a[member] === b[member]);
}

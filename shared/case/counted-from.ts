import type { Completion } from "./case.ts";

/** The latest request for completion, and what answered it: null while nothing has. */
export type LatestRequest = Pick<Completion, "answer">;

/** null when nothing was asked for, or nothing is waited for any more. */
export function latestRequest(
  completions: readonly Completion[],
  of: Completion["of"],
): LatestRequest | null {
  const asked = completions.findLast((one) => one.of === of);
  return asked === undefined || asked.ended !== undefined ? null : { answer: asked.answer };
}

/**
 * The ISO day from which what comes in on a day counts: when it is what a request for completion waits for, the day of
 * what it completes. Once there is an answer, nothing that came in after it is completing. A document counts the same
 * when it is registered once more.
 */
export function countedFrom(
  came: { readonly day: string; readonly document: string | null },
  before: { readonly state: string; readonly received: string; readonly document: string } | undefined,
  request: LatestRequest | null,
): string {
  if (before === undefined || request === null) return came.day;
  const { answer } = request;
  const isOf = (document: string): boolean => document === came.document;
  const waited = before.state === "returned" || isOf(before.document);
  const answers = answer === null || isOf(answer.document) || came.day <= answer.received;
  return waited && answers && before.received < came.day ? before.received : came.day;
}

import { type Book, quietly } from "./run.ts";
import { bytesOf } from "./bytes-of.ts";
import type { SafeCell } from "./safe-cell.ts";
import { askBack, verifyAsked } from "./verify-text.ts";
import type { Work } from "./work.ts";

/** Cells to write together. */
export interface Block {
  /** Asked for when the block is written, since what is done before may move its cells. */
  readonly range: () => Excel.Range;
  readonly values: readonly (readonly SafeCell[])[];
  /** Number formats, as Excel takes them: null leaves the one that a cell has. No array: all are left. */
  readonly formats: readonly (readonly (string | null)[])[] | null;
}

/** A part of a command that goes into one request. */
export interface Step {
  /** What must be in place first, such as a worksheet or room for rows. */
  readonly before?: () => void;
  readonly blocks: readonly Block[];
  /** What is done with the cells when they are written, such as making a table of them. */
  readonly after?: () => void;
  /** Bytes that `after` sends, where they are many. */
  readonly size?: number;
}

/** Bytes in one request, and in its answer: Excel takes and gives 5 MB. All of Sweden is a twentieth of it. */
const mostInOne = 3_700_000;
/** Bytes around the cells of a block: its range, what is set and what is asked back. */
const aroundBlock = 1_000;

/**
 * Writes steps in order, as many in one request as there is room for: all formats of a request before its values, so
 * that no text is read as a number or a formula. Then verifies that every text landed as text. @throws WorkbookProblem
 */
export async function writeSteps(context: Book, steps: readonly Step[], work: Work): Promise<void> {
  const written: { range: Excel.Range; values: Block["values"] }[] = [];
  const parts = joined(steps.flatMap(split)).map((part) => (): void => {
    for (const { before } of part) before?.();
    const placed = part.flatMap(({ blocks }) => blocks.map((block) => ({ ...block, range: block.range() })));
    for (const { range, formats } of placed)
      // The client's types know no null, Excel does.
      if (formats !== null) range.numberFormat = formats as string[][];
    for (const { range, values } of placed) range.values = values as SafeCell[][];
    for (const { after } of part) after?.();
    for (const block of placed) {
      if (!hasText(block.values)) continue;
      askBack(block);
      written.push(block);
    }
  });
  await quietly(context, parts, work);
  await verifyAsked(context, written);
}

/** Bytes of each row of a block: what is sent, or the answer where that is more. */
function weightsOf({ values, formats }: Block): readonly number[] {
  const isAskedBack = hasText(values);
  return values.map((row, i) => {
    const cells = bytesOf(row);
    return Math.max(cells + bytesOf(formats?.[i] ?? []), isAskedBack ? 2 * cells : 0);
  });
}

function weightOf({ blocks, size = 0 }: Step): number {
  return blocks.reduce(
    (sum, block) => weightsOf(block).reduce((all, row) => all + row, sum + aroundBlock),
    size,
  );
}

function hasText(values: Block["values"]): boolean {
  return values.some((row) => row.some((cell) => typeof cell === "string" && cell !== ""));
}

/** Steps joined to requests that are not too large. */
function joined(steps: readonly Step[]): readonly (readonly Step[])[] {
  const parts: Step[][] = [[]];
  let filled = 0;
  for (const step of steps) {
    const weight = weightOf(step);
    if (filled > 0 && filled + weight > mostInOne) {
      parts.push([]);
      filled = 0;
    }
    parts.at(-1)!.push(step);
    filled += weight;
  }
  return parts;
}

/** A step that is too large as several: what comes before goes first, what comes after last. */
function split(step: Step): readonly Step[] {
  if (weightOf(step) <= mostInOne) return [step];
  const pieces = step.blocks.flatMap(pieced).map((block): Step => ({ blocks: [block] }));
  return [
    ...(step.before ? [{ before: step.before, blocks: [] }] : []),
    ...pieces,
    ...(step.after ? [{ blocks: [], after: step.after, size: step.size ?? 0 }] : []),
  ];
}

/** A tall block as several, cut between rows. */
function pieced(block: Block): readonly Block[] {
  const { range, values, formats } = block;
  const cuts = [0];
  let filled = aroundBlock;
  weightsOf(block).forEach((weight, i) => {
    if (filled > aroundBlock && filled + weight > mostInOne) {
      cuts.push(i);
      filled = aroundBlock;
    }
    filled += weight;
  });
  return cuts.map((from, i): Block => {
    const until = cuts[i + 1] ?? values.length;
    return {
      range: () =>
        range()
          .getOffsetRange(from, 0)
          .getResizedRange(until - from - values.length, 0),
      values: values.slice(from, until),
      formats: formats?.slice(from, until) ?? null,
    };
  });
}

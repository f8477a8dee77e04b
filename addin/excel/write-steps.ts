import { type Book, quietly } from "./run.ts";
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
}

/**
 * How much goes into one request, in characters with some for each cell's wrapping. It is sent once, and asked back as
 * values and as formulas: at most three bytes a character, well under the 5 MB that Excel takes and gives. All of
 * Sweden is a quarter of it.
 */
const mostInOne = 600_000;
const wrapping = 12;

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
      if (!block.values.some((row) => row.some((cell) => typeof cell === "string" && cell !== ""))) continue;
      askBack(block);
      written.push(block);
    }
  });
  await quietly(context, parts, work);
  await verifyAsked(context, written);
}

function weightOfRow(row: readonly SafeCell[]): number {
  return row.reduce<number>((sum, cell) => sum + wrapping + (typeof cell === "string" ? cell.length : 0), 0);
}

function weightOf({ blocks }: Step): number {
  return blocks.reduce((sum, { values }) => sum + values.reduce((all, row) => all + weightOfRow(row), 0), 0);
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
    ...(step.after ? [{ blocks: [], after: step.after }] : []),
  ];
}

/** A tall block as several, cut between rows. */
function pieced({ range, values, formats }: Block): readonly Block[] {
  const cuts = [0];
  let filled = 0;
  values.forEach((row, i) => {
    const weight = weightOfRow(row);
    if (filled > 0 && filled + weight > mostInOne) {
      cuts.push(i);
      filled = 0;
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

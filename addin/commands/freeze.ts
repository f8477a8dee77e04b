import { findFormulas, freezeFormulas, thawFormulas } from "../excel/formulas.ts";
import { inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { Written } from "./contract.ts";
import type { CommandParts } from "./parts.ts";

/** A formula with a function of Fördela, also inside another: Excel without the add-in shows #NAMN? there. */
const ours = /(?<![\w.])UM\.[A-ZÅÄÖ]+\s*\(/i;
/** What a formula says between quotes is text. */
const quoted = /"(?:[^"]|"")*"/g;

/** Turns the add-in's formulas into what they show, before a workbook leaves the authority. */
export async function freeze(parts: CommandParts, work: Work): Promise<Written> {
  const oneUndo = parts.supports("1.20");
  const found = await inWorkbook(oneUndo, async (book) => {
    const formulas = await findFormulas(book, (formula) => ours.test(formula.replace(quoted, "")), work);
    if (formulas.length > 0)
      await freezeFormulas(
        book,
        formulas.map((one) => ({
          ...one,
          safe: one.values.map((row) => row.map(toCell)),
        })),
        work,
      );
    return formulas;
  });
  const quiet: Work = { progress: () => undefined, signal: new AbortController().signal };
  return {
    cells: found.reduce((sum, { values }) => sum + values.length * values[0]!.length, 0),
    undo: found.length === 0 ? null : () => inWorkbook(oneUndo, (book) => thawFormulas(book, found, quiet)),
  };
}

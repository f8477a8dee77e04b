import { allocate } from "../../shared/allocation/allocate.ts";
import { type Outcome, refused, type Scalar, shown } from "./outcome.ts";

const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || cell === "";

/**
 * UM.NYCKEL: kronor by the key for each cell of populations, in the shape of the range; empty cells stay empty. The
 * same arithmetic as in a decision, so that the amounts sum to the funds to the krona.
 */
export function tryKey(
  populations: unknown,
  funds: unknown,
  base: unknown,
  limit: unknown,
): Outcome<Scalar[][]> {
  const rows: unknown[][] = Array.isArray(populations) ? (populations as unknown[][]) : [[populations]];
  const cells = rows.flat().map((population, at) => ({ population, at }));
  const recipients = cells.filter(({ population }) => !isEmpty(population));
  const wrong = recipients.find(({ population }) => !isPopulation(population));
  if (wrong !== undefined) return refused(wrongCell(wrong.at, rows[0]!.length));
  const result = allocate({
    amount: Number(funds),
    key: {
      baseAmount: Number(base),
      limit: isEmpty(limit) ? null : Number(limit),
      rounding: "largest-remainder",
    },
    // Padded, so that equal remainders and populations fall in the order of the rows.
    recipients: recipients.map(({ population, at }) => ({
      code: String(at).padStart(9, "0"),
      population: population as number,
    })),
  });
  if (!result.ok) return refused(result.error.map(({ text }) => text).join(" "));
  const amounts = new Map(recipients.map(({ at }, i) => [at, result.value.recipients[i]!.amount]));
  return shown(rows.map((row, y) => row.map((_, x) => amounts.get(y * rows[0]!.length + x) ?? "")));
}

function isPopulation(cell: unknown): boolean {
  return typeof cell === "number" && Number.isSafeInteger(cell) && cell > 0;
}

function wrongCell(at: number, columns: number): string {
  const place =
    columns === 1 ? `Rad ${at + 1}` : `Rad ${Math.floor(at / columns) + 1}, kolumn ${(at % columns) + 1}`;
  return `${place} i befolkningen: fyll i ett helt antal invånare, större än 0, eller lämna cellen tom.`;
}

import type { Cell } from "../cell.ts";
import { parseKronor } from "../money.ts";
import { fail, ok, type Result } from "../result.ts";
import { kronorIn, type Unit } from "./meanings.ts";

/**
 * Kronor in a cell of a column that counts in `unit`; null for an empty cell or a dash. `answers` are what officials
 * have said of texts that may mean several things. The error says in Swedish what is wrong.
 */
export function readAmount(
  cell: Cell,
  unit: Unit,
  answers: Readonly<Record<string, number>>,
): Result<number | null> {
  if (cell === null) return ok(null);
  const text = typeof cell === "string" ? cell.trim() : null;
  if (text === "" || text === "-" || text === "–" || text === "—") return ok(null);
  if (text !== null && Object.hasOwn(answers, text)) return ok(answers[text]!);
  const read = inUnit(text ?? cell, unit);
  if (!read.ok) return read;
  return read.value < 0 ? fail("Beloppet är negativt. Ange vad det är innan det läses in.") : read;
}

function inUnit(cell: Cell, unit: Unit): Result<number> {
  if (typeof cell === "string" && /(tkr|mkr|kr|kronor|:-)$/i.test(cell)) return whole(cell);
  if (unit === "kr") return whole(cell);
  if (typeof cell === "number") return scaled(cell, unit);
  if (typeof cell !== "string" || !cell.includes(",")) {
    const read = whole(cell);
    return read.ok ? scaled(read.value, unit) : read;
  }
  const decimal = /^(\d{1,3}(?:[ \u00a0\u2009\u202f]?\d{3})*),(\d{1,6})$/.exec(cell);
  if (decimal === null) return fail(texts["not-a-number"]);
  return scaled(Number(`${decimal[1]!.replaceAll(/\D/g, "")}.${decimal[2]!}`), unit);
}

/** A decimal of a thousand or a million is whole kronor or no amount; half a krona is not rounded away. */
function scaled(value: number, unit: Unit): Result<number> {
  const kronor = Math.round(value * kronorIn[unit]);
  const exact = Math.abs(value * kronorIn[unit] - kronor) < 1e-4 && Number.isSafeInteger(kronor);
  return exact ? ok(kronor) : fail(texts.decimals);
}

function whole(cell: Cell): Result<number> {
  const read = parseKronor(cell);
  if (!read.ok) return fail(texts[read.error]);
  return read.value.warnings.length > 0 ? fail(texts.ambiguous) : ok(read.value.kronor);
}

const texts = {
  "not-a-number": "Beloppet är inget tal. Svara med hela kronor.",
  decimals: "Beloppet är inte hela kronor. Svara med hela kronor.",
  ambiguous: "Beloppet kan läsas på flera sätt. Svara med hela kronor.",
  "too-large": "Beloppet är för stort. Svara med hela kronor.",
} as const;

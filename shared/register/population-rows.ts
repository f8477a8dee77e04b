import type { Cell } from "../cell.ts";
import { formatKronor } from "../money.ts";
import type { Problem } from "../problems.ts";
import type { PopulationTable, Register, RegisterEntry, RegisterKind } from "../register.ts";
import { fail, ok, type Result } from "../result.ts";

/** A population table as an administrator brings it: a code and a number of inhabitants on each worksheet row. */
export interface PopulationRows {
  /** ISO date that the population is as of. */
  readonly date: string;
  readonly source: string;
  readonly sheet: string;
  /** Letters of the worksheet columns that hold the two cells. */
  readonly columns: { readonly code: string; readonly inhabitants: string };
  readonly rows: readonly PopulationRow[];
}

export interface PopulationRow {
  /** 1-based worksheet row. */
  readonly row: number;
  readonly code: Cell;
  readonly inhabitants: Cell;
}

/**
 * The table, when every municipality in use is there once with a whole number of inhabitants; else every fault, each
 * at its cell. Regions get the sum of their county's municipalities: SCB's rows for counties ("01") and the country
 * ("00") may be among the rows and must then agree with the sums. Empty rows are passed over.
 */
export function parsePopulationRows(
  input: PopulationRows,
  register: Register,
): Result<PopulationTable, readonly Problem[]> {
  const rows = input.rows.filter(isFilled);
  const firstRowOf = firstRows(rows);
  const read = rows.map((row) => readRow(row, firstRowOf, register));
  const faults = [...read.flatMap((row) => row.faults), ...missing(input.rows, read, register)];
  const municipality = new Map(read.flatMap(({ municipality }) => (municipality ? [municipality] : [])));
  const region = sumByCounty(municipality, register);
  const wrongSums = faults.length > 0 ? [] : sumFaults(read, municipality, region);
  const problems = [...faults, ...wrongSums].map((fault) => problemOf(fault, input));
  return problems.length > 0
    ? fail(problems)
    : ok({ date: input.date, source: input.source, inhabitants: { municipality, region } });
}

interface Fault {
  readonly row: number;
  readonly column: keyof PopulationRows["columns"];
  readonly rule: string;
  readonly text: string;
  readonly value: Cell;
}

/** What a row said: a municipality's inhabitants, or a sum to compare with, or faults. */
interface ReadRow {
  readonly row: PopulationRow;
  /** The code as text with its zeros; null when the cell holds none. */
  readonly code: string | null;
  readonly municipality: readonly [string, number] | null;
  readonly sum: number | null;
  readonly faults: readonly Fault[];
}

function isFilled({ code, inhabitants }: PopulationRow): boolean {
  return !isEmpty(code) || !isEmpty(inhabitants);
}

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === "string" && cell.trim() === "");
}

function readRow(row: PopulationRow, firstRowOf: ReadonlyMap<string, number>, register: Register): ReadRow {
  const code = codeOf(row.code);
  const inhabitants = inhabitantsOf(row.inhabitants);
  const isMunicipality = code !== null && code.length === 4;
  const faults = [codeFault(row, code, firstRowOf, register), inhabitantsFault(row, inhabitants)].filter(
    (fault) => fault !== null,
  );
  const sound = faults.length === 0 && code !== null && typeof inhabitants === "number";
  return {
    row,
    code,
    municipality: sound && isMunicipality ? [code, inhabitants] : null,
    sum: sound && !isMunicipality ? inhabitants : null,
    faults,
  };
}

/** "0180" from "0180", "180" or 180, and "01" from "01" or 1; null for anything else. */
function codeOf(cell: Cell): string | null {
  const text = typeof cell === "number" ? String(cell) : typeof cell === "string" ? cell.trim() : "";
  if (!/^\d{1,4}$/.test(text)) return null;
  return text.padStart(text.length <= 2 ? 2 : 4, "0");
}

function codeFault(
  row: PopulationRow,
  code: string | null,
  firstRowOf: ReadonlyMap<string, number>,
  register: Register,
): Fault | null {
  const at = { row: row.row, column: "code", value: row.code } as const;
  if (code === null) {
    return {
      ...at,
      rule: "population.code-is-a-code",
      text: "Fyll i kommunkoden med fyra siffror, till exempel 0180.",
    };
  }
  if (code === country) return repeated(row, code, firstRowOf);
  const kind: RegisterKind = code.length === 4 ? "municipality" : "region";
  const entry = register.find({ kind, code });
  if (entry === undefined) {
    const text = `Koden ${code} finns inte i registret. Rätta koden eller ta bort raden.`;
    return { ...at, rule: "population.code-is-in-register", text };
  }
  if (entry.ceased !== null) {
    const { date, successor } = entry.ceased;
    const text = `Koden ${code} ${entry.name} upphörde ${date}. Ange folkmängden under ${successor}.`;
    return { ...at, rule: "population.code-is-in-use", text };
  }
  return repeated(row, code, firstRowOf);
}

const country = "00";

function firstRows(rows: readonly PopulationRow[]): ReadonlyMap<string, number> {
  const named = rows.flatMap(({ row, code: cell }) => {
    const code = codeOf(cell);
    return code === null ? [] : [[code, row] as const];
  });
  return new Map(named.reverse());
}

function repeated(row: PopulationRow, code: string, firstRowOf: ReadonlyMap<string, number>): Fault | null {
  const first = firstRowOf.get(code);
  if (first === undefined || first === row.row) return null;
  return {
    row: row.row,
    column: "code",
    rule: "population.code-stands-once",
    text: `Koden ${code} finns redan på rad ${first}. Ta bort den ena raden.`,
    value: row.code,
  };
}

/** A whole number, written as a number or as text with spaces between groups; else why not. */
function inhabitantsOf(cell: Cell): number | "empty" | "decimals" | "not-a-number" {
  if (isEmpty(cell)) return "empty";
  if (typeof cell === "number") return Number.isSafeInteger(cell) ? cell : "decimals";
  if (typeof cell !== "string") return "not-a-number";
  const digits = cell.replace(/[\s\u00A0\u2009\u202F]/g, "");
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  return /^\d+[.,]\d+$/.test(digits) ? "decimals" : "not-a-number";
}

function inhabitantsFault(row: PopulationRow, inhabitants: ReturnType<typeof inhabitantsOf>): Fault | null {
  const fault = (rule: string, text: string): Fault => ({
    row: row.row,
    column: "inhabitants",
    rule,
    text,
    value: row.inhabitants,
  });
  if (inhabitants === "empty") return fault("population.inhabitants-are-filled-in", "Fyll i antal invånare.");
  if (inhabitants === "decimals") {
    return fault("population.inhabitants-are-whole", "Fyll i antal invånare utan decimaler.");
  }
  if (inhabitants === "not-a-number") {
    return fault("population.inhabitants-are-a-number", "Fyll i antal invånare med siffror.");
  }
  return inhabitants > 0
    ? null
    : fault("population.inhabitants-are-above-zero", "Fyll i antal invånare: det måste vara större än 0.");
}

/** Each municipality that no row names, on the rows below the last one: where it can be filled in. */
function missing(
  rows: readonly PopulationRow[],
  read: readonly ReadRow[],
  register: Register,
): readonly Fault[] {
  const named = new Set(read.flatMap(({ code }) => namedBy(code, register)));
  const last = rows.reduce((most, { row }) => Math.max(most, row), 0);
  return register
    .list("municipality")
    .filter(({ code }) => !named.has(code))
    .map((entry, index) => ({
      row: last + 1 + index,
      column: "code",
      rule: "population.every-municipality-is-there",
      text: `${entry.code} ${entry.name} saknas. Lägg till en rad med kommunens folkmängd.`,
      value: null,
    }));
}

// A ceased code already says where its inhabitants belong: its successor is not also reported as missing.
function namedBy(code: string | null, register: Register): readonly string[] {
  const entry: RegisterEntry | undefined =
    code === null ? undefined : register.current({ kind: "municipality", code });
  return entry === undefined ? [] : [entry.code];
}

function sumByCounty(
  municipality: ReadonlyMap<string, number>,
  register: Register,
): ReadonlyMap<string, number> {
  return new Map(register.list("region").map(({ code }) => [code, sumOf(municipality, code)]));
}

function sumOf(municipality: ReadonlyMap<string, number>, county: string): number {
  return [...municipality].reduce((sum, [code, count]) => (code.startsWith(county) ? sum + count : sum), 0);
}

function sumFaults(
  read: readonly ReadRow[],
  municipality: ReadonlyMap<string, number>,
  region: ReadonlyMap<string, number>,
): readonly Fault[] {
  return read.flatMap(({ row, code, sum }) => {
    if (code === null || sum === null) return [];
    const expected = code === country ? sumOf(municipality, "") : region.get(code);
    if (expected === undefined || sum === expected) return [];
    return [
      {
        row: row.row,
        column: "inhabitants" as const,
        rule: "population.sums-agree",
        text: `Kommunernas rader är ${formatKronor(expected)} invånare tillsammans men här står ${formatKronor(sum)}. Rätta den som är fel.`,
        value: row.inhabitants,
      },
    ];
  });
}

function problemOf({ row, column, rule, text, value }: Fault, { sheet, columns }: PopulationRows): Problem {
  return { sheet, cell: `${columns[column]}${row}`, row, column, rule, severity: "error", text, value };
}

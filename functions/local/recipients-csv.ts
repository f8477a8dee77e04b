import { fail, ok, type Result } from "../../shared/result.ts";

/** The rows of a file `kod;invånare`, held as columns: a million rows take 21 MB beside the bytes themselves. */
export interface RecipientRows {
  readonly population: Float64Array;
  /** The code of row i, as written. */
  readonly code: (i: number) => string;
  /** Order of two codes as texts, without making texts of them. */
  readonly compareCodes: (i: number, j: number) => number;
}

/** Faults beyond this many are counted, not listed. */
const LISTED = 20;
const LONGEST_CODE = 10;

/** The file's first row is row 1, the header; recipient i stands on row i + 2. */
const FIRST_ROW = 2;

/**
 * Reads recipients from UTF-8 (with or without byte order mark) or Windows-1252 bytes with LF or CRLF. Codes have 1-10
 * digits and are kept as written. Every fault is reported with its row, in Swedish: "Rad 17: ...".
 */
export function readRecipients(bytes: Uint8Array): Result<RecipientRows, string[]> {
  const start = hasMark(bytes) ? 3 : 0;
  const headerEnd = lineEnd(bytes, start);
  if (!isHeader(bytes.subarray(start, trimmed(bytes, start, headerEnd)))) {
    return fail(["Rad 1: första raden ska vara kod;invånare. Spara filen som CSV med semikolon."]);
  }
  const n = rowCount(bytes, headerEnd + 1);
  if (n === 0)
    return fail([
      "Rad 2: filen saknar mottagare. Skriv en rad för varje mottagare, till exempel 0180;978770.",
    ]);
  const columns = {
    population: new Float64Array(n),
    codeStart: new Uint32Array(n),
    order: new Float64Array(n),
  };
  const faults = new FaultList();
  readRows(bytes, headerEnd + 1, columns, faults);
  if (faults.count === 0) reportDuplicates(columns.order, faults);
  if (faults.count > 0) return fail(faults.listed());
  const { population, codeStart, order } = columns;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ok({
    population,
    code: (i) => {
      const start = codeStart[i]!;
      return text.toString("latin1", start, start + codeLength(order[i]!));
    },
    compareCodes: (i, j) => order[i]! - order[j]!,
  });
}

interface Columns {
  readonly population: Float64Array;
  readonly codeStart: Uint32Array;
  /** The code as a number that sorts as the text does: see orderOf. */
  readonly order: Float64Array;
}

class FaultList {
  count = 0;
  readonly #first: string[] = [];

  add(i: number, message: string): void {
    this.count++;
    if (this.count <= LISTED) this.#first.push(`Rad ${i + FIRST_ROW}: ${message}`);
  }

  listed(): string[] {
    const more = this.count - this.#first.length;
    return more > 0 ? [...this.#first, `... och ${more} fel till.`] : this.#first;
  }
}

const SEMICOLON = 0x3b;
const LF = 0x0a;
const CR = 0x0d;

function readRows(bytes: Uint8Array, from: number, columns: Columns, faults: FaultList): void {
  let start = from;
  for (let i = 0; i < columns.population.length; i++) {
    const next = lineEnd(bytes, start);
    readRow(bytes, start, trimmed(bytes, start, next), i, columns, faults);
    start = next + 1;
  }
}

function readRow(
  bytes: Uint8Array,
  start: number,
  end: number,
  i: number,
  columns: Columns,
  faults: FaultList,
): void {
  if (start === end) {
    faults.add(i, "raden är tom. Ta bort den.");
    return;
  }
  const separator = bytes.indexOf(SEMICOLON, start);
  const second = separator < 0 || separator >= end ? end : bytes.indexOf(SEMICOLON, separator + 1);
  if (separator < 0 || separator >= end || (second >= 0 && second < end)) {
    faults.add(i, "skriv två värden med ett semikolon emellan, kod;invånare.");
    return;
  }
  const length = separator - start;
  const code = length <= LONGEST_CODE ? digits(bytes, start, separator) : NaN;
  if (Number.isNaN(code)) faults.add(i, "skriv koden med 1 till 10 siffror, till exempel 0180.");
  columns.codeStart[i] = start;
  columns.order[i] = orderOf(code, length);
  const population = digits(bytes, separator + 1, end);
  columns.population[i] = population;
  if (!(population > 0 && Number.isSafeInteger(population))) {
    faults.add(i, "skriv antalet invånare som ett helt tal större än 0, med enbart siffror.");
  }
}

/** The number that a run of digits writes; NaN when it is empty or holds anything else. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return NaN;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Digits aligned to the left in ten places, then the length: distinct for distinct texts ("018" and "0180"). */
function orderOf(code: number, length: number): number {
  return code * 10 ** (LONGEST_CODE - length) * 16 + length;
}

function codeLength(order: number): number {
  return order % 16;
}

function reportDuplicates(order: Float64Array, faults: FaultList): void {
  const sorted = order.toSorted();
  const twice = new Set(sorted.filter((value, i) => i > 0 && value === sorted[i - 1]));
  if (twice.size === 0) return;
  const first = new Map<number, number>();
  order.forEach((value, i) => {
    if (!twice.has(value)) return;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, i);
    else faults.add(i, `koden finns redan på rad ${earlier + FIRST_ROW}. Ta bort den ena raden.`);
  });
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Where the line from `start` ends: at its LF, or at the end of the file. */
function lineEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return end < 0 ? bytes.length : end;
}

function trimmed(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === CR ? end - 1 : end;
}

/** Lines from `start`; empty lines at the end of the file do not count. */
function rowCount(bytes: Uint8Array, start: number): number {
  let last = bytes.length;
  while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) last--;
  if (last <= start) return 0;
  let rows = 1;
  for (let at = start; at < last; at++) if (bytes[at] === LF) rows++;
  return rows;
}

/** "kod;invånare", whatever the case, in UTF-8 or in Windows-1252. */
function isHeader(line: Uint8Array): boolean {
  return ["utf-8", "windows-1252"].some(
    (encoding) => new TextDecoder(encoding).decode(line).normalize("NFC").toLowerCase() === "kod;invånare",
  );
}

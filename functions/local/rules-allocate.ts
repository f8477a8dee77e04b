import { parseArgs } from "node:util";
import { allocateAmounts } from "../../shared/allocation/amounts.ts";
import { basesDoNotFit, tooManyInhabitants } from "../../shared/allocation/faults.ts";
import type { Rounding } from "../../shared/programme.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { readRecipients, type RecipientRows } from "./recipients-csv.ts";

const usage = `Användning: npm run --silent rules -- allocate --pot KR --base KR --limit INVÅNARE --population FIL --format csv
  --pot         belopp att fördela, i hela kronor
  --base        grundbelopp till varje mottagare med högst --limit invånare, i hela kronor
  --limit       invånargräns; 0 ger inget grundbelopp, en gräns över alla ger det till alla
  --population  fil med rubrikraden kod;invånare och en rad för varje mottagare
  --rounding    largest-remainder (standard): största rest; eller sainte-lague: uddatalsmetoden.
                Vid lika: fler invånare först, därefter kod
  --format      csv`;

/**
 * Hands out an amount to the recipients of a file and writes one line a recipient, in the file's order:
 * kod;invånare;grundbelopp;befolkningsdel;belopp. Answers 0, or 2 with the reason on stderr and nothing on stdout.
 */
export async function allocateCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const result = await run(args, io.readFile);
  if (!result.ok) {
    io.stderr.write(`${result.error.join("\n")}\n`);
    return 2;
  }
  return await answerWith(0, result.value, io);
}

interface Options {
  readonly pot: number;
  readonly base: number;
  readonly limit: number;
  readonly population: string;
  readonly rounding: Rounding;
}

async function run(
  args: readonly string[],
  readFile: CommandIo["readFile"],
): Promise<Result<Iterable<string>, string[]>> {
  const options = parseOptions(args);
  if (!options.ok) return fail([options.error, usage]);
  const bytes = await readFile(options.value.population).catch(() => null);
  if (bytes === null) {
    return fail([
      `Filen ${options.value.population} kan inte läsas. Kontrollera sökvägen och rättigheterna.`,
    ]);
  }
  const rows = readRecipients(bytes);
  if (!rows.ok) return rows;
  return allocateRows(rows.value, options.value);
}

function allocateRows(
  rows: RecipientRows,
  { pot, base, limit, rounding }: Options,
): Result<Iterable<string>, string[]> {
  const { population } = rows;
  const inhabitants = population.reduce((sum, p) => sum + p, 0);
  if (!Number.isSafeInteger(inhabitants)) {
    return fail([tooManyInhabitants]);
  }
  const entitled = population.reduce((sum, p) => (p <= limit ? sum + 1 : sum), 0);
  if (entitled * base > pot) return fail([basesDoNotFit(pot, entitled * base, entitled).text]);
  const { amounts } = allocateAmounts(population, {
    pot,
    base,
    limit,
    rounding,
    compareCodes: rows.compareCodes,
  });
  return ok(chunks(rows, amounts, { base, limit }));
}

/** Lines to a chunk: some 300 kB of text, so that a million rows never stand in memory as text. */
const CHUNK = 8_192;

function* chunks(
  { population, code }: RecipientRows,
  amounts: Float64Array,
  { base, limit }: Pick<Options, "base" | "limit">,
): Generator<string> {
  yield "kod;invånare;grundbelopp;befolkningsdel;belopp\n";
  for (let from = 0; from < amounts.length; from += CHUNK) {
    const lines = Array.from(amounts.subarray(from, from + CHUNK), (amount, at) => {
      const p = population[from + at]!;
      const own = p <= limit ? base : 0;
      return `${code(from + at)};${p};${own};${amount - own};${amount}\n`;
    });
    yield lines.join("");
  }
}

function parseOptions(args: readonly string[]): Result<Options> {
  const parsed = flags(args);
  if (!parsed.ok) return parsed;
  const { pot, base, limit, population, rounding = "largest-remainder", format } = parsed.value;
  const kronor = whole(pot);
  const baseKronor = whole(base);
  const inhabitants = whole(limit);
  if (kronor === null) return fail("Ange --pot i hela kronor, med enbart siffror.");
  if (baseKronor === null) return fail("Ange --base i hela kronor, med enbart siffror.");
  if (inhabitants === null) return fail("Ange --limit som ett antal invånare, med enbart siffror.");
  if (population === undefined || population === "") return fail("Ange --population, filen med mottagare.");
  if (rounding !== "largest-remainder" && rounding !== "sainte-lague")
    return fail("Ange --rounding largest-remainder eller sainte-lague, eller utelämna flaggan.");
  if (format !== "csv") return fail("Ange --format csv.");
  return ok({ pot: kronor, base: baseKronor, limit: inhabitants, population, rounding });
}

const known = ["pot", "base", "limit", "population", "rounding", "format"] as const;
type Flags = Partial<Record<(typeof known)[number], string>>;

function flags(args: readonly string[]): Result<Flags> {
  const option = { type: "string" } as const;
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map((name) => [name, option])),
    strict: false,
    tokens: true,
  });
  const values: Flags = {};
  for (const token of tokens) {
    if (token.kind === "positional") return fail(`Ta bort "${token.value}": det hör inte till någon flagga.`);
    if (token.kind !== "option") continue;
    const name = known.find((one) => `--${one}` === token.rawName);
    if (name === undefined) return fail(`Flaggan ${token.rawName} finns inte.`);
    if (values[name] !== undefined) return fail(`Flaggan --${name} får bara anges en gång.`);
    if (token.value === undefined || token.value.startsWith("--"))
      return fail(`Flaggan --${name} saknar värde.`);
    values[name] = token.value;
  }
  return ok(values);
}

/** A whole number up to 2^53 - 1 written with digits alone; else null. */
function whole(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

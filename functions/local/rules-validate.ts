import { basename } from "node:path";
import { parseArgs } from "node:util";
import { allocate } from "../../shared/allocation/allocate.ts";
import { readFile as readSheets } from "../../shared/files/read-file.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Problem } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import { findRound, roundsOf } from "../../shared/programmes/index.ts";
import type { Register } from "../../shared/register.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { validateRequisitions } from "../../shared/requisition/validate.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";

const usage = `Användning: npm run --silent rules -- validate --round OMGÅNG --file FIL --format json
  --round   omgångens id (se rules rounds); gäller en fil utan kolumnen Omgång
  --file    rekvisitioner som .xlsx eller .csv
  --format  json`;

/**
 * Checks a requisition file with the rules of a round's year and writes an array of problems. Answers 0 when there
 * are none, 1 when there are some, 2 with the reason on stderr and nothing on stdout when the file cannot be read.
 */
export async function validateCommand(
  args: readonly string[],
  io: CommandIo,
  today: string,
): Promise<number> {
  const result = await run(args, io, today);
  if (!result.ok) {
    io.stderr.write(`${result.error}\n`);
    return 2;
  }
  const problems = result.value.map(({ sheet, cell, row, column, rule, text, value, fix }) => ({
    sheet,
    cell,
    row,
    column,
    rule,
    text,
    value,
    fix: fix ?? null,
  }));
  return await answerWith(problems.length > 0 ? 1 : 0, [`${JSON.stringify(problems, null, 1)}\n`], io);
}

async function run(
  args: readonly string[],
  { readFile }: CommandIo,
  today: string,
): Promise<Result<readonly Problem[]>> {
  const options = parseOptions(args);
  if (!options.ok) return options;
  const { round, file } = options.value;
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(`Filen ${file} kan inte läsas. Kontrollera sökvägen och rättigheterna.`);
  const read = await readSheets(basename(file), bytes);
  if (!read.ok) return fail(read.error.text);
  const register = swedishRegister();
  const rounds = roundsOf(round.year);
  const allotted = allottedByKey(register, rounds);
  const context = {
    rounds,
    register,
    nameIndex: buildNameIndex(register.entries),
    allotted: (id: string, code: string) => allotted.get(`${id} ${code}`) ?? null,
    today,
    defaultRound: round.id,
  };
  const [sheet] = read.value;
  return ok(validateRequisitions({ sheet: sheet!.name, rows: sheet!.rows }, context).problems);
}

interface Options {
  readonly round: Round;
  readonly file: string;
}

function parseOptions(args: readonly string[]): Result<Options> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { round: { type: "string" }, file: { type: "string" }, format: { type: "string" } },
    });
    const { round: id, file, format = "json" } = values;
    if (id === undefined || file === undefined || format !== "json") return fail(usage);
    const round = findRound(id);
    return round === undefined
      ? fail(`Omgången ${id} finns inte. Se "npm run --silent rules -- rounds".`)
      : ok({ round, file });
  } catch {
    return fail(usage);
  }
}

/** What each key gives with its own parameters: without the service there is no decision to go by. */
function allottedByKey(register: Register, rounds: readonly Round[]): ReadonlyMap<string, number> {
  return new Map(
    rounds.flatMap(({ id, kind, key, amount }) => {
      if (key === null || kind === "ngo") return [];
      const population = register.populationOn(key.populationDate)?.inhabitants[kind];
      const recipients = [...(population ?? [])].map(([code, n]) => ({ code, population: n }));
      const result = allocate({ amount, key, recipients });
      return result.ok
        ? result.value.recipients.map((one) => [`${id} ${one.code}`, one.amount] as const)
        : [];
    }),
  );
}

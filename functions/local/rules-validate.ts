import { parseArgs } from "node:util";
import type { Problem } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { checkedRequisitions } from "./checked-requisitions.ts";

const usage = `Användning: npm run --silent rules -- validate --round OMGÅNG --file FIL --format json
  --round   omgångens id (se rules rounds); gäller en fil utan kolumnen Omgång
  --file    rekvisitioner som .xlsx eller .csv
  --format  json`;

/**
 * Checks a requisition file with the rules of a round's year and writes an array of problems. Answers 0 when there
 * are none, 1 when there are some, 2 with the reason on stderr and nothing on stdout when the file cannot be read or says
 * nothing of the round.
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
  io: CommandIo,
  today: string,
): Promise<Result<readonly Problem[]>> {
  const options = parseOptions(args);
  if (!options.ok) return options;
  const checked = await checkedRequisitions(options.value.round, options.value.file, io, today);
  return checked.ok ? ok(checked.value.problems) : checked;
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

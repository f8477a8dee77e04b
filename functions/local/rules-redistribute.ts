import { allocateByKey } from "../../shared/allocation/by-key.ts";
import { formatKronor as kr } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { redistribute, traceRedistribution } from "../../shared/redistribution.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import type { ParsedRequisition } from "../../shared/requisition/parsed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { checkedRequisitions } from "./checked-requisitions.ts";
import { textOptions } from "./text-options.ts";

const usage = `Användning: npm run --silent rules -- redistribute --round OMGÅNG --file FIL
  --round    omgångens id (se rules rounds)
  --file     rekvisitionerna som .xlsx eller .csv, utan fel (se rules validate)
  --cap      högsta belopp per mottagare i hela kronor, i stället för omgångens eget
  --ceiling  högsta belopp i allt, i hela kronor, i stället för omgångens eget`;

/**
 * Offers what a requisition file leaves of a round to those who asked for more, and writes one line a recipient:
 * kod;fördelat;rekvirerat;omfördelat;förklaring. The sum and what is left stand on stderr. Answers 0, or 2 with the
 * reason on stderr and nothing on stdout.
 */
export async function redistributeCommand(
  args: readonly string[],
  io: CommandIo,
  today: string,
): Promise<number> {
  const result = await run(args, io, today);
  if (!result.ok) {
    io.stderr.write(`${result.error}\n`);
    return 2;
  }
  const { lines, summary } = result.value;
  const code = await answerWith(0, [`${lines.join("\n")}\n`], io);
  if (code === 0) io.stderr.write(`${summary}\n`);
  return code;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly summary: string;
}

interface Options {
  readonly round: Round;
  readonly file: string;
  readonly capPerRecipient: number | null;
  readonly ceiling: number | null;
}

async function run(args: readonly string[], io: CommandIo, today: string): Promise<Result<Outcome>> {
  const options = parseOptions(args);
  if (!options.ok) return options;
  const { round, file } = options.value;
  const checked = await checkedRequisitions(round, file, io, today);
  if (!checked.ok) return checked;
  const faults = checked.value.problems.filter(({ severity }) => severity === "error");
  if (faults.length > 0) {
    const [first] = faults;
    return fail(
      `Filen har ${kr(faults.length)} fel, det första i ${first!.sheet}!${first!.cell}: ${first!.text} Rätta felen (se rules validate) och kör igen.`,
    );
  }
  return outcomeOf(options.value, checked.value.rows);
}

function outcomeOf(
  { round, capPerRecipient, ceiling }: Options,
  rows: readonly ParsedRequisition[],
): Result<Outcome> {
  const allocation = allocateByKey(round, swedishRegister());
  if (!allocation.ok) return allocation;
  const asked = new Map(
    rows.filter((row) => row.round === (round.topUpOf ?? round.id)).map((row) => [row.code, row]),
  );
  const recipients = allocation.value.recipients.map(({ code, population, amount: allotted }) => {
    const row = asked.get(code);
    // The requisition of the round that is topped up accepts the whole top-up.
    const wanted = round.topUpOf === null ? (row?.amount ?? 0) : row === undefined ? 0 : allotted;
    return {
      code,
      population,
      allotted,
      requested: Math.min(allotted, wanted),
      willing: row?.wantsMore === true,
    };
  });
  const pool = recipients.reduce((sum, { allotted, requested }) => sum + allotted - requested, 0);
  const willing = recipients.filter((one) => one.willing);
  const result = redistribute({ pool, willing, capPerRecipient, ceiling });
  if (!result.ok) return fail(result.error.map(({ text }) => text).join(" "));
  const given = new Map(result.value.recipients.map(({ code, amount }) => [code, amount]));
  return ok({
    lines: [
      "kod;fördelat;rekvirerat;omfördelat;förklaring",
      ...recipients.map(({ code, allotted, requested }) => {
        const why = traceRedistribution(result.value, code).join(" ");
        return `${code};${allotted};${requested};${given.get(code) ?? 0};${why}`;
      }),
    ],
    summary: `${kr(pool)} kr var inte rekvirerade, ${kr(result.value.given)} kr omfördelas till ${kr(willing.length)} mottagare. ${result.value.text}`,
  });
}

function parseOptions(args: readonly string[]): Result<Options> {
  const { round: id, file, cap, ceiling } = textOptions(args, ["round", "file", "cap", "ceiling"]) ?? {};
  if (id === undefined || file === undefined) return fail(usage);
  const round = findRound(id);
  if (round === undefined) return fail(`Omgången ${id} finns inte. Se "npm run --silent rules -- rounds".`);
  if (round.redistribution === null) {
    return fail(`${round.name} omfördelas inte: det som inte rekvireras stannar på anslagsposten.`);
  }
  if (![cap, ceiling].every((text) => text === undefined || /^\d{1,15}$/.test(text))) {
    return fail("Ange --cap och --ceiling i hela kronor, med enbart siffror.");
  }
  const { redistribution: own } = round;
  return ok({
    round,
    file,
    capPerRecipient: cap === undefined ? own.capPerRecipient : Number(cap),
    ceiling: ceiling === undefined ? own.ceiling : Number(ceiling),
  });
}

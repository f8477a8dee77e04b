import { allocateByKey } from "../../shared/allocation/by-key.ts";
import { formatKronor as kr } from "../../shared/money.ts";
import type { Programme, YearBudget } from "../../shared/programme.ts";
import { checkProgramme } from "../../shared/programmes/check-programme.ts";
import { isRound } from "../../shared/programmes/dated.ts";
import { differences, unknowns } from "../../shared/programmes/differences.ts";
import { parseProgramme } from "../../shared/programmes/programme-file.ts";
import { programmes } from "../../shared/programmes/programmes.ts";
import { nearestProgramme, templateFor } from "../../shared/programmes/template.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { issueText } from "../http/issue-text.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { textOptions } from "./text-options.ts";

const templateUsage = `Användning: npm run --silent rules -- template --year ÅR
  --year  ett år efter det senaste programmet, till exempel 2027`;

/**
 * Writes a programme for a coming year as JSON, filled in from the latest one before it: rules assumed, amounts unknown.
 * Answers 0, or 2 with the reason on stderr and nothing on stdout.
 */
export async function templateCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { year } = textOptions(args, ["year"]) ?? {};
  const wanted = /^\d{4}$/.test(year ?? "") ? Number(year) : 0;
  const nearest = nearestProgramme(programmes, wanted);
  if (nearest === undefined || programmes.some(({ valid }) => valid.to >= `${wanted}-01-01`)) {
    io.stderr.write(`${templateUsage}\n`);
    return 2;
  }
  return await answerWith(0, [`${JSON.stringify(templateFor(nearest, wanted), null, 2)}\n`], io);
}

const diffUsage = `Användning: npm run --silent rules -- diff --file FIL
            npm run --silent rules -- diff --from PROGRAM --to PROGRAM
  --file  ett program som JSON, utgånget från rules template; jämförs med det närmast föregående
  --from, --to  program som finns: ${programmes.map(({ id }) => id).join(", ")}`;

/**
 * Says in Swedish what a programme changes, what is unknown in it and what is wrong with it. Answers 0 when nothing is
 * wrong, 1 when something is, 2 with the reason on stderr and nothing on stdout when it cannot be read.
 */
export async function diffCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const pair = await pairOf(args, io);
  if (!pair.ok) {
    io.stderr.write(`${pair.error}\n`);
    return 2;
  }
  const { earlier, later } = pair.value;
  const faults = checkProgramme(later);
  const [title, ...changes] = differences(earlier, later);
  const texts = [
    `${title}\n`,
    ...section("Skillnader", changes),
    ...section("Ej känt", unknowns(later)),
    ...section("Omgångar där allt är känt", later.years.flatMap(outcomes)),
    ...section("Fel att rätta", faults),
  ];
  return await answerWith(faults.length > 0 ? 1 : 0, texts, io);
}

/** What the keys of a year's complete rounds would give. */
function outcomes({ rounds }: YearBudget): string[] {
  const register = swedishRegister();
  return rounds.filter(isRound).map((round) => {
    const result = allocateByKey(round, register);
    if (!result.ok) return result.error;
    const amounts = result.value.recipients.map(({ amount }) => amount);
    const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
    return `${round.id}: ${kr(round.amount)} kr till ${kr(amounts.length)} mottagare efter nyckeln, från ${kr(least)} till ${kr(most)} kr`;
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return [
    `\n${title}: ${lines.length === 0 ? "inga" : lines.length}\n`,
    ...lines.map((line) => `- ${line}\n`),
  ];
}

interface Pair {
  readonly earlier: Programme;
  readonly later: Programme;
}

async function pairOf(args: readonly string[], { readFile }: CommandIo): Promise<Result<Pair>> {
  const { file, from, to } = textOptions(args, ["file", "from", "to"]) ?? {};
  if (file !== undefined && from === undefined && to === undefined) {
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) return fail(`Filen ${file} kan inte läsas. Kontrollera sökvägen och rättigheterna.`);
    const later = parseProgramme(new TextDecoder().decode(bytes), issueText);
    if (!later.ok) return fail(later.error.join("\n"));
    const earlier = nearestProgramme(programmes, Number(later.value.valid.from.slice(0, 4)));
    if (earlier === undefined) return fail("Det finns inget tidigare program att jämföra med.");
    return ok({ earlier, later: later.value });
  }
  const [earlier, later] = [from, to].map((id) => programmes.find((programme) => programme.id === id));
  return earlier && later ? ok({ earlier, later }) : fail(diffUsage);
}

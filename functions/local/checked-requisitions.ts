import { basename } from "node:path";
import { allocateByKey } from "../../shared/allocation/by-key.ts";
import { readFile as readSheets } from "../../shared/files/read-file.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import { roundsOf } from "../../shared/programmes/index.ts";
import type { Register } from "../../shared/register.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { type RequisitionValidation, validateRequisitions } from "../../shared/requisition/validate.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { CommandIo } from "./answer-with.ts";

/**
 * Reads the first sheet of a requisition file and checks it with the rules of a round's year. Amounts are compared with
 * what the rounds' own keys give: without the service there is no decision to go by. `today`: ISO date.
 */
export async function checkedRequisitions(
  round: Round,
  file: string,
  { readFile }: CommandIo,
  today: string,
): Promise<Result<RequisitionValidation>> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(`Filen ${file} kan inte läsas. Kontrollera sökvägen och rättigheterna.`);
  const read = await readSheets(basename(file), bytes);
  if (!read.ok) return fail(read.error.text);
  const register = swedishRegister();
  const rounds = roundsOf(round.year);
  const allotted = allottedByKey(register, rounds);
  const [sheet] = read.value;
  const checked = validateRequisitions(
    { sheet: sheet!.name, rows: sheet!.rows },
    {
      rounds,
      register,
      nameIndex: buildNameIndex(register.entries),
      allotted: (id, code) => allotted.get(`${id} ${code}`) ?? null,
      today,
      defaultRound: round.id,
    },
  );
  const wrong = otherFile(round, checked);
  return wrong === null ? ok(checked) : fail(`Filen ${file} ${wrong}`);
}

/** Why a file cannot be the one that is meant: it says nothing of the round. A row whose round cannot be read may be of it. */
function otherFile(round: Round, { rows, faulty, problems, rowCount }: RequisitionValidation): string | null {
  if (rowCount === 0 && problems.length === 0)
    return "har inga rader under rubrikerna. Ange en fil med rekvisitioner.";
  const named = [...rows, ...faulty].map((row) => row.round);
  // A top-up is accepted with the requisition of the round that it tops up.
  if (rowCount === 0 || named.includes(null) || named.includes(round.topUpOf ?? round.id)) return null;
  const others = [...new Set(named)].join(", ");
  return `har ingen rad för ${round.topUpOf ?? round.id}, bara för ${others}. Ange rätt fil, eller rätt omgång efter --round.`;
}

function allottedByKey(register: Register, rounds: readonly Round[]): ReadonlyMap<string, number> {
  return new Map(
    rounds.flatMap((round) => {
      const result = allocateByKey(round, register);
      return result.ok
        ? result.value.recipients.map(({ code, amount }) => [`${round.id} ${code}`, amount] as const)
        : [];
    }),
  );
}

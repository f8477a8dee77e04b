import { formatKronor as kr } from "../money.ts";
import type { AmountRule } from "../programme.ts";
import { isUnknown, programmeOn, rulesOn } from "../programmes/dated.ts";
import { programmes } from "../programmes/programmes.ts";
import type { RegisterEntry } from "../register.ts";
import { fail, ok, type Result } from "../result.ts";

/** A county administrative board (länsstyrelse) and its sum in kronor. */
export interface FixedSum {
  /** That of the county. */
  readonly code: string;
  readonly name: string;
  readonly amount: number;
  /** The words of the decision that give it this sum. */
  readonly by: string;
}

/** What each board gets of the kronor that there are. `given` + `rest` = `available`. */
export interface FixedSums {
  readonly year: number;
  readonly available: number;
  readonly lines: readonly FixedSum[];
  readonly given: number;
  readonly rest: number;
  /** In Swedish: how the sum comes about, and why a rest is left. */
  readonly explanation: readonly string[];
  readonly source: string;
}

type Sums = Extract<AmountRule, { by: "fixed" }>["sums"];

/**
 * The fixed sums of a year to the county boards, by the programme's own rule and what was available. `boards` are
 * the county boards of the register. The error says in Swedish what is not known.
 */
export function fixedSums(year: number, boards: readonly RegisterEntry[]): Result<FixedSums> {
  const day = `${year}-01-01`;
  const programme = programmeOn(programmes, day);
  const group = programme?.groups["county-board"];
  const rule = group && rulesOn(group, day).amount;
  const available = programme?.years.find((one) => one.year === year)?.available["county-board"];
  if (rule === undefined || available === undefined)
    return fail(`Länsstyrelserna hade inga fastställda belopp ${year}.`);
  if (isUnknown(rule.value) || isUnknown(available) || rule.value.by !== "fixed")
    return fail(`Länsstyrelsernas belopp ${year} är inte kända.`);
  const lines = linesOf(rule.value.sums, boards);
  if (!lines.ok) return lines;
  const given = lines.value.reduce((sum, { amount }) => sum + amount, 0);
  return ok({
    year,
    available,
    lines: lines.value,
    given,
    rest: available - given,
    explanation: explain(rule.value.sums, available, given),
    source: rule.source ?? rule.assumption ?? "",
  });
}

/** A sum names its counties, or is for those that no other names. */
function linesOf(sums: Sums, boards: readonly RegisterEntry[]): Result<readonly FixedSum[]> {
  const named = new Map(
    boards.flatMap((board) => {
      const found = sums.find(({ to }) => to.includes(board.county.replace(/ län$/, "")));
      return found === undefined ? [] : [[board.code, found] as const];
    }),
  );
  const others = sums.filter((sum) => ![...named.values()].includes(sum));
  const lines = boards.flatMap(({ code, name }): FixedSum[] => {
    const sum = named.get(code) ?? others[0];
    return sum === undefined ? [] : [{ code, name, amount: sum.each, by: sum.to }];
  });
  const fits = sums.every(({ to, recipients }) => lines.filter(({ by }) => by === to).length === recipients);
  return fits && others.length <= 1
    ? ok(lines)
    : fail("Beslutets belopp går inte att para ihop med länen: antalet mottagare stämmer inte.");
}

function explain(sums: Sums, available: number, given: number): readonly string[] {
  const product = sums.map(({ recipients, each }) => `${recipients} × ${kr(each)}`).join(" + ");
  const rest = available - given;
  const last = sums.at(-1)!;
  const shared =
    available - sums.slice(0, -1).reduce((sum, { recipients, each }) => sum + recipients * each, 0);
  return [
    `${product} = ${kr(given)} kr.`,
    ...(rest === 0
      ? []
      : [
          `${kr(shared)} kr delat på ${last.recipients} är ${kr(Math.floor(shared / last.recipients))} kr var och ${kr(shared % last.recipients)} kr över.`,
          `${kr(rest)} kr av ${kr(available)} kr fördelas inte och blir kvar på anslagsposten.`,
        ]),
  ];
}

import { allocateByKey } from "../../shared/allocation/by-key.ts";
import { traceAmount } from "../../shared/allocation/trace.ts";
import { formatKronor as kr } from "../../shared/money.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import { programmeOn, ruleDay, rulesOn } from "../../shared/programmes/dated.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { programmes } from "../../shared/programmes/programmes.ts";
import { sayGround, sayKey, sayRule, sentence, subjectName } from "../../shared/programmes/words.ts";
import { kindName } from "../../shared/recipient.ts";
import type { Register, RegisterEntry } from "../../shared/register.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { textOptions } from "./text-options.ts";

const usage = `Användning: npm run --silent rules -- explain --round OMGÅNG --recipient KOD
  --round      omgångens id (se rules rounds)
  --recipient  mottagarens kod eller namn, till exempel 0180 eller Stockholm`;

/**
 * Says in Swedish, step by step, why a recipient gets its amount by the key of a round, which rules held and what is
 * assumed. Answers 0, or 2 with the reason on stderr and nothing on stdout.
 */
export async function explainCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const result = explain(args);
  if (result.ok) return await answerWith(0, [`${result.value.join("\n")}\n`], io);
  io.stderr.write(`${result.error}\n`);
  return 2;
}

function explain(args: readonly string[]): Result<readonly string[]> {
  const { round: id, recipient } = textOptions(args, ["round", "recipient"]) ?? {};
  if (id === undefined || recipient === undefined) return fail(usage);
  const round = findRound(id);
  if (round === undefined) return fail(`Omgången ${id} finns inte. Se "npm run --silent rules -- rounds".`);
  const register = swedishRegister();
  const allocation = allocateByKey(round, register);
  if (!allocation.ok) return allocation;
  const entry = entryOf(register, round, recipient);
  const trace = entry && traceAmount(allocation.value, entry.code);
  if (!entry || !trace) {
    return fail(
      `${recipient} finns inte bland omgångens mottagare. Skriv koden eller namnet på en ${kindName[round.kind]}.`,
    );
  }
  const steps = [...roundSteps(round, allocation.value.recipients.length), ...trace.lines];
  const warnings = allocation.value.warnings.filter((one) => "code" in one && one.code === entry.code);
  return ok([
    `${entry.name} (${kindName[round.kind]} ${entry.code}) får ${kr(trace.amount)} kr av ${round.name} (${round.id}).`,
    "",
    ...steps.map((step, at) => `${at + 1}. ${step}`),
    ...warnings.map(({ text }) => `Obs: ${text}`),
    "",
    ...rulesOf(round),
    "",
    ...round.assumptions,
  ]);
}

function entryOf(register: Register, { kind }: Round, text: string): RegisterEntry | null {
  const code = /^\d{1,4}$/.test(text) ? text.padStart(kind === "region" ? 2 : 4, "0") : "";
  return register.find({ kind, code }) ?? buildNameIndex(register.entries).find(kind, text);
}

function roundSteps({ amount, kind, key, decision }: Round, recipients: number): string[] {
  if (key === null) return [];
  return [
    `Medel i omgången: ${kr(amount)} kr, till ${kr(recipients)} mottagare (${kindName[kind]}). Källa: ${decision.source}.`,
    `Nyckeln: ${sayKey(key)}.`,
    `Folkmängden är den som gällde ${key.populationDate} (SCB).`,
  ];
}

/** The rules of the round's day that decide what the money is and may be used for. */
function rulesOf(round: Round): string[] {
  const day = ruleDay(round);
  const programme = programmeOn(programmes, day);
  const group = programme?.groups[round.kind];
  if (programme === undefined || group === undefined) return [];
  const rules = rulesOn(group, day);
  return [
    `Regler den ${day}, ${programme.name}:`,
    ...(["amount", "redistribution", "carryOver", "repayment"] as const).flatMap((subject) => {
      const rule = rules[subject];
      return rule === undefined
        ? []
        : [`- ${subjectName[subject]}: ${sentence(sayRule(subject, rule.value))} ${sayGround(rule)}`];
    }),
  ];
}

import type { RoundAllocation } from "./sources.ts";
import { notNow, type Outcome, type Scalar, shown } from "./outcome.ts";
import { findRecipient } from "./recipients.ts";

type Line = Omit<RoundAllocation, "allotments"> & RoundAllocation["allotments"][number];

/** UM.FÖRDELNING: the sum of the year's fixed keys. A key that is only preliminary gives no number: it may change. */
export function allotmentOf(allocations: readonly RoundAllocation[], code: unknown): Outcome<Scalar> {
  const lines = linesOf(allocations, code);
  if (!lines.ok) return lines;
  const preliminary = lines.value.find(({ state }) => state !== "fixed");
  return preliminary === undefined
    ? shown(total(lines.value))
    : notNow(`Nyckeln för ${preliminary.round} är preliminär. Se beloppet med UM.FÖRKLARA eller i panelen.`);
}

/** UM.FÖRKLARA: a row per round with its state, parts and explanation, and the sum where there are several. */
export function explanationOf(allocations: readonly RoundAllocation[], code: unknown): Outcome<Scalar[][]> {
  const lines = linesOf(allocations, code);
  if (!lines.ok) return lines;
  const rows = lines.value.map(({ round, state, base, share, amount, explanation }) => [
    round,
    state === "fixed" ? "Fastställd" : "Preliminär",
    base,
    share,
    amount,
    explanation,
  ]);
  const sum = rows.length > 1 ? [["Summa", "", "", "", total(lines.value), ""]] : [];
  return shown([
    ["Omgång", "Nyckel", "Grundbelopp", "Befolkningsdel", "Belopp", "Så räknas det"],
    ...rows,
    ...sum,
  ]);
}

function linesOf(allocations: readonly RoundAllocation[], code: unknown): Outcome<Line[]> {
  if (allocations.length === 0) return notNow("Ingen nyckel är förberedd för det året än.");
  const lines = allocations.flatMap(({ allotments, ...round }) =>
    allotments.map((allotment) => ({ ...round, ...allotment })),
  );
  const recipients = new Map(lines.map((line) => [`${line.kind}:${line.code}`, line]));
  const found = findRecipient([...recipients.values()], code);
  if (!found.ok) return found;
  return shown(lines.filter(({ kind, code: own }) => kind === found.value.kind && own === found.value.code));
}

function total(lines: readonly Line[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

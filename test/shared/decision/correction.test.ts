import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CorrectionLine, standingOf } from "../../../shared/decision/amounts.ts";
import { correctionFaults, groundsOn } from "../../../shared/decision/correction.ts";
import { correct } from "../../../shared/decision/correction-moves.ts";
import { emptyBalance, openRound, post, type RoundLedger, unaccounted } from "../../../shared/ledger.ts";

const municipality = "municipality:0180";
const lowered = [{ code: "0180", before: 100_000, after: 60_000 }];
const raised = [{ code: "0180", before: 100_000, after: 160_000 }];

describe("a correction that may not be made says why", () => {
  test.each([
    [
      "a change to the disadvantage without a listed ground",
      "amendment",
      "nya-omstandigheter",
      lowered,
      "till mottagarens fördel",
    ],
    ["a revocation that raises", "revocation", "forbehall", raised, "höjer beloppet"],
    ["a ground of another act", "revocation", "skrivfel", lowered, "gäller inte för återkallelse"],
    ["a ground that is none", "amendment", "tycker så", lowered, "Välj någon av"],
    [
      "no change",
      "amendment",
      "forbehall",
      [{ code: "0180", before: 1, after: 1 }],
      "har redan det beloppet",
    ],
    ["the same recipient twice", "rectification", "skrivfel", [...lowered, ...lowered], "står två gånger"],
  ] as const)("%s", (_, act, ground, lines, words) => {
    expect(correctionFaults({ act, ground, lines }, "2022-10-01").join(" ")).toContain(words);
  });

  test.each([
    ["rectification", "skrivfel", lowered],
    ["amendment", "nya-omstandigheter", raised],
    ["amendment", "oriktiga-uppgifter", lowered],
    ["revocation", "forbehall", lowered],
  ] as const)("and %s on %s may", (act, ground, lines) => {
    expect(correctionFaults({ act, ground, lines }, "2022-10-01")).toEqual([]);
  });

  test.each([
    ["2018-06-30", "26 § förvaltningslagen (1986:223)"],
    ["2018-07-01", "36 § förvaltningslagen (2017:900)"],
  ])("on %s a slip is put right by %s", (day, law) => {
    expect(groundsOn(day).find(({ id }) => id === "skrivfel")?.law).toBe(law);
  });
});

/** A decision of 100 000 kr in a round of 150 000, and everything that may happen to it, in any order. */
interface Life {
  ledger: RoundLedger;
  readonly decisions: {
    id: string;
    state: string;
    lines: { code: string; amount: number }[];
    correction?: never;
  }[];
  readonly payments: {
    decision: string;
    state: string;
    lines: { code: string; amount: number }[];
    returned: { code: string; amount: number }[];
  }[];
}

const code = "0180";
const step = fc.record({
  act: fc.constantFrom("correct", "correct", "pay", "return", "consume", "repay", "giveBack"),
  part: fc.integer({ min: 0, max: 100 }),
});

describe("corrections and the money", () => {
  test("whatever happens, no krona is lost, what is payable is what is decided and not paid, and nobody keeps more than it is granted", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom("pool", "budget"), (steps, unused) => {
        const life: Life = {
          ledger: openRound(150_000),
          decisions: [{ id: "b", state: "decided", lines: [{ code, amount: 100_000 }] }],
          payments: [],
        };
        move(life, "budget", "allotted", 100_000);
        move(life, "allotted", "payable", 100_000);
        for (const { act, part } of steps) {
          happen(life, act, part, unused);
          const { amount, unpaid } = standing(life);
          const { payable, held, consumed, carriedOver } = balanceOf(life);
          expect(unaccounted(life.ledger)).toBe(0);
          expect(payable).toBe(unpaid);
          expect(payable + held + consumed + carriedOver).toBeLessThanOrEqual(amount);
        }
      }),
      { numRuns: 2000, seed: 2022 },
    );
  });

  test.each([
    ["lowered before payment", 0, 100_000, 60_000, "payable→allotted 40000, allotted→pool 40000"],
    ["raised before payment", 0, 100_000, 120_000, "budget→allotted 20000, allotted→payable 20000"],
    ["lowered after payment", 100_000, 100_000, 60_000, "held→repayable 40000"],
    ["raised after payment", 100_000, 100_000, 120_000, "budget→allotted 20000, allotted→payable 20000"],
    ["revoked after payment", 100_000, 100_000, 0, "held→repayable 100000"],
  ])("%s", (_, paid, before, after, expected) => {
    const result = correct(
      { code, before, after },
      {
        standing: { amount: before, unpaid: before - paid, claimed: 0 },
        balance: { ...emptyBalance, payable: before - paid, held: paid },
        entitled: before,
        left: { budget: 50_000, pool: 0 },
        unused: "pool",
      },
    );
    const moves = result.ok ? result.value.moves : [];
    expect(moves.map(({ from, to, amount }) => `${from}→${to} ${amount}`).join(", ")).toBe(expected);
  });
});

function balanceOf({ ledger }: Life) {
  return ledger.recipients.get(municipality) ?? emptyBalance;
}

function standing({ decisions, payments }: Life) {
  return standingOf(decisions[0]!, code, decisions, payments);
}

function move(life: Life, from: string, to: string, amount: number): void {
  if (amount <= 0) return;
  const posting = { recipient: municipality, from, to, amount, effectiveDate: "2022-05-01", recordedAt: "" };
  life.ledger = post(life.ledger, [posting as never]);
}

function happen(life: Life, act: string, part: number, unused: "pool" | "budget"): void {
  const balance = balanceOf(life);
  const now = standing(life);
  const share = (kronor: number): number => Math.floor((kronor * part) / 100);
  switch (act) {
    case "correct": {
      const change = { code, before: now.amount, after: 1500 * part };
      const { budget, pool } = life.ledger;
      const situation = { standing: now, balance, entitled: now.amount, left: { budget, pool }, unused };
      const result = correct(change, situation);
      if (!result.ok || change.before === change.after) return;
      for (const { from, to, amount } of result.value.moves) move(life, from, to, amount);
      const correction = { corrects: "b", act: "amendment", ground: "forbehall" };
      const line: CorrectionLine = result.value.line;
      life.decisions.push({
        id: `r${life.decisions.length}`,
        state: "decided",
        lines: [line],
        correction,
      } as never);
      return;
    }
    case "pay":
      if (now.unpaid === 0) return;
      life.payments.push({
        decision: "b",
        state: "paid",
        lines: [{ code, amount: now.unpaid }],
        returned: [],
      });
      {
        move(life, "payable", "held", now.unpaid);
        return;
      }
    case "return": {
      const last = life.payments.at(-1);
      const amount = last === undefined || last.returned.length > 0 ? 0 : last.lines[0]!.amount;
      if (amount === 0 || amount > balance.held) return;
      last!.returned.push({ code, amount });
      move(life, "held", "payable", amount);
      return;
    }
    case "consume": {
      move(life, "held", "consumed", share(balance.held));
      return;
    }
    case "repay": {
      move(life, "repayable", "repaid", share(balance.repayable));
      return;
    }
    case "giveBack": {
      move(life, "held", "repayable", share(balance.held));
      return;
    }
  }
}

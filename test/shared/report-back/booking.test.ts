import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Balance, emptyBalance, openRound, post, type RoundLedger } from "../../../shared/ledger.ts";
import { movesToward, type ReportedRound, type StatedMoney } from "../../../shared/report-back/booking.ts";
import type { CarryOver } from "../../../shared/report-form/form-of-year.ts";

const recipient = "municipality:0180" as const;

/** Rounds in which the recipient holds so many kronor. */
function paidOut(amounts: readonly number[]): readonly RoundLedger[] {
  return amounts.map((amount) => ({
    ...openRound(amount),
    budget: 0,
    recipients: new Map([[recipient, { ...emptyBalance, held: amount }]]),
  }));
}

function balances(rounds: readonly RoundLedger[]): readonly Balance[] {
  return rounds.map(({ recipients }) => recipients.get(recipient)!);
}

/** Nothing has been taken back by decision. */
function whole(books: readonly Balance[]): readonly ReportedRound[] {
  return books.map((balance) => ({ balance, reclaimed: 0 }));
}

/** Posts what a report says; the postings are those the ledger permits, or it throws. */
function reported(
  rounds: readonly RoundLedger[],
  stated: StatedMoney,
  carryOver: CarryOver,
): readonly RoundLedger[] {
  const moves = movesToward(whole(balances(rounds)), stated, carryOver);
  if (!moves.ok) throw new Error(moves.error);
  return rounds.map((round, i) =>
    post(
      round,
      moves.value[i]!.map((move) => ({
        ...move,
        recipient,
        effectiveDate: "2023-03-01",
        recordedAt: "2023-03-01T00:00:00Z",
      })),
    ),
  );
}

const reports = fc
  .array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 })
  .chain((amounts) => {
    const total = amounts.reduce((sum, one) => sum + one, 0);
    const stated = fc
      .tuple(fc.nat(total), fc.nat(total))
      .map(([a, b]) => ({ consumed: Math.min(a, b), carriedOver: Math.abs(a - b) }));
    return fc.record({
      amounts: fc.constant(amounts),
      first: stated,
      second: stated,
      carryOver: fc.constantFrom<CarryOver>("after-decision", "not-allowed"),
    });
  });

describe("what a report says is what the books say", () => {
  test("a first report and a corrected one leave the same as the corrected one alone", () => {
    fc.assert(
      fc.property(reports, ({ amounts, first, second, carryOver }) => {
        const [a, b] = [first, second].map((one) =>
          carryOver === "not-allowed" ? { ...one, carriedOver: 0 } : one,
        );
        const corrected = reported(reported(paidOut(amounts), a!, carryOver), b!, carryOver);
        expect(balances(corrected)).toEqual(balances(reported(paidOut(amounts), b!, carryOver)));
      }),
    );
  });

  test("a report that is said again moves nothing", () => {
    fc.assert(
      fc.property(reports, ({ amounts, first }) => {
        const once = balances(reported(paidOut(amounts), first, "after-decision"));
        expect(movesToward(whole(once), first, "after-decision")).toEqual({
          ok: true,
          value: amounts.map(() => []),
        });
      }),
    );
  });

  test.each([
    // Rounds paid, consumed and carried over -> consumed, held, repayable per round.
    [
      [100, 50],
      120,
      0,
      "not-allowed",
      [
        [100, 0, 0],
        [20, 0, 30],
      ],
    ],
    [
      [100, 50],
      0,
      0,
      "not-allowed",
      [
        [0, 0, 100],
        [0, 0, 50],
      ],
    ],
    [
      [100, 50],
      60,
      70,
      "after-decision",
      [
        [60, 40, 0],
        [0, 30, 20],
      ],
    ],
  ] as const)(
    "%j: %i consumed, %i carried over (%s)",
    (amounts, consumed, carriedOver, carryOver, expected) => {
      const after = balances(reported(paidOut(amounts), { consumed, carriedOver }, carryOver));
      expect(after.map((one) => [one.consumed, one.held, one.repayable])).toEqual(expected);
    },
  );
});

test.each([
  [{ ...emptyBalance, consumed: 60, repaid: 40 }, 80, "redan är återbetalat"],
  [{ ...emptyBalance, consumed: 60, carriedOver: 40 }, 100, "redan överförda"],
])(
  "money that is repaid already, or carried over by decision, is not taken back: %j",
  (books, consumed, text) => {
    const moves = movesToward(whole([books]), { consumed, carriedOver: 0 }, "after-decision");
    expect(moves.ok ? "" : moves.error).toContain(text);
  },
);

test.each([
  // What was reported before, and what a decision of 40 of the 100 paid did to it.
  ["held", { ...emptyBalance, held: 60, repayable: 40 }],
  ["reported as used", { ...emptyBalance, consumed: 60, repayable: 40 }],
  ["paid back in part", { ...emptyBalance, held: 60, repayable: 30, repaid: 10 }],
])("a claim by decision stays when the report says that all is consumed: %s", (_, balance) => {
  const consumed = 100 - balance.repaid;
  const moves = movesToward([{ balance, reclaimed: 40 }], { consumed, carriedOver: 0 }, "not-allowed");
  const after = { ...balance };
  for (const { from, to, amount } of moves.ok ? moves.value[0]! : []) {
    after[from] -= amount;
    after[to] += amount;
  }
  expect(moves.ok).toBe(true);
  expect(after).toEqual({ ...balance, held: 0, consumed: 60 });
});

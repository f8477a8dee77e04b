import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Balance,
  emptyBalance,
  openRound,
  post,
  type Posting,
  sumPostings,
  unaccounted,
} from "../../shared/ledger.ts";
import { type DatedMove, onTheirDays, overdrawn } from "../../shared/ledger-days.ts";
import type { RecipientId } from "../../shared/recipient.ts";

const days = ["2022-04-01", "2022-05-01", "2022-06-01", "2022-07-01", "2022-08-01"] as const;
const id: RecipientId = "region:01";
const [key, may, june, july] = days;

type Move = readonly [from: Posting["from"], to: Posting["to"], amount: number, day: string];
const posting = ([from, to, amount, effectiveDate]: Move): Posting => ({
  ...{ recipient: id, from, to, amount, effectiveDate },
  recordedAt: "2022-09-01T08:00:00Z",
});

const on = (postings: readonly Posting[], day: string) =>
  sumPostings(
    1000,
    postings.filter(({ effectiveDate }) => effectiveDate <= day),
  );
const heldOn = (postings: readonly Posting[], day: string): Balance =>
  on(postings, day).recipients.get(id) ?? emptyBalance;

/** Postings in an order of writing that today allows, on days that have nothing to do with it. */
const written = fc
  .array(
    fc.record({
      move: fc.constantFrom(
        ["budget", "allotted"] as const,
        ["allotted", "payable"] as const,
        ["payable", "held"] as const,
        ["held", "consumed"] as const,
        ["held", "repayable"] as const,
        ["consumed", "held"] as const,
        ["repayable", "held"] as const,
        ["allotted", "pool"] as const,
        ["pool", "allotted"] as const,
      ),
      part: fc.double({ min: 0.1, max: 1, noNaN: true }),
      day: fc.constantFrom(...days),
    }),
    { maxLength: 25 },
  )
  .map((steps) => {
    const postings: Posting[] = [];
    for (const { move, part, day } of steps) {
      const now = post(openRound(1000), postings);
      const [from, to] = move;
      const there =
        from === "budget" || from === "pool" ? now[from] : (now.recipients.get(id) ?? emptyBalance)[from];
      const amount = Math.floor(there * part);
      if (amount > 0) postings.push(posting([from, to, amount, day]));
    }
    return postings;
  });

const isBelow = (postings: readonly Posting[], day: string): boolean => {
  const { budget, pool } = on(postings, day);
  return [budget, pool, ...Object.values(heldOn(postings, day))].some((kronor) => kronor < 0);
};

describe("each day adds up", () => {
  test("an account below zero at the end of a day is found, with the first day after the last such one", () => {
    fc.assert(
      fc.property(written, (postings) => {
        const below = days.filter((day) => isBelow(postings, day));
        const found = overdrawn(() => 1000, postings);
        const counted = days.filter((day) => postings.some(({ effectiveDate }) => effectiveDate === day));
        expect(found?.until).toBe(
          below.length === 0 ? undefined : counted.find((day) => day > below.at(-1)!),
        );
        for (const day of days) expect(unaccounted(on(postings, day))).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test("the money of the round is that of the day", () => {
    const handedOut = [posting(["budget", "allotted", 1500, may])];
    const raised = (from: string) => (day: string) => (day < from ? 1000 : 1500);
    expect(overdrawn(raised(may), handedOut)).toBeNull();
    const later = [...handedOut, posting(["allotted", "pool", 1, july])];
    expect(overdrawn(raised(june), later)).toEqual({ recipient: null, account: "budget", until: july });
  });
});

describe("moves on their days", () => {
  const paid: Move[] = [
    ["budget", "allotted", 300, key],
    ["allotted", "payable", 300, key],
    ["payable", "held", 200, may],
    ["payable", "held", 100, july],
  ];
  const cases: readonly (readonly [
    string,
    readonly Move[],
    readonly DatedMove[],
    readonly (readonly [number, string])[],
  ])[] = [
    ["what is there on the day counts from it", [], [move(200, june)], [[200, june]]],
    [
      "what is paid later counts from the payment",
      [],
      [move(300, june)],
      [
        [200, june],
        [100, july],
      ],
    ],
    ["nothing is paid yet", [], [move(150, key)], [[150, may]]],
    [
      "what somebody else has used later is not there",
      [["held", "repayable", 150, july]],
      [move(150, may)],
      [[150, may]],
    ],
    [
      "what is only there for a while is not there",
      [
        ["held", "repayable", 200, june],
        ["repayable", "held", 50, july],
      ],
      [move(60, may)],
      [[60, july]],
    ],
  ];
  function move(amount: number, effectiveDate: string): DatedMove {
    return { from: "held", to: "consumed", amount, effectiveDate };
  }

  test.each(cases)("%s", (_, more, moves, expected) => {
    const postings = [...paid, ...more].map(posting);
    const placed = onTheirDays(heldOn(postings, "9999"), postings, moves);
    expect(placed.map(({ amount, effectiveDate }) => [amount, effectiveDate])).toEqual(expected);
  });

  test("whatever is there today finds its days, and none of them ends below zero", () => {
    const adding = written.filter((postings) => overdrawn(() => 1000, postings) === null);
    const asked = fc.array(
      fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }), day: fc.constantFrom(...days) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(adding, asked, (postings, parts) => {
        const now = heldOn(postings, "9999");
        let left = now.held;
        const moves = parts.map(({ part, day }) => {
          const amount = Math.floor(left * part);
          left -= amount;
          return move(amount, day);
        });
        const placed = onTheirDays(now, postings, moves);
        const all = [
          ...postings,
          ...placed.map(({ from, to, amount, effectiveDate }) => posting([from, to, amount, effectiveDate])),
        ];
        expect(overdrawn(() => 1000, all)).toBeNull();
        expect(heldOn(all, "9999").held).toBe(left);
        for (const { effectiveDate } of placed)
          expect(effectiveDate >= parts.map(({ day }) => day).sort()[0]!).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("more than there is is never placed", () => {
    const postings = paid.map(posting);
    expect(() => onTheirDays(heldOn(postings, "9999"), postings, [move(301, june)])).toThrow(RangeError);
  });
});

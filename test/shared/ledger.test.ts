import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Account,
  allottedInAll,
  openRound,
  paid,
  post,
  type Posting,
  recipientAccounts,
  type RoundLedger,
  sumBalances,
  unaccounted,
} from "../../shared/ledger.ts";
import type { RecipientId } from "../../shared/recipient.ts";

const runs = 1000;

/** The moves of the domain, in words that the ledger does not know. */
const lawful: readonly (readonly [Account, Account])[] = [
  ["budget", "allotted"],
  ["allotted", "pool"],
  ["pool", "allotted"],
  ["allotted", "payable"],
  ["payable", "held"],
  ["held", "consumed"],
  ["held", "carriedOver"],
  ["held", "repayable"],
  ["repayable", "repaid"],
  // A repayment that was booked by mistake is reversed.
  ["repaid", "repayable"],
  ["payable", "allotted"],
  ["allotted", "budget"],
  ["held", "payable"],
  ["consumed", "repayable"],
  ["carriedOver", "repayable"],
  ["carriedOver", "consumed"],
  ["consumed", "held"],
  ["repayable", "held"],
];
const accounts: readonly Account[] = ["budget", "pool", ...recipientAccounts];
const recipients: readonly RecipientId[] = ["municipality:0180", "region:01", "ngo:7"];

function posting(recipient: RecipientId, from: Account, to: Account, amount: number): Posting {
  return { recipient, from, to, amount, effectiveDate: "2022-05-01", recordedAt: "2022-05-01T08:00:00Z" };
}

function on({ budget, pool, recipients: all }: RoundLedger, id: RecipientId, account: Account): number {
  if (account === "budget") return budget;
  return account === "pool" ? pool : (all.get(id)?.[account] ?? 0);
}

/** Lawful postings one after another: each takes a part of what is on its account by then. */
const history = fc
  .record({
    amount: fc.integer({ min: 1, max: 150_000_000 }),
    steps: fc.array(
      fc.record({
        recipient: fc.constantFrom(...recipients),
        move: fc.constantFrom(...lawful),
        part: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ amount, steps }) => {
    const postings: Posting[] = [];
    let ledger = openRound(amount);
    for (const { recipient, move, part } of steps) {
      const kronor = Math.floor(on(ledger, recipient, move[0]) * part);
      if (kronor === 0) continue;
      const next = posting(recipient, ...move, kronor);
      postings.push(next);
      ledger = post(ledger, [next]);
    }
    return { amount, postings, ledger };
  });

/** What one recipient gave back and another got: then the one must come before the other. */
function isGivenOutAgain(postings: readonly Posting[]): boolean {
  const firstBack = postings.findIndex(({ to }) => to === "budget");
  return postings.some(
    ({ from }, i) => from === "pool" || (from === "budget" && firstBack !== -1 && i > firstBack),
  );
}

const plain = ({ recipients: all, ...totals }: RoundLedger) => ({
  ...totals,
  recipients: Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1))),
});

describe("the ledger of a round", () => {
  test("every krona of the round's amount is on one account, always", () => {
    fc.assert(
      fc.property(history, ({ amount, ledger }) => {
        expect(unaccounted(ledger)).toBe(0);
        const held = [...ledger.recipients.values()].reduce(
          (sum, balance) => sum + allottedInAll(balance),
          0,
        );
        expect(ledger.budget + ledger.pool + held).toBe(amount);
      }),
      { numRuns: runs },
    );
  });

  test("no account is below zero or has a part of a krona", () => {
    fc.assert(
      fc.property(history, ({ ledger }) => {
        for (const id of recipients)
          for (const account of accounts) {
            expect(Number.isSafeInteger(on(ledger, id, account))).toBe(true);
            expect(on(ledger, id, account)).toBeGreaterThanOrEqual(0);
          }
      }),
      { numRuns: runs },
    );
  });

  test("a balance is the fold of its postings: what came to the account less what left it", () => {
    fc.assert(
      fc.property(history, ({ amount, postings, ledger }) => {
        const moved = (id: RecipientId | null, account: Account): number =>
          postings
            .filter(({ recipient }) => id === null || recipient === id)
            .reduce(
              (sum, { from, to, amount: kronor }) =>
                sum + (to === account ? kronor : 0) - (from === account ? kronor : 0),
              0,
            );
        expect(ledger.budget).toBe(amount + moved(null, "budget"));
        expect(ledger.pool).toBe(moved(null, "pool"));
        for (const id of recipients)
          for (const account of recipientAccounts) expect(on(ledger, id, account)).toBe(moved(id, account));
      }),
      { numRuns: runs },
    );
  });

  test("posting all at once or in parts gives the same", () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(40), { maxLength: 5 }), ({ amount, postings, ledger }, cuts) => {
        const ends = [...new Set([...cuts.filter((cut) => cut < postings.length), postings.length])];
        ends.sort((a, b) => a - b);
        const parts = ends.map((end, i) => postings.slice(i === 0 ? 0 : ends[i - 1], end));
        const inParts = parts.reduce((before, part) => post(before, part), openRound(amount));
        expect(plain(inParts)).toEqual(plain(ledger));
      }),
      { numRuns: runs },
    );
  });

  test("the order of different recipients does not matter, as long as each has its own in order", () => {
    fc.assert(
      fc.property(
        history.filter(({ postings }) => !isGivenOutAgain(postings)),
        ({ amount, postings, ledger }) => {
          const byRecipient = recipients.flatMap((id) =>
            postings.filter(({ recipient }) => recipient === id),
          );
          expect(plain(post(openRound(amount), byRecipient))).toEqual(plain(ledger));
        },
      ),
      { numRuns: runs },
    );
  });

  test("what was paid and did not come back is what the recipient holds and what became of the rest", () => {
    fc.assert(
      fc.property(history, ({ postings, ledger }) => {
        for (const id of recipients) {
          const moved = (from: Account, to: Account): number =>
            postings
              .filter((one) => one.recipient === id && one.from === from && one.to === to)
              .reduce((sum, { amount }) => sum + amount, 0);
          const balance = ledger.recipients.get(id);
          expect(balance === undefined ? 0 : paid(balance)).toBe(
            moved("payable", "held") - moved("held", "payable"),
          );
        }
      }),
      { numRuns: runs },
    );
  });

  test("sums over recipients are sums of each account", () => {
    fc.assert(
      fc.property(history, ({ ledger }) => {
        const sum = sumBalances(ledger.recipients.values());
        for (const account of recipientAccounts)
          expect(sum[account]).toBe(recipients.reduce((all, id) => all + on(ledger, id, account), 0));
      }),
      { numRuns: 200 },
    );
  });
});

describe("postings that must never be written", () => {
  const rich = post(openRound(1000), [
    posting("region:01", "budget", "allotted", 900),
    posting("region:01", "allotted", "pool", 100),
    posting("region:01", "allotted", "payable", 600),
    posting("region:01", "payable", "held", 500),
    posting("region:01", "held", "consumed", 100),
    posting("region:01", "held", "carriedOver", 100),
    posting("region:01", "held", "repayable", 200),
    posting("region:01", "repayable", "repaid", 100),
  ]);
  const untouched = structuredClone(plain(rich));

  function expectRefused(...postings: Posting[]): void {
    expect(() => post(rich, postings)).toThrow(RangeError);
    expect(plain(rich)).toEqual(untouched);
  }

  const unlawful = accounts
    .flatMap((from) => accounts.map((to) => [from, to] as const))
    .filter(([from, to]) => !lawful.some(([a, b]) => a === from && b === to));

  test("there are 9 accounts, 18 lawful moves, and the 63 others do not exist", () => {
    expect([accounts.length, lawful.length, unlawful.length]).toEqual([9, 18, 63]);
  });

  test.each(unlawful)("no posting goes from %s to %s, though the money is there", (from, to) => {
    expectRefused(posting("region:01", from, to, 1));
  });

  test.each(lawful)("from %s to %s goes every krona that is there, and not one more", (from, to) => {
    const all = on(rich, "region:01", from);
    expect(on(post(rich, [posting("region:01", from, to, all)]), "region:01", from)).toBe(0);
    expectRefused(posting("region:01", from, to, all + 1));
  });

  test.each([0, -1, 0.5, 1.000001, NaN, Infinity, -Infinity, 2 ** 53, "1" as never, null as never])(
    "%s is not an amount of whole kronor",
    (amount) => {
      expectRefused(posting("region:01", "budget", "allotted", amount));
    },
  );

  test("one recipient never spends what another has", () => {
    expectRefused(posting("region:03", "held", "consumed", 1));
  });

  test("one faulty posting among good ones leaves everything as it was", () => {
    expectRefused(
      posting("region:03", "budget", "allotted", 50),
      posting("region:01", "held", "consumed", 50),
      posting("region:01", "held", "consumed", 500),
    );
  });

  test("nothing goes wrong with nothing", () => {
    expect(plain(post(rich, []))).toEqual(untouched);
    expect(unaccounted(openRound(0))).toBe(0);
  });
});

import mammoth from "mammoth";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../functions/audit.ts";
import type { Store } from "../../../functions/store/model.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { faultsInBooks } from "../books.ts";
import {
  allottedBy,
  type Call,
  type CallOptions,
  decided,
  fixedKey,
  paidOut,
  requisitioned,
  requisitionRow,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const round = "2022-kommun-1";
const topUp = "2022-kommun-2";
const ale = { round, recipient: "municipality:1440" };
const act = { date: "2023-01-10", dnr: "9/2022", ground: "Exempeldata: rekvisitionen är för sen." };
const why = { grounds: ["ej-behorig"], reason: "Exempeldata: fullmakten gäller någon annan." };

let store: Store;
let call: Call;

officeForEach("rejections", async (opened) => {
  ({ store, call } = opened);
  await fixedKey(call, round);
  await fixedKey(call, topUp, "2022-06-20");
});

/** A requisition from Ale, in time or late; Partille's is always in order. */
async function requisitions(received: string): Promise<void> {
  await requisitioned(
    call,
    [requisitionRow(round, "1440", 100_000, { received }), requisitionRow(round, "1402", 100_000)],
    `två rekvisitioner ${received}`,
    received,
  );
}

const caseOf = () => call("hanna", "case", ale);
const prepared = (...grounds: string[]) =>
  call("hanna", "prepareRejection", { ...ale, ...why, ...(grounds.length > 0 && { grounds }) });
const decide = (decision: string) => call("bo", "decide", { round, decision, ...act });

/** Kronor allotted to Ale in the round and its top-up, and in the pools of both. */
async function money(): Promise<Record<"allotted" | "payable" | "pool", number>> {
  const answer = await call("eva", "balances", { year: 2022 });
  const mine = recipientBalances(answer).find(({ id }) => id === ale.recipient)!;
  return {
    allotted: mine.balance.allotted,
    payable: mine.balance.payable,
    pool: answer.totals.reduce((sum, { pool }) => sum + pool, 0),
  };
}

describe.each([
  ["late", "2022-12-01", "returned", "for-sen", /sista dagen/],
  ["in order", "2022-06-01", "submitted", "ej-behorig", /behörig att företräda/],
] as const)("a requisition that came in %s", (_, received, before, ground, inWords) => {
  test("is left to decision and rejected: nothing is paid, what was allotted is free, and the letter says why", async () => {
    await requisitions(received);
    expect(await caseOf()).toMatchObject({ state: before });
    const all = (await money()).allotted;
    const { id } = await prepared(ground);
    expect(await caseOf()).toMatchObject({
      state: "approved",
      task: { text: `Beslutsfattaren har ${id} att fatta.` },
      rejectionGrounds: [],
    });
    expect(await money()).toEqual({ allotted: all, payable: 0, pool: 0 });

    await call("frida", "presentDecision", { round, decision: id });
    await decide(id);
    expect(await caseOf()).toMatchObject({ state: "rejected", task: null, acts: [] });
    expect(await money()).toEqual({ allotted: 0, payable: 0, pool: all });
    expect((await caseOf()).log.filter(({ reference }) => reference === id)).toMatchObject([
      { act: "avslag förberett" },
      { act: "beslut föredraget", by: "Frida, föredragande" },
      { act: "avslag beslutat" },
      { act: "Kommuner 2022, omgång 2 (tilläggsmedel): medel fria efter avslag" },
    ]);
    expect((await call("hanna", "requisitions", { round })).requisitions).toMatchObject([
      { code: "1402", state: "submitted" },
      { code: "1440", state: "rejected" },
    ]);
    expect((await call("bo", "decision", { round, decision: id })).lines).toMatchObject([
      { code: "1440", amount: 0, outcome: "rejected", grounds: [expect.stringMatching(inWords)] },
    ]);
    const letter = await call("hanna", "letter", { round, decision: id, code: "1440", format: "docx" });
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(letter.base64, "base64") });
    for (const words of [/avslår rekvisitionen från Ale/, inWords, /överklaga/, /Inga medel betalas ut/])
      expect(value).toMatch(words);
    expect(value).not.toMatch(/fördelningsnyckeln|Utbetalning/);
    const days = "Rekvisitionen kom in 2022-12-01. Sista dag att rekvirera var 2022-09-01.";
    expect(value.includes(days)).toBe(ground === "for-sen");
    await expect(paidOut(call, round, id)).rejects.toThrow(/inget att betala/);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("is offered again to the willing when the round is closed, and takes no part itself", async () => {
    await requisitions(received);
    await decide((await prepared()).id);
    await decided(call, round, "2023-01-11");
    const { pool } = await money();
    const preview = await call("bo", "previewRedistribution", { round, excludeReturned: false });
    const others = [...(await allottedBy(call, round))].filter(([code]) => code !== "1440");
    const left = others.reduce(
      (sum, [code, kronor]) => sum + (code === "1402" ? kronor - 100_000 : kronor),
      0,
    );
    const own = (await allottedBy(call, round)).get("1440")!;
    expect(preview.pool).toBe(own + left);
    expect(pool).toBeGreaterThan(own);
    // What a top-up allots afterwards is not for it either.
    const { id } = await call("hanna", "prepareDecision", { round: topUp });
    const { lines } = await call("bo", "decision", { round: topUp, decision: id });
    expect(lines.map(({ code }) => code)).toEqual(["1402"]);
  });

  test("is not granted while its rejection waits, and is tried anew when that is taken back", async () => {
    await requisitions(received);
    const { id } = await prepared();
    const granting = await call("hanna", "prepareDecision", { round });
    const { lines } = await call("bo", "decision", { round, decision: granting.id });
    expect(lines.map(({ code }) => code)).toEqual(["1402"]);
    await call("hanna", "actOnCase", { ...ale, act: "takeBack", reason: "Synnerliga skäl (exempeldata)." });
    expect(await caseOf()).toMatchObject({ state: "returned" });
    await expect(decide(id)).rejects.toThrow(/taget tillbaka från beslut/);
    await expect(call("frida", "presentDecision", { round, decision: id })).rejects.toThrow(/taget tillbaka/);
    await call("hanna", "actOnCase", { ...ale, act: "accept", reason: "Synnerliga skäl (exempeldata)." });
    await decided(call, round, "2023-01-11");
    expect(await caseOf()).toMatchObject({ state: "decided" });
    expect(await faultsInBooks(store)).toEqual([]);
  });
});

describe("a rejection since nothing was completed", () => {
  const ground = "ej-kompletterad";
  const after = { now: "2023-05-01T10:00:00.000Z" };
  const onLastDay = { now: "2023-04-20T10:00:00.000Z" };
  const ask = () =>
    call("hanna", "requestCompletion", {
      ...{ year: 2022, of: "requisition", from: ale, answerBy: "2023-04-20", missing: ["Fullmakt."] },
    });
  /** What answers the request, registered after its last day. */
  const answered = async (received: string) => {
    const bytes = Buffer.from("fullmakten (exempeldata)");
    const file = { name: "fullmakt.pdf", sha256: sha256(bytes) };
    await call("hanna", "keepFile", { ...file, base64: bytes.toString("base64") });
    const { answered: ids } = await call(
      "hanna",
      "registerDocument",
      { year: 2022, type: "completion", channel: "post", sender: "Ale", received, file, cases: [ale] },
      after,
    );
    expect(ids).toHaveLength(1);
  };
  const offered = async (when: CallOptions) =>
    (await call("hanna", "case", ale, when)).rejectionGrounds.map(({ id }) => id);
  const rejecting = (when: CallOptions) =>
    call("hanna", "prepareRejection", { ...ale, ...why, grounds: [ground] }, when);

  test.each<[what: string, arrange: () => Promise<unknown>, when: CallOptions, words: RegExp]>([
    ["is asked for", () => Promise.resolve(), after, /Ingen komplettering av rekvisitionen är begärd/],
    ["can wait until its last day", ask, onLastDay, /till och med 2023-04-20 på sig/],
    ["came in in time", () => ask().then(() => answered("2023-04-20")), after, /2023-04-20, i tid/],
  ])("is neither offered nor prepared when a completion %s", async (_, arrange, when, words) => {
    await requisitions("2022-06-01");
    await arrange();
    expect(await offered(when)).not.toContain(ground);
    await expect(rejecting(when)).rejects.toThrow(words);
  });

  test.each<[what: string, arrange: () => Promise<unknown>]>([
    ["has not come in", () => Promise.resolve()],
    ["came in too late", () => answered("2023-04-21")],
  ])("is decided when the completion %s, and nothing is waited for any more", async (_, arrange) => {
    await requisitions("2022-06-01");
    await ask();
    await arrange();
    expect(await offered(after)).toContain(ground);
    const { id } = await rejecting(after);
    const deciding = (date: string) => call("bo", "decide", { round, decision: id, ...act, date }, after);
    await expect(deciding("2023-04-20")).rejects.toThrow(/till och med 2023-04-20 på sig|2023-04-21/);
    await deciding("2023-04-30");
    const { state: now, completions } = await call("hanna", "case", ale, after);
    expect(now).toBe("rejected");
    expect(completions.filter((one) => one.answer === null && one.ended === undefined)).toEqual([]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("is not decided when it turns out that the completion had come in in time", async () => {
    await requisitions("2022-06-01");
    await ask();
    const { id } = await rejecting(after);
    await answered("2023-04-19");
    await expect(
      call("bo", "decide", { round, decision: id, ...act, date: "2023-04-30" }, after),
    ).rejects.toThrow(/2023-04-19, i tid/);
  });

  test("is late also while it waits for its decision, and once it is decided", async () => {
    await requisitions("2022-12-01");
    const late = async () => {
      const { cases } = await call("hanna", "cases", { year: 2022, filter: "all" });
      return cases.find(({ recipient }) => recipient === ale.recipient)!.late;
    };
    const seen = [await late()];
    const { id } = await prepared("for-sen");
    seen.push(await late());
    await decide(id);
    seen.push(await late());
    expect(seen).toEqual([true, true, true]);
  });
});

describe("a rejection is refused", () => {
  test.each<[what: string, attempt: () => Promise<unknown>, words: RegExp]>([
    [
      "that is prepared twice",
      async () => [await prepared(), await prepared()],
      /”Lämnad till beslut”.*”Lämna till beslut” går inte då.*”Ta tillbaka från beslut”/,
    ],
    [
      "that is decided twice",
      async () => {
        const { id } = await prepared();
        await decide(id);
        await decide(id);
      },
      /redan fattat/,
    ],
    [
      "of what is granted",
      async () => {
        await decided(call, round);
        await prepared();
      },
      /”Beslutad”.*”Lämna till beslut” går inte då/,
    ],
    [
      "of what is paid",
      async () => {
        await paidOut(call, round, await decided(call, round));
        await prepared();
      },
      /”Utbetald”.*går inte då/,
    ],
    [
      "where nothing has come in",
      () => call("hanna", "prepareRejection", { round, recipient: "municipality:0180", ...why }),
      /”Ej inkommen”/,
    ],
    [
      "on a ground that is none",
      () => call("hanna", "prepareRejection", { ...ale, ...why, grounds: ["krav-ej-uppfyllda"] }),
      /krav-ej-uppfyllda är ingen grund för avslag/,
    ],
    [
      "as late, when it came in time",
      () => prepared("for-sen"),
      /kom in 2022-06-01, i tid\. Välj en annan grund/,
    ],
    [
      "without reasons",
      () => call("hanna", "prepareRejection", { ...ale, ...why, reason: " " }),
      /saknar grund/,
    ],
    [
      "by the one who prepared it",
      async () => {
        const { id } = await prepared();
        await call("hanna", "decide", { round, decision: id, ...act });
      },
      /förberett beslutet.*Be en kollega/,
    ],
    [
      "before the requisition came in",
      async () => {
        const { id } = await prepared();
        await call("bo", "decide", { round, decision: id, ...act, date: "2022-05-31" });
      },
      /2022-05-31 ligger före dagen då rekvisitionen från Ale kom in den 2022-06-01/,
    ],
    [
      "when another requisition has come in since",
      async () => {
        const { id } = await prepared();
        await requisitioned(call, [requisitionRow(round, "1440", 90_000)], "rättad");
        await decide(id);
      },
      /en annan rekvisition har kommit in/,
    ],
    [
      "to be taken back when it grants",
      async () => {
        await call("hanna", "prepareDecision", { round });
        await call("hanna", "actOnCase", { ...ale, act: "takeBack", reason: "x" });
      },
      /beviljar medel till flera/,
    ],
  ])("%s", async (_, attempt, words) => {
    await requisitions("2022-06-01");
    await expect(attempt()).rejects.toThrow(words);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("what comes in after it stays a document in the case", async () => {
    await requisitions("2022-06-01");
    await decide((await prepared()).id);
    await requisitioned(call, [requisitionRow(round, "1440", 90_000)], "en till");
    const after = await caseOf();
    expect(after.state).toBe("rejected");
    expect(after.documents).toHaveLength(2);
    const { id } = await call("hanna", "prepareDecision", { round });
    const { lines } = await call("bo", "decision", { round, decision: id });
    expect(lines.map(({ code }) => code)).toEqual(["1402"]);
  });

  test("an amendment on appeal gives the money after all", async () => {
    await requisitions("2022-06-01");
    const { id } = await prepared();
    await decide(id);
    const amended = await call("hanna", "prepareCorrection", {
      round,
      decision: id,
      act: "amendment",
      legalGround: "nya-omstandigheter",
      ground: "Exempeldata: den kom in i tid.",
      lines: [{ code: "1440", amount: 80_000 }],
    });
    await call("bo", "decide", { round, decision: amended.id, ...act, date: "2023-01-20" });
    expect(await caseOf()).toMatchObject({ state: "decided" });
    await paidOut(call, round, id, "2023-01-25");
    expect(await caseOf()).toMatchObject({ state: "paid", paid: 80_000 });
    expect(await faultsInBooks(store)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { sha256 } from "../../../functions/audit.ts";
import type { Store } from "../../../functions/store/model.ts";
import {
  type Call,
  documentNamed,
  fixedKey,
  requisitioned,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const round = "2022-region";
const stockholm = { round, recipient: "region:01" } as const;

let store: Store;
let call: Call;

officeForEach("requisitions", async (opened) => {
  ({ store, call } = opened);
  await fixedKey(call, round);
});

const caseOf = () => call("hanna", "case", stockholm);

async function kept() {
  const [head] = await store.heads([round]);
  return (await store.rows(head!, "requisitions")).get(stockholm.recipient)?.value;
}

describe("a faulty requisition", () => {
  const row = (changes: Partial<Record<RequisitionColumnId, Cell>>) =>
    requisitionRow(round, "01", 900_000, { received: "2022-08-02", ...changes });

  test.each<[what: string, changes: Partial<Record<RequisitionColumnId, Cell>>]>([
    ["an amount of 0 kronor", { amount: 0 }],
    ["no amount", { amount: null }],
    ["another organisation number than there is", { orgnr: "fel" }],
    ["a signatory that begins like a formula", { signatory: "=1+1" }],
    ["its day written with slashes", { received: "2022/08/02" }],
  ])("with %s came in on its own day, also in a file from after the window", async (_, changes) => {
    expect(await requisitioned(call, [row(changes)], "sen export", "2022-10-02")).toMatchObject({
      registered: 0,
      returned: 1,
    });
    expect(await caseOf()).toMatchObject({ state: "returned", received: "2022-08-02", late: false });
  });

  test.each<[what: string, received: Cell]>([
    ["no day", null],
    ["a day that is none", "2022-13-41"],
    ["a day in the future", "2027-06-01"],
  ])("with %s came in with its file", async (_, received) => {
    await requisitioned(call, [row({ received, amount: 0 })], "sen export", "2022-10-02");
    expect(await caseOf()).toMatchObject({ state: "returned", received: "2022-10-02", late: true });
  });

  test("keeps all that it says and that can be trusted", async () => {
    await requisitioned(
      call,
      [row({ amount: 0, wantsMore: "ja", reference: "R1", signatory: "=1+1" })],
      "ett fel",
    );
    expect(await kept()).toMatchObject({
      amount: null,
      wantsMore: true,
      orgnr: expect.stringMatching(/^232100-\d{4}$/) as string,
      payee: { kind: "bankgiro", account: "5050-1055", reference: "R1" },
      contact: "Kim Ek",
      email: "kim.ek@example.se",
      signatory: null,
    });
  });

  test("in a sheet with a column twice says nothing for certain there, and the rest as it is", async () => {
    const headings = requisitionColumns.map(({ heading }) => heading);
    const account = requisitionColumns.findIndex(({ id }) => id === "account");
    await call("hanna", "registerRequisitions", {
      year: 2022,
      sheet: "Rekvisitioner",
      rows: [
        [...headings, headings[account]!],
        [...row({}), "991-2346"],
      ],
      document: {
        received: "2022-10-02",
        channel: "e-post",
        file: { name: "två konton", sha256: sha256("två konton") },
      },
    });
    expect(await kept()).toMatchObject({ received: "2022-08-02", payee: null, contact: "Kim Ek" });
  });
});

describe("a decision on requisitions", () => {
  const decide = async (date: string) => {
    const { id } = await call("hanna", "prepareDecision", { round });
    return await call("bo", "decide", { round, decision: id, date, dnr: "2", ground: "Förordningen" });
  };

  test.each([
    ["with who it is", "2022-08-14", /före dagen då rekvisitionen från Region Uppsala kom in den 2022-08-15/],
    ["not when it is of the day itself", "2022-08-15", null],
  ])("is refused before the last of them came in: %s", async (_, date, words) => {
    await requisitioned(
      call,
      [
        requisitionRow(round, "01", 900_000),
        requisitionRow(round, "03", 900_000, { received: "2022-08-15" }),
      ],
      "två",
      "2022-08-15",
    );
    if (words === null) expect(await decide(date)).toMatchObject({ recipients: 2 });
    else await expect(decide(date)).rejects.toThrow(words);
  });
});

describe("a completed requisition", () => {
  const row = (received: string) => requisitionRow(round, "01", 900_000, { received });

  /** A faulty requisition of 1 June, and a request for its completion. */
  async function asked(answerBy: string): Promise<void> {
    const { document } = await requisitioned(
      call,
      [requisitionRow(round, "01", 0, { received: "2022-06-01" })],
      "fel",
    );
    const from = { document };
    const ask = { year: 2022, of: "requisition", from, answerBy } as const;
    await call("hanna", "requestCompletion", ask, { now: "2022-06-15T10:00:00.000Z" });
  }

  test.each<[answered: string, received: string, answerBy: string, late: RegExp | null]>([
    ["in the window", "2022-08-10", "2022-08-15", null],
    ["after the window and in time", "2022-09-10", "2022-09-20", null],
    [
      "too late",
      "2022-09-10",
      "2022-08-01",
      /^Svaret på kompletteringen kom in 2022-09-10, efter 2022-08-01\. Pröva/,
    ],
  ])("that is answered %s came in with the first", async (_, received, answerBy, late) => {
    await asked(answerBy);
    const sheet = requisitionSheet(row(received));
    const document = documentNamed("rättad", received);
    const problems = async () =>
      (await call("hanna", "validateRequisitions", { ...sheet, sha256: document.file.sha256 })).problems;
    expect(await problems()).toEqual([]);
    const { registered } = await call("hanna", "registerRequisitions", { ...sheet, document });
    expect(registered).toBe(1);
    const found = await caseOf();
    expect(found).toMatchObject({ state: "submitted", received: "2022-06-01", late: late !== null });
    expect(found.completions).toMatchObject([{ answer: { received } }]);
    if (late !== null) expect(found.task?.text).toMatch(late);
    // Checked once more it looks the same.
    expect(await problems()).toEqual([]);
    const { id } = await call("hanna", "prepareDecision", { round });
    const before = { round, decision: id, date: "2022-06-20", dnr: "2", ground: "Förordningen" };
    await expect(call("bo", "decide", before)).rejects.toThrow(`Region Stockholm kom in den ${received}`);
  });

  test.each([
    ["on the day of the letter that answers", "2022-09-05", "2022-06-01", "submitted"],
    ["after the letter that answers", "2022-09-06", "2022-09-06", "returned"],
  ])("that is dated %s", async (_, received, counted, state) => {
    await asked("2022-09-20");
    const bytes = Buffer.from("svaret");
    const file = { name: "svar.pdf", sha256: sha256(bytes) };
    await call("hanna", "keepFile", { ...file, base64: bytes.toString("base64") });
    const { answered } = await call("hanna", "registerDocument", {
      year: 2022,
      type: "completion",
      received: "2022-09-05",
      channel: "e-post",
      sender: "Regionen",
      file,
      cases: [stockholm],
    });
    expect(answered).toHaveLength(1);
    await requisitioned(call, [row(received)], "rättad", "2022-09-10");
    expect(await caseOf()).toMatchObject({ state, received: counted });
  });

  test("that nobody asked for came in on its own day", async () => {
    await requisitioned(call, [requisitionRow(round, "01", 0, { received: "2022-06-01" })], "fel");
    await requisitioned(call, [row("2022-09-10")], "rättad", "2022-09-10");
    expect(await caseOf()).toMatchObject({ state: "returned", received: "2022-09-10", late: true });
  });
});

test("the second row of a recipient in one sheet waits for an official, good or faulty", async () => {
  const answer = await requisitioned(
    call,
    [
      requisitionRow(round, "01", 0),
      requisitionRow(round, "01", 900_000),
      requisitionRow(round, "03", 800_000),
      requisitionRow(round, "03", 700_000),
      requisitionRow(round, "99", 600_000),
    ],
    "dubbletter",
  );
  expect(answer).toMatchObject({ registered: 1, returned: 1, unidentified: 3 });
  const { unplaced } = await call("hanna", "unplaced", { year: 2022 });
  expect(unplaced.map(({ row }) => row)).toEqual([3, 5, 6]);
  expect(unplaced[1]!.cells).toContain("700000");
  const { document } = answer;
  await call("hanna", "place", { year: 2022, document, row: 5, round, recipient: "region:03" });
  const { requisitions } = await call("hanna", "requisitions", { round });
  expect(requisitions).toMatchObject([
    { code: "01", state: "returned" },
    { code: "03", state: "submitted", amount: 800_000 },
  ]);
});

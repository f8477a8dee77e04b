import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import type { Store } from "../../../functions/store/model.ts";
import { type Database, openDatabase } from "../fixture.ts";
import { type Call, fixedKey, office, requisitioned, requisitionRow } from "../office.ts";

const round = "2022-region";
const stockholm = { round, recipient: "region:01" } as const;

let database: Database;
let store: Store;
let call: Call;
const state = { tables: 0 };

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  state.tables += 1;
  ({ store } = await database.connect({ table: `requisitions-${state.tables}` }));
  call = office(store);
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
        file: { name: "två konton", sha256: "a".repeat(64) },
      },
    });
    expect(await kept()).toMatchObject({ received: "2022-08-02", payee: null, contact: "Kim Ek" });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../fixture.ts";
import {
  type Call,
  closed,
  decided,
  documentNamed,
  fixedKey,
  office,
  paidOut,
  requisitioned,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";

const round = "2022-region";
const act = { date: "2022-04-01", dnr: "4/2022", ground: "Förordning" };

let database: Database;
let call: Call;
beforeAll(async () => {
  database = await openDatabase();
  call = office((await database.connect()).store);
});
afterAll(() => database.close());

test("a payment order says whom to pay, how much and to which account", async () => {
  await fixedKey(call, round);
  const { allotments } = await call("hanna", "allocation", { round });
  const { code, name, amount } = allotments[0]!;
  const row = requisitionRow(round, code, amount, { account: "5050-1055", reference: "Ref 17" });
  await requisitioned(call, [row], "rekvisition");
  await closed(call, round);
  const payment = await paidOut(call, round, await decided(call, round, "2022-10-20"), "2022-11-15");
  const { lines, total, state, appropriations } = await call("eva", "payment", { round, payment });
  expect(appropriations).toEqual(["ej känt (anslagsposterna för 2022 är inte publicerade)"]);
  expect([total, state]).toEqual([amount, "paid"]);
  expect(lines).toEqual([
    {
      code,
      name,
      orgnr: row[3],
      payee: { kind: "bankgiro", account: "5050-1055", reference: "Ref 17" },
      stateCode: null,
      counterpartCode: null,
      amount,
      returned: null,
    },
  ]);
});

test("a requisition already registered is pointed out in another file, not in its own", async () => {
  const { allotments } = await call("hanna", "allocation", { round });
  const { code, amount } = allotments[0]!;
  const sheet = requisitionSheet(requisitionRow(round, code, amount));
  const rules = async (sha256?: string): Promise<string[]> =>
    (
      await call("hanna", "validateRequisitions", { ...sheet, ...(sha256 !== undefined && { sha256 }) })
    ).problems.map(({ rule }) => rule);
  expect(await rules()).toEqual(["rekvisition-inte-registrerad"]);
  expect(await rules(documentNamed("rekvisition").file.sha256)).toEqual([]);
});

describe("a grant that is wrong is refused with what to mend", () => {
  const grant = { code: "1", name: "Kvinnojouren", orgnr: null, amount: 1_000 };
  test.each([
    ["a serial number with zeros", { ...grant, code: "01" }, "skriv löpnumret utan nollor först"],
    ["a name like a formula", { ...grant, name: "=cmd()" }, "namnet får inte börja som en formel"],
    ["a wrong organisation number", { ...grant, orgnr: "abc" }, "organisationsnumret är fel"],
    [
      "a wrong account",
      { ...grant, account: { kind: "bankgiro" as const, account: "5050-1056" } },
      "kontonumret är fel",
    ],
  ])("%s", async (_, wrong, text) => {
    const grants = call("hanna", "registerGrants", {
      round: "2022-ideell",
      decidedBy: "GD",
      ...act,
      grants: [wrong],
    });
    await expect(grants).rejects.toMatchObject({ code: "rules-broken" });
    await expect(grants).rejects.toThrow(text);
  });
});

test("a document cannot have come in tomorrow", async () => {
  const { allotments } = await call("hanna", "allocation", { round });
  const { code, amount } = allotments[1]!;
  const sheet = requisitionSheet(requisitionRow(round, code, amount));
  await expect(
    call("hanna", "registerRequisitions", { ...sheet, document: documentNamed("i morgon", "2023-04-03") }),
  ).rejects.toThrow("ligger i framtiden");
});

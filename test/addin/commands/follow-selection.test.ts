import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { FollowedTable, Following, SelectedRow } from "../../../addin/commands/contract.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

let office: Office;
let desk: Desk;
let following: Following | null = null;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(async () => {
  await following?.stop();
  following = null;
  desk.leave();
});

/** Selects as the user does, cell after cell, in one breath. */
const select = (sheet: string, ...addresses: readonly string[]): Promise<void> =>
  desk.Excel.run(async (context) => {
    const found = context.workbook.worksheets.getItem(sheet);
    found.activate();
    for (const address of addresses) found.getRange(address).select();
    await context.sync();
  });

async function followed(table: FollowedTable): Promise<(SelectedRow | null)[]> {
  const seen: (SelectedRow | null)[] = [];
  following = await desk.commands.followSelection(table, (row) => seen.push(row));
  return seen;
}

const told = (seen: readonly unknown[], count: number): Promise<void> =>
  vi.waitFor(() => {
    expect(seen).toHaveLength(count);
  }, 10_000);

/** Long enough for whatever would come to have come. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

test("tells the selected row of Saldo with its cell, at once and when it changes", async () => {
  desk = await openDesk(office.as("hanna"));
  await desk.commands.refreshBalances(2022, patiently());
  await select("Saldo", "D5");
  const seen = await followed("balances");
  await told(seen, 1);
  const rows = await desk.read("Saldo", "A5:D6");
  expect(seen[0]).toEqual({
    id: expect.stringMatching(`:${String(rows[0]![1])}$`) as string,
    heading: "Tilldelat",
    value: rows[0]![3],
  });
  await select("Saldo", "C6");
  await told(seen, 2);
  expect(seen[1]).toMatchObject({ heading: "Mottagare", value: rows[1]![2] });
  await select("Saldo", "A1");
  await told(seen, 3);
  expect(seen[2]).toBeNull();
});

test("a row of Fördelning is known by round and code, whatever columns are put in and wherever the table is moved", async () => {
  desk = await openDesk(office.as("hanna"));
  const fixed = await office.as("hanna").call("allocation", { round: "2022-region" });
  await desk.commands.insertAllocation(fixed, patiently());
  await desk.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Fördelning");
    sheet.getRange("1:2").insert("Down");
    sheet.getRange("A:A").insert("Right");
    await context.sync();
  });
  await select("Fördelning", "D8");
  const seen = await followed("allocation");
  await told(seen, 1);
  expect(seen[0]).toEqual({
    id: `2022-region ${fixed.allotments[1]!.code}`,
    heading: "Mottagare",
    value: fixed.allotments[1]!.name,
  });
});

test("ten selections in a breath are one request, another sheet's table is none of ours, and stopped is stopped", async () => {
  desk = await openDesk(office.as("hanna"));
  await desk.commands.refreshTables(2022, patiently());
  await select("Avstämning", "B5");
  const seen = await followed("balances");
  await told(seen, 1);
  expect(seen).toEqual([null]);
  const { wireLog } = desk.host;
  wireLog.clear();
  await select("Saldo", ...Array.from({ length: 10 }, (_, i) => `D${i + 5}`));
  await told(seen, 2);
  await aWhile();
  expect(seen).toHaveLength(2);
  // One is the user's own.
  expect(wireLog.syncs).toBe(2);
  expect(seen[1]?.id).toMatch(/^municipality:/);
  await following!.stop();
  wireLog.clear();
  await select("Saldo", "D8");
  await aWhile();
  expect([seen.length, wireLog.syncs]).toEqual([2, 1]);
});

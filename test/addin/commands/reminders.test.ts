import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  allottedBy,
  codes,
  decided,
  documentNamed,
  office as officials,
  paidOut,
  requisitionRow,
  requisitionSheet,
} from "../../functions/office.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

const round = "2022-region";
const letters = mkdtempSync(join(tmpdir(), "fordela-letters-"));
let office: Office;
let desk: Desk;

/**
 * Two regions that have had money and not reported; the year's reports were due the last business day. Nobody else has
 * requisitioned.
 */
beforeAll(async () => {
  office = await openOffice({ letters, now: () => new Date("2023-04-03T10:00:00.000Z") });
  const call = officials(office.service.store);
  const allotted = await allottedBy(call, round);
  const rows = ["05", "06"].map((code) =>
    requisitionRow(round, code, allotted.get(code)!, { email: `region-${code}@example.se` }),
  );
  await call("hanna", "registerRequisitions", {
    ...requisitionSheet(...rows),
    document: documentNamed("två"),
  });
  await paidOut(call, round, await decided(call, round));
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
  rmSync(letters, { recursive: true });
});

const lineOf = async (code: string): Promise<unknown[]> => {
  const row = (await desk.read("Påminnelser")).find((cells) => cells[1] === code);
  return row!.slice(1, 11);
};

test("the list is looked at first, the letters are files, and nobody gets two", async () => {
  const list = await desk.commands.reminders(2022, patiently());
  expect(await desk.commands.insertReminders(2022, list, patiently())).toMatchObject({
    sheet: "Påminnelser",
    added: codes.municipality.length + codes.region.length,
  });
  expect(readdirSync(letters)).toEqual([]);
  expect(await lineOf("07")).toEqual([
    "07",
    "Region Kronoberg",
    "Rekvisition saknas",
    "",
    "2022-09-01",
    "Andra påminnelsen",
    "2022-09-15",
    "Adress saknas",
    "",
    "",
  ]);
  expect(await lineOf("05")).toEqual([
    "05",
    "Region Östergötland",
    "Återrapport saknas",
    "",
    "2023-03-31",
    "Dagen efter",
    "2023-04-03",
    "Kan skickas nu",
    "region-05@example.se",
    "",
  ]);

  const sent = await desk.commands.sendReminders(2022, list, patiently());
  const told = ({ outcomes }: typeof sent): unknown[] =>
    outcomes.map(({ reminder, outcome }) => [reminder.code, outcome]);
  expect([told(sent), sent.refreshed.changed]).toEqual([
    [
      ["05", "sent"],
      ["06", "sent"],
    ],
    2,
  ]);
  const mails = readdirSync(letters).map((name) => readFileSync(join(letters, name), "utf8"));
  expect(mails.map((mail) => /^To: (.*)\r$/m.exec(mail)![1]).sort()).toEqual([
    "region-05@example.se",
    "region-06@example.se",
  ]);
  const [head, body] = mails.find((mail) => mail.includes("region-05"))!.split("\r\n\r\n");
  expect(Buffer.from(/=\?UTF-8\?B\?(.*)\?=/.exec(head!)![1]!, "base64").toString()).toBe(
    "Påminnelse: Återrapportering av statsbidrag 2022",
  );
  expect(Buffer.from(body!, "base64").toString()).toContain(
    "statsbidraget 2022 till Region Östergötland.\r\n\r\nÅterrapporten skulle ha kommit in senast 2023-03-31.",
  );

  expect((await lineOf("05")).slice(5)).toEqual([
    "Andra påminnelsen",
    "2023-04-18",
    "Väntar på sin dag",
    "region-05@example.se",
    "2023-04-03",
  ]);
  // Somebody who still looks at the list as it was sends nothing, and is told why.
  const again = await desk.commands.sendReminders(2022, list, patiently());
  expect(told(again)).toEqual([
    ["05", "left-out"],
    ["06", "left-out"],
  ]);
  expect(again.outcomes[0]!.why).toContain("Påminnelsen är redan skickad.");
  expect(await desk.commands.sendReminders(2022, again.list, patiently())).toMatchObject({ outcomes: [] });
  expect(readdirSync(letters)).toHaveLength(2);
});

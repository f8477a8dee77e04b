import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { requisitionRow } from "../../functions/office.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { RISKY_TEXTS } from "../../shared/files/hostile-texts.ts";
import type { Cell } from "../../../shared/cell.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

const round = "2022-kommun-1";

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

/** A cell as Excel copies it: in quotes when it holds a tab or a line break. */
const copied = (cell: Cell | undefined): string => {
  const text = String(cell ?? "");
  return /[\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const clipboard = (rows: readonly (readonly (Cell | undefined)[])[]): string =>
  rows.map((row) => `${row.map(copied).join("\t")}\r\n`).join("");

const good = (code: string, id: RequisitionColumnId): Cell | undefined =>
  requisitionRow(round, code, allottedByKey(round, code))[
    requisitionColumns.findIndex((one) => one.id === id)
  ];

const groups = ["Sökande", "", "", "", "Kontaktperson", "", "Konto", "", "Ärende", ""];
const headings = [
  "Namn",
  "Org.nr",
  "Belopp (kr)",
  "Önskar mer medel",
  "Namn",
  "E-post",
  "Kontotyp",
  "Kontonummer",
  "Inkom",
  "Undertecknare",
];
const line = (name: string, code: string, contact: string, received: string): (Cell | undefined)[] => [
  name,
  good(code, "orgnr"),
  good(code, "amount"),
  "nej",
  contact,
  "kim@example.se",
  "bankgiro",
  "5050-1055",
  received,
  "Kim Ek",
];
const nine = (first: string): Cell[] => [first, ...Array<string>(9).fill("")];

describe("rows copied from another workbook", () => {
  const text = clipboard([
    nine("Rekvisitioner, uttag"),
    groups,
    headings,
    nine("Stockholms län"),
    line("Botkyrka kommun", "0127", 'Kim "Kimme" Ek', "2022-05-02"),
    line("Danderyds kommun", "0162", "Kim; Ek", "2022-05-04"),
    nine('Delsumma\n"Stockholms län"'),
  ]);

  test("are read as a file is: two rows of headings, subtotals, names for codes, quotes, semicolons", async () => {
    desk = await openDesk(office.as("hanna"));
    const preview = await desk.commands.readPasted(text);
    expect(preview).toMatchObject({
      source: {
        name: "Inklistrad text",
        sha256: createHash("sha256").update(text).digest("hex"),
        channel: "e-post",
      },
      rows: 2,
    });
    expect(preview.leftOut.map(({ row, why }) => `${row} ${why}`)).toEqual([
      "1 Titel eller rubrik ovanför",
      "2 Titel eller rubrik ovanför",
      "3 Rubrikrad",
      "4 Mellanrubrik eller anteckning: bara en cell är ifylld",
      "7 Summa eller delsumma",
    ]);
    await desk.commands.importRows(preview, patiently());
    expect((await desk.read("Rekvisitioner", "A5:C6")).map(([, code, name]) => [code, name])).toEqual([
      ["0127", "Botkyrka kommun"],
      ["0162", "Danderyds kommun"],
    ]);
    const all = await desk.read("Rekvisitioner", "A4:O6");
    const of = (heading: string): unknown[] => all.slice(1).map((row) => row[all[0]!.indexOf(heading)]);
    expect(of("Kontaktperson")).toEqual(['Kim "Kimme" Ek', "Kim; Ek"]);
  });

  test("are registered as that text, with the day and channel that the import suggests", async () => {
    desk = await openDesk(office.as("hanna"));
    const preview = await desk.commands.readPasted(text);
    await desk.commands.importRows(preview, patiently());
    const result = await desk.commands.check(patiently());
    const incoming = await desk.commands.suggestIncoming(result);
    expect(incoming).toEqual({ received: "2022-05-04", channel: "e-post" });
    await desk.commands.register(result, incoming, patiently());
    expect(await office.service.store.documents(2022)).toContainEqual(
      expect.objectContaining({
        name: "Inklistrad text",
        sha256: preview.source.sha256,
        received: "2022-05-04",
        channel: "e-post",
      }),
    );
  });

  test("that are somebody's traps land as text", async () => {
    desk = await openDesk(office.as("hanna"));
    // A clipboard ends at a NUL.
    const rows = RISKY_TEXTS.filter((risky) => !risky.includes("\0")).map((risky) =>
      line("Botkyrka kommun", "0127", risky, "2022-05-02"),
    );
    const preview = await desk.commands.readPasted(clipboard([headings, ...rows]));
    await desk.commands.importRows(preview, patiently());
    await desk.commands.check(patiently());
    const formulas = desk.host.book.sheets.flatMap((sheet) =>
      [...sheet.contents.values()].filter(({ formula }) => formula !== null),
    );
    expect(formulas).toEqual([]);
    expect(preview.rows).toBe(rows.length);
  });

  test.each([
    ["of something else", "PK\ta\tb\r\n1\t2\t3\r\n", /^Texten har ingen rad .* Kopiera också rubrikraderna/],
    ["as a web page", "<html>\t<table>", /^Texten har ingen rad/],
    ["with an open quote", '"Namn\tOrg.nr', /citat/i],
  ])("%s are refused in plain words", async (_, pasted, detail) => {
    desk = await openDesk(office.as("hanna"));
    await expect(desk.commands.readPasted(pasted)).rejects.toMatchObject({
      code: "file",
      detail: expect.stringMatching(detail) as string,
    });
  });
});

test("a sheet that came by no file is suggested for the e-service, and today when no row says a day", async () => {
  desk = await openDesk(office.as("hanna"));
  await desk.type("Rekvisitioner", "A1", [
    requisitionColumns.map(({ heading }) => heading),
    requisitionRow(round, "0184", "inget"),
  ]);
  const result = await desk.commands.check(patiently());
  expect(await desk.commands.suggestIncoming(result)).toEqual({
    received: "2022-11-16",
    channel: "e-tjänst",
  });
});

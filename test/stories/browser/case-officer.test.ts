import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columnLetters } from "../../../preview/host/workbook/address.ts";
import { atDesk } from "../../../preview/main-job/desk.ts";
import { fixKeys, importPopulation } from "../../../preview/main-job/money-steps.ts";
import type { Allotted } from "../../../preview/sample/true-row.ts";
import { rawCells } from "../../support/raw-xlsx.ts";
import { cursorRow, insertRows, moveColumn, pickInHeading, selectedCell, valuesIn } from "./hand.ts";
import { openStory, type Story } from "./preview-story.ts";
import {
  asCsv,
  asXlsx,
  type Export,
  requisitionExport,
  type Slip,
  unknownHeading,
} from "./requisition-export.ts";

const rounds = { municipality: "2022-kommun-1", region: "2022-region" };
const inGroups = (kronor: unknown): string => String(kronor).replace(/\B(?=(?:\d{3})+$)/g, " ");

/** Nine slips of the hand in nine rows: four that can only mean one thing, five that the sender must mend. */
const slips: readonly Slip[] = [
  { code: "1440", column: "amount", wrote: (kronor) => `${inGroups(kronor)} kr` },
  { code: "1489", column: "orgnr", wrote: (number) => String(number).replace("-", "") },
  { code: "1984", column: "wantsMore", wrote: (answer) => String(answer).toUpperCase() },
  { code: "2506", column: "accountKind", wrote: (kind) => (kind === "bankgiro" ? "BG" : "PG") },
  { code: "1784", column: "email", wrote: (address) => String(address).replace("@", "(at)") },
  { code: "1882", column: "email", wrote: (address) => String(address).replace("@", "(at)") },
  { code: "2084", column: "amount", wrote: (kronor) => Number(kronor) + 1000 },
  { code: "1460", column: "name", wrote: () => "Bängtsfors" },
  { code: "2326", column: "contact", wrote: () => "=SUMMA(E5:E9)" },
];
const mendable = 4;

/** Where the control should find them: the columns of the requisition sheet, in the rows that the import writes. */
const columnOf: Readonly<Record<string, string>> = {
  amount: "E",
  orgnr: "D",
  wantsMore: "F",
  accountKind: "K",
  email: "H",
  contact: "G",
  // Without its right name nobody knows the code.
  name: "B",
};

describe("a case officer's day", () => {
  let story: Story;
  let municipal: Export;
  let regional: Export;
  /** Rows from 5 on, in the order of the file. */
  const rowOf = (code: string): number => 5 + municipal.recipients.findIndex((one) => one.code === code);
  const cellOf = ({ code, column }: Slip): string => `${columnOf[column]!}${rowOf(code)}`;

  beforeAll(async () => {
    story = await openStory({
      before: async (job) => {
        await importPopulation(job);
        await atDesk(job.client, (desk) => fixKeys(job, desk, Object.values(rounds), "2022-04-01"));
      },
    });
    const keys = await Promise.all(
      Object.values(rounds).map((round) => story.job.as("hanna")("allocation", { round })),
    );
    const allotted: Allotted = (round, code) =>
      keys.find((key) => key.round === round)!.allotments.find((one) => one.code === code)!.amount;
    municipal = requisitionExport(story.job.year, "municipality", allotted, slips);
    regional = requisitionExport(story.job.year, "region", allotted, []);
  });
  afterAll(async () => {
    await story.close();
  });

  const press = (name: string | RegExp): Promise<void> =>
    story.pane.getByRole("button", { name, exact: true }).click();
  const sees = (text: string | RegExp): Promise<void> => story.pane.getByText(text).first().waitFor();
  const importFile = async (name: string, bytes: Uint8Array): Promise<void> => {
    const [chooser] = await Promise.all([story.page.waitForEvent("filechooser"), press("Importera en fil")]);
    await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
    await sees(`Kolumner i ${name}`);
  };
  const chosen = async (label: string): Promise<string> =>
    await story.pane
      .getByLabel(label, { exact: true })
      .evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]!.text);

  it("signs in and reads in an export as it really looks, mapping the one column that nobody has heard of", async () => {
    await story.signIn("Hanna Handläggare");
    await story.pane.getByRole("tab", { name: "Rekvisitioner" }).click();
    await importFile("Uttag kommuner.xlsx", asXlsx(municipal));
    // Title, two rows of headings, 21 subtotals, the sum.
    await sees("288 rader läggs in, 25 lämnas utanför.");
    expect(await chosen("Kontaktperson")).toBe("Kontaktperson, Namn");
    expect(await chosen("Kod")).toBe("Finns inte i filen");
    expect(await chosen("Rekvirerat belopp")).toBe("Finns inte i filen");
    await story.pane.getByLabel("Rekvirerat belopp").selectOption({ label: unknownHeading });
    await press("Infoga 288 rader");
    await sees("4 320 celler infogade i bladet Rekvisitioner.");
    // The name box and the grid's own cursor agree, although rows were frozen after the cell was selected.
    expect(await selectedCell(story.page)).toBe("A1");
    await expect.poll(() => cursorRow(story.page)).toBe("1");
  });

  it("controls it: the problems are those that were planted, grouped by cause", async () => {
    await press("Kontrollera");
    await sees("288 rader · 279 utan anmärkning · 9 att rätta (8 olika fel)");
    await sees("4 fel är skrivfel som kan rättas utan att fråga.");
    await press(/Skriv en enda e-postadress.*samma fel i 2 celler/);
    const open = story.pane.getByRole("button", { expanded: false });
    while ((await open.count()) > 0) await open.first().click();
    const links = await story.pane.getByRole("button", { name: /^Visa cell/ }).allInnerTexts();
    expect(links.sort()).toEqual(slips.map(cellOf).sort());
  });

  it("a click on a problem selects its cell, also after blank rows, sorting and a moved column", async () => {
    const [amount] = slips;
    const held = (await valuesIn(story, "Rekvisitioner", cellOf(amount!)))[0]![0]!;
    const link = story.pane.getByRole("button", { name: `Visa cell ${cellOf(amount!)} ` });
    const shown = async (): Promise<unknown> => {
      await link.click();
      return (await valuesIn(story, "Rekvisitioner", await selectedCell(story.page)))[0]![0];
    };
    await link.click();
    await expect.poll(() => selectedCell(story.page)).toBe(cellOf(amount!));

    await insertRows(story, "Rekvisitioner", "7:9");
    await link.click();
    await expect.poll(() => selectedCell(story.page)).toBe(`E${rowOf("1440") + 3}`);

    await story.page.locator(".name-box").fill("C4");
    await story.page.locator(".name-box").press("Enter");
    await pickInHeading(story.page, "C4", "Sortera fallande");
    await expect.poll(shown).toBe(held);
    expect(await selectedCell(story.page)).not.toBe(`E${rowOf("1440") + 3}`);

    await moveColumn(story, "Rekvisitioner", "Rekvirerat belopp", 0);
    await expect.poll(shown).toBe(held);
    expect(await selectedCell(story.page)).toMatch(/^A\d+$/);
  });

  it("mends the slips, takes it back, mends them again", async () => {
    const before = await valuesIn(story, "Rekvisitioner");
    const withoutCheck = (rows: unknown[][]): unknown[][] => {
      const heading = rows.find((row) => row.includes("Kontroll"))!;
      const own = ["Kontroll", "Kontrollkod"].map((text) => heading.indexOf(text));
      return rows.map((row) => row.filter((_, at) => !own.includes(at)));
    };
    await press("Rätta 4 skrivfel");
    await sees("4 celler rättade.");
    await sees("5 att rätta");
    expect(withoutCheck(await valuesIn(story, "Rekvisitioner"))).not.toEqual(withoutCheck(before));
    await press("Ångra");
    await sees("Ångrat. Cellerna är som de var.");
    await sees("9 att rätta");
    expect(withoutCheck(await valuesIn(story, "Rekvisitioner"))).toEqual(withoutCheck(before));
    await press("Rätta 4 skrivfel");
    await sees("4 celler rättade.");
    await sees("288 rader · 283 utan anmärkning · 5 att rätta (4 olika fel)");
  });

  it("writes the sheet Fel, whose links lead to the cells", async () => {
    await press("Bladet Fel");
    await sees("Bladet Fel är skrivet");
    const rows = (await valuesIn(story, "Fel")).slice(4);
    expect(rows).toHaveLength(slips.length);
    expect(rows.filter((row) => row[5] === "Rättat")).toHaveLength(mendable);
    const cells = rawCells(await story.saved(), "Rekvisitioner");
    for (const [place, , , value, fix, outcome] of rows) {
      const held = cells.get(String(place).split("!")[1]!);
      const said = outcome === "Rättat" ? fix : value;
      expect(String(held ?? "").replace(/\s/g, "")).toBe(String(said).replace(/\s/g, ""));
    }
    await story.page.locator('[data-address="A5"] .link').click();
    await expect.poll(() => selectedCell(story.page)).toBe(String(rows[0]![0]).split("!")[1]);
    expect(await story.page.locator('.sheet-list [aria-selected="true"]').innerText()).toBe("Rekvisitioner");
  });

  it("registers: what the service holds is what the sheet said, to the krona", async () => {
    await press("Registrera 283 rekvisitioner");
    await story.pane.getByLabel("Inkom den").fill("2022-09-01");
    await press("Registrera 283 rekvisitioner");
    await sees("283 rekvisitioner registrerade");
    await sees("4 väntar på komplettering. 1 kunde inte knytas till en mottagare.");
    const { requisitions } = await story.job.as("hanna")("requisitions", { round: rounds.municipality });
    const inService = requisitions.filter(({ state }) => state === "submitted");
    const inSheet = requisitionsIn(await story.saved(), "Rekvisitioner").filter(
      ({ check }) => check === "OK",
    );
    expect(inSheet).toHaveLength(283);
    expect(new Map(inService.map(({ code, amount }) => [code, amount]))).toEqual(
      new Map(inSheet.map(({ code, amount }) => [code, amount])),
    );
    expect(sum(inService.map(({ amount }) => amount!))).toBe(sum(inSheet.map(({ amount }) => amount)));
  });

  it("reads in the next export, a .csv, without being asked about the column again, and registers it", async () => {
    await press("Kontrollera igen");
    await sees(/\d+ rader ·/);
    await importFile("Uttag regioner.csv", asCsv(regional));
    expect(await chosen("Rekvirerat belopp")).toBe(unknownHeading);
    await press("Infoga 21 rader");
    await sees("315 celler infogade");
    await press("Kontrollera");
    await sees("21 rader · 21 utan anmärkning · 0 att rätta");
    await press("Registrera 21 rekvisitioner");
    await story.pane.getByLabel("Inkom den").fill("2022-09-02");
    await press("Registrera 21 rekvisitioner");
    await sees("21 rekvisitioner registrerade");
    const { requisitions } = await story.job.as("hanna")("requisitions", { round: rounds.region });
    const inSheet = requisitionsIn(await story.saved(), "Rekvisitioner 2");
    expect(requisitions.map(({ code, amount }) => [code, amount]).sort()).toEqual(
      inSheet.map(({ code, amount }) => [code, amount]).sort(),
    );
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

interface Row {
  readonly code: string;
  readonly amount: number;
  /** What "Kontroll" says. */
  readonly check: string;
}

/** The requisitions in a saved workbook, from its raw XML, wherever their rows and columns are. */
function requisitionsIn(bytes: Uint8Array, sheet: string): readonly Row[] {
  const cells = rawCells(bytes, sheet);
  const [heading] = [...cells].find(([, value]) => value === "Kod")!;
  const headingRow = Number(heading.replace(/\D/g, ""));
  const columnAt = (text: string): string =>
    Array.from({ length: 20 }, (_, at) => columnLetters(at)).find(
      (letters) => cells.get(`${letters}${headingRow}`) === text,
    )!;
  const [code, amount, check] = ["Kod", "Rekvirerat belopp", "Kontroll"].map(columnAt);
  const rows = Array.from({ length: 400 }, (_, at) => headingRow + 1 + at);
  return rows
    .filter((row) => cells.has(`${amount!}${row}`))
    .map((row) => ({
      code: String(cells.get(`${code!}${row}`) ?? ""),
      amount: Number(cells.get(`${amount!}${row}`)),
      check: String(cells.get(`${check!}${row}`) ?? ""),
    }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

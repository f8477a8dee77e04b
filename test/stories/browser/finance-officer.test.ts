import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atDesk } from "../../../preview/main-job/desk.ts";
import { registerCorrections, registerRequisitions } from "../../../preview/main-job/document-steps.ts";
import { type Job, rounds } from "../../../preview/main-job/job.ts";
import {
  decideAll,
  fixKeys,
  importPopulation,
  payAll,
  redistributeAll,
  registerGrants,
} from "../../../preview/main-job/money-steps.ts";
import { openRound, paid, post } from "../../../shared/ledger.ts";
import { formulasIn, looksOf, pickInHeading, typeInto, valuesIn } from "./hand.ts";
import { openStory, type Story } from "./preview-story.ts";

const ownHeading = "Min anteckning";

/** The year as it stands when everything is decided and nothing is paid. */
async function decidedYear(job: Job): Promise<void> {
  await importPopulation(job);
  await atDesk(job.client, async (desk) => {
    await fixKeys(job, desk, ["2022-kommun-1", "2022-region"], "2022-04-01");
    const { remaining } = await registerRequisitions(job, desk);
    await registerCorrections(job, desk, remaining);
    await fixKeys(job, desk, ["2022-kommun-2", "2022-kommun-3"], "2022-09-15");
    await redistributeAll(job);
    await decideAll(job, desk);
  });
  await registerGrants(job);
}

describe("a finance officer's month", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ before: decidedYear });
  });
  afterAll(async () => {
    await story.close();
  });

  const press = (name: string | RegExp): Promise<void> =>
    story.pane.getByRole("button", { name, exact: true }).click();
  const sees = (text: string | RegExp): Promise<void> => story.pane.getByText(text).first().waitFor();
  const open = (tab: string): Promise<void> => story.pane.getByRole("tab", { name: tab }).click();
  const show = (sheet: string): Promise<void> =>
    story.page.locator(".sheet-list").getByRole("tab", { name: sheet, exact: true }).click();

  /** Kronor paid per recipient, folded from every posting in the store. */
  const folded = async (): Promise<Map<string, number>> => {
    const heads = await story.service.store.heads(rounds.map(({ id }) => id));
    const sums = new Map<string, number>();
    for (const [at, head] of heads.entries()) {
      const ledger = post(openRound(rounds[at]!.amount), await story.service.store.postings(head));
      for (const [id, balance] of ledger.recipients) sums.set(id, (sums.get(id) ?? 0) + paid(balance));
    }
    return sums;
  };
  /** The same, as the sheet Saldo says it. */
  const inSheet = async (): Promise<Map<string, number>> => {
    const [, , , headings, ...rows] = await valuesIn(story, "Saldo");
    const at = (heading: string): number => headings!.indexOf(heading);
    const kinds = { kommun: "municipality", region: "region", "ideell organisation": "ngo" };
    return new Map(
      rows
        .filter((row) => row[at("Kod")] !== "")
        .map((row) => [
          `${kinds[row[at("Mottagartyp")] as keyof typeof kinds]}:${String(row[at("Kod")])}`,
          Number(row[at("Utbetalt")]),
        ]),
    );
  };
  const cell = async (address: string): Promise<unknown> => (await valuesIn(story, "Blad1", address))[0]![0];

  it("Eva fetches balances and tables, and asks for amounts in cells of her own", async () => {
    await story.signIn("Eva Ekonom");
    await typeInto(story.page, "A1", '=UM.SALDO("0114";2022;"Utbetalt")');
    await typeInto(story.page, "A2", '=UM.SALDO("0114";2022;"Att betala ut")');
    await typeInto(story.page, "A3", "=SUMMA(A1:A2)");
    await open("Saldo");
    await press("Uppdatera saldon");
    await sees(/^Saldo: \d+ nya, 0 ändrade, 0 oförändrade\.$/);
    await sees("Summan stämmer med årets medel.");
    await open("Tabeller");
    await press("Uppdatera alla");
    await sees(/^Tabeller: 4 nya/);
    expect(sum(await inSheet())).toBe(0);
    await expect.poll(() => cell("A2")).toBeGreaterThan(0);
    expect(await cell("A1")).toBe(0);
  });

  it("she makes the sheet her own: a column, colours, widths, a filter and an order", async () => {
    const frame = await story.frame();
    await frame.evaluate(
      (heading) =>
        Excel.run(async (book) => {
          const table = book.workbook.tables.getItem("Saldo");
          const names = table.columns.getItem("Mottagare").getDataBodyRange();
          names.load("values");
          await book.sync();
          const own = table.columns.add(undefined, [
            [heading],
            ...names.values.map(([name]) => [`Talat med ${String(name)}`]),
          ] as string[][]);
          own.getDataBodyRange().format.fill.color = "#FFF2CC";
          const body = table.getDataBodyRange();
          body.getRow(10).format.fill.color = "#C6E0B4";
          body.getRow(20).format.font.bold = true;
          body.getCell(30, 6).format.font.color = "#C00000";
          own.getRange().format.columnWidth = 180;
          table.columns.getItem("Kod").getRange().format.columnWidth = 77;
          await book.sync();
        }),
      ownHeading,
    );
    await show("Saldo");
    await pickInHeading(story.page, "C4", "Sortera fallande");
    await story.page.locator('[data-address="A4"] .filter-arrow').click();
    const menu = story.page.getByRole("dialog", { name: "Filtrera" });
    await menu.getByLabel("Alla", { exact: true }).uncheck();
    await menu.getByLabel("kommun", { exact: true }).check();
    await menu.getByRole("button", { name: "Använd" }).click();
    await expect.poll(() => story.page.locator(".status-bar").innerText()).toMatch(/290 rader av 327/);
  });

  it("the money is paid by another; she refreshes: every krona is there, and what is hers is as it was", async () => {
    const before = await looksOf(story, "Saldo", ownHeading);
    const payable = await cell("A2");
    await payAll(story.job);
    await open("Saldo");
    await press("Uppdatera saldon");
    await sees(/^Saldo: 0 nya, \d+ ändrade, \d+ oförändrade\.$/);
    const sheet = await inSheet();
    const ledger = await folded();
    expect(positive(sheet)).toEqual(positive(ledger));
    expect(sum(sheet)).toBe(189_406_084);
    expect(await looksOf(story, "Saldo", ownHeading)).toEqual(before);
    await expect.poll(() => cell("A1")).toBe(payable);
    // Each function is asked anew by itself, and the sum follows them.
    await expect.poll(() => cell("A2")).toBe(0);
    await expect.poll(() => cell("A3")).toBe(payable);
  });

  it("the tables follow, and reconcile with the ledger round by round", async () => {
    await open("Tabeller");
    await press("Uppdatera alla");
    await sees(/^Tabeller: 0 nya, 3 ändrade/);
    const [, , , headings, ...rows] = await valuesIn(story, "Avstämning");
    const at = (heading: string): number => headings!.indexOf(heading);
    const checked = rows.filter((row) => row[at("Omgång")] !== "" && row[at("Omgång")] !== "Summa");
    expect(checked.map((row) => row[at("Kontroll")])).toEqual(rounds.map(() => "OK"));
    expect(checked.reduce((all, row) => all + Number(row[at("Utbetalt")]), 0)).toBe(sum(await folded()));
  });

  it("formulas become values before the workbook leaves, and she can take that back", async () => {
    const shown = [await cell("A1"), await cell("A2"), await cell("A3")];
    const formulas = (): Promise<unknown[]> => formulasIn(story, "Blad1", "A1:A3");
    const typed = await formulas();
    await press("Ersätt formler med värden");
    await sees("2 celler har nu värden i stället för formler.");
    expect(await formulas()).toEqual([shown[0], shown[1], "=SUM(A1:A2)"]);
    expect(await cell("A3")).toBe(shown[2]);
    await press("Ångra");
    await sees("Ångrat. Cellerna är som de var.");
    expect(await formulas()).toEqual(typed);
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

function sum(amounts: ReadonlyMap<string, number>): number {
  return [...amounts.values()].reduce((a, b) => a + b, 0);
}

function positive(amounts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...amounts].filter(([, kronor]) => kronor > 0).sort());
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Route } from "playwright-core";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { valuesIn } from "./hand.ts";
import { openStory, type Story } from "./preview-story.ts";
import { requisitionsOpen } from "./requisitions-open.ts";

const sheet = "Rekvisitioner";
const checked = "312 rader · 229 utan anmärkning · 85 att rätta (53 olika fel)";

describe("a day of bad weather", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ ...requisitionsOpen, expected: /Failed to load resource/ });
    await story.signIn("Hanna Handläggare");
    await story.pane.getByRole("tab", { name: "Rekvisitioner" }).click();
  });
  afterAll(async () => {
    await story.close();
  });

  const press = (name: string | RegExp): Promise<void> =>
    story.pane.getByRole("button", { name, exact: true }).click();
  const sees = (text: string | RegExp): Promise<void> => story.pane.getByText(text).first().waitFor();
  /** Turns one of the page's faults on or off. */
  const weather = async (fault: string, on: boolean): Promise<void> => {
    const tools = story.page.getByRole("button", { name: "Utvecklarverktyg" });
    await tools.click();
    await story.page.locator(".drawer").getByLabel(fault).setChecked(on);
    await tools.click();
  };
  /** Lets the page be another version of Excel, which loads the pane anew. */
  const becomeExcel = async (version: string): Promise<void> => {
    const tools = story.page.getByRole("button", { name: "Utvecklarverktyg" });
    await tools.click();
    await story.page.locator(".drawer").getByLabel("Version av ExcelApi").selectOption(version);
    await tools.click();
    await story.pane.locator('main[data-tab="start"][data-state="full"]').waitFor();
  };
  const onRoute = async (path: string, answer: (route: Route) => Promise<void>): Promise<void> => {
    await story.page.route(`**/v1/**${path}`, answer);
  };
  const clearRoutes = (): Promise<void> => story.page.unrouteAll({ behavior: "ignoreErrors" });
  /** Everything in the workbook that an act could have written. */
  const workbook = async (): Promise<string> =>
    await (
      await story.frame()
    ).evaluate(() =>
      Excel.run(async (book) => {
        const { worksheets } = book.workbook;
        worksheets.load("items/name,items/visibility");
        await book.sync();
        const ranges = worksheets.items.map((one) => {
          const range = one.getUsedRangeOrNullObject();
          range.load("address,formulas,numberFormat");
          return range;
        });
        await book.sync();
        return JSON.stringify([
          worksheets.items.map(({ name, visibility }) => [name, visibility]),
          ranges.map((range) =>
            range.isNullObject ? null : [range.address, range.formulas, range.numberFormat],
          ),
        ]);
      }),
    );
  /** Every row with a requisition has its mark: none is missing, none is left from before. */
  const isWhole = async (): Promise<void> => {
    const rows = await valuesIn(story, sheet);
    const heading = rows.findIndex((row) => row.includes("Kontroll"));
    const column = rows[heading]!.indexOf("Kontroll");
    const marks = rows.slice(heading + 1).filter((row) => row[1] !== "" || row[2] !== "");
    expect(marks).toHaveLength(312);
    expect(marks.filter((row) => row[column] === "OK")).toHaveLength(229);
    expect(marks.every((row) => row[column] !== "")).toBe(true);
  };

  it("a protected sheet: nothing is written, and the pane says how to take the protection away", async () => {
    const protect = async (on: boolean): Promise<void> => {
      const frame = await story.frame();
      await frame.evaluate(
        ([name, locked]) =>
          Excel.run(async (book) => {
            const { protection } = book.workbook.worksheets.getItem(name);
            if (locked) protection.protect();
            else protection.unprotect();
            await book.sync();
          }),
        [sheet, on] as const,
      );
    };
    await protect(true);
    const before = await workbook();
    await press("Kontrollera");
    await sees("Ta bort skyddet (Granska > Ta bort bladets skydd) och kontrollera igen. Inget har ändrats.");
    expect(await workbook()).toBe(before);
    await protect(false);
  });

  it("the service is down: nothing is written, and trying again when it is back writes all", async () => {
    const before = await workbook();
    await weather("Tjänsten svarar inte", true);
    await press("Försök igen");
    await story.pane.getByRole("alert").getByText("Ingen kontakt med Fördela").waitFor();
    await sees("Kontrollera att du har nät och försök igen.");
    expect(await workbook()).toBe(before);
    await weather("Tjänsten svarar inte", false);
    await press("Försök igen");
    await sees(checked);
    await isWhole();
  });

  it("the service is slow: one can give up, and nothing is written", async () => {
    const before = await workbook();
    const held: Route[] = [];
    await onRoute("/requisitions/validate", async (route) => {
      held.push(route);
      await Promise.resolve();
    });
    await press("Kontrollera igen");
    await expect.poll(() => held.length).toBe(1);
    await press("Avbryt");
    await sees(checked);
    await clearRoutes();
    expect(await workbook()).toBe(before);
  });

  it("the service has too much to do: it is asked again in a while, without a word", async () => {
    const asked: number[] = [];
    await onRoute("/requisitions/validate", async (route) => {
      asked.push(asked.length + 1);
      if (asked.length > 1) await route.continue();
      else await route.fulfill({ status: 429, headers: { "retry-after": "1" }, body: "" });
    });
    await press("Kontrollera igen");
    await expect.poll(() => asked.length).toBe(2);
    await sees(checked);
    await clearRoutes();
    await isWhole();
  });

  it("a cell is being edited: the control waits for it, and then writes all", async () => {
    await weather("En cell redigeras", true);
    await press("Kontrollera igen");
    await story.pane.getByRole("button", { name: "Avbryt" }).waitFor();
    await weather("En cell redigeras", false);
    await sees(checked);
    await isWhole();
  });

  it("a cell is being edited: an older Excel starts the pane, and the ribbon's control says that it waits", async () => {
    await weather("En cell redigeras", true);
    await becomeExcel("1.13");
    await story.page.locator(".ribbon").getByRole("button", { name: "Kontrollera" }).click();
    await story.pane.getByRole("button", { name: "Avbryt" }).waitFor();
    await weather("En cell redigeras", false);
    await sees(checked);
    await isWhole();
    await becomeExcel("1.17");
    await story.pane.getByRole("tab", { name: "Rekvisitioner" }).click();
    await press("Kontrollera");
    await sees(checked);
  });

  it("the session has ended: the service's own 401 leads to signing in, and nothing is registered", async () => {
    const before = await workbook();
    await press("Registrera 229 rekvisitioner");
    await onRoute("/requisitions", async (route) => {
      const { authorization, ...headers } = route.request().headers();
      expect(authorization).toMatch(/^Bearer /);
      await route.continue({ headers });
    });
    await press("Registrera 229 rekvisitioner");
    await sees("Vem är du i dag?");
    await clearRoutes();
    expect(await workbook()).toBe(before);
    expect((await story.job.as("hanna")("requisitions", { round: "2022-kommun-1" })).requisitions).toEqual(
      [],
    );
    await story.signIn("Hanna Handläggare");
  });

  it("another has registered meanwhile: 409 names the recipient, and nothing is registered", async () => {
    await press("Kontrollera");
    await sees(checked);
    const [first] = await readWorkbook(await story.saved()).then((read) => (read.ok ? read.value : []));
    const heading = first!.rows.findIndex((row) => row.includes("Omgång"));
    await story.job.as("hanna")(
      "registerRequisitions",
      {
        year: 2022,
        sheet: "En annan",
        rows: [first!.rows[heading]!, first!.rows[heading + 1]!].map((row) => row.slice(0, 15)),
        document: {
          received: "2022-09-01",
          channel: "e-post",
          file: { name: "en-annan.xlsx", sha256: "0".repeat(64) },
        },
      },
      { idempotencyKey: "en-annan" },
    );
    const before = await workbook();
    await press("Registrera 229 rekvisitioner");
    await press("Registrera 229 rekvisitioner");
    await sees(
      /^Hanna Handläggare \(\d{4}-\d\d-\d\d kl\. \d\d\.\d\d\) har registrerat en rekvisition från Upplands Väsby sedan du/,
    );
    await sees(/Inget har registrerats\. Kontrollera igen, jämför och registrera sedan\./);
    expect(await workbook()).toBe(before);
    expect(
      (await story.job.as("hanna")("requisitions", { round: "2022-kommun-1" })).requisitions,
    ).toHaveLength(1);
    await press("Stäng");
  });

  it("the sheet is gone: the pane says so, and makes nothing in its place", async () => {
    await press("Kontrollera igen");
    await sees(/att rätta/);
    const frame = await story.frame();
    await frame.evaluate(
      (name) =>
        Excel.run(async (book) => {
          book.workbook.worksheets.add("Annat");
          book.workbook.worksheets.getItem(name).delete();
          await book.sync();
        }),
      sheet,
    );
    const before = await workbook();
    await press(/^Rätta \d+ skrivfel$/);
    await sees("Bladet finns inte kvar");
    expect(await workbook()).toBe(before);
  });

  it("all on Microsoft's own client, and nothing else went wrong", async () => {
    await story.isSound();
  });
});

import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningServer } from "../../../functions/local/server.ts";
import type { LocalService } from "../../../functions/local/service.ts";
import { runMainJob } from "../../../preview/main-job/run.ts";
import { openSession } from "../../../preview/main-job/session.ts";
import { fittedSeed } from "../../../preview/sample/sample-year.ts";
import { openPreview } from "../../../preview/server.ts";
import { writeWorkbook } from "../../../shared/files/write-xlsx.ts";

const log = { request: () => undefined };
const hang = { timeout: 20_000 };

class Enough extends Error {}

/** A service where the year's keys are fixed and no more has been done. */
async function openFixedKeys(): Promise<LocalService> {
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: fittedSeed,
    ceiling: null,
    log,
    progress: () => undefined,
    keep: () => undefined,
  });
  const begin = (step: number): void => {
    if (step === 3) throw new Enough();
  };
  await runMainJob(job, { begin, end: () => undefined }, () => 0).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return service;
}

/** Two sheets: amounts of three, and one fault that leads to its cell. */
function workbook(): Promise<Uint8Array> {
  return writeWorkbook([
    {
      name: "Belopp",
      columns: [
        { heading: "Kommun", width: 16 },
        { heading: "Belopp", format: "integer" },
      ],
      rows: [
        ["Ale", 100_000],
        ["Bjurholm", 50_000],
        ["Arboga", 25_000],
      ],
    },
    {
      name: "Fel",
      columns: [{ heading: "Cell", width: 16 }],
      rows: [["Belopp!B3"]],
      links: [{ row: 0, column: 0, target: { sheet: "Belopp", cell: "B3" } }],
    },
  ]);
}

/** The add-in's own function for the window of the sign-in, as a script. */
async function signInWindow(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "../../../addin/sign-in/office-dialog.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "signInWindow",
  });
  return `${outputFiles[0]!.text}; window.opened = signInWindow.officeDialog("/dialog.html").then(String, (error) => error.detail); 0`;
}

describe("the window of the preview", () => {
  let service: LocalService;
  let preview: RunningServer;
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];

  const pane = (): Frame | undefined => page.frames().find((frame) => frame.url().includes("/taskpane.html"));
  const paneLoaded = async (): Promise<Frame> => {
    await vi.waitUntil(() => pane(), hang);
    await pane()!.locator("[data-theme] main").waitFor();
    return pane()!;
  };
  const cell = (address: string) => page.locator(`[data-address="${address}"]`);
  const text = (address: string): Promise<string> => cell(address).innerText();
  const write = async (address: string, typed: string): Promise<void> => {
    await page.locator(".name-box").fill(address);
    await page.locator(".name-box").press("Enter");
    await page.locator(".formula-field").fill(typed);
    await page.locator(".formula-field").press("Enter");
  };

  beforeAll(async () => {
    service = await openFixedKeys();
    const bytes = await workbook();
    preview = await openPreview({
      workbook: { name: "Prov.xlsx", bytes },
      service,
      stage: "local",
      port: 0,
      log,
    });
    browser = await chromium.launch({
      executablePath: process.env.FORDELA_CHROMIUM ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "sv-SE" });
    page.on("pageerror", (error) => wrong.push(error.message));
    await page.goto(preview.url);
    await paneLoaded();
  });

  afterAll(async () => {
    await browser.close();
    await preview.close();
    await service.close();
  });

  it("lets the person be chosen at the top: the pane signs in, and says so when one signs out there", async () => {
    await page.route("**/dev/personas", (route) => route.fulfill({ status: 503 }));
    await page.getByRole("button", { name: "Välj person" }).click();
    await page.getByRole("dialog").getByText("Tjänsten svarar inte.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "OK" }).click();
    await page.unroute("**/dev/personas");
    await page.getByRole("button", { name: "Välj person" }).click();
    await page.getByRole("option", { name: "Eva Ekonom" }).click();
    await pane()!.getByRole("button", { name: "Kom i gång" }).click();
    await pane()!.getByText("attestant, ekonom").waitFor();
    await page.getByRole("button", { name: "Inloggad: Eva Ekonom" }).waitFor();
    await pane()!.getByText("Byt person").click();
    await page.getByRole("button", { name: "Välj person" }).waitFor();
    await pane()!.getByRole("button", { name: "Hanna Handläggare" }).click();
    await page.getByRole("button", { name: "Inloggad: Hanna Handläggare" }).waitFor();
  });

  it("computes UM functions typed in Swedish: alone, inside SUMMA, and rows that spill", async () => {
    await write("D2", '=UM.FÖRDELNING("0180";2022)');
    await write("D3", '=SUMMA(UM.FÖRDELNING("0180";2022);0,5)');
    await write("D5", "=UM.SALDON(2022)");
    await write("D4", '=UM.SALDO("0180";2022;"Tilldelat")');
    await expect.poll(() => text("E6"), hang).toBe("0114");
    expect(await text("D5")).toBe("Mottagartyp");
    const share = Number(await text("D2"));
    expect(share).toBeGreaterThan(1_000_000);
    expect(await text("D3")).toBe(`${String(share)},5`);
    await expect.poll(() => text("D4"), hang).toBe(String(share));
    await cell("D3").click();
    await expect
      .poll(() => page.locator(".formula-field").inputValue(), hang)
      .toBe('=SUMMA(UM.FÖRDELNING("0180";2022);0,5)');
  });

  it("follows a link to its cell, and pastes a block with several lines in a cell", async () => {
    await page.locator(".sheet-tabs").getByRole("tab", { name: "Fel" }).click();
    await page.locator(".link").click();
    await expect.poll(() => page.locator(".name-box").inputValue(), hang).toBe("B3");
    expect(await page.locator('.sheet-list [aria-selected="true"]').innerText()).toBe("Belopp");
    await cell("A8").click();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", '"Upplands\nVäsby"\t1 234,5\nAle\t=SUMMA(B8;1)\n');
      document.activeElement!.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(() => text("B9"), hang).toBe("1235,5");
    expect([await text("A8"), await text("B8"), await text("A9")]).toEqual([
      "Upplands\nVäsby",
      "1234,5",
      "Ale",
    ]);
  });

  it("draws a chart over its cells, with Swedish numbers, and draws it anew when they change", async () => {
    await pane()!.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Belopp");
        const chart = sheet.charts.add("ColumnClustered", sheet.getRange("A1:B4"), "Columns");
        chart.title.text = "Belopp per kommun";
        chart.setPosition("A11", "C24");
        await context.sync();
      }),
    );
    const chart = page.getByRole("img", { name: "Diagram: Belopp per kommun" });
    await chart.waitFor();
    const titles = (): Promise<string[]> => chart.locator(".chart-mark title").allTextContents();
    expect(await titles()).toEqual([
      "Belopp, Ale: 100\u00A0000",
      "Belopp, Bjurholm: 50\u00A0000",
      "Belopp, Arboga: 25\u00A0000",
    ]);
    const texts = await chart.locator("text").allTextContents();
    expect(texts).toEqual(
      expect.arrayContaining(["Belopp per kommun", "Ale", "100\u00A0000", "20\u00A0000"]),
    );
    const heights = (): Promise<number[]> =>
      chart
        .locator("rect.chart-mark")
        .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute("height"))));
    const [ale, bjurholm] = await heights();
    expect(ale! / bjurholm!).toBeCloseTo(2, 3);
    const place = (await chart.boundingBox())!;
    const corner = (await cell("A11").boundingBox())!;
    expect([place.x - corner.x, place.y - corner.y].map(Math.abs).every((off) => off < 2)).toBe(true);
    await write("B3", "100 000");
    await expect.poll(async () => (await heights())[1], hang).toBe(ale);
    await write("B1", "Kronor");
    await expect.poll(async () => (await titles())[0], hang).toBe("Kronor, Ale: 100\u00A0000");
  });

  it("shows the add-in's dialog over the sheet: messages arrive, Escape closes it, focus returns", async () => {
    const script = await signInWindow();
    const open = async (): Promise<Frame> => {
      await pane()!.locator("button").first().focus();
      await pane()!.evaluate(script);
      await page.getByRole("dialog", { name: "Logga in i Fördela" }).waitFor();
      const frame = page.frames().find((each) => each.url().includes("/dialog.html"))!;
      await frame.waitForFunction(() => (Office.context as Office.Context | undefined)?.ui !== undefined);
      return frame;
    };
    const answer = (): Promise<string> =>
      pane()!.evaluate(() => (window as unknown as { opened: Promise<string> }).opened);
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement!.getAttribute("title")!);
    const frame = await open();
    expect(await focused()).toBe("Logga in i Fördela");
    // The frame is gone as soon as the add-in has the message.
    await frame.evaluate(() => {
      setTimeout(() => {
        Office.context.ui.messageParent("nyckel");
      });
    });
    expect(await answer()).toBe("nyckel");
    await expect.poll(() => page.locator(".office-dialog").count(), hang).toBe(0);
    await open();
    await page.keyboard.press("Escape");
    expect(await answer()).toBe("Inloggningsfönstret stängdes. Försök igen.");
    expect(await page.locator(".office-dialog").count()).toBe(0);
    await expect.poll(focused, hang).toBe("Fördela");
  });

  it("keeps the workbook through theme and language; the pane follows and its functions answer again", async () => {
    const share = await text("D2");
    await page.getByRole("button", { name: "Mörkt tema" }).click();
    await expect.poll(() => pane()!.locator("[data-theme]").getAttribute("data-theme"), hang).toBe("dark");
    const before = pane();
    await page.getByLabel("Språk").selectOption("en");
    await vi.waitUntil(() => pane() !== undefined && pane() !== before, hang);
    await pane()!.getByText("Switch person").waitFor();
    expect(await page.locator(".ribbon").getByRole("button").first().innerText()).toBe("Check");
    expect([await text("B8"), await text("A8")]).toEqual(["1234,5", "Upplands\nVäsby"]);
    await page.getByRole("button", { name: "Signed in: Hanna Handläggare" }).waitFor();
    await expect.poll(() => text("D2"), hang).toBe(share);
    await page.getByRole("img", { name: "Chart: Belopp per kommun" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => text("B1"), hang).toBe("Belopp");
    await page.getByRole("button", { name: "Light theme" }).click();
    await page.getByLabel("Language").selectOption("sv");
    await vi.waitUntil(() => pane() !== undefined, hang);
    await pane()!.getByText("Byt person").waitFor();
  });

  it("switches faults on, and the add-in and its client meet each of them", async () => {
    await page.getByRole("button", { name: "Utvecklarverktyg" }).click();
    const drawer = page.locator(".drawer");
    const check = (): Promise<void> =>
      page.locator(".ribbon").getByRole("button", { name: "Kontrollera" }).click();
    const says = (said: string | RegExp): Promise<void> => pane()!.getByText(said).first().waitFor();

    // A sheet without requisitions is refused before the service is asked.
    await pane()!.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("Rekvisitioner");
        sheet.getRange("A1:C2").values = [
          ["Kod", "Mottagare", "Rekvirerat belopp"],
          ["1440", "Ale", 1],
        ];
        await context.sync();
      }),
    );
    await drawer.getByLabel("Tjänsten svarar inte").check();
    await check();
    await says("Ingen kontakt med Fördela");
    await drawer.getByLabel("Tjänsten svarar inte").uncheck();

    await pane()!.evaluate(() =>
      Excel.run(async (context) => {
        const rows = Array.from({ length: 300 }, () => ["rad ".repeat(40)]);
        context.workbook.worksheets.getItem("Belopp").getRange("A31:A330").values = rows;
        await context.sync();
      }),
    );
    await drawer.getByLabel("Största begäran").selectOption("20000");
    const refused = await pane()!.evaluate(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem("Belopp").getRange("A31:A330").load("values");
        await context.sync();
      }).then(String, (error: unknown) => (error as { code: string }).code),
    );
    expect(refused).toBe("ResponsePayloadSizeLimitExceeded");
    await drawer.getByLabel("Största begäran").selectOption("5242880");

    await drawer.getByLabel("Version av ExcelApi").selectOption("1.13");
    await paneLoaded();
    await pane()!.getByText("Byt person").waitFor();
    expect(await pane()!.evaluate(() => Office.context.requirements.isSetSupported("ExcelApi", "1.14"))).toBe(
      false,
    );

    await cell("B2").click();
    await drawer.getByRole("button", { name: "En medförfattare ändrar" }).click();
    await check();
    await expect.poll(() => text("B2"), hang).toBe("Ändrat av en medförfattare");
    expect(wrong).toEqual([]);
  });
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningServer } from "../../../functions/local/server.ts";
import type { LocalService } from "../../../functions/local/service.ts";
import { runMainJob } from "../../../preview/main-job/run.ts";
import { openSession } from "../../../preview/main-job/session.ts";
import { fittedSeed } from "../../../preview/sample/sample-year.ts";
import { openPreview } from "../../../preview/server.ts";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";

const installed = join(import.meta.dirname, "../../../node_modules/@microsoft/office-js/dist");
const client = ["office.js", "excel-win32-16.01.js"];
const log = { request: () => undefined };
const sampleFile = "Exempeldata rekvisitioner 2022.xlsx";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The year as the main job leaves it, with the requisition file as it came open in the workbook. */
async function openYear(): Promise<{ readonly service: LocalService; readonly preview: RunningServer }> {
  const kept = new Map<string, Uint8Array>();
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: fittedSeed,
    ceiling: null,
    log,
    progress: () => undefined,
    keep: (file, content) => void kept.set(file, content),
  });
  await runMainJob(job, { begin: () => undefined, end: () => undefined }, () => performance.now());
  const workbook = { name: sampleFile, bytes: kept.get(sampleFile)! };
  return { service, preview: await openPreview({ workbook, service, stage: "local", port: 0, log }) };
}

/** The rows of the workbook as the page saves it. */
async function savedRows(page: Page, sheet: string) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Spara som .xlsx" }).click(),
  ]);
  const read = await readWorkbook(new Uint8Array(readFileSync(await download.path())));
  if (!read.ok) throw new Error(read.error.code);
  return read.value.find(({ name }) => name === sheet)!.rows;
}

describe("the preview page", () => {
  let year: Awaited<ReturnType<typeof openYear>>;
  let browser: Browser;
  let page: Page;
  let pane: Frame;
  const loaded = new Map<string, string>();
  const wrong: string[] = [];

  beforeAll(async () => {
    year = await openYear();
    browser = await chromium.launch({
      executablePath: process.env.FORDELA_CHROMIUM ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "sv-SE" });
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(message.text());
    });
    page.on("response", (answer) => {
      const name = new URL(answer.url()).pathname.replace("/office-js/", "");
      if (client.includes(name)) void answer.body().then((bytes) => loaded.set(name, sha256(bytes)));
    });
    await page.goto(year.preview.url);
    await page.locator("iframe").waitFor();
    const paneFrame = (): Frame | undefined =>
      page.frames().find((frame) => frame.url().endsWith("/taskpane.html"));
    // The frame is there before its page is.
    await vi.waitUntil(paneFrame, { timeout: 20_000 });
    pane = paneFrame()!;
  });

  afterAll(async () => {
    await browser.close();
    await year.preview.close();
    await year.service.close();
  });

  it("shows the buttons of the manifest and the cells of the file", async () => {
    const ribbon = page.locator(".ribbon");
    await ribbon.getByRole("button", { name: "Kontrollera" }).waitFor();
    expect(await ribbon.getByRole("button").allInnerTexts()).toEqual([
      "Kontrollera",
      "Beräkna",
      "Hämta återrapportering",
      "Uppdatera saldon",
      "Öppna panelen",
    ]);
    expect(await page.locator('[data-address="C5"]').innerText()).toBe("Upplands Väsby");
    expect(await page.locator('[data-address="E5"]').innerText()).toMatch(/^\d{3}\s\d{3}$/);
  });

  it("reads what the user types as Swedish, sums what is selected, and takes an edit back", async () => {
    const text = (address: string) => page.locator(`[data-address="${address}"]`).innerText();
    const before = await text("E6");
    await page.locator('[data-address="E6"]').click();
    await page.keyboard.type("1 234 567");
    await page.keyboard.press("Enter");
    await expect.poll(() => text("E6")).toMatch(/^1\s234\s567$/);
    await page.locator(".name-box").fill("E5:E6");
    await page.locator(".name-box").press("Enter");
    await expect.poll(() => page.locator(".figures").innerText()).toMatch(/Antal: 2 +Summa: 1\s484\s823$/);
    await page.getByRole("button", { name: "Ångra" }).click();
    await expect.poll(() => text("E6")).toBe(before);
  });

  it("signs a case officer in, and the ribbon fills the column Kontroll", async () => {
    await pane.getByRole("button", { name: "Hanna Handläggare" }).click();
    await pane.getByRole("button", { name: "Kom i gång" }).click();
    await pane.getByRole("tab", { name: "Rekvisitioner" }).click();
    await page.getByRole("button", { name: "Kontrollera" }).first().click();
    await pane.getByRole("button", { name: /^Registrera \d+ rekvisitioner$/ }).waitFor();
    const rows = await savedRows(page, "Rekvisitioner");
    const heading = rows.findIndex((row) => row.includes("Kontroll"));
    const column = rows[heading]!.indexOf("Kontroll");
    const marks = rows.slice(heading + 1).map((row) => row[column] ?? null);
    expect(marks.filter((mark) => mark !== null).length).toBeGreaterThan(40);
  });

  it("runs the client library as it is installed, and knows every member that the add-in asked for", async () => {
    expect(Object.fromEntries(loaded)).toEqual(
      Object.fromEntries(client.map((name) => [name, sha256(readFileSync(join(installed, name)))])),
    );
    await page.getByRole("button", { name: "Utvecklarverktyg" }).click();
    const wire = await page.locator(".drawer .wire p").first().innerText();
    expect(wire).toMatch(/^[1-9]\d* begäranden/);
    expect(wire).toContain("0 okända medlemmar");
    expect(wrong).toEqual([]);
  });
});

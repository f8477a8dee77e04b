import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { openStory, type Story } from "../../stories/browser/preview-story.ts";
import { wholeYear } from "../../stories/browser/whole-year.ts";

/** The rows of the workbook as the page saves it. */
async function savedRows(story: Story, sheet: string) {
  const read = await readWorkbook(await story.saved());
  if (!read.ok) throw new Error(read.error.code);
  return read.value.find(({ name }) => name === sheet)!.rows;
}

describe("the preview page", () => {
  let story: Story;
  let page: Page;
  let pane: FrameLocator;

  beforeAll(async () => {
    story = await openStory(wholeYear);
    ({ page, pane } = story);
  });
  afterAll(async () => {
    await story.close();
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
    // Enter goes on to the cell below.
    await expect.poll(() => page.locator(".name-box").inputValue()).toBe("E7");
    await page.locator(".name-box").fill("E5:E6");
    await page.locator(".name-box").press("Enter");
    await expect.poll(() => page.locator(".figures").innerText()).toMatch(/Antal: 2 +Summa: 1\s484\s823$/);
    await page.getByRole("button", { name: "Ångra" }).click();
    await expect.poll(() => text("E6")).toBe(before);
  });

  it("signs a case officer in, and the ribbon fills the column Kontroll", async () => {
    await story.signIn("Hanna Handläggare");
    await pane.getByRole("tab", { name: "Rekvisitioner" }).click();
    await page.getByRole("button", { name: "Kontrollera" }).first().click();
    await pane.getByRole("button", { name: /^Registrera \d+ rekvisitioner$/ }).waitFor();
    const rows = await savedRows(story, "Rekvisitioner");
    const heading = rows.findIndex((row) => row.includes("Kontroll"));
    const column = rows[heading]!.indexOf("Kontroll");
    const marks = rows.slice(heading + 1).map((row) => row[column] ?? null);
    expect(marks.filter((mark) => mark !== null).length).toBeGreaterThan(40);
  });

  it("runs the client library as it is installed, and knows every member that the add-in asked for", async () => {
    await story.isSound();
  });
});

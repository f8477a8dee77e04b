import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formulasIn, selectedCell, typeInto } from "../../stories/browser/hand.ts";
import { openStory, type Story } from "../../stories/browser/preview-story.ts";
import { wholeYear } from "../../stories/browser/whole-year.ts";

/** What is typed into three cells, one right after the other: the answers to the first come while the last is typed. */
const typed = [
  ["A1", '=UM.SALDO("0114";2022;"Rekvirerat")'],
  ["A2", '=UM.SALDO("0114";2022;"Att betala ut")'],
  ["A3", "=SUMMA(A1:A2)"],
] as const;

const read = ['=UM.SALDO("0114",2022,"Rekvirerat")', '=UM.SALDO("0114",2022,"Att betala ut")', "=SUM(A1:A2)"];

async function slowProcessor(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

/** Every frame of the page comes so late that a whole cell is typed before it. */
async function lateFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const soon = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 300);
  });
}

// A slow machine is where the grid's own work comes late, between two keys.
describe.each([
  ["as it is", () => Promise.resolve()],
  ["on a processor four times slower", slowProcessor],
  ["with frames that come late", lateFrames],
])("typing faster than the grid draws, %s", (_name, slow) => {
  let story: Story;

  beforeAll(async () => {
    story = await openStory(wholeYear);
    await story.signIn("Eva Ekonom");
    await story.page.getByRole("button", { name: "Nytt blad" }).click();
    await story.page.getByRole("tab", { name: "Blad1", selected: true }).waitFor();
    await slow(story.page);
  });
  afterAll(async () => {
    await story.close();
  });

  it("no key is lost and no cell is left with half a formula", async () => {
    for (let time = 0; time < 8; time += 1) {
      for (const [address, formula] of typed) await typeInto(story.page, address, formula);
      await expect.poll(() => selectedCell(story.page)).toBe("A4");
      expect(await formulasIn(story, "Blad1", "A1:A3")).toEqual(read);
    }
  });

  it("Enter and Tab go on to the next cell at once, with Shift back, and Escape leaves the cell as it was", async () => {
    const { page } = story;
    await page.locator('[data-address="C1"]').click();
    await page.keyboard.type("ett");
    await page.keyboard.press("Enter");
    await page.keyboard.type("två");
    await page.keyboard.press("Tab");
    await page.keyboard.type("tre");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("fyra");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("fem");
    await page.keyboard.press("Escape");
    await expect.poll(() => selectedCell(page)).toBe("C1");
    expect(await formulasIn(story, "Blad1", "C1:D2")).toEqual(["ett", "fyra", "två", "tre"]);
  });

  it("F2 opens the cell with what it holds, and another cell saves it", async () => {
    const { page } = story;
    await page.locator('[data-address="C2"]').click();
    await page.keyboard.press("F2");
    await page.keyboard.type(" och en halv");
    await page.locator('[data-address="D1"]').click();
    await expect.poll(() => selectedCell(page)).toBe("D1");
    expect(await formulasIn(story, "Blad1", "C1:D2")).toEqual(["ett", "fyra", "två och en halv", "tre"]);
  });

  it("what is typed or pasted in the name box and the formula field stays there", async () => {
    const { page } = story;
    await page.locator(".name-box").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("C1");
    await page.keyboard.press("Enter");
    await expect.poll(() => selectedCell(page)).toBe("C1");
    await page.locator(".formula-field").click();
    await page.keyboard.press("End");
    await page.keyboard.type(" till");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => formulasIn(story, "Blad1", "C1:D2"))
      .toEqual(["ett till", "fyra", "två och en halv", "tre"]);
  });
});

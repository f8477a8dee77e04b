import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formulasIn, typeInto } from "../../stories/browser/hand.ts";
import { openStory, type Story } from "../../stories/browser/preview-story.ts";
import { wholeYear } from "../../stories/browser/whole-year.ts";

/** What is typed into three cells, one right after the other: the answers to the first come while the last is typed. */
const typed = [
  ["A1", '=UM.SALDO("0114";2022;"Rekvirerat")'],
  ["A2", '=UM.SALDO("0114";2022;"Att betala ut")'],
  ["A3", "=SUMMA(A1:A2)"],
] as const;

describe("typing faster than the grid draws", () => {
  let story: Story;

  beforeAll(async () => {
    story = await openStory(wholeYear);
    await story.signIn("Eva Ekonom");
    await story.page.getByRole("button", { name: "Nytt blad" }).click();
  });
  afterAll(async () => {
    await story.close();
  });

  // A slow machine is where the grid's own work comes late, between two keys.
  it.each([1, 4])("no key is lost and no cell is left with half a formula, %i times slower", async (rate) => {
    const { page } = story;
    const browser = await page.context().newCDPSession(page);
    await browser.send("Emulation.setCPUThrottlingRate", { rate });
    for (let time = 0; time < 8; time += 1) {
      for (const [address, formula] of typed) await typeInto(page, address, formula);
      await expect.poll(() => page.locator(".name-box").inputValue()).toBe("A4");
      expect(await formulasIn(story, "Blad1", "A1:A3")).toEqual([
        '=UM.SALDO("0114",2022,"Rekvirerat")',
        '=UM.SALDO("0114",2022,"Att betala ut")',
        "=SUM(A1:A2)",
      ]);
    }
    await browser.detach();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { selectedCell, valuesIn } from "./hand.ts";
import { openStory, type Story } from "./preview-story.ts";
import { requisitionsOpen } from "./requisitions-open.ts";

/** What has the keyboard: in the pane, or in the page. */
interface Focus {
  readonly name: string;
  readonly role: string;
  /** Something is drawn around it, and it is in sight. */
  readonly isSeen: boolean;
}

describe("a day without a mouse", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(requisitionsOpen);
    await story.pane.getByRole("button", { name: "Hanna Handläggare" }).waitFor();
  });
  afterAll(async () => {
    await story.close();
  });

  const sees = (text: string | RegExp): Promise<void> => story.pane.getByText(text).first().waitFor();
  const key = (name: string): Promise<void> => story.page.keyboard.press(name);

  /** What the pane's keyboard is at; null when it is lost. */
  const focus = async (): Promise<Focus | null> =>
    await (
      await story.frame()
    ).evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body || at === document.documentElement) return null;
      const drawn = [undefined, "::after", "::before"].some((part) => {
        const style = getComputedStyle(at, part);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        const ruled = part !== undefined && style.content !== "none" && parseFloat(style.borderTopWidth) > 0;
        // A link of Fluent gets a double line under it.
        const underlined = style.textDecorationLine === "underline" && style.textDecorationStyle === "double";
        return outlined || ruled || underlined || style.boxShadow !== "none";
      });
      const { top, bottom, left, right } = at.getBoundingClientRect();
      const inSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
      return {
        name:
          at.getAttribute("aria-label") ??
          [at, ...labels]
            .map((one) => one.textContent)
            .join(" ")
            .trim(),
        role: at.getAttribute("role") ?? at.tagName.toLowerCase(),
        isSeen: drawn && inSight,
      };
    });

  /** Presses Tab until something has the keyboard; on the way it is never lost and always seen. */
  const tabTo = async (name: string | RegExp, press: "Tab" | "Shift+Tab" = "Tab"): Promise<void> => {
    const wanted =
      typeof name === "string" ? (text: string) => text === name : (text: string) => name.test(text);
    const passed: string[] = [];
    for (let turn = 0; turn < 100; turn++) {
      const now = await focus();
      if (now !== null) {
        expect(now).toEqual({ ...now, isSeen: true });
        if (wanted(now.name)) return;
        passed.push(now.name.slice(0, 40));
      }
      await key(press);
    }
    expect.fail(`Tab never came to ${String(name)}; it passed ${passed.join(" | ")}`);
  };
  /** Something still has the keyboard when an act is over. */
  const isKept = async (): Promise<void> => {
    await expect.poll(async () => (await focus()) !== null).toBe(true);
  };

  /** The keyboard has gone to the sheet, as when a cell is shown there. */
  const sheetHasIt = async (): Promise<void> => {
    await expect.poll(() => story.page.evaluate(() => document.activeElement?.tagName)).not.toBe("IFRAME");
  };

  it("F6 leads into the pane; she signs in and comes to the tab by Tab, arrows and Enter", async () => {
    await key("F6");
    await tabTo("Hanna Handläggare");
    await key("Enter");
    await sees("Välkommen till Fördela");
    await tabTo("Kom i gång");
    await key("Enter");
    await story.pane.locator('main[data-tab="start"][data-state="full"]').waitFor();
    await isKept();
    await tabTo("Start", "Shift+Tab");
    await key("ArrowRight");
    await key("Enter");
    await story.pane.locator('main[data-tab="requisitions"]').waitFor();
  });

  it("she controls the sheet, opens a problem, goes to its cell, types what is right, and comes back with F6", async () => {
    await tabTo("Kontrollera");
    await key("Enter");
    await sees("85 att rätta (53 olika fel)");
    await isKept();
    await tabTo(/^Fel: Skriv en enda e-postadress/);
    await key("Enter");
    await tabTo(/^Visa cell H\d+ i bladet$/);
    const cell = /H\d+/.exec((await focus())!.name)![0];
    await key("Enter");
    await expect.poll(() => selectedCell(story.page)).toBe(cell);
    await sheetHasIt();
    await story.page.keyboard.type("registrator@example.se");
    await key("Enter");
    await expect
      .poll(async () => (await valuesIn(story, "Rekvisitioner", cell))[0]![0])
      .toBe("registrator@example.se");
    await key("F6");
    await expect.poll(async () => (await focus())?.name).toBe(`Visa cell ${cell} i bladet`);
    await tabTo("Kontrollera igen", "Shift+Tab");
    await key("Enter");
    await sees("84 att rätta");
    await isKept();
  });

  it("she mends the slips, takes it back, and mends them again", async () => {
    await tabTo("Rätta 17 skrivfel");
    await key("Enter");
    await sees("17 celler rättade.");
    await isKept();
    await tabTo("Ångra");
    await key("Enter");
    await sees("Ångrat. Cellerna är som de var.");
    await isKept();
    await tabTo("Rätta 17 skrivfel");
    await key("Enter");
    await sees("17 celler rättade.");
    await isKept();
  });

  it("she writes the sheet Fel, and registers", async () => {
    await tabTo("Bladet Fel");
    await key("Enter");
    await sees("Bladet Fel är skrivet");
    await sheetHasIt();
    await key("F6");
    await isKept();
    await tabTo(/^Registrera \d+ rekvisitioner$/);
    await key("Enter");
    await sees("Registrera det som har kommit in");
    await isKept();
    await tabTo(/^Registrera \d+ rekvisitioner$/);
    await key("Enter");
    await sees(/^\d+ rekvisitioner registrerade$/);
    await isKept();
    const { requisitions } = await story.job.as("hanna")("requisitions", { round: "2022-kommun-1" });
    expect(requisitions.filter(({ state }) => state === "submitted").length).toBeGreaterThan(200);
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

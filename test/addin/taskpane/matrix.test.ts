import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tabs } from "../../../addin/taskpane/tab-parts.ts";
import type { Scene } from "./harness.tsx";
import { faultsOf, unreachable } from "./inspect.ts";
import { openPanePage, type PanePage } from "./pane-page.ts";
import { tabStates } from "./states.ts";

declare global {
  interface Window {
    show: (scene: Scene) => Promise<void>;
  }
}

/** Excel's pane on a laptop of 1366 x 768. */
const viewport = { width: 350, height: 378 };

const looks = [
  { look: "light", theme: "light", forcedColors: "none" },
  { look: "dark", theme: "dark", forcedColors: "none" },
  { look: "high contrast", theme: "dark", forcedColors: "active" },
] as const;
type Look = (typeof looks)[number];

const opened: { pane: PanePage | null } = { pane: null };

beforeAll(async () => {
  opened.pane = await openPanePage();
});
afterAll(async () => {
  await opened.pane?.close();
});

interface Opened {
  readonly page: Page;
  /** What the browser complained of: errors, and breaches of the policy of the page. */
  readonly complaints: string[];
}

async function open({ forcedColors, theme }: Look): Promise<Opened> {
  const { browser, url } = opened.pane!;
  const page = await browser.newPage({ viewport, forcedColors, colorScheme: theme, reducedMotion: "reduce" });
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  return { page, complaints };
}

async function showTab(page: Page, scene: Scene): Promise<void> {
  await page.evaluate((wanted) => window.show(wanted), scene);
  const shown = `main[data-tab="${scene.tab}"][data-state="${scene.state}"]`;
  await page.waitForSelector(shown, { timeout: 5000 });
  if (scene.part !== undefined) await page.waitForSelector(`[data-part~="${scene.part}"]`, { timeout: 5000 });
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

describe.each(looks)("every tab in every state, $look", (look) => {
  test.each(["sv-SE", "en-US"])(
    "%s: nothing missing, axe clean, nothing sideways, the action in sight",
    async (language) => {
      const { page, complaints } = await open(look);
      const faults: string[] = [];
      for (const one of tabStates) {
        const at = `${one.tab} ${one.state} ${one.part ?? ""}`;
        try {
          await showTab(page, { ...one, theme: look.theme, language });
          faults.push(...(await faultsOf(page)).map((fault) => `${at}: ${fault}`));
        } catch (error) {
          faults.push(`${at}: cannot be shown: ${String(error).slice(0, 200)}`);
        }
      }
      expect([...faults, ...complaints]).toEqual([]);
      await page.close();
    },
    240_000,
  );
});

describe("before the tabs", () => {
  test.each(["sign-in", "people", "welcome"] as const)("%s is axe clean and fits", async (before) => {
    const { page, complaints } = await open(looks[0]);
    const scene: Scene = { tab: "start", state: "full", theme: "light", language: "sv-SE", before };
    await page.evaluate((wanted) => window.show(wanted), scene);
    await page.waitForSelector(before === "welcome" ? "[data-welcome]" : '[data-session="signed-out"]');
    const faults = await faultsOf(page);
    // Whom to be is a list without a first choice.
    expect(faults.filter((fault) => before !== "people" || fault !== "0 primary actions")).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test("declining is offered where something is left to decline, and nowhere else", async () => {
  const { page } = await open(looks[0]);
  const offered = async (part: string): Promise<number> => {
    // A finance officer has other forms of the money, so that it can be seen that this one is left out.
    const roles = ["handlaggare", "ekonom"] as const;
    const look = { theme: "light", language: "sv-SE" } as const;
    await showTab(page, { tab: "decisions", state: "full", part, roles: [...roles], ...look });
    await page.getByText("Pengar som avstås eller kommer tillbaka").waitFor();
    await page.getByText("Pengar som avstås eller kommer tillbaka").waitFor();
    return await page.getByText("Registrera att mottagaren avstår").count();
  };
  // The sample's decision is paid; the other is the same before it was.
  expect(await offered("opened")).toBe(0);
  expect(await offered("declined")).toBeGreaterThan(0);
  await page.close();
});

test("Tab reaches everything that can be used, in every tab and state", async () => {
  const { page } = await open(looks[0]);
  const faults: string[] = [];
  for (const one of tabStates) {
    await showTab(page, { ...one, theme: "light", language: "sv-SE" });
    const found = await unreachable(page);
    faults.push(...found.map((fault) => `${one.tab} ${one.state} ${one.part ?? ""}: ${fault}`));
  }
  expect(faults).toEqual([]);
  await page.close();
}, 240_000);

test("the matrix has every tab, each with its six common states", () => {
  const common = ["empty", "loading", "full", "failed", "forbidden", "offline"];
  for (const tab of tabs)
    expect(tabStates.filter((one) => one.tab === tab).map(({ state }) => state)).toEqual(
      expect.arrayContaining(common),
    );
});

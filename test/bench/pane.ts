import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { buildAddin, largestStart } from "../../addin/build.ts";
import { startLocalService } from "../../functions/local/service.ts";
import { openPreview } from "../../preview/server.ts";
import { startChromium } from "../addin/taskpane/pane-page.ts";
import { median } from "./measure.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

const log = { request: () => undefined };

/** Goal 7: what the pane weighs at start, and how soon after office.js its main action can be used. */
export async function rows({ rounds, seed, plant }: BenchOptions): Promise<readonly BenchRow[]> {
  const row = (name: string, goal: string, ours: number, limit: number, bestPeer: string): BenchRow => {
    return { name, goal, ours, bestPeer, met: ours <= limit, seed, rounds };
  };
  const size = await sizeAtStart(plant === "pane-size");
  const seconds = await secondsToUse(rounds, plant === "pane-ready" ? 1_500 : 0);
  return [
    row("pane-size", "<= 200 kB gzip at start", size, largestStart / 1000, "Fluent alone 92 kB"),
    row("pane-ready", "<= 1 s from office.js to Kontrollera", seconds, 1, "-"),
  ];
}

/** kB; planted: with what is otherwise fetched when it is needed. */
async function sizeAtStart(plant: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "fordela-bench-pane-"));
  try {
    const build = await buildAddin({
      folder,
      environment: "local",
      api: "",
      officeJs: "/office-js/office.js",
    });
    const all = Object.values(build.metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
    return Math.round((plant ? all : build.startSize) / 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Median over page loads; `late` holds the pane's script back by so many milliseconds. */
async function secondsToUse(rounds: number, late: number): Promise<number> {
  const service = await startLocalService({ folder: null, port: 0, log });
  const preview = await openPreview({ workbook: null, service, stage: "local", port: 0, log });
  const browser = await startChromium();
  try {
    const times: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const time = await timeToUse(browser, preview.url, late);
      if (round >= 0) times.push(time);
    }
    return Math.round(median(times)) / 1000;
  } finally {
    await browser.close();
    await preview.close();
    await service.close();
  }
}

/** Looks and presses in the pane's page as soon as something is there to press, and notes when: milliseconds. */
const watcher = `if (window !== window.top) {
  const noted = { asked: false, ready: null, usable: null };
  window.benchNotes = noted;
  const named = (role, name) => [...document.querySelectorAll(role)].find((one) => one.textContent.trim().startsWith(name));
  const look = () => {
    if (!noted.asked && window.Office?.onReady) {
      noted.asked = true;
      window.Office.onReady(() => { noted.ready = performance.now(); });
    }
    for (const [role, name] of [["button", "Hanna Handläggare"], ["button", "Kom i gång"], ["[role=tab]", "Rekvisitioner"]]) {
      const found = named(role, name);
      if (found && found.getAttribute("aria-selected") !== "true") found.click();
    }
    const action = named("main button", "Kontrollera");
    if (action && !action.disabled && noted.usable === null) noted.usable = performance.now();
    if (noted.usable === null) setTimeout(look, 10);
  };
  look();
}`;

interface Notes {
  readonly ready: number;
  readonly usable: number;
}

/**
 * Milliseconds from office.js being ready until "Kontrollera" can be pressed: the pane is drawn, a made-up person is
 * chosen, the tab is opened, and all of it has its answers from the service.
 */
async function timeToUse(browser: Browser, url: string, late: number): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "sv-SE" });
  try {
    const page = await context.newPage();
    await page.addInitScript(watcher);
    if (late > 0)
      await page.route("**/dev/token", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, late));
        await route.continue();
      });
    await page.goto(url);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("main").getByRole("button", { name: "Kontrollera" }).waitFor();
    const { ready, usable } = await frame.locator("html").evaluate(notesOf);
    return usable - ready;
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function notesOf(): Notes {
  return (globalThis as unknown as { benchNotes: Notes }).benchNotes;
}

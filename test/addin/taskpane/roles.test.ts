import { afterAll, beforeAll, expect, test } from "vitest";
import { api, roles, type Role, type RouteName } from "../../../shared/api.ts";
import { askedRoutes } from "./asked-routes.ts";
import type { Scene } from "./harness.tsx";
import { openPanePage, type PanePage } from "./pane-page.ts";

declare global {
  interface Window {
    pressEverything: (scenes: readonly Scene[]) => Promise<readonly RouteName[]>;
  }
}

/** What is shown to whoever may read it: everything else is reached from there by pressing. */
const scenes: readonly (Pick<Scene, "tab" | "part"> & Partial<Pick<Scene, "state">>)[] = [
  { tab: "start" },
  { tab: "requisitions", state: "empty" },
  { tab: "applications" },
  { tab: "applications", part: "checked" },
  { tab: "cases", part: "lists" },
  { tab: "cases", part: "opened" },
  { tab: "cases", part: "rejectable" },
  { tab: "allocation" },
  { tab: "allocation", part: "prepared" },
  { tab: "allocation", part: "money" },
  { tab: "allocation", part: "redistribution" },
  { tab: "decisions", part: "preparable" },
  { tab: "decisions", part: "waiting" },
  { tab: "decisions", part: "again" },
  { tab: "decisions", part: "opened" },
  { tab: "decisions", part: "declined" },
  { tab: "decisions", part: "unpaid" },
  { tab: "decisions", part: "attested" },
  { tab: "decisions", part: "reversed" },
  { tab: "reportBacks" },
  { tab: "reportBacks", part: "correction" },
  { tab: "reportBacks", part: "carry-over" },
  { tab: "reportBacks", part: "carried" },
  { tab: "balances" },
  { tab: "tables" },
];

const opened: { pane: PanePage | null } = { pane: null };
beforeAll(async () => {
  opened.pane = await openPanePage();
});
afterAll(async () => {
  await opened.pane?.close();
});

/** Every route that somebody in a role comes to ask for, by pressing all that the pane shows them. */
async function askedBy(role: Role): Promise<ReadonlySet<RouteName>> {
  const { browser, url } = opened.pane!;
  const page = await browser.newPage({ viewport: { width: 350, height: 378 } });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  const of = { theme: "light", language: "sv-SE" } as const;
  const asked = await page.evaluate(
    (all) => window.pressEverything(all),
    scenes.map((scene): Scene => ({ state: "full", ...scene, ...of, roles: [role] })),
  );
  await page.close();
  return new Set(asked);
}

test("an act is shown to those whose role its route takes, and to nobody else", async () => {
  const asked = new Map<Role, ReadonlySet<RouteName>>();
  for (const role of roles) asked.set(role, await askedBy(role));
  const all = [...new Set([...asked.values()].flatMap((some) => [...some]))].toSorted();
  const shown = roles.map((role) => [role, all.filter((route) => asked.get(role)!.has(route))]);
  const may = roles.map((role) => [role, all.filter((route) => api[route].roles.includes(role))]);
  expect(shown).toEqual(may);
  // Everything was pressed: every act that the pane can ask for is among them.
  const every = Object.values(askedRoutes).filter((route) => route !== null && route !== "given");
  expect(all).toEqual(expect.arrayContaining([...new Set(every)]));
}, 600_000);

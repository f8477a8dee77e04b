import * as z from "zod";
import type { Pane } from "../../../addin/taskpane/pane.ts";
import type { TabId } from "../../../addin/taskpane/tab-parts.ts";
import { createPane } from "../../../addin/taskpane/pane.ts";
import { renderPane } from "../../../addin/taskpane/render.tsx";
import { goTo } from "../../../addin/taskpane/route.ts";
import { textsFor } from "../../../addin/taskpane/texts-for.ts";
import type { PaneTheme } from "../../../addin/theme.ts";
import type { WorkbookSettings } from "../../../addin/settings.ts";
import type { SampleAnswers } from "./sample-answers.ts";
import { sampleWorld, type SampleWorld, type Weather } from "./sample-commands.ts";

z.config({ jitless: true });

export interface Scene {
  readonly tab: TabId;
  readonly state: string;
  readonly theme: PaneTheme;
  readonly language: string;
  /** Who is signed in; absent: the handläggare of the sample. */
  readonly roles?: SampleAnswers["me"]["roles"];
  /** What comes before the tabs. */
  readonly before?: "sign-in" | "people" | "welcome" | "browser";
}

const weathers: readonly Weather[] = ["empty", "loading", "failed", "forbidden", "offline"];

const answers = (await (await fetch("/answers.json")).json()) as SampleAnswers;
const live: { pane: Pane | null; world: SampleWorld | null; stop: () => void } = {
  pane: null,
  world: null,
  stop: () => undefined,
};

/** Draws the pane anew in the state that a scene names, by doing what leads there. */
async function show(scene: Scene): Promise<void> {
  const { tab, state, theme, language, before, roles } = scene;
  document.getElementById("pane")?.remove();
  const element = document.createElement("div");
  element.id = "pane";
  document.body.append(element);
  const world = sampleWorld(roles === undefined ? answers : { ...answers, me: { ...answers.me, roles } });
  if (tab === "reportBacks" || tab === "balances" || tab === "tables") world.standing = answers.end;
  const kept: WorkbookSettings = { year: null, round: null, welcomed: before !== "welcome" };
  const noRounds = (tab === "start" || tab === "allocation") && state === "empty";
  const pane = createPane({
    commands: world.commands,
    call: (name, request) =>
      name === "rounds" && noRounds
        ? Promise.resolve({
            rounds: tab === "start" ? [] : answers.rounds.rounds.filter(({ key }) => !key),
          } as never)
        : world.call(name, request),
    signIn: {
      token: () => Promise.resolve("token"),
      resume: () => Promise.resolve(before !== "sign-in" && before !== "people"),
      signIn: () => Promise.resolve(),
      signOut: () => undefined,
      people:
        before === "sign-in"
          ? null
          : () =>
              Promise.resolve([
                { id: "hanna", name: "Hanna Handläggare" },
                { id: "bo", name: "Bo Beslutsfattare" },
                { id: "eva", name: "Eva Ekonom" },
              ]),
    },
    settings: {
      read: () => kept,
      change: (changes) => {
        Object.assign(kept, changes);
      },
    },
    environment: "local",
    today: () => "2022-09-01",
  });
  Object.assign(live, { pane, world });
  goTo(tab);
  renderPane(element, before === "browser" ? null : pane, { texts: await textsFor(language), theme });
  if (before === "browser") return;
  await pane.resume();
  if (weathers.includes(state as Weather)) world.weather = state as Weather;
  if (tab === "requisitions") await driveRequisitions(pane, world, state);
  else if (state === "working") await driveWork(pane, world, tab);
}

async function driveRequisitions({ requisitions }: Pane, world: SampleWorld, state: string): Promise<void> {
  if (state === "empty") return;
  if (state === "mapping") return requisitions.readFile(new File(["x"], "export från e-tjänsten.xlsx"));
  const checked = requisitions.check();
  if (state === "loading") return;
  await checked;
  if (state === "asking" || state === "registered") requisitions.ask();
  if (state === "registered") await requisitions.register();
  if (state !== "working") return;
  world.weather = "slow";
  requisitions.ask();
  void requisitions.register();
}

async function driveWork(pane: Pane, world: SampleWorld, tab: TabId): Promise<void> {
  const begin = {
    start: () => undefined,
    requisitions: () => undefined,
    allocation: () => void pane.allocation.insert(),
    reportBacks: () => void pane.reportBacks.fetch(),
    balances: () => void pane.balances.refresh(),
    tables: () => void pane.tables.refresh(),
  }[tab];
  await until(() => pane[tab].machine.get().at === "full");
  world.weather = "slow";
  begin();
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

Object.assign(window, { show, live });
document.documentElement.dataset.ready = "true";

import * as z from "zod/mini";
import type { RouteName } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/problems.ts";
import { allottedInAll } from "../../../shared/ledger.ts";
import { recipientId } from "../../../shared/recipient.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { sendReminders, showReminders } from "../../../addin/taskpane/cases/reminders.ts";
import type { Pane } from "../../../addin/taskpane/pane.ts";
import type { TabId } from "../../../addin/taskpane/tab-parts.ts";
import { createPane } from "../../../addin/taskpane/pane.ts";
import { renderPane } from "../../../addin/taskpane/render.tsx";
import { registerMoney, showBooked, showPaid } from "../../../addin/taskpane/decisions/money.ts";
import { setTags } from "../../../addin/taskpane/report-backs/acts.ts";
import { previewRedistribution } from "../../../addin/taskpane/allocation/round-acts.ts";
import { goTo } from "../../../addin/taskpane/route.ts";
import { historyOf } from "../../../addin/taskpane/tables/history.ts";
import { textsFor } from "../../../addin/taskpane/texts-for.ts";
import type { PaneTheme } from "../../../addin/theme.ts";
import type { WorkbookSettings } from "../../../addin/settings.ts";
import { pressAll } from "./press-all.ts";
import type { SampleAnswers } from "./sample-answers.ts";
import { sampleWorld, type SampleWorld, type Weather } from "./sample-commands.ts";

z.config({ jitless: true });

export interface Scene {
  readonly tab: TabId;
  readonly state: string;
  /** What a full tab shows besides. */
  readonly part?: string;
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
  const { tab, state, part, theme, language, before } = scene;
  document.getElementById("pane")?.remove();
  const element = document.createElement("div");
  element.id = "pane";
  document.body.append(element);
  const world = sampleWorld(answersFor(scene));
  if (tab === "reportBacks" || tab === "balances" || tab === "tables") world.standing = answers.end;
  const kept: WorkbookSettings = { year: null, round: null, welcomed: before !== "welcome" };
  const noRounds = (tab === "start" || tab === "allocation" || tab === "applications") && state === "empty";
  const pane = createPane({
    commands: world.commands,
    call: (name, request) =>
      name === "rounds" && noRounds
        ? Promise.resolve({
            rounds:
              tab === "start"
                ? []
                : answers.rounds.rounds.filter(({ key }) => (key === null) === (tab === "allocation")),
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
  if (part === undefined && weathers.includes(state as Weather)) world.weather = state as Weather;
  if (tab === "requisitions") await driveRequisitions(pane, world, state);
  else if (state === "working") await driveWork(pane, world, tab);
  else if (part !== undefined) await drivePart(pane, world, tab, part);
}

/** What the service answers in a scene: to decide a key one must be a decision-maker, and a key must wait. */
function answersFor({ tab, part, roles = rolesFor(part) }: Scene): SampleAnswers {
  const me = { ...answers.me, roles };
  if (tab === "reportBacks") return { ...answers, me, reportBacks: withWaiting(answers, part) };
  if (tab === "cases" && (part === "unfilled" || part === "rejectable"))
    return { ...answers, me, case: answers.rejectable };
  if (part === "again") return { ...answers, me, decision: sentTo(answers.decision) };
  if (part === "preparable") return { ...answers, me, yearDecisions: withPreparable(answers.yearDecisions) };
  if (part === "unpaid" || part === "attested" || part === "paid")
    return { ...answers, me, payments: unpaid(answers.payments) };
  if (part === "warned")
    return {
      ...answers,
      me,
      decision: warnedOf(answers.decision),
      payments: withoutAccount(answers.payments),
    };
  if (part === "declined" || part === "confirm" || part === "told")
    return { ...answers, me, decision: toDecline(answers.decision) };
  if (part === "reversed") return { ...answers, me, postings: withRepayment(answers.postings) };
  if (part === "money") return { ...answers, me, middle: unallotted(answers.middle) };
  if (part === "waiting" || part === "takeBack")
    return { ...answers, me, decision: preparedAs(answers.decision) };
  if (part === "rejection") return { ...answers, me, decision: rejectedBy(answers.decision, me.name) };
  if (part !== "deciding" && part !== "prepared") return { ...answers, me };
  const decisions = answers.decisions.decisions.map((one) => ({ ...one, state: "prepared" as const }));
  return { ...answers, me, decisions: { decisions } };
}

/** The decisions of the year when more has been requisitioned since. */
function withPreparable(list: SampleAnswers["yearDecisions"]): SampleAnswers["yearDecisions"] {
  return { ...list, preparable: [{ round: "2022-kommun-1", recipients: 3, total: 250_000 }] };
}

/** The decision before it was made, prepared by somebody else than the one who looks. */
function preparedAs(decision: SampleAnswers["decision"]): SampleAnswers["decision"] {
  return { ...decision, state: "prepared", preparedBy: "hugo", date: null, dnr: null, notice: null };
}

/** A requisition to be rejected (exempeldata), presented by one colleague, where the one who looks is disqualified. */
function rejectedBy(decision: SampleAnswers["decision"], name: string): SampleAnswers["decision"] {
  const [line] = decision.lines;
  return {
    ...preparedAs(decision),
    ...{ id: "avslag-9", state: "presented", rejects: true, total: 0, recipients: 1, conditions: [] },
    ...{
      presentedBy: "frida",
      people: { hugo: "Hugo Ek", frida: "Frida Al" },
      tookPart: ["Siv Ros, jurist"],
    },
    disqualified: [{ name, why: "närstående (exempeldata)" }],
    lines: [
      { ...line!, amount: 0, now: 0, outcome: "rejected", grounds: ["Rekvisitionen kom in för sent."] },
    ],
  };
}

/** The payments of a round when its first order is not paid yet, and something is to be attested. */
function unpaid({ payments }: SampleAnswers["payments"]): SampleAnswers["payments"] {
  return {
    payments: payments.map((one) => ({ ...one, state: "attested", date: null })),
    toAttest: payments.map(({ decision }) => ({ decision, total: 30_000, recipients: 1, lackAccount: 0 })),
  };
}

/** The same when some to be paid have no account. */
function withoutAccount(payments: SampleAnswers["payments"]): SampleAnswers["payments"] {
  const { payments: orders, toAttest } = unpaid(payments);
  return {
    payments: orders.map((one) => ({ ...one, lackAccount: 2 })),
    toAttest: toAttest.map((one) => ({ ...one, lackAccount: 2 })),
  };
}

/** The decision before anything of it is paid: it may be declined. */
function toDecline(decision: SampleAnswers["decision"]): SampleAnswers["decision"] {
  return { ...decision, lines: decision.lines.map((line) => ({ ...line, declinable: line.now })) };
}

/** The decision when twelve of its recipients lack something. */
function warnedOf(decision: SampleAnswers["decision"]): SampleAnswers["decision"] {
  const warnings = decision.lines.slice(0, 12).map(({ code, name }, i) => ({
    ...{ code, name },
    lacking: i < 2 ? (["no-account", "unchecked-auditor"] as const) : (["failed-statutes"] as const),
  }));
  return { ...decision, warnings: warnings.map((one) => ({ ...one, lacking: [...one.lacking] })) };
}

/** The year when nothing of its money is handed out. */
function unallotted({ status, ...of }: SampleAnswers["middle"]): SampleAnswers["middle"] {
  const rounds = status.rounds.map((one) => ({ ...one, key: "none" as const, budget: one.amount }));
  return { ...of, status: { ...status, rounds } };
}

/** The postings of a recipient that has paid back. */
function withRepayment({ postings, ...of }: SampleAnswers["postings"]): SampleAnswers["postings"] {
  const repaid = { from: "repayable", to: "repaid", reference: "aterbetalning-9", amount: 5000 } as const;
  return { ...of, postings: [...postings, { ...postings[0]!, ...repaid, round: answers.decision.round }] };
}

/** The decision when it has been sent to its recipients. */
function sentTo(decision: SampleAnswers["decision"]): SampleAnswers["decision"] {
  return { ...decision, lines: decision.lines.map((line) => ({ ...line, sent: "2022-09-20" })) };
}

const ofMoney = ["unpaid", "attested", "warned", "paid", "repaid", "reversed", "returned", "returns"];

/** What a scene shows is for those who do that work. */
function rolesFor(part: string | undefined): SampleAnswers["me"]["roles"] {
  if (ofMoney.some((one) => one === part)) return ["ekonom"];
  return part === "carry-over" || part === "deciding" ? ["beslutsfattare"] : answers.me.roles;
}

/** What waits with the recipient whose postings are shown: a later report, or money to be carried over. */
function withWaiting(
  { reportBacks: { reportBacks }, postings }: SampleAnswers,
  part: string | undefined,
): SampleAnswers["reportBacks"] {
  const later = part === "correction" || part === "proposals" || part === "confirm";
  const waiting = (report: (typeof reportBacks)[number]): Partial<typeof report> => ({
    ...(later && { tags: ["följ upp"], correction: { ...report, received: "2023-04-12" } }),
    ...(part === "carry-over" && { carriedOver: 150_000, awaitingDecision: 150_000 }),
    ...(part === "carried" && { carriedOver: 150_000, toAccount: 150_000 }),
  });
  return {
    reportBacks: reportBacks.map((report) =>
      recipientId(report) === postings.recipient ? { ...report, ...waiting(report) } : report,
    ),
  };
}

async function driveRequisitions({ requisitions }: Pane, world: SampleWorld, state: string): Promise<void> {
  if (state === "empty") return;
  if (state === "pasting") {
    requisitions.paste();
    return;
  }
  if (state === "mapping") return requisitions.readFile(new File(["x"], "export från e-tjänsten.xlsx"));
  const checked = requisitions.check();
  if (state === "loading") return;
  await checked;
  if (state === "asking" || state === "registered") await requisitions.ask();
  if (state === "registered") await requisitions.register();
  if (state !== "working") return;
  await requisitions.ask();
  world.weather = "slow";
  void requisitions.register();
}

async function driveWork(pane: Pane, world: SampleWorld, tab: TabId): Promise<void> {
  const begin = {
    start: () => undefined,
    cases: () => void pane.cases.fetchSheet("cases"),
    requisitions: () => undefined,
    applications: () => void pane.applications.fetch(),
    allocation: () => void pane.allocation.insert(),
    decisions: () => void pane.decisions.writeSheet(),
    reportBacks: () => void pane.reportBacks.fetch(),
    balances: () => void pane.balances.refresh(),
    tables: () => void pane.tables.refresh(),
  }[tab];
  await until(() => pane[tab].machine.get().at === "full");
  world.weather = "slow";
  begin();
}

/** Selects in the sheet, or asks for, what shows the part. */
async function drivePart(pane: Pane, world: SampleWorld, tab: TabId, part: string): Promise<void> {
  // Nothing in the sheet is followed by applications, cases, decisions or tables.
  const follows = !["applications", "cases", "decisions", "tables"].includes(tab);
  await until(() => pane[tab].machine.get().at === "full" && (!follows || world.isFollowed()));
  if (part === "preparable" || part === "unpaid") {
    named(part);
    return;
  }
  if (tab === "decisions") {
    await pane.decisions.show(answers.decision);
    await driveDecision(pane, part);
    return;
  }
  const { recipient, postings } = answers.postings;
  const allotted = postings.find(({ to }) => to === "allotted")!;
  const cell = { id: recipient, heading: "Tilldelat" };
  const act: Readonly<Record<string, () => void>> = {
    opened: () => void pane.cases.openCase(answers.case).then(() => expandAll(part)),
    rejectable: () => void pane.cases.openCase(answers.case).then(() => expandAll(part)),
    prepared: () => {
      named(part);
    },
    lists: () => void expandAll(part),
    reminders: () => void expandAll("").then(() => showReminders(pane)),
    confirm: () =>
      void (tab === "reportBacks"
        ? askToAccept(world, recipient)
        : expandAll("").then(() => askToSend(pane))),
    unfilled: () => void openCase(pane).then(() => leaveUnfilled()),
    told: () =>
      void (tab === "reportBacks" ? tagOne(pane) : openCase(pane).then(() => writeNote(pane))).then(() => {
        named("told");
      }),
    denied: () => void openCase(pane).then(() => writeDenied(world)),
    proposals: () => void expandAll(part),
    "carry-over": () => {
      world.select({ id: recipient, heading: "Kod", value: "0180" });
      void expandAll(part);
    },
    carried: () => {
      world.select({ id: recipient, heading: "Kod", value: "0180" });
      void expandAll(part);
    },
    reminded: () => void expandAll("").then(() => sendReminders(pane, answers.reminders)),
    imports: () => void openHistory(pane).then(() => expandAll(part)),
    preview: () =>
      void openHistory(pane)
        .then(() => historyOf(pane).readFile(new File(["x"], "bidrag-2012-2013-exempeldata.xlsx")))
        .then(() => expandAll(part)),
    row: () => {
      world.select({ id: `${answers.allocation.round} 0125`, heading: null, value: null });
    },
    "other-round": () => {
      world.select({ id: "2022-region 01", heading: null, value: null });
    },
    redistribution: () => void previewRedistribution(pane, { excludeReturned: true }),
    money: () => void expandAll(part),
    deciding: () => {
      pane.allocation.decide(true);
    },
    checked: () => void (tab === "applications" ? pane.applications : pane.reportBacks).check(),
    mapping: () => void pane.applications.readFile(new File(["x"], "ansökningar.xlsx")),
    fetched: () => void pane.applications.fetch(),
    faulty: () => {
      world.assessmentFaults = answers.applicationCheck.problems.slice(0, 2) as Problem[];
      void pane.applications.save();
    },
    warned: () => {
      world.assessmentWarnings = answers.applicationCheck.problems.slice(0, 1) as Problem[];
      void pane.applications.save();
    },
    report: () => {
      world.select({ id: recipient, heading: "Kod", value: "0180" });
    },
    correction: () => {
      world.select({ id: recipient, heading: "Kod", value: "0180" });
    },
    sheets: () => {
      document.querySelectorAll<HTMLElement>("button[aria-expanded=false]").forEach((button) => {
        button.click();
      });
    },
    register: () => void expandAll("").then(() => expandAll(part)),
    fetching: () => {
      world.weather = "loading";
      void pane.balances.read(recipient);
    },
    read: () => void pane.balances.read(recipient),
    refused: () => {
      world.weather = "failed";
      void pane.balances.read(recipient);
    },
    cell: () => {
      world.select({ ...cell, value: balanceOf(recipient) });
    },
    "another-cell": () => {
      world.select({ ...cell, value: allotted.amount });
    },
  };
  act[part]!();
}

/** Kronor that the recipient is allotted in all. */
function balanceOf(recipient: string): number {
  const found = recipientBalances(answers.end.balances).find(({ id }) => id === recipient)!;
  return allottedInAll(found.balance);
}

/** What a decision that is open shows besides: a step, what comes back of the money, or what was said of it. */
async function driveDecision(pane: Pane, part: string): Promise<void> {
  if (part === "decide" || part === "takeBack" || part === "correct" || part === "dispatch") {
    pane.decisions.ask(part);
    return;
  }
  if (part === "opened" || part === "rejection") return;
  if (part === "waiting" || part === "warned") {
    named(part);
    return;
  }
  if (part === "returns") await showPaid(pane);
  const { code } = answers.decision.lines[0]!;
  const declined = { code, decision: answers.decision.id, amount: null, date: "2022-09-01", dnr: "9/2022" };
  if (part === "told") await registerMoney(pane, "declined", declined);
  if (part === "reversed") await showBooked(pane, code);
  await expandAll(part);
  if (part !== "confirm") return;
  await fill(/^(Diarienummer|Registration number)$/, "9/2022");
  await press(/^(Registrera att mottagaren avstår|Register that the recipient declines)$/, "form");
}

async function openCase(pane: Pane): Promise<void> {
  await pane.cases.openCase(answers.case);
  await expandAll("");
}

/** Tries every form of a case with nothing in it: each field that is needed says so. */
async function leaveUnfilled(): Promise<void> {
  for (const button of document.querySelectorAll<HTMLElement>("main form button")) button.click();
  await new Promise((resolve) => setTimeout(resolve, 50));
  named("unfilled");
}

async function writeNote(pane: Pane): Promise<void> {
  const { round, recipient } = answers.case;
  await pane.cases.act("note", { round, recipient, text: "Ringde kassören (exempeldata)." });
}

async function writeDenied(world: SampleWorld): Promise<void> {
  await fill(/^(Ny tjänsteanteckning|New note)$/, "Ringde kassören (exempeldata).");
  world.weather = "forbidden";
  await press(/^(Spara anteckningen|Save the note)$/);
  await until(() => document.querySelector("main")?.dataset.state === "forbidden");
  named("denied");
}

async function tagOne(pane: Pane): Promise<void> {
  await setTags(pane, answers.reportBacks.reportBacks[0]!, ["följ upp"]);
}

async function askToSend(pane: Pane): Promise<void> {
  await showReminders(pane);
  await press(/^(Skicka|Send) \d/);
}

async function askToAccept(world: SampleWorld, recipient: string): Promise<void> {
  world.select({ id: recipient, heading: "Kod", value: "0180" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await fill(/^(Skäl|Reason)$/, "Felskrivet belopp (exempeldata)");
  await press(/^(Godta rättelsen|Accept the correction)$/);
}

/** Types in the field of this label, as React hears it. */
async function fill(label: RegExp, text: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLLabelElement>("main label")].find(({ textContent }) =>
    label.test(textContent),
  )!.control as HTMLInputElement | HTMLTextAreaElement;
  // React looks at what the element's own class sets.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(found) as object, "value")!.set!.call(found, text);
  found.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Marks the page as showing a part that has no element of its own. */
function named(part: string): void {
  document.querySelector("main")!.dataset.part = part;
}

/** Opens the import of old workbooks, and waits for those that are imported. */
async function openHistory(pane: Pane): Promise<void> {
  await expandAll("");
  await until(() => historyOf(pane).shown() !== null);
}

/** Presses the button of the page that says this. */
async function press(said: RegExp, within = "main"): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  [...document.querySelectorAll<HTMLElement>(`${within} button`)]
    .find(({ textContent }) => said.test(textContent))!
    .click();
}

/** Opens every line that opens to something, so that what is behind them is looked at too, and then shows the part. */
async function expandAll(part: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const line of document.querySelectorAll<HTMLElement>('main [aria-expanded="false"]')) line.click();
  named(part);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Everything that is asked of the service by pressing all that these scenes show, from one to the next. */
async function pressEverything(scenes: readonly Scene[]): Promise<readonly RouteName[]> {
  const asked: RouteName[] = [];
  const busy: readonly string[] = ["working", "loading", "new"];
  const pressed = new Map<TabId, Set<string>>();
  for (const scene of scenes) {
    const { tab, part } = scene;
    const shown = async (): Promise<void> => {
      await show(scene);
      await until(() => document.querySelector(`main[data-tab="${tab}"]`) !== null);
      await soon(() => part === undefined || document.querySelector(`[data-part~="${part}"]`) !== null);
      live.world!.tell = (route) => asked.push(route);
    };
    const settled = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await soon(() => !busy.includes(live.pane![tab].machine.get().at));
    };
    const done = pressed.get(tab) ?? new Set();
    pressed.set(tab, done);
    await shown();
    await pressAll(done, tab, settled, shown);
  }
  return asked;
}

/** Waits a quarter of a second at most: what some are shown others are not. */
async function soon(holds: () => boolean): Promise<void> {
  for (let wait = 0; wait < 50 && !holds(); wait++) await new Promise((resolve) => setTimeout(resolve, 5));
}

Object.assign(window, { show, live, pressEverything });
document.documentElement.dataset.ready = "true";

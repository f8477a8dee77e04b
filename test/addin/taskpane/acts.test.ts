import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../../../addin/api-client.ts";
import { createCommands } from "../../../addin/commands/create-commands.ts";
import { createAllocation } from "../../../addin/taskpane/allocation/allocation.ts";
import { createCases } from "../../../addin/taskpane/cases/cases.ts";
import { createDecisions } from "../../../addin/taskpane/decisions/decisions.ts";
import { createStart } from "../../../addin/taskpane/start/start.ts";
import type { TabParts } from "../../../addin/taskpane/tab-parts.ts";
import { documentNamed, requisitionRow, requisitionSheet } from "../../functions/office.ts";
import { type Office, openOffice } from "../desk.ts";

const year = 2022;
const round = "2022-region";
const codes = Array.from({ length: 21 }, (_, i) => i + 1).map((code) => String(code).padStart(2, "0"));
/** Codes of regions leave out 02, 11, 15 and 16. */
const regions = codes
  .filter((code) => !["02", "11", "15", "16"].includes(code))
  .concat("22", "23", "24", "25");

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.as("hanna").call(
    "registerRequisitions",
    {
      ...requisitionSheet(...regions.map((code) => requisitionRow(round, code, 1000))),
      document: documentNamed("alla regioner"),
    },
    { idempotencyKey: "alla-regioner" },
  );
}, 120_000);
afterAll(() => office.close());

/** What happens to a call on its way: before it reaches the service, or to its answer. */
type Weather = (name: string) => "lost" | "answer lost" | null;

/** The pane's parts for a person, over the whole service. */
async function partsOf(person: string, weather: { now: Weather }): Promise<TabParts> {
  const real = office.as(person);
  const api: ApiClient = {
    call: async (name, request, options) => {
      const happens = weather.now(name);
      if (happens === "lost") throw new Error("the network is down");
      const answer = await real.call(name, request, options);
      if (happens === "answer lost") throw new Error("the network is down");
      return answer;
    },
  };
  const memory = new Map<string, string>();
  const commands = createCommands({
    api,
    year: () => year,
    now: () => new Date("2022-11-16T10:00:00.000Z"),
    environment: "prov",
    memory: { read: (key) => memory.get(key) ?? null, write: (key, value) => void memory.set(key, value) },
    supports: () => false,
  });
  const [me, { rounds }] = await Promise.all([real.call("me", {}), real.call("rounds", {})]);
  return {
    commands,
    call: (...request) => api.call(...request),
    settings: { read: () => ({ year, round: null, welcomed: true }), change: () => undefined },
    today: () => "2022-11-16",
    year: () => year,
    rounds: () => rounds.filter((one) => one.year === year),
    me: () => me,
    signedOut: () => undefined,
  };
}

const calm: Weather = () => null;
const tasksOf = async (person: string): Promise<readonly string[]> => {
  const start = createStart(await partsOf(person, { now: calm }));
  await start.open();
  const state = start.machine.get();
  return state.at === "full"
    ? state.tasks.map(({ id, number, tab }) => `${id} ${number} ${tab}`)
    : [state.at];
};

describe("a decision in the pane, from what waits to the letters", () => {
  test("is prepared, presented and decided; the start tells each of what waits for them", async () => {
    expect(await tasksOf("hanna")).toContain("prepareDecision 21 decisions");
    expect((await tasksOf("bo")).join()).not.toContain("decide");
    const hanna = createDecisions(await partsOf("hanna", { now: calm }));
    await hanna.open();
    await hanna.prepare(round);
    expect(hanna.shown()).toMatchObject({ notice: { what: "prepared" }, opened: { recipients: 21 } });
    expect(hanna.shown()?.list.preparable).toEqual([]);
    await hanna.present();
    expect(await tasksOf("hanna")).not.toContain("prepareDecision 21 decisions");
    expect(await tasksOf("bo")).toContain("decide 1 decisions");

    const bo = createDecisions(await partsOf("bo", { now: calm }));
    await bo.open();
    await bo.show(hanna.shown()!.opened!);
    bo.ask("decide");
    await bo.decide({ date: "2099-01-01", dnr: "2/2022", ground: "Exempeldata" });
    // What is refused is mended where it stands, and sent again by its own button.
    expect(bo.machine.get()).toMatchObject({ at: "failed", again: null, shown: { form: "decide" } });
    expect(bo.isDone()).toBe(false);
    await bo.decide({ date: "2022-10-20", dnr: "2/2022", ground: "Exempeldata" });
    expect(bo.machine.get()).toMatchObject({ at: "full", form: null, opened: { state: "decided" } });
    expect(bo.isDone()).toBe(true);
  }, 120_000);

  test("is dispatched once to each, also when a batch failed and it is asked for again", async () => {
    const weather = { now: calm };
    const tab = createDecisions(await partsOf("hanna", weather));
    await tab.open();
    const { id } = tab.shown()!.list.decisions.find(({ kind }) => kind === "requisitions")!;
    await tab.show({ round, id });
    const how = { date: "2022-10-24", way: "e-post", format: "docx" } as const;
    const sent = { batches: 0 };
    weather.now = (name) => {
      if (name === "dispatch") sent.batches += 1;
      return name === "dispatch" && sent.batches === 2 ? "lost" : null;
    };
    tab.ask("dispatch");
    await tab.dispatch(how);
    expect(tab.machine.get()).toMatchObject({
      at: "failed",
      shown: { opened: { notice: { recipients: 20, of: 21 } } },
    });
    weather.now = calm;
    await tab.dispatch(how);
    expect(tab.machine.get()).toMatchObject({
      at: "full",
      notice: { what: "dispatched", count: 1 },
      opened: { notice: { recipients: 21, of: 21 } },
    });
  }, 240_000);

  test("is dispatched once more to one who asks for it, and once however often the answer is lost", async () => {
    const weather: { now: Weather } = { now: calm };
    const tab = createDecisions(await partsOf("hanna", weather));
    await tab.open();
    const { id } = tab.shown()!.list.decisions.find(({ kind }) => kind === "requisitions")!;
    await tab.show({ round, id });
    const how = { date: "2022-11-15", way: "e-post", format: "docx" } as const;
    const dispatches = async (): Promise<number> =>
      (await office.as("rut").call("audit", { chain: round })).records.filter(
        ({ action }) => action === "beslut expedierat",
      ).length;
    const before = await dispatches();
    const lost = { times: 0 };
    weather.now = (name) => (name === "dispatch" && ++lost.times === 1 ? "answer lost" : null);
    await tab.dispatchAgain("01", how);
    expect(tab.machine.get()).toMatchObject({ at: "failed" });
    await tab.dispatchAgain("01", how);
    expect(tab.machine.get()).toMatchObject({ at: "full", notice: { what: "dispatched", count: 1 } });
    expect(await dispatches()).toBe(before + 1);
  }, 60_000);
});

describe("a proposal that turned out wrong", () => {
  test("is taken back by the one who prepared it, and waits for nobody", async () => {
    const hanna = createDecisions(await partsOf("hanna", { now: calm }));
    await hanna.open();
    const { id } = hanna.shown()!.list.decisions.find(({ kind }) => kind === "requisitions")!;
    await hanna.show({ round, id });
    await hanna.correct({
      ...{ act: "rectification", legalGround: "skrivfel", ground: "Exempeldata" },
      lines: [{ code: "01", amount: 900 }],
    });
    const correction = hanna.shown()!.list.decisions.find(({ kind }) => kind === "correction")!;
    expect(await tasksOf("bo")).toContain("decide 1 decisions");
    await hanna.show(correction);
    hanna.ask("takeBack");
    await hanna.takeBack("Fel mottagare (exempeldata).");
    expect(hanna.machine.get()).toMatchObject({
      at: "full",
      form: null,
      notice: { what: "takenBack" },
      opened: { state: "withdrawn", takenBack: { reason: "Fel mottagare (exempeldata)." } },
    });
    expect((await tasksOf("bo")).join()).not.toContain("decide");
  }, 60_000);
});

describe("a decision that no longer stands", () => {
  const topUp = "2022-kommun-1";
  const requisitions = (...codes: readonly string[]) =>
    requisitionSheet(...codes.map((code) => requisitionRow(topUp, code, 1000)));

  test("does not wait for the decision-maker, and is said to be outdated in the list", async () => {
    const hanna = office.as("hanna");
    await hanna.call(
      "registerRequisitions",
      { ...requisitions("1440", "1402"), document: documentNamed("två kommuner") },
      { idempotencyKey: "tva-kommuner" },
    );
    await hanna.call("prepareDecision", { round: topUp }, { idempotencyKey: "tva-kommuners-beslut" });
    const before = await tasksOf("bo");
    expect(before).toContain("decide 1 decisions");
    await hanna.call(
      "decline",
      { round: topUp, code: "1440", date: "2022-11-16", dnr: "9/2022" },
      { idempotencyKey: "ale-avstar-allt" },
    );
    expect((await tasksOf("bo")).join()).not.toContain("decide");
    const { decisions } = await hanna.call("yearDecisions", { year });
    expect(decisions.filter(({ outdated }) => outdated).map(({ round: of, kind }) => [of, kind])).toEqual([
      [topUp, "requisitions"],
    ]);
  }, 60_000);
});

describe("a key in the pane", () => {
  const top = "2022-kommun-2";

  test("is prepared once and adopted once, also when an answer is lost on the way", async () => {
    const weather: { now: Weather } = { now: calm };
    const tab = createAllocation(await partsOf("hanna", weather));
    await tab.open(top);
    await tab.preview();
    const lost = { times: 0 };
    const once: Weather = (name) =>
      (name === "prepareAllocation" || name === "fixAllocation") && ++lost.times === 1 ? "answer lost" : null;
    weather.now = once;
    await tab.prepare();
    expect(tab.machine.get()).toMatchObject({ at: "failed", shown: { waiting: { round: top } } });
    await tab.prepare();
    expect(tab.machine.get()).toMatchObject({
      at: "full",
      notice: { what: "prepared" },
      allocation: { state: "preliminary" },
    });
    const { decisions } = await office.as("hanna").call("decisions", { round: top });
    expect(decisions).toHaveLength(1);

    const decider = { now: once };
    lost.times = 0;
    const bo = createAllocation(await partsOf("bo", decider));
    await bo.open(top);
    bo.decide(true);
    const act = { date: "2022-09-15", dnr: "3/2022", ground: "Exempeldata" };
    await bo.fix(act);
    expect(bo.machine.get()).toMatchObject({ at: "failed" });
    await bo.fix(act);
    expect(bo.machine.get()).toMatchObject({ at: "full", notice: { what: "fixed" }, deciding: null });
  }, 60_000);
});

describe("an act whose answer, or what follows it, is lost", () => {
  const someCase = { round, recipient: "region:01" } as const;
  const notes = async (): Promise<readonly string[]> =>
    (await office.as("rut").call("case", someCase)).notes.map(({ text }) => text);

  test("is done; what follows it alone is tried again, and what was typed is forgotten when it is saved", async () => {
    const weather = { now: calm };
    const tab = createCases(await partsOf("hanna", weather));
    await tab.open();
    await tab.openCase(someCase);
    weather.now = (name) => (name === "case" ? "lost" : null);
    await tab.act("note", { ...someCase, text: "En anteckning (exempeldata)." });
    const state = tab.machine.get();
    expect(state).toMatchObject({ at: "failed", isDone: true });
    weather.now = calm;
    if (state.at === "failed") state.again?.();
    await expect.poll(() => tab.machine.get().at, { timeout: 20_000 }).toBe("full");
    expect(await notes()).toEqual(["En anteckning (exempeldata)."]);
  }, 60_000);

  test("is the same act when it is asked for again, and another when something else is", async () => {
    const weather: { now: Weather } = { now: calm };
    const tab = createCases(await partsOf("hanna", weather));
    await tab.open();
    await tab.openCase(someCase);
    const before = await notes();
    const lost = { times: 0 };
    weather.now = (name) => (name === "note" && ++lost.times === 1 ? "answer lost" : null);
    const note = { ...someCase, text: "Svaret kom bort (exempeldata)." };
    await tab.act("note", note);
    // What is shown is read anew, so that it is seen that the act was done.
    expect(tab.shown()?.opened?.notes).toHaveLength(before.length + 1);
    await tab.act("note", note);
    expect(await notes()).toHaveLength(before.length + 1);
    await tab.act("note", note);
    expect(await notes()).toHaveLength(before.length + 2);
  }, 60_000);

  test("cannot be stopped, for the service does it", async () => {
    const tab = createCases(await partsOf("hanna", { now: calm }));
    await tab.open();
    await tab.openCase(someCase);
    const cancels: boolean[] = [];
    tab.machine.subscribe(() => {
      const now = tab.machine.get();
      if (now.at === "working") cancels.push(now.cancel !== null);
    });
    await tab.act("note", { ...someCase, text: "Ännu en (exempeldata)." });
    expect(cancels[0]).toBe(false);
    expect(cancels.at(-1)).toBe(true);
  }, 60_000);
});

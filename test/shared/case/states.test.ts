import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CaseFacts, caseOf, taskOf } from "../../../shared/case/case.ts";
import {
  after,
  type CaseAct,
  caseActNames,
  caseActs,
  type CaseStateName,
  caseStates,
  caseStateWords,
  drawing,
  finalStates,
  predecessors,
} from "../../../shared/case/states.ts";
import { emptyBalance } from "../../../shared/ledger.ts";

const today = "2022-10-01";
const nothing: CaseFacts = {
  route: "requisition",
  requisition: null,
  completions: [],
  balance: { ...emptyBalance, allotted: 100 },
  decisions: [],
  report: null,
  declined: null,
  closed: null,
  lastDay: "2022-09-01",
  reportBy: "2023-03-31",
  today,
};

const requisition = (
  state: NonNullable<CaseFacts["requisition"]>["state"],
  faults: readonly string[] = [],
): Pick<CaseFacts, "requisition"> => ({
  requisition: { state, faults, received: "2022-05-02", document: "handling-1" },
});
const decision = (
  state: "prepared" | "decided",
  outcome: CaseFacts["decisions"][number]["outcome"] = "granted",
): CaseFacts["decisions"][number] => ({
  id: "beslut-1",
  state,
  outcome,
  date: state === "decided" ? "2022-09-10" : null,
});
const report = (state: "submitted" | "returned"): CaseFacts["report"] => ({
  state,
  received: "2023-03-01",
  document: "handling-2",
});
const ask = (facts: CaseFacts, of: "requisition" | "report"): CaseFacts["completions"] => [
  ...facts.completions,
  {
    id: "k",
    of,
    missing: ["Underskrift saknas."],
    asked: today,
    by: "Hanna",
    answerBy: "2022-10-15",
    answer: null,
  },
];

/** What each act does with what is known of a case: the handlers do the same in the store. 100 kr are asked for. */
const effects: Readonly<Record<CaseAct, (facts: CaseFacts) => Partial<CaseFacts>>> = {
  register: () => requisition("submitted"),
  registerFaulty: (facts) =>
    facts.requisition?.state === "submitted" ? {} : requisition("returned", ["orgnr-form"]),
  requestCompletion: (facts) =>
    facts.balance.held > 0 || facts.report !== null
      ? {
          // What is asked about where a report stands is a later one, which is beside it.
          report: facts.report?.state === "submitted" ? facts.report : report("returned"),
          completions: ask(facts, "report"),
        }
      : { ...requisition("returned", facts.requisition!.faults), completions: ask(facts, "requisition") },
  accept: () => requisition("submitted"),
  prepare: ({ requisition: now }) => ({
    decisions: [decision("prepared", now?.state === "returned" ? "rejected" : "granted")],
  }),
  takeBack: ({ requisition: now }) => ({ ...requisition("returned", now!.faults), decisions: [] }),
  decide: (facts) => ({
    decisions: [decision("decided")],
    balance: { ...facts.balance, allotted: 0, payable: 100 },
  }),
  reject: ({ balance }) => ({
    decisions: [decision("decided", "rejected")],
    balance: { ...balance, allotted: 0 },
  }),
  writeOff: () => ({ ...requisition("withdrawn"), decisions: [] }),
  pay: (facts) => ({ balance: { ...facts.balance, payable: 0, held: 100 } }),
  report: (facts) => ({
    report: report("submitted"),
    balance: { ...facts.balance, held: 0, consumed: 90, repayable: 10 },
  }),
  repay: ({ balance }) => ({
    balance: { ...balance, held: 0, repayable: 0, repaid: balance.repaid + balance.repayable + balance.held },
  }),
  correct: ({ balance }) =>
    balance.payable > 0
      ? { balance: { ...balance, payable: 80 } }
      : balance.held > 0
        ? { balance: { ...balance, held: 80, repayable: 20 } }
        : { balance: { ...balance, consumed: 70, repayable: balance.repayable + 20 } },
  close: ({ balance }) => ({ closed: { date: today, reason: "Allt är klart.", balance } }),
  withdraw: () => requisition("withdrawn"),
  supersede: () => requisition("superseded"),
  decline: (facts) =>
    facts.balance.payable > 0
      ? { decisions: [decision("decided", "declined")], balance: { ...facts.balance, payable: 0 } }
      : {
          ...(facts.requisition && requisition("withdrawn")),
          declined: { id: "avstar-1", date: today },
          balance: { ...facts.balance, allotted: 0 },
        },
  revoke: ({ balance }) => ({
    decisions: [decision("decided", "revoked")],
    balance: { ...balance, payable: 0, held: 0, repayable: balance.repayable + balance.held },
  }),
};
/** Acts whose money has nothing left to do in some reached cases: they move it where there is any. */
const mayMoveNothing: readonly CaseAct[] = ["repay", "revoke", "correct", "reject", "decline"];

interface Reached {
  readonly facts: CaseFacts;
  readonly way: readonly CaseAct[];
}

/** Every case that permitted acts can make of a requisition and of an application, each by its shortest way. */
function explored(): readonly Reached[] {
  const seen = new Map<string, Reached>();
  const queue: Reached[] = (["requisition", "grant"] as const).map((route) => ({
    // Of an application nothing is allotted before it is decided.
    facts: { ...nothing, route, ...(route === "grant" && { balance: emptyBalance }) },
    way: [],
  }));
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
    const { completions, ...rest } = one.facts;
    const key = JSON.stringify([rest, completions.map(({ of }) => of).slice(-2)]);
    if (seen.has(key)) continue;
    seen.set(key, one);
    const { state } = caseOf(one.facts);
    for (const act of caseActNames)
      if (after(state, act).ok && one.way.length < 9)
        queue.push({ facts: { ...one.facts, ...effects[act](one.facts) }, way: [...one.way, act] });
  }
  return [...seen.values()];
}

const reached = explored();
const samples = new Map<CaseStateName, Reached>();
for (const one of reached) {
  const { state } = caseOf(one.facts);
  if (!samples.has(state)) samples.set(state, one);
}

describe("every case that can be", () => {
  test("reaches every state", () => {
    expect(reached.length).toBeGreaterThan(100);
    expect([...samples.keys()].sort()).toEqual([...caseStates].sort());
  });

  test("after every permitted act stands where the table says", () => {
    const wrong = reached.flatMap(({ facts, way }) =>
      caseActNames.flatMap((act) => {
        const said = after(caseOf(facts).state, act);
        if (!said.ok) return [];
        const is = caseOf({ ...facts, ...effects[act](facts) }).state;
        return said.state !== is ? [`${[...way, act].join(" > ")}: ${is}, not ${said.state}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("has its money moved by the acts that may, and by no other", () => {
    for (const { facts, way } of reached)
      for (const act of caseActNames) {
        if (!after(caseOf(facts).state, act).ok) continue;
        const next = { ...facts, ...effects[act](facts) };
        const moved = JSON.stringify(next.balance) !== JSON.stringify(facts.balance);
        if (moved || !mayMoveNothing.includes(act))
          expect([...way, act, moved]).toEqual([...way, act, caseActs[act].money]);
      }
  });
});

test("a case that is closed goes on when its money moves", () => {
  const closed = reached.filter(({ facts }) => caseOf(facts).state === "closed");
  const acts = caseActNames.filter((act) => caseActs[act].money);
  const moved = closed.flatMap(({ facts }) =>
    acts.map((act) => ({ ...facts, balance: effects[act](facts).balance ?? facts.balance })),
  );
  const isSame = ({ closed: then, balance }: CaseFacts) =>
    JSON.stringify(then!.balance) === JSON.stringify(balance);
  expect(moved.filter((facts) => !isSame(facts)).length).toBeGreaterThan(10);
  for (const facts of moved) expect(caseOf(facts).state === "closed").toBe(isSame(facts));
});

describe.each(caseStates)("a case that is %s", (state) => {
  test.each(caseActNames)("takes %s, or refuses it with what it permits instead", (act) => {
    const next = after(state, act);
    if (next.ok) {
      expect(predecessors(next.state)).toEqual(
        next.state === state ? predecessors(state) : expect.arrayContaining([state]),
      );
      return;
    }
    expect(next.text).toContain(`”${caseStateWords[state]}”`);
    expect(next.text).toContain(`”${caseActs[act].word}”`);
    expect(next.text).toMatch(/(Det här går: ”.+”\.|registrera en ny handling)/);
  });

  test("is final, or has a way to a final state", () => {
    const ways = new Set<CaseStateName>([state]);
    for (const one of ways)
      for (const act of caseActNames) {
        const next = after(one, act);
        if (next.ok) ways.add(next.state);
      }
    expect(finalStates.some((final) => ways.has(final))).toBe(true);
    const out = caseActNames.filter((act) => after(state, act).ok);
    expect(out.length === 0).toBe(finalStates.includes(state));
  });
});

test.each([
  ["held", { held: 1000, carriedOver: 5 }, /^1.000 kr är inte redovisade. Besluta/],
  ["carried over", { held: 0, carriedOver: 1000 }, /^1.000 kr är överförda. Registrera/],
] as const)("a case with money %s has something left to do", (_, left, words) => {
  const facts = {
    ...nothing,
    report: report("submitted"),
    balance: { ...emptyBalance, consumed: 1, ...left },
  };
  const state = caseOf(facts);
  expect(state.state).toBe("reported");
  expect(taskOf(state, today)?.text).toMatch(words);
});

test("docs/states.md shows the drawing of the table", () => {
  const docs = readFileSync(join(import.meta.dirname, "../../../docs/states.md"), "utf8");
  expect(docs).toContain(`\`\`\`mermaid\n${drawing()}\n\`\`\``);
});

describe("being late is said, and never refused", () => {
  const answered = (received: string): CaseFacts["completions"] => [
    { ...ask(nothing, "requisition")[0]!, answer: { document: "handling-3", received } },
  ];
  test.each<[what: string, facts: Partial<CaseFacts>, state: CaseStateName, task: RegExp]>([
    ["on the last day", { ...at("2022-09-01") }, "submitted", /^Granska och lämna till beslut\.$/],
    ["the day after", { ...at("2022-09-02") }, "submitted", /2022-09-02, efter sista dag 2022-09-01.*beslut/],
    ["faulty and not asked", requisition("returned", ["orgnr-form"]), "returned", /^Begär komplettering\.$/],
    [
      "answered on the last day",
      { ...requisition("returned"), completions: answered("2022-10-15") },
      "returned",
      /Godta/,
    ],
    [
      "answered the day after",
      { ...requisition("returned"), completions: answered("2022-10-16") },
      "returned",
      /2022-10-16, efter 2022-10-15.*beslut/,
    ],
    [
      "completed too late",
      { ...requisition("submitted"), completions: answered("2022-10-16") },
      "submitted",
      /2022-10-16, efter 2022-10-15.*beslut/,
    ],
    [
      "not answered in time",
      { ...requisition("returned"), completions: ask(nothing, "requisition"), today: "2022-10-16" },
      "returned",
      /Inget svar till 2022-10-15.*beslut/,
    ],
  ])("%s", (_, facts, state, task) => {
    const all = { ...nothing, ...facts };
    const now = caseOf(all);
    expect(now.state).toBe(state);
    expect(taskOf(now, all.today)?.text).toMatch(task);
  });

  function at(received: string): Partial<CaseFacts> {
    return { requisition: { state: "submitted", faults: [], received, document: "handling-1" } };
  }
});

/**
 * The life of a case (ärende): what one recipient asks for in one round, from the first document to the last krona.
 * Draft means that nothing has come in yet. Words of the ending states: Återtagen, Avslagen, Avstådd, Återkallad,
 * Ersatt, Avslutad.
 */
export const caseStates = [
  "draft",
  "submitted",
  "returned",
  "approved",
  "decided",
  "paid",
  "reported",
  "closed",
  "withdrawn",
  "rejected",
  "declined",
  "revoked",
  "superseded",
] as const;
export type CaseStateName = (typeof caseStates)[number];

/** The Swedish word that officials see. */
export const caseStateWords: Readonly<Record<CaseStateName, string>> = {
  draft: "Ej inkommen",
  submitted: "Inkommen",
  returned: "Komplettering begärd",
  approved: "Lämnad till beslut",
  decided: "Beslutad",
  paid: "Utbetald",
  reported: "Återrapporterad",
  closed: "Avslutad",
  withdrawn: "Återtagen",
  rejected: "Avslagen",
  declined: "Avstådd",
  revoked: "Återkallad",
  superseded: "Ersatt",
};

/** What is to be completed in a state: of one who has been paid it is the report. */
export function completedIn(state: CaseStateName): "requisition" | "report" {
  return state === "paid" || state === "reported" ? "report" : "requisition";
}

/** States that nothing leads out of. */
export const finalStates: readonly CaseStateName[] = ["closed", "rejected", "declined"];

/** Everything that can be done with a case. */
export const caseActNames = [
  "register",
  "registerFaulty",
  "requestCompletion",
  "accept",
  "prepare",
  "takeBack",
  "decide",
  "reject",
  "writeOff",
  "pay",
  "report",
  "repay",
  "correct",
  "close",
  "withdraw",
  "supersede",
  "decline",
  "revoke",
] as const;
export type CaseAct = (typeof caseActNames)[number];

/** An act on a case: its Swedish name, whether it moves money, and each state that permits it with what comes after. */
interface ActRule {
  readonly word: string;
  readonly money: boolean;
  readonly leads: Readonly<Partial<Record<CaseStateName, CaseStateName>>>;
}

/** Every act there is: a state that is not among an act's `leads` refuses it. The drawing in docs/states.md is this table. */
export const caseActs: Readonly<Record<CaseAct, ActRule>> = {
  register: {
    word: "Registrera utan fel",
    money: false,
    leads: {
      draft: "submitted",
      submitted: "submitted",
      returned: "submitted",
      withdrawn: "submitted",
      superseded: "submitted",
    },
  },
  registerFaulty: {
    word: "Registrera med fel",
    money: false,
    // A faulty requisition never takes the place of a good one.
    leads: {
      draft: "returned",
      submitted: "submitted",
      returned: "returned",
      withdrawn: "returned",
      superseded: "returned",
    },
  },
  requestCompletion: {
    word: "Begär komplettering",
    money: false,
    // Of one who has reported it is the later report, which is proposed and has faults.
    leads: { submitted: "returned", returned: "returned", paid: "paid", reported: "reported" },
  },
  accept: { word: "Godta kompletteringen", money: false, leads: { returned: "submitted" } },
  // What is returned is left to decision as it is, to be rejected.
  prepare: {
    word: "Lämna till beslut",
    money: false,
    leads: { submitted: "approved", returned: "approved" },
  },
  // A rejection that was prepared, and not decided: the requisition is tried anew.
  takeBack: { word: "Ta tillbaka från beslut", money: false, leads: { approved: "returned" } },
  decide: { word: "Besluta om bidrag", money: true, leads: { approved: "decided" } },
  // What was allotted and not requisitioned in order is free again.
  reject: { word: "Avslå", money: true, leads: { approved: "rejected" } },
  // An application that was taken back is answered with the others, by a decision that gives nothing and refuses nothing.
  writeOff: { word: "Avskriv", money: false, leads: { approved: "withdrawn" } },
  pay: { word: "Betala ut", money: true, leads: { decided: "paid" } },
  report: { word: "Registrera återrapport", money: true, leads: { paid: "reported" } },
  repay: {
    word: "Registrera återbetalning",
    money: true,
    leads: { reported: "reported", revoked: "revoked" },
  },
  correct: {
    word: "Rätta eller ändra beslutet",
    money: true,
    leads: { decided: "decided", paid: "paid", reported: "reported" },
  },
  close: { word: "Avsluta", money: false, leads: { reported: "closed", revoked: "closed" } },
  withdraw: {
    word: "Återta",
    money: false,
    // With a decision prepared it is for the one who decides: reject, or decide and let the recipient decline.
    leads: { submitted: "withdrawn", returned: "withdrawn" },
  },
  supersede: {
    word: "Ersätt",
    money: false,
    leads: { submitted: "superseded", returned: "superseded", withdrawn: "superseded" },
  },
  decline: {
    word: "Avstå",
    money: true,
    // Before a decision it is the whole of what is allotted that is declined, and what was asked for with it.
    leads: {
      draft: "declined",
      submitted: "declined",
      returned: "declined",
      approved: "declined",
      withdrawn: "declined",
      superseded: "declined",
      decided: "declined",
    },
  },
  revoke: {
    word: "Återkalla",
    money: true,
    leads: { decided: "revoked", paid: "revoked", reported: "revoked" },
  },
};

/** The state after an act, or a Swedish sentence that says why not and what the case permits instead. */
export function after(
  state: CaseStateName,
  act: CaseAct,
): { readonly ok: true; readonly state: CaseStateName } | { readonly ok: false; readonly text: string } {
  const next = caseActs[act].leads[state];
  if (next !== undefined) return { ok: true, state: next };
  const instead = caseActNames.filter((other) => caseActs[other].leads[state] !== undefined);
  const permitted = instead.map((other) => `”${caseActs[other].word}”`).join(", ");
  return {
    ok: false,
    text: `Ärendet är ”${caseStateWords[state]}”, och ”${caseActs[act].word}” går inte då. ${
      instead.length === 0
        ? "Ärendet är slutfört: registrera en ny handling om något mer har kommit in."
        : `Det här går: ${permitted}.`
    }`,
  };
}

/** The states that a state can be reached from, by an act that is not the state's own: permitted predecessors. */
export function predecessors(state: CaseStateName): readonly CaseStateName[] {
  return caseStates.filter(
    (from) => from !== state && caseActNames.some((act) => caseActs[act].leads[from] === state),
  );
}

/** The table as a Mermaid state diagram, one arrow a line: what docs/states.md shows. */
export function drawing(): string {
  const arrows = caseActNames.flatMap((act) =>
    Object.entries(caseActs[act].leads).map(
      ([from, to]) => `  ${from} --> ${to}: ${caseActs[act].word}${caseActs[act].money ? " (kr)" : ""}`,
    ),
  );
  return [
    "stateDiagram-v2",
    ...caseStates.map((state) => `  state "${caseStateWords[state]}" as ${state}`),
    "  [*] --> draft",
    ...arrows,
    ...finalStates.map((state) => `  ${state} --> [*]`),
  ].join("\n");
}

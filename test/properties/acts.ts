import fc from "fast-check";
import { Refusal } from "../../shared/errors.ts";
import { kindName, type RecipientKind } from "../../shared/recipient.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { findRound } from "../../shared/programmes/index.ts";
import {
  applicationRow,
  applicationSheet,
  type Call,
  documentNamed,
  nothingSeen,
  type Person,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
  seenBy,
  type SentSheet,
  giro,
} from "../functions/office.ts";
import { assess as assessRows, prepareApplications, registerApplications } from "./application-model.ts";
import { accountCarriedOver, carrying, decideCarryOver, reportReceived } from "./carry-over-model.ts";
import * as model from "./model.ts";
import { prepareRejection } from "./rejection-model.ts";
import type { Posting } from "../../shared/ledger.ts";
import { addUpEachDay } from "./days.ts";
import type { Expected, Lines, Model, ModelAssessment } from "./model.ts";

export const actNames = [
  "prepareKey",
  "fixKey",
  "requisitions",
  "prepareDecision",
  "reject",
  "decide",
  "redistribute",
  "grants",
  "attest",
  "pay",
  "reports",
  "acceptReport",
  "correct",
  "decline",
  "return",
  "repay",
  "reverse",
  "applications",
  "assess",
  "prepareApplications",
  "carryOver",
  "accountCarriedOver",
] as const;

/** One act as drawn: it picks among what there is by then, so that the same draw makes sense in any state. */
export interface Draw {
  readonly act: (typeof actNames)[number];
  readonly who: Person;
  readonly pick: number;
  readonly part: number;
  readonly count: number;
  readonly date: string;
  readonly flag: boolean;
  readonly again: boolean;
}

/** Acts of a kind of round, the likely ones more often; nonsense stays possible everywhere. */
export function draws(likely: readonly (typeof actNames)[number][]): fc.Arbitrary<Draw> {
  return fc.record({
    act: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...likely) },
      { weight: 1, arbitrary: fc.constantFrom(...actNames) },
    ),
    who: fc.constantFrom<Person>("hanna", "frida", "bo", "arne", "eva"),
    pick: fc.nat(1000),
    part: fc.constantFrom(0, 1, 33, 50, 99, 100, 100, 100, 101, 5000),
    count: fc.integer({ min: 1, max: 3 }),
    date: fc.constantFrom("2022-04-01", "2022-09-10", "2022-09-10", "2022-10-15", "2023-03-15", "2023-04-03"),
    flag: fc.boolean(),
    again: fc.nat(9).map((n) => n === 0),
  });
}

/** What an act is in this state: what is sent, and what the model says must come of it. */
interface Planned {
  /** When the act counts from, where that is not the day drawn. */
  readonly date?: string;
  /** Of a redistribution. */
  readonly terms?: object;
  readonly send: (call: Call) => Promise<{ readonly id?: string }>;
  readonly expected: Expected;
}

const act = { dnr: "1/2022", ground: "Förordning" };

export function plan(books: Model, draw: Draw, nth: string): Planned {
  const { round } = books;
  const { who, date, pick } = draw;
  const of = <T>(list: readonly T[], nonsense: T): T =>
    draw.again || list.length === 0 ? nonsense : list[pick % list.length]!;
  const known = (...kinds: model.ModelDecision["kind"][]): string[] =>
    [...books.decisions].flatMap(([id, { kind }]) => (kinds.includes(kind) ? [id] : []));
  const ids = [...books.decisions.keys()];
  const withoutAccount = draw.flag ? null : "Kontot finns i ekonomisystemet (exempeldata)";
  const anyId = ids.length > 0 ? ids[pick % ids.length]! : "beslut-99";

  switch (draw.act) {
    case "prepareKey":
      return {
        send: (call) => call(who, "prepareAllocation", { round }),
        expected: model.prepareKey(books, who),
      };
    case "fixKey": {
      const decision = of(known("key").reverse().slice(0, 1), anyId);
      return {
        send: (call) => call(who, "fixAllocation", { round, decision, date, ...act }),
        expected: model.fixKey(books, who, decision, date),
      };
    }
    case "requisitions":
      return requisitions(books, draw, nth);
    case "prepareDecision":
      return {
        send: (call) => call(who, "prepareDecision", { round }),
        expected: model.prepareDecision(books, who),
      };
    case "reject": {
      const { kind } = findRound(round)!;
      const code = of([...books.requisitions.keys()], someCode(books, pick));
      const said = { grounds: ["ej-behorig"], reason: "Fullmakt saknas (exempeldata)." };
      return {
        send: (call) => call(who, "prepareRejection", { round, recipient: `${kind}:${code}`, ...said }),
        expected: prepareRejection(books, who, code),
      };
    }
    case "decide": {
      const decision = of(
        known("requisitions", "applications", "correction").filter(
          (id) => books.decisions.get(id)!.state === "prepared",
        ),
        anyId,
      );
      return {
        send: (call) => call(who, "decide", { round, decision, date, ...act }),
        expected: model.decide(books, who, decision, date),
      };
    }
    case "redistribute": {
      const terms = {
        excludeReturned: draw.flag,
        capPerRecipient: draw.count === 1 ? null : 1000 * draw.part,
        ceiling: draw.count === 3 ? 2000 * draw.part : null,
      };
      const beforeWindowEnds = !draw.again;
      const outdated = pick % 8 === 0;
      return {
        terms,
        send: async (call) => {
          const { pool, shares } = await seenBy(call, { round, ...terms }).catch(() => nothingSeen);
          const seen = { pool: outdated ? pool + 1 : pool, shares };
          const how = { ...terms, beforeWindowEnds, seen };
          return await call(who, "decideRedistribution", { round, date, ...act, ...how });
        },
        expected: model.redistribute(books, who, { ...terms, beforeWindowEnds, outdated }, date),
      };
    }
    case "grants": {
      const lines = Array.from({ length: draw.count }, (_, i) => ({
        code: String((draw.again ? 1 : 1 + (pick % 20)) + i * (draw.flag ? 1 : 7)),
        amount: 1 + 30_000 * draw.part,
      }));
      const doubled = draw.part === 99 ? [...lines, lines[0]!] : lines;
      const account = draw.flag ? giro : null;
      const grants = doubled.map((line) => ({ ...line, name: `Jouren ${line.code}`, orgnr: null, account }));
      return {
        send: (call) => call(who, "registerGrants", { round, grants, decidedBy: "GD", date, ...act }),
        expected: model.registerGrants(books, who, doubled, date, draw.flag),
      };
    }
    case "attest": {
      const decision = of(known("requisitions", "grants", "applications"), anyId);
      return {
        send: (call) => call(who, "attestPayment", { round, decision, withoutAccount }),
        expected: model.attest(books, who, decision, withoutAccount !== null),
      };
    }
    case "pay": {
      const payment = of([...books.payments.keys()], `betalning-${anyId}`);
      return {
        send: (call) => call(who, "pay", { round, payment, date, withoutAccount }),
        expected: model.pay(books, payment, date, withoutAccount !== null),
      };
    }
    case "reports":
      return reports(books, draw, nth);
    case "acceptReport": {
      const { kind, year } = findRound(round)!;
      const waiting = [...books.reports].flatMap(([code, { proposed }]) =>
        proposed === null ? [] : [{ code, document: proposed.document }],
      );
      const one = waiting[pick % Math.max(1, waiting.length)] ?? {
        code: someCode(books, pick),
        document: "x",
      };
      const { code, document } = draw.again ? { ...one, document: "aterrapporter-x" } : one;
      return {
        send: (call) =>
          call(who, "acceptCorrection", { year, kind, code, document, reason: "Rättad" }).then(() => ({})),
        expected: model.acceptReport(books, code, document),
      };
    }
    case "correct": {
      const given = draw.flag
        ? known("key", "redistribution")
        : [...known("carryOver"), ...known("requisitions", "grants", "applications")];
      const decision = of(given, anyId);
      const lines = parts(books, decision)
        .slice(0, draw.count)
        .map(({ code, amount }) => ({
          code,
          amount: Math.floor(((amount || 900) * Math.min(draw.part, 120)) / 100),
        }));
      const asked = lines.length > 0 ? lines : [{ code: "25", amount: draw.part }];
      const grounds = { act: "amendment", legalGround: "oriktiga-uppgifter", ground: act.ground } as const;
      return {
        send: (call) => call(who, "prepareCorrection", { round, decision, ...grounds, lines: asked }),
        expected: model.prepareCorrection(books, who, decision, asked),
      };
    }
    case "decline": {
      const decision = draw.flag ? of(known("requisitions", "grants", "applications"), anyId) : null;
      const code = decision === null ? someCode(books, pick) : (parts(books, decision)[0]?.code ?? "25");
      const asked = { code, decision, amount: draw.part === 100 ? null : draw.part + 1 };
      return {
        send: (call) => call(who, "decline", { round, date, dnr: act.dnr, ...asked }),
        expected: model.decline(books, who, asked, date),
      };
    }
    case "return": {
      const payment = of([...books.payments.keys()], `betalning-${anyId}`);
      const lines = books.payments.get(payment)?.lines ?? [];
      const code = lines[pick % Math.max(1, lines.length)]?.code ?? "25";
      const account = draw.flag ? giro : null;
      return {
        send: (call) => call(who, "returnPayment", { round, payment, code, date, account }),
        expected: model.returnPayment(books, payment, code, date, draw.flag),
      };
    }
    case "applications":
      return applications(books, draw, nth);
    case "assess":
      return assess(books, draw);
    case "prepareApplications": {
      const codes = draw.flag ? [of([...books.applications.keys()], "77")] : null;
      return {
        send: (call) => call(who, "prepareApplications", { round, ...(codes && { codes }) }),
        expected: books.keyLines.length > 0 ? "wrong-state" : prepareApplications(books, who, codes),
      };
    }
    case "carryOver": {
      const one = of(carrying(books), { code: someCode(books, pick), waits: 100 });
      const { kind, year } = findRound(round)!;
      const amount = Math.floor((one.waits * draw.part) / 100);
      const asked = { amount, date: inTime(draw), lastDay: draw.again ? "2013-12-31" : "2024-12-31" };
      return {
        send: (call) =>
          call(who, "decideCarryOver", { year, kind, code: one.code, ...act, ...asked }).then(
            ({ decision }) => ({ id: decision }),
          ),
        date: asked.date,
        expected: decideCarryOver(books, who, one.code, asked),
      };
    }
    case "accountCarriedOver": {
      const { code } = of(carrying(books), { code: someCode(books, pick), waits: 0 });
      const { kind, year } = findRound(round)!;
      const consumed = Math.floor(((books.purses.get(code)?.carriedOver ?? 0) * draw.part) / 100);
      const said = { year, kind, code, consumed, date: inTime(draw), dnr: act.dnr };
      return {
        send: (call) => call(who, "accountCarriedOver", said).then(() => ({})),
        date: said.date,
        expected: accountCarriedOver(books, code, consumed, said.date),
      };
    }
    case "repay": {
      const code = someCode(books, pick);
      const { held = 0, repayable = 0 } = books.purses.get(code) ?? {};
      const amount = 1 + Math.floor(((held + repayable) * Math.min(draw.part, 100)) / 101);
      return {
        send: (call) => call(who, "registerRepayment", { round, code, amount, date, dnr: act.dnr }),
        expected: model.repay(books, code, amount, date),
      };
    }
    case "reverse": {
      const repayment = of([...books.repayments.keys()], "aterbetalning-99");
      const why = { dnr: act.dnr, reason: "Fel mottagare (exempeldata)" };
      return {
        send: (call) => call(who, "reverseRepayment", { round, repayment, date, ...why }),
        expected: model.reverseRepayment(books, repayment, date),
      };
    }
  }
}

/** Most acts about a report are done when there is one. */
function inTime({ date, count }: Draw): string {
  return count === 1 ? date : "2023-03-15";
}

/** What a decision has come to, per recipient. */
function parts(books: Model, decision: string): model.Lines[] {
  const carried = books.carried.get(decision);
  if (carried !== undefined)
    return books.decisions.get(decision)!.lines.map(({ code }) => ({ code, amount: carried }));
  const given = [...[...books.parts].map(([id, { amount }]) => [id, amount] as const), ...books.allotments];
  return given.flatMap(([id, amount]) =>
    id.startsWith(`${decision} `) ? [{ code: id.slice(decision.length + 1), amount }] : [],
  );
}

/** A recipient that was paid, when there is one. */
function someCode(books: Model, pick: number): string {
  const paid = [...books.purses].flatMap(([code, mine]) => (model.paid(mine) > 0 ? [code] : []));
  const codes = paid.length > 0 ? paid : [...books.purses.keys()];
  return codes[pick % Math.max(1, codes.length)] ?? "25";
}

/** Some recipients in a row ask for a part of what they were allotted, or for nonsense. */
function requisitions(books: Model, { who, pick, part, count, flag, again }: Draw, nth: string): Planned {
  const { round, keyLines } = books;
  const mine = keyLines.length > 0 ? round : "2022-region";
  const rows = Array.from({ length: count }, (_, i) => {
    const line = keyLines[(pick + i) % Math.max(1, keyLines.length)] ?? { code: "99", amount: 1 };
    return {
      code: line.code,
      known: keyLines.length > 0,
      amount: Math.floor((line.amount * part) / 100),
      faulty: again && i === 0,
      wantsMore: flag,
    };
  });
  const document = again ? "samma fil" : `fil ${nth}`;
  const sheet = requisitionSheet(
    ...rows.map(({ code, amount, faulty, wantsMore }) =>
      requisitionRow(mine, code, amount, {
        wantsMore: wantsMore ? "ja" : "nej",
        ...(faulty && { account: "5050-1056" }),
      }),
    ),
  );
  return {
    send: (call) =>
      call(who, "registerRequisitions", { ...sheet, document: documentNamed(`r ${document}`) }).then(
        () => ({}),
      ),
    expected: model.registerRequisitions(books, `r ${document}`, rows),
  };
}

/** Some organisations apply, a few of them together with another, for little or for more than there is. */
function applications(books: Model, { who, pick, part, count, flag, again }: Draw, nth: string): Planned {
  const { round, keyLines } = books;
  const rows = Array.from({ length: count }, (_, i) => {
    const number = 1 + ((pick + i) % 8);
    const member = flag && i === 0 ? `Medföreningen ${number}` : null;
    return {
      name: `Föreningen ${number}`,
      number,
      member,
      asked: 1000 + 10_000 * part,
      faulty: again && i === 0,
    };
  });
  const document = again ? "samma ansökan" : `ansökan ${nth}`;
  const sheet = applicationSheet(
    ...rows.map(({ name, number, member, asked, faulty }) =>
      applicationRow(name, number, asked, {
        members: member,
        received: model.applicationReceived(round),
        ...(faulty && { account: "5050-1056" }),
      }),
    ),
  );
  const sent = { round, ...sheet, document: documentNamed(document, "2013-03-01") };
  return {
    send: (call) => call(who, "registerApplications", sent).then(() => ({})),
    expected: keyLines.length > 0 ? "wrong-state" : registerApplications(books, document, rows),
  };
}

/** What a case officer proposes, by the part that is drawn: sense for the most, and what cannot be saved or decided. */
function assessmentOf(asked: number, { part, flag }: Draw): ModelAssessment {
  const relevance = ["relevans-konkurrens"];
  const half = Math.floor(asked / 2);
  switch (part) {
    case 0:
      return { outcome: "rejected", amount: 0, grounds: ["lopande-lon"], noted: flag };
    case 1:
      return { outcome: "withdrawn", amount: 0, grounds: [], noted: flag };
    case 100:
      return { outcome: "granted", amount: asked, grounds: [], noted: flag };
    case 101:
      return { outcome: "granted", amount: asked + 1, grounds: [], noted: flag };
    case 5000:
      return { outcome: "part", amount: half, grounds: [], noted: flag };
    default:
      return { outcome: "part", amount: Math.floor((asked * part) / 100), grounds: relevance, noted: flag };
  }
}

function assess(books: Model, draw: Draw): Planned {
  const { round, keyLines } = books;
  const known = [...books.applications];
  const chosen = known.slice(draw.pick % Math.max(1, known.length)).slice(0, draw.count);
  const rows = chosen.map(([code, { version, asked }]) => ({
    code,
    version: draw.again ? version + 1 : version,
    assessed: assessmentOf(asked, draw),
  }));
  const nobody = { code: "77", version: 1, assessed: assessmentOf(1000, draw) };
  const asked = rows.length > 0 ? rows : [nobody];
  const assessments = asked.map(({ code, version, assessed: { noted, grounds, ...assessed } }) => ({
    code,
    version,
    ...assessed,
    grounds: [...grounds],
    rank: null,
    note: noted ? "Beviljas ändå (exempeldata)" : null,
    statement: null,
    inputs: null,
  }));
  return {
    send: (call) => call(draw.who, "assessApplications", { round, assessments }).then(() => ({})),
    expected: keyLines.length > 0 ? "wrong-state" : assessRows(books, asked),
  };
}

/** Reports from those who were paid and from others, with sums that are right or not. */
function reports(books: Model, { who, pick, part, count, again }: Draw, nth: string): Planned {
  const purses = [...books.purses];
  const { year, kind } = findRound(books.round)!;
  const mayCarry = reportRulesOf(year, kind).carryOver === "after-decision";
  const rows = Array.from({ length: Math.min(count, Math.max(1, purses.length)) }, (_, i) => {
    const [code, mine] = purses[(pick + i) % Math.max(1, purses.length)] ?? ["88", null];
    const got = mine === null ? 0 : model.paid(mine);
    const consumed = Math.floor((got * Math.min(part, 100)) / 100);
    const decided = Math.min(mine?.carriedOver ?? 0, got - consumed);
    // Where money may be carried over, one who has used a third asks for half of the rest.
    const carriedOver = mayCarry && part === 33 ? Math.floor((got - consumed) / 2) : decided;
    return { code, consumed, carriedOver, repaid: got - consumed - carriedOver + (part > 100 ? 1 : 0) };
  });
  const sent = documentNamed(again ? "samma rapport" : `rapport ${nth}`, "2023-03-20");
  const sheet = mayCarry
    ? carryOverSheet(year, kind, rows)
    : reportBackSheet(
        ...rows.map(({ code, consumed, repaid }) => reportBackRow(kind, code, consumed, repaid)),
      );
  return {
    send: (call) =>
      call(who, "registerReportBacks", {
        ...sheet,
        document: sent,
      }).then(() => ({})),
    expected: model.registerReports(books, who, `aterrapporter-${sent.file.sha256.slice(0, 16)}`, rows),
  };
}

/** What the service says of a round beside what it answers to an act. */
export interface Asked {
  /** What redistribution would give. */
  readonly shares: (terms: object) => Promise<readonly Lines[]>;
  readonly postings: () => Promise<readonly Posting[]>;
}

/** Reports on a form that asks what is carried over. */
function carryOverSheet(year: number, kind: RecipientKind, rows: readonly model.ReportedRow[]): SentSheet {
  return {
    year,
    sheet: "Återrapporter",
    rows: [
      ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Inkom"],
      ...rows.map(({ code, consumed, carriedOver, repaid }) => [
        kindName[kind],
        code,
        consumed,
        carriedOver,
        repaid,
        reportReceived,
      ]),
    ],
  };
}

/** Does the act and lets the model follow. Says what came; throws when it is not what the model expects. */
export async function perform(
  books: Model,
  call: Call,
  draw: Draw,
  nth: string,
  asked: Asked,
): Promise<string> {
  const { send, expected: byItself, terms } = plan(books, draw, nth);
  const given = typeof byItself === "function" && terms ? await asked.shares(terms) : [];
  const expected =
    typeof byItself === "function" && !placedByDay.has(draw.act)
      ? await orTooEarly(books, draw, nth, given, asked)
      : byItself;
  const outcome = await send(call).catch((error: unknown) => error);
  if (outcome instanceof Refusal) {
    if (outcome.code === expected) return outcome.code;
    const wanted = typeof expected === "string" ? expected : "done";
    throw new Error(`${draw.act} should be ${wanted}, and was refused: ${outcome.message}`);
  }
  if (outcome instanceof Error) throw outcome;
  if (typeof expected === "string")
    throw new Error(`${draw.act} should be refused as ${expected}, and was done`);
  const { id = "" } = outcome as { id?: string };
  expected(id, given);
  return "done";
}

/** What these move counts from days that the service finds, and is never too early. */
const placedByDay: ReadonlySet<Draw["act"]> = new Set(["reports", "acceptReport"]);

/** The act is refused when, counted from its day, an account would end some day below zero. */
async function orTooEarly(
  books: Model,
  draw: Draw,
  nth: string,
  given: readonly Lines[],
  { postings }: Asked,
): Promise<Expected> {
  const { expected, date = draw.date } = plan(books, draw, nth);
  const after = structuredClone(books);
  const onTrial = plan(after, draw, nth).expected;
  if (typeof onTrial === "string") return onTrial;
  onTrial("trial", given);
  return addUpEachDay(books, after, date, await postings()) ? expected : "rules-broken";
}

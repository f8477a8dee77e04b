import { sha256 } from "../../functions/audit.ts";
import {
  allottedBy,
  applicationRow,
  applicationSheet,
  type Call,
  codes,
  decided,
  documentNamed,
  fixedKey,
  granted,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
  seenBy,
} from "../functions/office.ts";

/** A request ready to be sent, as often as it takes: the same body each time. */
export type Act = (call: Call, key: string) => Promise<unknown>;

/** A write of the API: the chains it moves, what must have happened before it, and the write as a caller has it ready. */
export interface Operation {
  readonly name: string;
  readonly chains: readonly string[];
  readonly arrange: (call: Call) => Promise<unknown>;
  readonly ready: (call: Call) => Promise<Act>;
}

function always(act: Act): Operation["ready"] {
  return () => Promise.resolve(act);
}

const region = "2022-region";
const kommun = "2022-kommun-1";
const act = { date: "2022-09-10", dnr: "1/2022", ground: "Förordning" };

async function requisitions(call: Call, round: string, from: readonly string[]): Promise<Act> {
  const allotted = await allottedBy(call, round);
  const rows = from.map((code, i) =>
    requisitionRow(round, code, allotted.get(code)! - (i % 3) * 100, { wantsMore: i % 2 ? "ja" : "nej" }),
  );
  const input = { ...requisitionSheet(...rows), document: documentNamed(`${round} ${from.length}`) };
  return (to, key) => to("hanna", "registerRequisitions", input, { key });
}

async function requisitioned(call: Call, round: string, from: readonly string[]): Promise<unknown> {
  return (await requisitions(call, round, from))(call, `requisitions ${round}`);
}

const three = codes.region.slice(0, 3);
const withKey = (call: Call): Promise<unknown> => fixedKey(call, region);
export const withRequisitions = async (call: Call): Promise<unknown> =>
  [await withKey(call), await requisitioned(call, region, three)] as const;
const withDecision = async (call: Call): Promise<string> => {
  await withRequisitions(call);
  return decided(call, region);
};
export const withPayment = async (call: Call): Promise<string> =>
  paidOut(call, region, await withDecision(call));

/** Larger than one item of the table. */
const letterBytes = Buffer.alloc(500_000, "ett brev ");
const letter = { name: "brev.pdf", sha256: sha256(letterBytes), base64: letterBytes.toString("base64") };

const repay: Act = (call, key) =>
  call(
    "eva",
    "registerRepayment",
    { round: region, code: three[0]!, amount: 1000, date: "2022-09-22", dnr: "9/2022" },
    { key },
  );

const askForCompletion: Act = (call, key) =>
  call(
    "hanna",
    "requestCompletion",
    {
      year: 2022,
      of: "requisition",
      from: { round: region, recipient: `region:${three[0]!}` },
      answerBy: "2023-05-01",
      missing: ["Underskrift saknas."],
    },
    { key },
  );

const lowering = (decision: string) => ({
  round: region,
  decision,
  act: "amendment" as const,
  legalGround: "oriktiga-uppgifter",
  ground: "Förordning",
  lines: [{ code: three[0]!, amount: 1000 }],
});

const applied = "2013-ideell";
const applications = {
  round: applied,
  ...applicationSheet(...[1, 2, 3].map((n) => applicationRow(`Föreningen ${n}`, n, 100_000 * n))),
  document: documentNamed("ansökningar", "2013-03-01"),
};
const withApplications = (call: Call): Promise<unknown> =>
  call("hanna", "registerApplications", applications);
const assess: Act = (call, key) =>
  call(
    "hanna",
    "assessApplications",
    {
      round: applied,
      assessments: (["granted", "granted", "rejected"] as const).map((outcome, i) => ({
        code: String(i + 1),
        version: 1,
        outcome,
        amount: outcome === "granted" ? 100_000 * (i + 1) : 0,
        grounds: outcome === "granted" ? [] : ["lopande-lon"],
        rank: null,
        note: null,
        statement: null,
        inputs: null,
      })),
    },
    { key },
  );
const withAssessments = async (call: Call): Promise<unknown> => [
  await withApplications(call),
  await assess(call, "assessed"),
];

async function latest(call: Call, round: string): Promise<string> {
  const { decisions } = await call("hanna", "decisions", { round });
  return decisions.find(({ kind }) => kind === "requisitions")!.id;
}

async function reports(call: Call, kind: "region" | "municipality", most: number): Promise<Act> {
  const { missing } = await call("hanna", "missingReportBacks", { year: 2022 });
  const rows = missing
    .filter((one) => one.kind === kind)
    .slice(0, most)
    .map(({ code, paid }, i) => reportBackRow(kind, code, paid - i, i));
  const input = { ...reportBackSheet(...rows), document: documentNamed("rapporter", "2023-03-20") };
  return (to, key) => to("hanna", "registerReportBacks", input, { key });
}

/** Every write route on a small round, saved in one transaction. */
export const smallOperations: readonly Operation[] = [
  {
    name: "importPopulation",
    chains: ["system"],
    arrange: () => Promise.resolve(),
    ready: always((call, key) =>
      call(
        "ada",
        "importPopulation",
        {
          date: "2031-12-31",
          source: "SCB",
          sheet: "Blad1",
          columns: { code: "A", inhabitants: "B" },
          rows: codes.municipality.map((code, i) => ({ row: i + 2, code, inhabitants: 1000 + i })),
        },
        { key },
      ),
    ),
  },
  {
    name: "prepareAllocation",
    chains: ["2022-region"],
    arrange: () => Promise.resolve(),
    ready: always((call, key) => call("hanna", "prepareAllocation", { round: region }, { key })),
  },
  {
    name: "fixAllocation",
    chains: ["2022-region"],
    arrange: (call) => call("hanna", "prepareAllocation", { round: region }),
    ready: always((call, key) =>
      call("bo", "fixAllocation", { round: region, decision: "nyckel-1", ...act }, { key }),
    ),
  },
  {
    name: "registerRequisitions",
    chains: ["2022-region"],
    arrange: withKey,
    ready: (call) => requisitions(call, region, three),
  },
  {
    name: "prepareDecision",
    chains: ["2022-region"],
    arrange: withRequisitions,
    ready: always((call, key) => call("hanna", "prepareDecision", { round: region }, { key })),
  },
  {
    name: "decide",
    chains: ["2022-region"],
    arrange: async (call: Call): Promise<void> => {
      await withRequisitions(call);
      await call("hanna", "prepareDecision", { round: region });
    },
    ready: async (from: Call): Promise<Act> => {
      const decision = await latest(from, region);
      return (call, key) => call("bo", "decide", { round: region, decision, ...act }, { key });
    },
  },
  {
    name: "decideRedistribution",
    chains: ["2022-region"],
    arrange: withRequisitions,
    ready: async (from: Call): Promise<Act> => {
      const seen = await seenBy(from, { round: region });
      return (call, key) => call("bo", "decideRedistribution", { round: region, ...act, seen }, { key });
    },
  },
  {
    name: "registerGrants",
    chains: ["2022-ideell"],
    arrange: () => Promise.resolve(),
    ready: always((call, key) =>
      call(
        "hanna",
        "registerGrants",
        {
          round: "2022-ideell",
          ...act,
          decidedBy: "Generaldirektören",
          grants: [1, 2, 3].map((n) => ({
            code: String(n),
            name: `Jouren ${n}`,
            orgnr: null,
            amount: 1000 * n,
          })),
        },
        { key },
      ),
    ),
  },
  {
    name: "registerApplications",
    chains: [applied, "sokande"],
    arrange: () => Promise.resolve(),
    ready: always((call, key) => call("hanna", "registerApplications", applications, { key })),
  },
  {
    name: "assessApplications",
    chains: [applied],
    arrange: withApplications,
    ready: always(assess),
  },
  {
    name: "prepareApplications",
    chains: [applied],
    arrange: withAssessments,
    ready: always((call, key) => call("hanna", "prepareApplications", { round: applied }, { key })),
  },
  {
    name: "decideApplications",
    chains: [applied],
    arrange: async (call) => [
      await withAssessments(call),
      await call("hanna", "prepareApplications", { round: applied }),
    ],
    ready: async (from: Call): Promise<Act> => {
      const { decisions } = await from("hanna", "decisions", { round: applied });
      const decision = decisions[0]!.id;
      return (call, key) => call("bo", "decide", { round: applied, decision, ...act }, { key });
    },
  },
  {
    name: "attestPayment",
    chains: ["2022-region"],
    arrange: withDecision,
    ready: async (from: Call): Promise<Act> => {
      const decision = await latest(from, region);
      return (call, key) => call("arne", "attestPayment", { round: region, decision }, { key });
    },
  },
  {
    name: "pay",
    chains: ["2022-region"],
    arrange: async (call) =>
      call("arne", "attestPayment", { round: region, decision: await withDecision(call) }),
    ready: async (from: Call): Promise<Act> => {
      const { payments } = await from("eva", "payments", { round: region });
      const input = { round: region, payment: payments[0]!.id, date: "2022-09-20" };
      return (call, key) => call("eva", "pay", input, { key });
    },
  },
  {
    name: "prepareCorrection",
    chains: ["2022-region"],
    arrange: withDecision,
    ready: async (from: Call): Promise<Act> => {
      const decision = await latest(from, region);
      return (call, key) => call("hanna", "prepareCorrection", lowering(decision), { key });
    },
  },
  {
    name: "decideCorrection",
    chains: ["2022-region"],
    arrange: async (call: Call): Promise<unknown> => {
      const decision = await withDecision(call);
      await call("arne", "attestPayment", { round: region, decision });
      return await call("hanna", "prepareCorrection", lowering(decision));
    },
    ready: async (from: Call): Promise<Act> => {
      const { decisions } = await from("hanna", "decisions", { round: region });
      const decision = decisions.find(({ kind }) => kind === "correction")!.id;
      return (call, key) => call("bo", "decide", { round: region, decision, ...act }, { key });
    },
  },
  {
    name: "decline",
    chains: ["2022-region"],
    arrange: withDecision,
    ready: async (from: Call): Promise<Act> => {
      const decision = await latest(from, region);
      const input = { round: region, decision, code: three[0]!, date: "2022-09-12", dnr: "8/2022" };
      return (call, key) => call("hanna", "decline", input, { key });
    },
  },
  {
    name: "dispatch",
    chains: ["2022-region"],
    arrange: withDecision,
    ready: async (from: Call): Promise<Act> => {
      const decision = await latest(from, region);
      const how = { date: "2022-09-12", way: "e-post", format: "docx" } as const;
      const input = { round: region, decision, codes: [three[0]!], ...how };
      return (call, key) => call("hanna", "dispatch", input, { key });
    },
  },
  {
    name: "returnPayment",
    chains: ["2022-region"],
    arrange: withPayment,
    ready: async (from: Call): Promise<Act> => {
      const { payments } = await from("eva", "payments", { round: region });
      const input = { round: region, payment: payments[0]!.id, code: three[0]!, date: "2022-09-22" };
      return (call, key) => call("eva", "returnPayment", input, { key });
    },
  },
  {
    name: "registerRepayment",
    chains: ["2022-region"],
    arrange: withPayment,
    ready: always(repay),
  },
  {
    name: "reverseRepayment",
    chains: ["2022-region"],
    arrange: async (call) => [await withPayment(call), await repay(call, "repaid")],
    ready: always((call, key) =>
      call(
        "eva",
        "reverseRepayment",
        {
          round: region,
          repayment: "aterbetalning-8",
          date: "2022-09-23",
          dnr: "9/2022",
          reason: "Fel mottagare",
        },
        { key },
      ),
    ),
  },
  {
    name: "registerReportBacks",
    chains: ["2022-region"],
    arrange: withPayment,
    ready: (call) => reports(call, "region", 2),
  },
  {
    name: "keepFile-registerDocument",
    chains: ["2022", "2022-region"],
    arrange: async (call) => [await withRequisitions(call), await askForCompletion(call, "asked")],
    ready: always(async (call, key) => {
      const { base64, ...file } = letter;
      await call("hanna", "keepFile", { ...file, base64 }, { key: `${key} file` });
      const cameIn = { received: "2022-06-01", channel: "post", sender: "Regionen" } as const;
      const cases = [{ round: region, recipient: `region:${three[0]!}` }];
      return await call(
        "hanna",
        "registerDocument",
        { year: 2022, type: "completion", ...cameIn, file, cases },
        { key },
      );
    }),
  },
  {
    name: "requestCompletion",
    chains: ["2022-region"],
    arrange: withRequisitions,
    ready: always(askForCompletion),
  },
];

/** Writes too large for one transaction: staged where nobody looks, and then made valid all at once. */
export const stagedOperations: readonly Operation[] = [
  {
    name: "fixAllocation, 290 municipalities",
    chains: [kommun],
    arrange: (call) => call("hanna", "prepareAllocation", { round: kommun }),
    ready: always((call, key) =>
      call("bo", "fixAllocation", { round: kommun, decision: "nyckel-1", ...act }, { key }),
    ),
  },
  {
    name: "registerGrants, 100 organisations",
    chains: ["2022-ideell"],
    arrange: (call) => granted(call, [5000, 6000], 500),
    ready: always((call, key) =>
      call(
        "hanna",
        "registerGrants",
        {
          round: "2022-ideell",
          ...act,
          decidedBy: "Generaldirektören",
          grants: Array.from({ length: 100 }, (_, i) => ({
            code: String(i + 1),
            name: `Jouren ${i + 1}`,
            orgnr: null,
            amount: 1000 + i,
          })),
        },
        { key },
      ),
    ),
  },
];

/** The municipal year up to its report-backs, which move the money of three rounds in one change. */
export const reportsOfTheMunicipalities: Operation = {
  name: "registerReportBacks, 100 municipalities in three rounds",
  chains: [kommun, "2022-kommun-2", "2022-kommun-3"],
  arrange: async (call) => {
    const rounds = [kommun, "2022-kommun-2", "2022-kommun-3"];
    for (const round of rounds) await fixedKey(call, round);
    await requisitioned(call, kommun, codes.municipality.slice(0, 100));
    for (const round of rounds) await paidOut(call, round, await decided(call, round));
  },
  ready: (call) => reports(call, "municipality", 100),
};

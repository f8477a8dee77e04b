import { sha256 } from "../../functions/audit.ts";
import type { RouteName, RouteRequest } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import { type Act, type Operation, withPayment, withRequisitions } from "../faults/operations.ts";
import {
  type Call,
  codes,
  documentNamed,
  fixedKey,
  type Person,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
  giro,
} from "./office.ts";

const region = "2022-region";
const [first, second] = codes.region as readonly [string, string];
const one = { round: region, recipient: `region:${first}` };
const ngo = "ngo:1";
const why = "Exempeldata";

function write<N extends RouteName>(
  name: N,
  who: Person,
  arrange: (call: Call) => Promise<unknown>,
  input: RouteRequest<N> | ((call: Call) => Promise<RouteRequest<N>>),
): Operation {
  return {
    name,
    chains: [],
    arrange,
    ready: async (from): Promise<Act> => {
      const sent = typeof input === "function" ? await input(from) : input;
      return (call, key) => call(who, name, sent, { key });
    },
  };
}

const nothing = (): Promise<void> => Promise.resolve();

/** A file that is kept, as a document may name it. */
const bytes = Buffer.from("en skrivelse (exempeldata)");
const file = { name: "skrivelse.pdf", sha256: sha256(bytes) };

/** A sheet that names a recipient that nobody knows, in its third row. */
const strangers = async (call: Call): Promise<void> => {
  await fixedKey(call, region);
  await call("hanna", "registerRequisitions", {
    ...requisitionSheet(requisitionRow(region, first, 1000), requisitionRow(region, "99", 1000)),
    document: documentNamed("främmande"),
  });
};

const paidOf = async (call: Call, code: string): Promise<number> =>
  (await call("hanna", "missingReportBacks", { year: 2022 })).missing.find((m) => m.code === code)!.paid;

/** A report that stands, and a later one beside it. */
const proposed = async (call: Call): Promise<void> => {
  await withPayment(call);
  const paid = await paidOf(call, first);
  for (const repaid of [0, 100])
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", first, paid - repaid, repaid)),
      document: documentNamed(`rapport ${repaid}`, "2023-03-20"),
    });
};
const theProposal = async (call: Call): Promise<RouteRequest<"acceptCorrection">> => {
  const { reportBacks } = await call("hanna", "reportBacks", { year: 2022 });
  const { document } = reportBacks.find(({ correction }) => correction !== null)!.correction!;
  return { year: 2022, kind: "region", code: first, document, reason: why };
};

const gothenburg = { year: 2013, kind: "municipality", code: "1480" } as const;
const carryOver: RouteRequest<"decideCarryOver"> = {
  ...gothenburg,
  ...{ date: "2014-05-01", dnr: "2/2014", ground: why, lastDay: "2014-12-31", amount: 120_000 },
};
/** A report of 2013 that asks to carry 150 000 kr over. */
const asksToCarry = async (call: Call): Promise<unknown> => {
  const { id } = await call("hanna", "registerGrants", {
    round: "2013-kommun",
    ...{ decidedBy: "GD", date: "2013-04-01", dnr: "1/2013", ground: why },
    grants: [{ code: "1480", name: "Göteborg", orgnr: null, account: giro, amount: 500_000 }],
  });
  await paidOut(call, "2013-kommun", id, "2013-05-01");
  const rows: Cell[][] = [
    ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Rutiner: Läge", "Inkom"],
    ["kommun", "1480", 300_000, 150_000, 50_000, "Genomfört", "2014-04-10"],
  ];
  return await call("hanna", "registerReportBacks", {
    ...{ year: 2013, sheet: "Blad1", rows },
    document: documentNamed("2013", "2014-04-10"),
  });
};

const old: RouteRequest<"importHistory"> = {
  file: { name: "gammal.xlsx", sha256: sha256("gammal") },
  sheets: [
    {
      name: "Bidrag",
      rows: [
        ["Kommun", "Beviljat 2009"],
        ["Ale", 1000],
        ["Partille", 2000],
      ],
      merges: [],
      fills: {},
      mapping: {
        kind: "municipality",
        year: 2009,
        columns: [
          { meaning: "recipient", unit: "kr", year: null },
          { meaning: "granted", unit: "kr", year: null },
        ],
        colours: {},
        names: {},
        amounts: {},
      },
    },
  ],
};

/** The writes of the contract that move no money on the way through a round, each as a caller has it ready. */
export const otherWrites: readonly Operation[] = [
  write("decideRoundMoney", "hanna", nothing, {
    ...{ round: region, amount: 40_000_000, date: "2022-03-10", dnr: "S2022/1" },
  }),
  write("presentDecision", "frida", withRequisitions, async (call) => {
    const { id } = await call("hanna", "prepareDecision", { round: region });
    return { round: region, decision: id, disqualified: [{ name: "Kim Ek", why }] };
  }),
  write("takeBackDecision", "hanna", withRequisitions, async (call) => {
    const { id } = await call("hanna", "prepareDecision", { round: region });
    return { round: region, decision: id, reason: why };
  }),
  write("setDelegationOrder", "ada", nothing, {
    ...{ from: "2022-01-01", dnr: "1/2022" },
    decide: [{ who: { person: "gd", name: "Gun Dahl" }, kinds: ["requisitions", "correction"], upTo: null }],
    attest: [{ who: { person: "gd", name: "Gun Dahl" }, upTo: 1_000_000 }],
  }),
  write("keepFile", "hanna", nothing, { ...file, base64: bytes.toString("base64") }),
  write("note", "hanna", withRequisitions, { ...one, text: why }),
  write("handOver", "hanna", withRequisitions, { ...one, to: "Hanna, handläggare", reason: why }),
  write("actOnCase", "hanna", withRequisitions, { ...one, act: "withdraw", reason: why }),
  write("prepareRejection", "hanna", withRequisitions, { ...one, grounds: ["ej-behorig"], reason: why }),
  write("place", "hanna", strangers, async (call) => {
    const { unplaced } = await call("hanna", "unplaced", { year: 2022 });
    const { document, row } = unplaced[0]!;
    return { year: 2022, document, row, round: region, recipient: `region:${second}` };
  }),
  write("writeRecipientFile", "hanna", nothing, {
    recipient: ngo,
    contacts: [
      { name: "Kim Ek", title: null, email: `${"k".repeat(60)}@${"e".repeat(60)}.example.se`, phone: null },
    ],
    signatories: [{ name: "Kim Ek", from: "2022-01-01" }],
    representatives: [{ name: "Kim Ek", from: "2022-01-01" }],
    version: 0,
  }),
  write("checkRecipient", "hanna", nothing, { recipient: ngo, check: "statutes", holds: true }),
  write("tickChecklist", "hanna", nothing, { year: 2022, item: "nyckel", done: true, version: 0 }),
  write("sendReminders", "hanna", withPayment, async (call) => {
    const { reminders } = await call("hanna", "reminders", { year: 2022 });
    return { year: 2022, reminders: reminders.slice(0, 1).map(({ id }) => id) };
  }),
  write("acceptCorrection", "hanna", proposed, theProposal),
  write("declineCorrection", "hanna", proposed, theProposal),
  write("tagReportBack", "hanna", proposed, {
    ...{ year: 2022, kind: "region", code: first, area: null, question: null, tags: ["egen"], version: 0 },
  }),
  write("decideCarryOver", "bo", asksToCarry, carryOver),
  write(
    "accountCarriedOver",
    "hanna",
    async (call) => [await asksToCarry(call), await call("bo", "decideCarryOver", carryOver)],
    { ...gothenburg, consumed: 100_000, date: "2015-01-20", dnr: "3/2015" },
  ),
  write("importHistory", "hanna", nothing, old),
  write(
    "withdrawHistory",
    "hanna",
    (call) => call("hanna", "importHistory", old),
    async (call) => ({ id: (await call("hanna", "historyImports", {})).imports[0]!.id, ground: why }),
  ),
];

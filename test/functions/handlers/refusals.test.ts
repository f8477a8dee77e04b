import { beforeAll, describe, expect, test } from "vitest";
import { Refusal, type RefusalCode } from "../../../shared/errors.ts";
import type { Store } from "../../../functions/store/model.ts";
import { stateOf } from "../books.ts";
import { type Database, type Items, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  closed,
  decided,
  documentNamed,
  fixedKey,
  granted,
  nothingSeen,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
} from "../office.ts";

const region = "2022-region";
const ngo = "2022-ideell";
const act = { date: "2022-09-10", dnr: "1/2022", ground: "Förordning" };
const grants = (...lines: readonly (readonly [code: string, amount: number])[]) => ({
  round: ngo,
  ...act,
  decidedBy: "Generaldirektören",
  grants: lines.map(([code, amount]) => ({ code, name: `Jouren ${code}`, orgnr: null, amount })),
});

/** How far a region's year has come. Each situation builds on the one above it. */
const situations: readonly (readonly [name: string, happens: (call: Call) => Promise<unknown>])[] = [
  ["nothing has happened", () => Promise.resolve()],
  ["the key is prepared", (call) => call("hanna", "prepareAllocation", { round: region })],
  [
    "the key is fixed",
    (call) => call("bo", "fixAllocation", { round: region, decision: "nyckel-1", ...act }),
  ],
  ["a good and a faulty requisition have come in", (call) => requisition(call)],
  ["a decision is prepared", (call) => call("hanna", "prepareDecision", { round: region })],
  ["the decision is made", (call) => call("bo", "decide", { round: region, decision: "beslut-4", ...act })],
  [
    "the payment is attested",
    (call) => call("arne", "attestPayment", { round: region, decision: "beslut-4" }),
  ],
  [
    "it is paid",
    (call) => call("eva", "pay", { round: region, payment: "betalning-beslut-4", date: "2022-09-20" }),
  ],
  ["the round is closed", (call) => closed(call, region)],
  ["the report has come in", (call) => report(call, "rapport")],
  ["grants are registered", (call) => granted(call, [1000, 2000])],
];

function requisition(call: Call, file = "två rekvisitioner"): Promise<unknown> {
  return requisitioned(
    call,
    [requisitionRow(region, "01", 900_000), requisitionRow(region, "03", "mycket")],
    file,
  );
}

function report(call: Call, file: string): Promise<unknown> {
  return call("hanna", "registerReportBacks", {
    ...reportBackSheet(reportBackRow("region", "01", 900_000, 0)),
    document: documentNamed(file, "2023-03-20"),
  });
}

/** In this situation, this is refused, with this code and in words that say so. */
type Line = readonly [
  situation: string,
  refused: string,
  attempt: (call: Call) => Promise<unknown>,
  code: RefusalCode,
  words: RegExp,
];

const lines: readonly Line[] = [
  [
    "nothing has happened",
    "looking at a key that is not there",
    (call) => call("hanna", "allocation", { round: region }),
    "not-found",
    /inte förberedd.*Förbered/,
  ],
  [
    "nothing has happened",
    "fixing a key that nobody has prepared",
    (call) => call("bo", "fixAllocation", { round: region, decision: "nyckel-1", ...act }),
    "not-found",
    /finns inte.*Välj/,
  ],
  [
    "nothing has happened",
    "a round that does not exist",
    (call) => call("hanna", "prepareAllocation", { round: "2031-kommun" }),
    "not-found",
    /2031-kommun finns inte.*Välj/,
  ],
  [
    "nothing has happened",
    "a year without rounds",
    (call) => call("hanna", "status", { year: 2031 }),
    "not-found",
    /2031.*Välj/,
  ],
  [
    "nothing has happened",
    "a key for NGOs, whose amounts are decided one by one",
    (call) => call("hanna", "prepareAllocation", { round: ngo }),
    "wrong-state",
    /ingen fördelningsnyckel.*Registrera bidragen/,
  ],
  [
    "nothing has happened",
    "a key on a population that is not there",
    (call) => call("hanna", "prepareAllocation", { round: region, key: { populationDate: "1999-12-31" } }),
    "not-found",
    /1999-12-31 finns inte.*Be en administratör/,
  ],
  [
    "the key is prepared",
    "four eyes: fixing the key one has prepared",
    (call) => call("hanna", "fixAllocation", { round: region, decision: "nyckel-1", ...act }),
    "four-eyes",
    /förberett nyckeln.*Be en kollega/,
  ],
  [
    "the key is prepared",
    "a preliminary key is not payable",
    (call) => call("hanna", "prepareDecision", { round: region }),
    "wrong-state",
    /preliminär nyckel kan inte betalas.*fastställ/,
  ],
  [
    "the key is prepared",
    "what is applied for has no key to fix",
    (call) => call("hanna", "prepareDecision", { round: "2022-ideell" }),
    "wrong-state",
    /rekvireras inte och har ingen nyckel.*Bedöm ansökningarna/,
  ],
  [
    "the key is prepared",
    "a preliminary key is not redistributed",
    (call) => call("bo", "previewRedistribution", { round: region }),
    "wrong-state",
    /inte fastställd.*fastställ/,
  ],
  [
    "the key is prepared",
    "a key fixed on a day that has not come",
    (call) =>
      call("bo", "fixAllocation", { round: region, decision: "nyckel-1", ...act, date: "2023-04-03" }),
    "rules-broken",
    /2023-04-03 ligger i framtiden.*Ange/,
  ],
  [
    "the key is prepared",
    "deciding a key as if it were requisitions",
    (call) => call("bo", "decide", { round: region, decision: "nyckel-1", ...act }),
    "wrong-state",
    /inget beslut om rekvisitioner.*Välj/,
  ],
  [
    "the key is fixed",
    "fixing the key twice",
    (call) => call("bo", "fixAllocation", { round: region, decision: "nyckel-1", ...act }),
    "wrong-state",
    /redan fastställd.*tilläggsmedel/,
  ],
  [
    "the key is fixed",
    "preparing another key",
    (call) => call("hanna", "prepareAllocation", { round: region }),
    "wrong-state",
    /redan fastställd.*Lägg nya medel/,
  ],
  [
    "the key is fixed",
    "a decision before any requisition has come in",
    (call) => call("hanna", "prepareDecision", { round: region }),
    "wrong-state",
    /inget att besluta.*Registrera rekvisitioner/,
  ],
  [
    "a good and a faulty requisition have come in",
    "redistributing while a requisition waits for completion",
    (call) => call("bo", "decideRedistribution", { round: region, ...act, seen: nothingSeen }),
    "wrong-state",
    /1 rekvisitioner väntar på komplettering.*Komplettera/,
  ],
  [
    "a good and a faulty requisition have come in",
    "the same file registered twice",
    (call) => requisition(call),
    "wrong-state",
    /två rekvisitioner är redan registrerad.*välj en annan fil/,
  ],
  [
    "a good and a faulty requisition have come in",
    "a redistribution dated before the key",
    (call) =>
      call("bo", "decideRedistribution", {
        round: region,
        ...act,
        date: "2022-09-09",
        excludeReturned: true,
        seen: nothingSeen,
      }),
    "rules-broken",
    /före beslutet om nyckeln den 2022-09-10.*Ange/,
  ],
  [
    "a decision is prepared",
    "four eyes: deciding what one has prepared",
    (call) => call("hanna", "decide", { round: region, decision: "beslut-4", ...act }),
    "four-eyes",
    /förberett beslutet.*Be en kollega/,
  ],
  [
    "a decision is prepared",
    "attesting what nobody has decided",
    (call) => call("arne", "attestPayment", { round: region, decision: "beslut-4" }),
    "wrong-state",
    /inget beslut om utbetalning.*Attestera ett fattat beslut/,
  ],
  [
    "a decision is prepared",
    "a decision dated before the key",
    (call) => call("bo", "decide", { round: region, decision: "beslut-4", ...act, date: "2022-09-09" }),
    "rules-broken",
    /före beslutet om nyckeln.*Ange/,
  ],
  [
    "a decision is prepared",
    "deciding on requisitions that have changed since",
    async (call) => {
      await requisitioned(call, [requisitionRow(region, "01", 100)], "en rättelse");
      return call("bo", "decide", { round: region, decision: "beslut-4", ...act });
    },
    "wrong-state",
    /stämmer inte längre.*Förbered ett nytt/,
  ],
  [
    "the decision is made",
    "deciding twice",
    (call) => call("bo", "decide", { round: region, decision: "beslut-4", ...act }),
    "wrong-state",
    /redan fattat.*ändras aldrig i efterhand.*gör en rättelse/,
  ],
  [
    "the decision is made",
    "four eyes: attesting what one has decided",
    (call) => call("bo", "attestPayment", { round: region, decision: "beslut-4" }),
    "four-eyes",
    /fattat beslutet.*Be en kollega/,
  ],
  [
    "the decision is made",
    "paying what nobody has attested",
    (call) => call("eva", "pay", { round: region, payment: "betalning-beslut-4", date: "2022-09-20" }),
    "not-found",
    /finns inte.*Attestera/,
  ],
  [
    "the payment is attested",
    "attesting twice",
    (call) => call("arne", "attestPayment", { round: region, decision: "beslut-4" }),
    "wrong-state",
    /redan ett attesterat.*Betala/,
  ],
  [
    "the payment is attested",
    "a payment before its decision",
    (call) => call("eva", "pay", { round: region, payment: "betalning-beslut-4", date: "2022-09-09" }),
    "rules-broken",
    /före beslutet om utbetalning den 2022-09-10.*Ange/,
  ],
  [
    "the payment is attested",
    "a payment on a day that has not come",
    (call) => call("eva", "pay", { round: region, payment: "betalning-beslut-4", date: "2024-01-01" }),
    "rules-broken",
    /2024-01-01 ligger i framtiden/,
  ],
  [
    "it is paid",
    "paying twice",
    (call) => call("eva", "pay", { round: region, payment: "betalning-beslut-4", date: "2022-09-20" }),
    "wrong-state",
    /redan registrerat som utbetalt.*Hämta/,
  ],
  [
    "the round is closed",
    "closing twice",
    (call) => call("bo", "decideRedistribution", { round: region, ...act, seen: nothingSeen }),
    "wrong-state",
    /redan omfördelad och stängd.*Se beslutet/,
  ],
  [
    "the report has come in",
    "the same report file registered twice",
    (call) => report(call, "rapport"),
    "wrong-state",
    /rapport är redan registrerad/,
  ],
  [
    "the report has come in",
    "a report-back said to have come in tomorrow",
    (call) =>
      call("hanna", "registerReportBacks", {
        ...reportBackSheet(reportBackRow("region", "01", 900_000, 0)),
        document: documentNamed("i morgon", "2023-04-03"),
      }),
    "rules-broken",
    /ligger i framtiden/,
  ],
  [
    "nothing has happened",
    "grants in a round that is requisitioned",
    (call) => call("hanna", "registerGrants", { ...grants(["1", 1000]), round: region }),
    "wrong-state",
    /rekvireras.*Bidrag registreras bara/,
  ],
  [
    "nothing has happened",
    "grants for more than the round has",
    (call) => call("hanna", "registerGrants", grants(["1", 15_000_000], ["2", 500_001])),
    "rules-broken",
    /mer än vad som finns kvar.*Kontrollera/,
  ],
  [
    "nothing has happened",
    "two grants with one serial number",
    (call) => call("hanna", "registerGrants", grants(["1", 1000], ["1", 1000])),
    "rules-broken",
    /står två gånger.*Ge varje organisation sitt eget/,
  ],
  [
    "nothing has happened",
    "another amount than the county board's fixed sum",
    (call) => call("hanna", "registerGrants", { ...grants(["20", 700_000]), round: "2013-lansstyrelse" }),
    "rules-broken",
    /kod 20\) ska ha 666\s666 kr 2013, inte 700\s000 kr: .*slutredovisning.*tabell 3.*Ändra beloppet/,
  ],
  [
    "nothing has happened",
    "a county board twice",
    (call) =>
      call("hanna", "registerGrants", {
        ...grants(["20", 666_666], ["20", 666_666]),
        round: "2013-lansstyrelse",
      }),
    "rules-broken",
    /kod 20, står två gånger.*Skriv den en gång/,
  ],
  [
    "grants are registered",
    "a serial number that is taken",
    (call) => call("hanna", "registerGrants", grants(["2", 1000])),
    "wrong-state",
    /Löpnummer 2 .* redan ett bidrag.*Ge organisationen ett eget/,
  ],
  [
    "grants are registered",
    "four eyes: attesting the grants that one has registered",
    (call) => call("hanna", "attestPayment", { round: ngo, decision: "bidrag-1" }),
    "four-eyes",
    /registrerat bidragen.*Be en kollega/,
  ],
  [
    "grants are registered",
    "redistributing what is not requisitioned at all",
    (call) => call("bo", "decideRedistribution", { round: ngo, ...act, seen: nothingSeen }),
    "wrong-state",
    /rekvireras inte.*Välj/,
  ],
];

const arranged = new Map<string, Items>();
let database: Database;

beforeAll(async () => {
  database = await openDatabase();
  const { store } = await database.connect({ table: "year" });
  for (const [name, happens] of situations) {
    await happens(office(store));
    arranged.set(name, await database.items("year"));
  }
});

const state = { tables: 0 };
async function inSituation(name: string): Promise<{ call: Call; store: Store; see: () => Promise<string> }> {
  state.tables += 1;
  const table = `situation-${state.tables}`;
  await database.fill(table, arranged.get(name)!);
  const { store } = await database.connect({ table });
  return { call: office(store), store, see: () => stateOf(store) };
}

describe("what is refused", () => {
  test.each(lines)("when %s: %s", async (situation, _refused, attempt, code, words) => {
    const { call, see } = await inSituation(situation);
    const before = await see();
    const refusal = await attempt(call).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(Refusal);
    const { code: came, detail } = refusal as Refusal;
    expect(came).toBe(code);
    expect(detail).toMatch(words);
    // What an official reads: whole sentences, and no word of the machine.
    expect(detail).toMatch(/^[A-ZÅÄÖ0-9a-zåäö].*\.$/s);
    expect(detail).not.toMatch(/undefined|null|NaN|\[object|conflict|posting/);
    if (!_refused.includes("changed since")) expect(await see()).toBe(before);
  });
});

describe("what comes in from outside is registered, whatever is wrong with it", () => {
  test("a requisition after the round was closed waits for a person, and moves no money", async () => {
    const { call } = await inSituation("the round is closed");
    await requisitioned(call, [requisitionRow(region, "04", 1000)], "sen");
    const { requisitions } = await call("hanna", "requisitions", { round: region });
    expect(requisitions.find(({ code }) => code === "04")).toMatchObject({
      state: "returned",
      faults: ["omgangen-ar-oppen"],
    });
  });

  test("a report on money that was never paid is kept with its document, and in the audit chain", async () => {
    const { call } = await inSituation("it is paid");
    const answer = await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "25", 5000, 0)),
      document: documentNamed("fel mottagare", "2023-03-20"),
    });
    expect(answer).toMatchObject({ registered: 0, returned: 0, unidentified: 1 });
    const { documents } = await call("hanna", "status", { year: 2022 });
    expect(documents.map(({ name }) => name)).toContain("fel mottagare");
    const chains = await Promise.all(
      ["2022-kommun-1", region].map((chain) => call("rut", "audit", { chain })),
    );
    const acts = chains.flatMap(({ records }) => records.map(({ action }) => action));
    expect(acts).toContain("återrapporter registrerade");
  });

  test("a second report from one recipient moves nothing: it is a proposal beside the report that stands", async () => {
    const { call } = await inSituation("the report has come in");
    const before = await call("hanna", "reportBacks", { year: 2022 });
    const answer = await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 800_000, 100_000)),
      document: documentNamed("en till", "2023-03-21"),
    });
    expect(answer).toMatchObject({ registered: 0, returned: 0, corrections: 1 });
    const { reportBacks } = await call("hanna", "reportBacks", { year: 2022 });
    const { correction, ...standing } = reportBacks[0]!;
    expect({ reportBacks: [{ ...standing, correction: null, version: 1 }] }).toEqual(before);
    expect(correction).toMatchObject({ consumed: 800_000, repaid: 100_000 });
  });

  test("a report said to have come in before the money was paid counts from the day of payment", async () => {
    const { call } = await inSituation("it is paid");
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 900_000, 0)),
      document: documentNamed("tidig", "2022-09-15"),
    });
    for (const [asOf, held, consumed] of [
      ["2022-09-19", 0, 0],
      ["2022-09-20", 0, 900_000],
    ] as const) {
      const { recipients, accounts } = await call("eva", "balances", { year: 2022, asOf });
      const at = recipients.indexOf("region:01");
      expect([accounts.held[at], accounts.consumed[at]], asOf).toEqual([held, consumed]);
    }
  });

  test("ten thousand rows that name nobody are kept in full", async () => {
    const { call, store } = await inSituation("the key is fixed");
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      requisitionRow(region, "99", i, { name: `Okänd 😀 nummer ${i}`, reference: "å".repeat(i % 35) }),
    );
    const answer = await requisitioned(call, [...rows], "fel fil");
    expect(answer).toMatchObject({ registered: 0, unidentified: 10_000 });
    const kept = await store.unidentified(2022, answer.document);
    const asText = rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
    expect(kept.map(({ cells }) => cells)).toEqual(asText);
    expect(kept[0]!.row).toBe(2);
  });
});

describe("what redistribution gives can be paid", () => {
  test("also to those whose requisition was decided and paid before the round was closed", async () => {
    const { store } = await database.connect({ table: "again" });
    const call = office(store);
    const round = "2022-kommun-1";
    await fixedKey(call, round);
    const allotted = await allottedBy(call, round);
    const all = allotted.get("0180")!;
    await requisitioned(call, [requisitionRow(round, "0180", all, { wantsMore: "ja" })], "Stockholm");
    await paidOut(call, round, await decided(call, round));
    await closed(call, round);
    const second = await decided(call, round, "2022-10-20");
    const { total } = await call("hanna", "decision", { round, decision: second });
    expect(total).toBe(50_000);
    await paidOut(call, round, second, "2022-11-01");
    const { missing } = await call("hanna", "missingReportBacks", { year: 2022 });
    expect(missing[0]!.paid).toBe(all + 50_000);
  });
});

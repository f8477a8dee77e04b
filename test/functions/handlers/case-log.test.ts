import { expect, test } from "vitest";
import type { RouteOutput } from "../../../shared/api.ts";
import { formatKronor } from "../../../shared/money.ts";
import type { Store } from "../../../functions/store/model.ts";
import { faultsInBooks } from "../books.ts";
import {
  allottedBy,
  assessed,
  type Call,
  documentNamed,
  fixedKey,
  granted,
  ngoApplications,
  requisitioned,
  requisitionRow,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const round = "2022-region";
const act = { dnr: "2/2022", ground: "Exempeldata" };

let store: Store;
let call: Call;
const clock = { minute: 0 };

// Each call a minute after the one before: the log is in that order.
officeForEach("case-log", (opened) => {
  ({ store } = opened);
  clock.minute = 0;
  call = (person, route, input) => {
    clock.minute += 1;
    const now = new Date(Date.UTC(2023, 3, 2, 10, clock.minute)).toISOString();
    return opened.call(person, route, input, { now });
  };
});

type Log = RouteOutput<"case">["log"];

const logOf = async (recipient: string, of = round): Promise<Log> =>
  (await call("rut", "case", { round: of, recipient })).log;

/** Who, what, kronor and number, and the day where it is another than today: a line of the table for each event. */
const table = (log: Log): string[] =>
  log.map(({ by, act: what, detail, kronor, reference, date }) =>
    [by.split(",")[0], [what, detail ?? []].flat().join(", "), kronor ?? "", reference ?? "", date ?? ""]
      .join(" | ")
      .trimEnd(),
  );

/** Stockholm and Uppsala are decided 900 000 and 800 000 kr; then Stockholm's money goes out, back, and out again. */
async function wholeLife(): Promise<{ document: string }> {
  await fixedKey(call, round);
  const rows = [requisitionRow(round, "01", 900_000), requisitionRow(round, "03", 800_000)];
  const { document } = await requisitioned(call, rows, "två rekvisitioner");
  const { id: first } = await call("hanna", "prepareDecision", { round });
  await call("hanna", "takeBackDecision", { round, decision: first, reason: "Exempeldata" });
  const { id: decision } = await call("hanna", "prepareDecision", { round });
  await call("frida", "presentDecision", { round, decision });
  await call("bo", "decide", { round, decision, date: "2022-09-10", ...act });
  const letter = { round, decision, format: "docx" } as const;
  await call("hanna", "dispatch", { ...letter, codes: ["01"], date: "2022-09-12", way: "e-post" });
  await call("hanna", "dispatch", { ...letter, codes: ["03"], date: "2022-09-13", way: "post" });
  const { id: payment } = await call("arne", "attestPayment", { round, decision });
  await call("eva", "pay", { round, payment, date: "2022-09-20" });
  await call("eva", "returnPayment", { round, payment, code: "01", date: "2022-09-22", account: null });
  const { id: again } = await call("arne", "attestPayment", { round, decision });
  await call("eva", "pay", { round, payment: again, date: "2022-09-25" });
  const { id: repayment } = await call("eva", "registerRepayment", {
    ...{ round, code: "01", amount: 100_000, date: "2022-12-01", dnr: "7/2022" },
  });
  await call("eva", "reverseRepayment", {
    ...{ round, repayment, date: "2022-12-05", dnr: "8/2022", reason: "Fel mottagare." },
  });
  const { id: correction } = await call("hanna", "prepareCorrection", {
    ...{ round, decision, act: "amendment", legalGround: "forbehall" },
    ground: "Exempeldata",
    lines: [{ code: "01", amount: 850_000 }],
  });
  await call("bo", "decide", { round, decision: correction, date: "2023-01-10", ...act });
  return { document };
}

test("the log of a case says who prepared, presented, decided, sent, attested, paid, repaid and corrected, with kronor", async () => {
  const { document } = await wholeLife();
  const log = await logOf("region:01");
  const allotted = (await allottedBy(call, round)).get("01")!;
  expect(table(log)).toEqual([
    `Bo | nyckel fastställd | ${allotted} | nyckel-1 | 2022-04-01`,
    `Hanna | rekvisitioner registrerade |  | ${document} |`,
    "Hanna | beslut förberett | 900000 | beslut-4 |",
    "Hanna | förslag till beslut taget tillbaka | 900000 | beslut-4 |",
    "Hanna | beslut förberett | 900000 | beslut-6 |",
    "Frida | beslut föredraget | 900000 | beslut-6 |",
    "Bo | beslut fattat, föredragande Frida, föredragande | 900000 | beslut-6 | 2022-09-10",
    "Hanna | beslut expedierat, e-post | 900000 | beslut-6 | 2022-09-12",
    "Arne | betalningsunderlag attesterat | 900000 | betalning-beslut-6 |",
    "Eva | utbetalt | 900000 | betalning-beslut-6 | 2022-09-20",
    "Eva | betalning i retur | 900000 | betalning-beslut-6 | 2022-09-22",
    "Arne | betalningsunderlag attesterat | 900000 | betalning-beslut-6-2 |",
    "Eva | utbetalt | 900000 | betalning-beslut-6-2 | 2022-09-25",
    "Eva | återbetalning mottagen | 100000 | aterbetalning-16 | 2022-12-01",
    "Eva | återbetalning återförd | 100000 | aterbetalning-16 | 2022-12-05",
    `Hanna | ändring av beslut förberedd, ändring av beslut-6, tidigare ${formatKronor(900_000)} kr | 850000 | andring-18 |`,
    `Bo | beslut ändrat, ändring av beslut-6, tidigare ${formatKronor(900_000)} kr, föredragande Hanna, handläggare | 850000 | andring-18 | 2023-01-10`,
  ]);
  expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).toSorted());
  expect(await faultsInBooks(store)).toEqual([]);
});

test("what is done with another's money is not in it, though decision and payment are the same", async () => {
  await wholeLife();
  const own = table(await logOf("region:03")).slice(6);
  expect(own).toEqual([
    "Bo | beslut fattat, föredragande Frida, föredragande | 800000 | beslut-6 | 2022-09-10",
    "Hanna | beslut expedierat, post | 800000 | beslut-6 | 2022-09-13",
    "Arne | betalningsunderlag attesterat | 800000 | betalning-beslut-6 |",
    "Eva | utbetalt | 800000 | betalning-beslut-6 | 2022-09-20",
  ]);
});

test.each<[what: string, arrange: () => Promise<unknown>, last: RegExp]>([
  [
    "an application that is given nothing says the decision",
    async () => {
      await call("hanna", "registerApplications", {
        round: "2022-ideell",
        ...ngoApplications({}),
        document: documentNamed("en ansökan", "2022-03-01"),
      });
      const decision = await assessed(call, "2022-ideell", {
        "1": { outcome: "rejected", amount: 0, grounds: ["oklar-koppling-budget"] },
      });
      await call("bo", "decide", { round: "2022-ideell", decision, date: "2022-04-01", ...act });
    },
    /^Bo \| beslut fattat, föredragande Hanna, handläggare \| 0 \| beslut-\d+ \| 2022-04-01$/,
  ],
  [
    "a grant that was decided elsewhere says by whom",
    () => granted(call, [100_000]),
    /^Hanna \| bidrag registrerade, beslutsfattare Generaldirektören, föredragande Hanna, .+ \| 100000 \| bidrag-1 \| 2022-04-01$/,
  ],
])("%s", async (_, arrange, last) => {
  await arrange();
  expect(table(await logOf("ngo:1", "2022-ideell")).at(-1)).toMatch(last);
});

import { describe, expect, test } from "vitest";
import type { RouteRequest } from "../../../shared/api.ts";
import { type DocumentType, documentTypes, documentWords } from "../../../shared/case/files.ts";
import { sha256 } from "../../../functions/audit.ts";
import type { Store } from "../../../functions/store/model.ts";
import { faultsInBooks } from "../books.ts";
import {
  type Call,
  decided,
  documentNamed,
  fixedKey,
  ngoApplications,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const round = "2022-region";
const year = 2022;
const stockholm = { round, recipient: "region:01" };
const uppsala = { round, recipient: "region:03" };
const gotland = { round, recipient: "region:09" };
/** When an answer that has come in is looked at. */
const later = { now: "2023-05-01T10:00:00.000Z" };

let store: Store;
let call: Call;

officeForEach("placing", (opened) => {
  ({ store, call } = opened);
});

/** Keeps and registers a document that is no sheet. */
async function document(changes: Partial<RouteRequest<"registerDocument">> = {}): Promise<string> {
  const bytes = Buffer.from("exempeldata");
  const file = { name: "brev.pdf", sha256: sha256(bytes) };
  await call("hanna", "keepFile", { ...file, base64: bytes.toString("base64") });
  const { document: id } = await call(
    "hanna",
    "registerDocument",
    {
      ...{ year, type: "letter", received: "2022-05-03", time: "14:32", channel: "post", dnr: "7/2022" },
      ...{ sender: "Region Stockholm", file, ...changes },
    },
    later,
  );
  return id;
}

const reason = "Det var det vi hade bett om.";
const place = (input: Partial<RouteRequest<"place">> & { document: string }) =>
  call("hanna", "place", { year, row: null, ...input }, later);
const listed = async (id: string) =>
  (await call("rut", "documents", { year })).documents.find((one) => one.id === id)!;
const caseOf = (key = stockholm) => call("hanna", "case", key);

/** Stockholm has asked, and Gotland's row names nobody. */
async function requisitions(...rows: string[]): Promise<string> {
  await fixedKey(call, round);
  const { document: id } = await call("hanna", "registerRequisitions", {
    ...requisitionSheet(...rows.map((code) => requisitionRow(round, code, 900_000))),
    document: documentNamed("rekvisitioner", "2022-06-01"),
  });
  return id;
}

async function asked(answerBy: string, from = stockholm): Promise<void> {
  const missing = ["Underskrift saknas."];
  await call("hanna", "requestCompletion", { year, of: "requisition", from, answerBy, missing });
}

describe("a document that was taken for something else", () => {
  test.each(documentTypes.filter((to) => to !== "letter").map((to) => [documentWords[to], to] as const))(
    "becomes %s with a reason, and is otherwise as it came in",
    async (_, to) => {
      const id = await document();
      const before = await listed(id);
      await place({ document: id, type: { to, reason } });
      const changed = { by: "Hanna, handläggare", at: later.now };
      expect(await listed(id)).toEqual({
        ...before,
        type: to,
        retyped: [{ from: "letter", reason, changed }],
      });
      expect((await call("hanna", "unplaced", { year })).unplaced).toMatchObject([
        { document: id, type: to },
      ]);
      expect(await faultsInBooks(store)).toEqual([]);
    },
  );

  test("is put in a case in the same act, and every case it is in says what it was", async () => {
    const id = await document({ type: "application", cases: [uppsala] });
    await place({ document: id, ...gotland, type: { to: "power-of-attorney", reason } });
    const words = "ändrad från Ansökan till Fullmakt";
    expect((await caseOf(gotland)).log.at(-1)).toMatchObject({
      by: "Hanna, handläggare",
      act: `handling ${words}, förd till ärende`,
      reference: id,
    });
    await place({ document: id, ...gotland, type: { to: "statutes", reason } });
    expect((await caseOf(uppsala)).log.map(({ act }) => act)).toEqual([
      "handling registrerad",
      `handling ${words}, förd till ärende`,
      "handling ändrad från Fullmakt till Stadgar",
    ]);
    const [head] = await store.heads([String(year)]);
    expect((await store.records(head!)).at(-1)).toMatchObject({
      action: "handling ändrad från Fullmakt till Stadgar",
      details: { document: id, was: "power-of-attorney", type: "statutes", reason: sha256(reason) },
    });
    expect((await listed(id)).retyped.map(({ from }) => from)).toEqual(["application", "power-of-attorney"]);
    expect((await caseOf(gotland)).documents).toMatchObject([{ id, type: "statutes", cases: 2 }]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("is changed where its year has no rounds", async () => {
    const id = await document({ year: 2015 });
    await place({ document: id, year: 2015, type: { to: "audit-report", reason } });
    const { documents } = await call("rut", "documents", { year: 2015 });
    expect(documents).toMatchObject([{ id, type: "audit-report", retyped: [{ from: "letter" }] }]);
  });

  test.each<[what: string, from: DocumentType, register: () => Promise<string>, words: RegExp]>([
    [
      "requisitions",
      "requisitions",
      () => requisitions("01", "99"),
      /1 av raderna gäller i ärenden.*Ersatt eller Återtagen.*som en ny handling/,
    ],
    [
      "applications",
      "applications",
      async () => {
        const sent = { round: "2022-ideell", ...ngoApplications({}) };
        const cameIn = documentNamed("ansökningar", "2022-03-01");
        return (await call("hanna", "registerApplications", { ...sent, document: cameIn })).document;
      },
      /1 av raderna gäller i ärenden.*Ersatt eller Återtagen.*som en ny handling/,
    ],
    [
      "report-backs",
      "report-backs",
      async () => {
        await requisitions("01");
        await paidOut(call, round, await decided(call, round));
        const sheet = reportBackSheet(reportBackRow("region", "01", 900_000, 0));
        const cameIn = documentNamed("rapport", "2023-03-20");
        return (await call("hanna", "registerReportBacks", { ...sheet, document: cameIn })).document;
      },
      /1 av raderna gäller i ärenden.*Registrera en rättad återrapport/,
    ],
    [
      "a row that a person has placed",
      "requisitions",
      async () => {
        const id = await requisitions("99");
        await place({ document: id, row: 2, ...gotland });
        return id;
      },
      /1 av raderna gäller i ärenden/,
    ],
  ])("stays %s while rows of it count", async (_, from, register, words) => {
    const id = await register();
    await expect(place({ document: id, type: { to: "letter", reason } })).rejects.toThrow(words);
    expect(await listed(id)).toMatchObject({ type: from, retyped: [] });
  });

  test("may be a sheet none of whose rows count, and its rows are placed as what it is", async () => {
    const id = await requisitions("99");
    await place({ document: id, type: { to: "applications", reason } });
    await expect(place({ document: id, row: 2, ...gotland })).rejects.toThrow(/handling med ansökningar/);
    await place({ document: id, row: 2, round: "2022-ideell", recipient: "ngo:1" });
    expect((await call("hanna", "applications", { round: "2022-ideell" })).applications).toMatchObject([
      { document: id, state: "returned" },
    ]);
  });

  test.each<[what: string, input: Partial<RouteRequest<"place">>, words: RegExp]>([
    ["the type it has", { type: { to: "letter", reason } }, /brev.pdf är redan Skrivelse/],
    ["nothing", {}, /Välj ärendet: både omgång och mottagare/],
    ["a type in half a case", { round, type: { to: "other", reason } }, /både omgång och mottagare/],
    ["an answer in no case", { answers: true, type: { to: "other", reason } }, /både omgång och mottagare/],
    ["the case it is in", uppsala, /redan förd/],
  ])("is refused %s", async (_, input, words) => {
    const id = await document({ cases: [uppsala] });
    await expect(place({ document: id, ...input })).rejects.toThrow(words);
    expect(await listed(id)).toMatchObject({ type: "letter", retyped: [], cases: 1 });
  });
});

describe("a document that answers a request for completion", () => {
  test.each([
    ["the last day", "2023-04-10", false],
    ["the day after", "2023-04-11", true],
  ])("that came in on %s counts from that day, whenever it is said so", async (_, received, late) => {
    await requisitions("01", "03");
    await asked("2023-04-10");
    await asked("2023-04-10", uppsala);
    const id = await document({ received });
    await place({ document: id, ...stockholm, answers: true });
    const found = await caseOf();
    expect(found.completions).toMatchObject([{ answer: { document: id, received } }]);
    expect(found).toMatchObject({ state: "returned", late });
    expect(found.documents.at(-1)).toMatchObject({ id, type: "letter" });
    if (late) expect(found.task?.text).toMatch(/kom in 2023-04-11, efter 2023-04-10/);
    expect(found.log.at(-1)).toMatchObject({
      act: "handling förd till ärende, besvarar begäran om komplettering",
      reference: id,
    });
    // Nobody else's is.
    expect((await caseOf(uppsala)).completions).toMatchObject([{ answer: null }]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("is none until somebody says so, whatever it is called", async () => {
    await requisitions("01");
    await asked("2023-04-10");
    const id = await document({ received: "2023-04-05", cases: [stockholm] });
    await place({ document: id, ...stockholm, type: { to: "completion", reason } });
    expect((await caseOf()).completions).toMatchObject([{ answer: null }]);
    await place({ document: id, ...stockholm, answers: true });
    expect((await caseOf()).completions).toMatchObject([{ answer: { received: "2023-04-05" } }]);
    expect(await listed(id)).toMatchObject({ type: "completion", cases: 1 });
  });

  test("is said so in one act with what it is", async () => {
    await requisitions("01");
    await asked("2023-04-10");
    const id = await document({ received: "2023-04-05", cases: [stockholm] });
    await place({ document: id, ...stockholm, type: { to: "completion", reason }, answers: true });
    const { completions, log, documents } = await caseOf();
    expect(completions).toMatchObject([{ answer: { document: id, received: "2023-04-05" } }]);
    expect(documents.at(-1)).toMatchObject({ id, type: "completion", cases: 1 });
    expect(log.at(-1)!.act).toBe(
      "handling ändrad från Skrivelse till Svar på begäran om komplettering, besvarar begäran om komplettering",
    );
  });

  test("is refused where nothing waits for an answer, and is not placed", async () => {
    await requisitions("01");
    const id = await document();
    await expect(place({ document: id, ...stockholm, answers: true })).rejects.toThrow(
      /Ingen begäran om komplettering väntar på svar.*begär komplettering först/,
    );
    expect(await listed(id)).toMatchObject({ cases: 0 });
  });
});

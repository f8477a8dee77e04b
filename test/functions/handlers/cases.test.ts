import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestFile } from "../../../shared/case/files.ts";
import type { RouteRequest } from "../../../shared/api.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { sha256 } from "../../../functions/audit.ts";
import type { Store } from "../../../functions/store/model.ts";
import { goodRow, type Row, sheetOf } from "../../shared/application/example.ts";
import { faultsInBooks } from "../books.ts";
import { readWord } from "../../support/open-letter.ts";
import {
  assessed,
  type Call,
  decided,
  documentNamed,
  fixedKey,
  granted,
  ngoApplications,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
  requisitionSheet,
  seenBy,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const round = "2022-region";
const year = 2022;
const stockholm = { round, recipient: "region:01" };
const uppsala = { round, recipient: "region:03" };

let store: Store;
let call: Call;

officeForEach("cases", (opened) => {
  ({ store, call } = opened);
});

function fileOf(content: string | Uint8Array, name = "brev.pdf"): RouteRequest<"keepFile"> {
  const bytes = Buffer.from(content);
  return { name, sha256: sha256(bytes), base64: bytes.toString("base64") };
}

/** Keeps and registers a letter. */
async function letter(
  content: string,
  changes: Partial<RouteRequest<"registerDocument">> = {},
): Promise<{ document: string; answered: string[] }> {
  const { base64, ...file } = fileOf(content);
  await call("hanna", "keepFile", { ...file, base64 });
  return await call("hanna", "registerDocument", {
    year,
    type: "letter",
    received: "2022-05-03",
    time: "14:32",
    channel: "post",
    sender: "Region Stockholm",
    file,
    ...changes,
  });
}

/** Two regions have asked: Stockholm well, Uppsala with a fault; a third row names nobody. */
async function requisitions(received = "2022-06-01"): Promise<string> {
  await fixedKey(call, round);
  const { document } = await call("hanna", "registerRequisitions", {
    ...requisitionSheet(
      requisitionRow(round, "01", 900_000),
      requisitionRow(round, "03", 900_000, { orgnr: "fel" }),
      requisitionRow(round, "99", 900_000),
    ),
    document: { ...documentNamed("tre rekvisitioner", received), dnr: "17/2022" },
  });
  return document;
}

const writtenWrong =
  "Organisationsnumret är fel skrivet. Ange det med tio siffror och bindestreck, till exempel 212000-0142.";

const caseOf = (key = stockholm) => call("hanna", "case", key);

describe("a file from outside", () => {
  test("comes back byte for byte, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 1_000_000, size: "max" }), async (bytes) => {
        const { base64, ...file } = fileOf(bytes, "=skadlig().xlsx");
        await call("hanna", "keepFile", { ...file, base64 });
        const { document } = await call("hanna", "registerDocument", {
          year,
          type: "other",
          received: "2022-05-03",
          channel: "e-post",
          sender: "Någon",
          file,
        }).catch(() => ({ document: `handling-${file.sha256.slice(0, 16)}` }));
        const back = await call("rut", "documentFile", { year, document });
        expect(back).toEqual({ name: file.name, sha256: file.sha256, base64 });
      }),
      { numRuns: 25 },
    );
  });

  test("is kept once, and the second time is told", async () => {
    const file = fileOf("ett brev");
    expect(await call("hanna", "keepFile", file)).toEqual({ sha256: file.sha256, size: 8, known: false });
    expect(await call("frida", "keepFile", file)).toEqual({ sha256: file.sha256, size: 8, known: true });
  });

  test.each<[what: string, file: () => RouteRequest<"keepFile">, words: RegExp]>([
    ["changed on its way", () => ({ ...fileOf("ett"), sha256: sha256("annat") }), /inte fram hel. Skicka/],
    [
      "too large",
      () => fileOf(Buffer.alloc(largestFile + 1), "karta.pdf"),
      /karta.pdf är 4,4 MB.*högst 4,4 MB.*delar/,
    ],
  ])("%s is refused with what to do", async (_, file, words) => {
    await expect(call("hanna", "keepFile", file())).rejects.toThrow(words);
  });
});

describe("a document", () => {
  test("is registered with day, time, channel, number, sender and file, in the cases it names", async () => {
    const { document } = await letter("hej", { dnr: "7/2022", cases: [stockholm, uppsala] });
    const { documents } = await call("rut", "documents", { year });
    expect(documents).toEqual([
      {
        id: document,
        type: "letter",
        name: "brev.pdf",
        sha256: sha256("hej"),
        size: 3,
        received: "2022-05-03",
        time: "14:32",
        channel: "post",
        dnr: "7/2022",
        sender: "Region Stockholm",
        registered: { by: "Hanna, handläggare", at: "2023-04-02T10:00:00.000Z" },
        retyped: [],
        rows: 0,
        cases: 2,
      },
    ]);
    for (const key of [stockholm, uppsala])
      expect((await caseOf(key)).documents.map(({ id }) => id)).toEqual([document]);
  });

  test.each([2007, 2011, 2015, 2018, 2023, 2024])(
    "about %i, which has no rounds, is registered and found",
    async (other) => {
      const { document } = await letter("hej", { year: other });
      const { documents } = await call("rut", "documents", { year: other });
      expect(documents).toMatchObject([{ id: document, received: "2022-05-03" }]);
      const { unplaced } = await call("hanna", "unplaced", { year: other });
      expect(unplaced).toMatchObject([{ document, row: null }]);
      const { base64 } = await call("hanna", "documentFile", { year: other, document });
      expect(Buffer.from(base64, "base64").toString()).toBe("hej");
      expect(await faultsInBooks(store)).toEqual([]);
    },
  );

  test.each<[what: string, again: () => Promise<unknown>, words: RegExp]>([
    [
      "the same file twice",
      async () => [await letter("hej"), await letter("hej")],
      /redan registrerad som brev.pdf, av Hanna, handläggare 2023-04-02 kl. 12.00. För den/,
    ],
    ["tomorrow", () => letter("hej", { received: "2023-04-03" }), /2023-04-03, som ligger i framtiden/],
    [
      "long before there was any",
      () => letter("hej", { received: "1900-01-01" }),
      /1900-01-01. Kontrollera årtalet: det är tidigast 2000-01-01/,
    ],
    [
      "of a year before all programmes",
      () => letter("hej", { year: 2006 }),
      /Välj ett år från 2007 till 2024/,
    ],
    ["of a year that is far off", () => letter("hej", { year: 2025 }), /Välj ett år från 2007 till 2024/],
    [
      "without its file",
      () => letter("hej", { file: { name: "annan.pdf", sha256: sha256("annan") } }),
      /annan.pdf är inte bevarad än. Skicka den först/,
    ],
    [
      "in a case that cannot be",
      () => letter("hej", { cases: [{ round, recipient: "region:99" }] }),
      /Mottagaren 99 finns inte/,
    ],
    [
      "in the case of another year",
      () => letter("hej", { cases: [{ round: "2021-region-1", recipient: "region:01" }] }),
      /hör till 2021, men handlingen till 2022. Välj ett ärende 2022, eller registrera handlingen 2021/,
    ],
    [
      "in a top-up",
      () => letter("hej", { cases: [{ round: "2022-kommun-2", recipient: "municipality:0180" }] }),
      /tilläggsmedel och har inga egna ärenden/,
    ],
  ])("%s is refused", async (_, again, words) => {
    await expect(again()).rejects.toThrow(words);
  });

  test("of many rows is in the case of each, and says when its file is not kept", async () => {
    const document = await requisitions();
    const { documents } = await call("hanna", "documents", { year });
    expect(documents).toMatchObject([{ id: document, type: "requisitions", size: null, cases: 2 }]);
    await expect(call("hanna", "documentFile", { year, document })).rejects.toThrow(/inte bevarad här/);
    expect((await caseOf()).documents.map(({ id }) => id)).toEqual([document]);
  });

  test("keeps the file of a sheet that was sent before it was registered", async () => {
    const content = "rader\tfrån\tutsidan";
    await call("hanna", "keepFile", fileOf(content, "rekvisitioner.txt"));
    await fixedKey(call, round);
    const { document } = await requisitioned(call, [requisitionRow(round, "01", 900_000)], content);
    const { base64 } = await call("hanna", "documentFile", { year, document });
    expect(Buffer.from(base64, "base64").toString()).toBe(content);
  });
});

describe("what names nobody", () => {
  test("waits in a list, is placed, and is in the case as returned", async () => {
    const document = await requisitions();
    const whole = await letter("ett brev om inget");
    const { unplaced } = await call("hanna", "unplaced", { year });
    expect(unplaced.map(({ row, document: id }) => [row, id])).toEqual([
      [null, whole.document],
      [4, document],
    ]);
    expect(unplaced[1]!.cells.slice(0, 2)).toEqual([round, "99"]);

    const gotland = { round, recipient: "region:09" };
    await call("hanna", "place", { year, document, row: 4, ...gotland });
    await call("hanna", "place", { year, document: whole.document, row: null, ...gotland });
    expect((await caseOf(gotland)).documents).toHaveLength(2);
    expect((await call("hanna", "unplaced", { year })).unplaced).toEqual([]);
    expect(await caseOf(gotland)).toMatchObject({
      state: "returned",
      log: [
        { act: "nyckel fastställd" },
        { act: "rekvisitioner registrerade" },
        { act: "handling förd till ärende", reference: document },
        { act: "handling förd till ärende", reference: whole.document },
      ],
    });
    await expect(call("hanna", "place", { year, document, row: 4, ...gotland })).rejects.toThrow(
      /redan förd/,
    );
    await expect(call("hanna", "place", { year, document, row: 2, ...gotland })).rejects.toThrow(/Rad 2/);
  });
});

describe("what is placed", () => {
  test("is not placed in another year, where nobody would find it", async () => {
    const { document } = await letter("ett brev", { year: 2021 });
    await expect(call("hanna", "place", { year: 2021, document, row: null, ...stockholm })).rejects.toThrow(
      /hör till 2022, men handlingen till 2021. Välj ett ärende 2021/,
    );
    expect((await call("hanna", "unplaced", { year: 2021 })).unplaced).toMatchObject([{ document }]);
  });

  test("is a row where such are taken: a requisition among requisitions, an application among applications", async () => {
    const ngos = "2022-ideell";
    const document = await requisitions();
    const jouren = { round: ngos, recipient: "ngo:1" };
    await expect(call("hanna", "place", { year, document, row: 4, ...jouren })).rejects.toThrow(
      /handling med rekvisitioner, och .* söks. Välj ett ärende i en omgång som rekvireras/,
    );
    expect((await call("hanna", "unplaced", { year })).unplaced).toMatchObject([{ document, row: 4 }]);

    const applied = await call("hanna", "registerApplications", {
      round: ngos,
      ...ngoApplications({ applicant: null }),
      document: documentNamed("namnlös", "2022-03-01"),
    });
    const row = { year, document: applied.document, row: 2 };
    await expect(call("hanna", "place", { ...row, ...stockholm })).rejects.toThrow(
      /handling med ansökningar, och .* rekvireras. Välj ett ärende i en omgång som söks/,
    );
    await call("hanna", "place", { ...row, ...jouren });
    expect(await caseOf(jouren)).toMatchObject({ state: "returned", documents: [{ id: applied.document }] });
    expect((await call("hanna", "applications", { round: ngos })).applications).toMatchObject([
      { code: "1", type: "ngo", state: "returned", document: applied.document },
    ]);
  });
});

describe("a request for completion", () => {
  test("goes to all that a document has returned, says what the rules say, and is asked once", async () => {
    const document = await requisitions();
    const ask = { year, of: "requisition", from: { document }, answerBy: "2023-04-20" } as const;
    const { asked } = await call("hanna", "requestCompletion", ask);
    expect(asked).toBe(1);
    const { completions } = await call("hanna", "completions", { year });
    expect(completions).toMatchObject([
      { recipient: "region:03", missing: [writtenWrong], answer: null, dnr: "17/2022" },
    ]);
    expect(completions[0]!.letter).toMatchObject({
      heading: "Begäran om komplettering",
      paragraphs: [expect.stringContaining("dnr 17/2022")],
      list: [writtenWrong],
      ending: [
        expect.stringContaining("2023-04-20"),
        expect.any(String),
        expect.stringContaining("förvaltningslagen"),
      ],
    });
    await expect(call("hanna", "requestCompletion", ask)).rejects.toThrow(/Inget i handlingen väntar/);
  });

  test("has a letter that is written from its own case alone", async () => {
    await requisitions();
    const from = uppsala;
    const { ids } = await call("hanna", "requestCompletion", {
      year,
      of: "requisition",
      from,
      answerBy: "2023-04-20",
    });
    const read: string[] = [];
    const rows: Store["rows"] = (head, collection, recipients) => {
      read.push(`${collection} ${recipients?.join() ?? "all"}`);
      return store.rows(head, collection, recipients);
    };
    const watched = office({ ...store, rows });
    const ask = { year, completion: ids[0]!, format: "docx" } as const;
    const { name, base64 } = await watched("hanna", "completionLetter", ask);
    expect(name).toBe("komplettering Region Uppsala.docx");
    expect(await readWord(Buffer.from(base64, "base64"))).toContain("Organisationsnumret är fel skrivet.");
    expect(read).toEqual(["cases region:03"]);
    const other = { ...ask, completion: ids[0]!.replace("-03", "-04") };
    await expect(watched("hanna", "completionLetter", other)).rejects.toThrow(/finns inte/);
  });

  test.each([
    ["in time", "2023-04-02", "2023-04-10", false],
    ["too late", "2023-04-12", "2023-04-10", true],
  ])("is answered %s by a document, and accepted", async (_, received, answerBy, late) => {
    await requisitions();
    const missing = ["Underskrift saknas."];
    await call("hanna", "requestCompletion", { year, of: "requisition", from: stockholm, answerBy, missing });
    expect(await caseOf()).toMatchObject({ state: "returned", task: null });
    // While it is awaited nothing is decided.
    await expect(call("hanna", "prepareDecision", { round })).rejects.toThrow(/inget att besluta/);

    const now = "2023-05-01T10:00:00.000Z";
    const { base64, ...file } = fileOf("underskriften");
    await call("hanna", "keepFile", { ...file, base64 });
    const { answered } = await call(
      "hanna",
      "registerDocument",
      { year, type: "completion", received, channel: "e-post", sender: "Region", file, cases: [stockholm] },
      { now },
    );
    expect(answered).toHaveLength(1);
    expect(await caseOf()).toMatchObject({ state: "returned", late });
    await call("hanna", "actOnCase", { ...stockholm, act: "accept", reason: "Underskriften har kommit in." });
    const after = await caseOf();
    expect(after).toMatchObject({ state: "submitted", late });
    expect(after.task?.text).toMatch(late ? /Pröva i beslut/ : /Granska/);
    const later: Call = (person, route, input) => call(person, route, input, { now });
    await decided(later, round, "2023-04-20");
    expect(await caseOf()).toMatchObject({ state: "decided" });
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("may be as long as the contract takes, ten times, and then the case is to be decided", async () => {
    await requisitions();
    const missing = Array<string>(20).fill("å".repeat(400));
    const ask = { year, of: "requisition", from: stockholm, answerBy: "2023-04-10", missing } as const;
    for (let n = 0; n < 10; n += 1) await call("hanna", "requestCompletion", ask);
    expect((await caseOf()).completions).toHaveLength(10);
    await expect(call("hanna", "requestCompletion", ask)).rejects.toThrow(/10 gånger.*Lämna ärendet/);
  });

  test("is answered by a new sheet too", async () => {
    const document = await requisitions();
    const from = { document };
    await call("hanna", "requestCompletion", { year, of: "requisition", from, answerBy: "2023-04-20" });
    await call("hanna", "registerRequisitions", {
      ...requisitionSheet(requisitionRow(round, "03", 900_000)),
      document: documentNamed("rättad", "2023-04-01"),
      expected: { "region:03": 1 },
    });
    const { completions, state: now } = await caseOf(uppsala);
    expect(now).toBe("submitted");
    expect(completions[0]!.answer).toMatchObject({ received: "2023-04-01" });
  });

  test.each<[what: string, input: Partial<RouteRequest<"requestCompletion">>, words: RegExp]>([
    ["to be answered yesterday", { answerBy: "2023-04-01" }, /måste vara efter 2023-04-02/],
    ["that says nothing", { missing: [] }, /Skriv vad som saknas/],
    ["of a case where nothing came in", { from: { round, recipient: "region:09" } }, /”Ej inkommen”/],
    ["of a report that is not there", { of: "report" }, /ingen återrapport/],
  ])("%s is refused", async (_, input, words) => {
    await requisitions();
    const good = {
      of: "requisition" as const,
      from: stockholm,
      answerBy: "2023-04-20",
      missing: ["Underskrift."],
    };
    await expect(call("hanna", "requestCompletion", { year, ...good, ...input })).rejects.toThrow(words);
  });
});

describe("a case", () => {
  test("goes from nothing to closed, with each act in its log", async () => {
    const seen: string[] = [];
    const see = async (): Promise<void> => void seen.push((await caseOf()).state);
    await see();
    await requisitions();
    await see();
    const { id } = await call("hanna", "prepareDecision", { round });
    await see();
    await call("bo", "decide", {
      round,
      decision: id,
      date: "2022-09-10",
      dnr: "2/2022",
      ground: "Förordning",
    });
    await see();
    await paidOut(call, round, id);
    await see();
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 900_000, 0)),
      document: documentNamed("rapport", "2023-03-20"),
    });
    await see();
    await call("hanna", "actOnCase", { ...stockholm, act: "close", reason: "Allt är förbrukat." });
    await see();
    expect(seen).toEqual(["draft", "submitted", "approved", "decided", "paid", "reported", "closed"]);
    expect((await caseOf()).log.map(({ act }) => act)).toEqual([
      "nyckel fastställd",
      "rekvisitioner registrerade",
      "beslut förberett",
      "beslut fattat",
      "betalningsunderlag attesterat",
      "utbetalt",
      "återrapporter registrerade",
      "ärende avslutat",
    ]);
    const { cases } = await call("hanna", "cases", { year, filter: "open" });
    expect(cases.map(({ recipient }) => recipient)).toEqual(["region:03"]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("that is taken back is not decided, and comes again with a new requisition", async () => {
    await requisitions();
    await call("hanna", "actOnCase", { ...stockholm, act: "withdraw", reason: "Regionen har återtagit." });
    expect((await caseOf()).state).toBe("withdrawn");
    await expect(call("hanna", "prepareDecision", { round })).rejects.toThrow(/inget att besluta/);
    await requisitioned(call, [requisitionRow(round, "01", 800_000)], "ny rekvisition");
    expect((await caseOf()).state).toBe("submitted");
  });

  test.each<[act: RouteRequest<"actOnCase">["act"], words: RegExp]>([
    ["close", /”Inkommen”.*”Avsluta” går inte då.*”Lämna till beslut”/],
    ["accept", /”Godta kompletteringen” går inte då/],
  ])("%s out of turn is refused with what is permitted", async (act, words) => {
    await requisitions();
    await expect(call("hanna", "actOnCase", { ...stockholm, act, reason: "x" })).rejects.toThrow(words);
  });

  test.each([
    [100_000, "decided"],
    [null, "declined"],
  ] as const)("whose recipient declines %s kronor (null: all) is %s", async (amount, state) => {
    await requisitions();
    const decision = await decided(call, round);
    await call("hanna", "decline", {
      round,
      code: "01",
      decision,
      amount,
      date: "2022-09-10",
      dnr: "9/2022",
    });
    expect((await caseOf()).state).toBe(state);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("that is asked for in time, after the round was closed early, is said so and can be given money", async () => {
    await fixedKey(call, round);
    const seen = await seenBy(call, { round });
    const close = { round, date: "2022-06-15", dnr: "3/2022", ground: "Exempeldata", seen };
    await expect(call("bo", "decideRedistribution", close)).rejects.toThrow(
      /tas emot till och med 2022-09-01.*bekräfta att ni omfördelar/,
    );
    await call("bo", "decideRedistribution", { ...close, beforeWindowEnds: true });
    await call("hanna", "registerRequisitions", {
      ...requisitionSheet(requisitionRow(round, "01", 900_000, { received: "2022-08-20" })),
      document: documentNamed("i tid", "2022-08-20"),
    });
    expect(await caseOf()).toMatchObject({
      state: "returned",
      late: false,
      task: { text: expect.stringMatching(/stängd/) as unknown },
    });
    const accept = { ...stockholm, act: "accept", reason: "Kom in i tid." } as const;
    await expect(call("hanna", "actOnCase", accept)).rejects.toThrow(/ändring av beslutet om nyckeln först/);
    const before = (await call("rut", "decision", { round, decision: "nyckel-1" })).lines.find(
      ({ code }) => code === "01",
    )!.amount;
    const { id } = await call("hanna", "prepareCorrection", {
      ...{ round, decision: "nyckel-1", act: "amendment", legalGround: "nya-omstandigheter" },
      ground: "Rekvisitionen kom in i tid.",
      lines: [{ code: "01", amount: before + 900_000 }],
    });
    await call("bo", "decide", {
      round,
      decision: id,
      date: "2022-09-10",
      dnr: "4/2022",
      ground: "Exempeldata",
    });
    await call("hanna", "actOnCase", accept);
    expect((await caseOf()).state).toBe("submitted");
    await decided(call, round, "2022-09-12");
    expect((await caseOf()).state).toBe("decided");
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  const declining = { round, code: "01", decision: null, date: "2022-09-10", dnr: "9/2022" };

  test.each<[what: string, asked: (() => Promise<unknown>) | null]>([
    ["nothing has come in of", null],
    ["has a requisition", () => requisitions()],
  ])("that %s ends when the recipient declines all that it is allotted", async (_, asked) => {
    if (asked === null) await fixedKey(call, round);
    else await asked();
    await call("hanna", "decline", { ...declining, amount: 1 });
    expect((await caseOf()).state).toBe(asked === null ? "draft" : "submitted");
    await call("hanna", "decline", declining);
    expect(await caseOf()).toMatchObject({ state: "declined", task: null });
    const open = await call("hanna", "cases", { year: 2022, filter: "open" });
    expect(open.cases.map(({ recipient }) => recipient)).not.toContain(stockholm.recipient);
    await expect(call("hanna", "prepareDecision", { round })).rejects.toThrow(/inget att besluta/);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("that has a completion to send in and declines is waited for no more", async () => {
    await requisitions();
    const ask = { year, of: "requisition", from: stockholm, answerBy: "2023-04-20" } as const;
    await call("hanna", "requestCompletion", { ...ask, missing: ["Fullmakt."] });
    await call("hanna", "decline", declining);
    expect(await caseOf()).toMatchObject({
      state: "declined",
      completions: [{ answer: null, ended: declining.date }],
    });
  });

  test("with money of a top-up too ends when the last of it is declined", async () => {
    const [first, topUp] = ["2021-region-1", "2021-region-2"] as const;
    for (const one of [first, topUp]) await fixedKey(call, one, "2021-09-01");
    const gotland = { round: first, recipient: "region:09" };
    const decline = (one: string) =>
      call("hanna", "decline", { ...declining, round: one, code: "09", date: "2021-10-01" });
    await decline(first);
    expect((await caseOf(gotland)).state).toBe("draft");
    await decline(topUp);
    const { state, log } = await caseOf(gotland);
    expect(state).toBe("declined");
    // Both rounds have acts of the same name; the case itself, in the first, ends with the last of them.
    const { name } = findRound(topUp)!;
    expect(log.map(({ act }) => act)).toEqual([
      "nyckel fastställd",
      "mottagaren avstår",
      "mottagaren avstår",
      `${name}: nyckel fastställd`,
      `${name}: mottagaren avstår`,
    ]);
    expect(await faultsInBooks(store, [first, topUp])).toEqual([]);
  });

  test("that is left to decision when the recipient declines is no longer what the decision says", async () => {
    await requisitions();
    const { id } = await call("hanna", "prepareDecision", { round });
    await call("hanna", "decline", declining);
    expect((await caseOf()).state).toBe("declined");
    await expect(
      call("bo", "decide", { round, decision: id, date: "2022-09-11", dnr: "1", ground: "Förordningen." }),
    ).rejects.toThrow(/stämmer inte längre/);
  });

  test("that came in late is whole, waits to be tried, and is decided and paid when it is accepted", async () => {
    await fixedKey(call, round);
    const late = requisitionRow(round, "01", 900_000, { received: "2022-12-01" });
    const { returned } = await requisitioned(call, [late], "sen rekvisition", "2022-12-01");
    expect(returned).toBe(1);
    const before = await caseOf();
    expect(before).toMatchObject({ state: "returned", late: true, received: "2022-12-01" });
    expect(before.task?.text).toMatch(/^Kom in 2022-12-01, efter sista dag .+ Pröva i beslut/);
    const from = { document: before.documents[0]!.id };
    await expect(
      call("hanna", "requestCompletion", { year, of: "requisition", from, answerBy: "2023-04-20" }),
    ).rejects.toThrow(/Inget i handlingen väntar/);
    await call("hanna", "actOnCase", { ...stockholm, act: "accept", reason: "Synnerliga skäl." });
    expect(await caseOf()).toMatchObject({ state: "submitted", late: true });
    await paidOut(call, round, await decided(call, round, "2023-01-10"), "2023-01-20");
    const { payments } = await call("eva", "payments", { round });
    const { lines } = await call("eva", "payment", { round, payment: payments[0]!.id });
    expect(lines).toMatchObject([{ code: "01", amount: 900_000, payee: { account: "5050-1055" } }]);
    expect((await caseOf()).state).toBe("paid");
  });

  test("with faults is not accepted by hand", async () => {
    await requisitions();
    await expect(call("hanna", "actOnCase", { ...uppsala, act: "accept", reason: "x" })).rejects.toThrow(
      /Registrera den kompletterade rekvisitionen/,
    );
  });

  test("with money to come back is not closed", async () => {
    await requisitions();
    await paidOut(call, round, await decided(call, round));
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 899_000, 1000)),
      document: documentNamed("rapport", "2023-03-20"),
    });
    expect((await caseOf()).task?.text).toBe("1\u00a0000 kr ska betalas tillbaka. Följ upp det.");
    await expect(call("hanna", "actOnCase", { ...stockholm, act: "close", reason: "x" })).rejects.toThrow(
      /1.000 kr är inte återbetalda/,
    );
  });

  test("carries notes, and its chain holds their sums and not their texts", async () => {
    const secret = "Skyddat boende på Storgatan.";
    await call("bo", "note", { ...stockholm, text: secret });
    await call("hanna", "note", { ...stockholm, text: "Ringde." });
    expect((await caseOf()).notes.map(({ text, by }) => [text, by])).toEqual([
      [secret, "Bo, beslutsfattare"],
      ["Ringde.", "Hanna, handläggare"],
    ]);
    const [head] = await store.heads([round]);
    const records = JSON.stringify(await store.records(head!));
    expect(records).toContain(sha256(secret));
    expect(records).not.toContain("Storgatan");
    expect((await call("rut", "audit", { chain: round })).intact).toBe(true);
  });

  test("is handed over, for good or until somebody is back", async () => {
    await requisitions();
    const mine = async (now: string): Promise<string[]> =>
      (await call("hanna", "cases", { year, filter: "mine" }, { now })).cases.map(
        ({ recipient }) => recipient,
      );
    const give = (to: string, until: string | null = null) =>
      call("hanna", "handOver", { ...stockholm, to, reason: "Semester", until });
    expect(await give("Hanna, handläggare")).toMatchObject({ task: "Granska och lämna till beslut." });
    expect(await mine("2023-04-02T10:00:00Z")).toEqual(["region:01"]);
    // Somebody whom nobody has seen at work cannot be meant; she is known from the first thing that she does.
    await expect(give("Frida, föredragande")).rejects.toMatchObject({
      code: "rules-broken",
      message: expect.stringMatching(/Frida, föredragande” har arbetat .* be personen logga in/) as unknown,
    });
    expect((await caseOf()).colleagues).toEqual(["Bo, beslutsfattare", "Hanna, handläggare"]);
    await call("frida", "note", { ...stockholm, text: "Jag tar över." });
    expect((await caseOf()).colleagues).toContain("Frida, föredragande");
    await give("Frida, föredragande", "2023-04-10");
    expect(await mine("2023-04-10T10:00:00Z")).toEqual([]);
    expect(await mine("2023-04-11T10:00:00Z")).toEqual(["region:01"]);
    await expect(give("Frida, föredragande", "2023-04-01")).rejects.toThrow(/2023-04-01 har varit/);
  });
});

describe("a case of an application", () => {
  const ngos = "2022-ideell";
  const one = { round: ngos, recipient: "ngo:1" };
  const act = { date: "2022-10-01", dnr: "7/2022", ground: "Exempeldata" };
  const sheet = (...rows: Row[]) =>
    ngoApplications(...rows.map((row) => ({ applicant: "Jouren A", orgnr: "802002-5162", ...row })));
  const apply = (name: string, ...rows: Row[]) =>
    call("hanna", "registerApplications", {
      round: ngos,
      ...sheet(...rows),
      document: documentNamed(name, "2022-03-01"),
    });
  const seen = async () => (await caseOf(one)).state;

  test("is in the list from the day it came in, and goes from nothing to reported", async () => {
    const seenStates = [await seen()];
    const { document } = await apply("ansökan", {});
    seenStates.push(await seen());
    expect(await call("hanna", "cases", { year, filter: "open" })).toMatchObject({
      cases: [{ ...one, state: "submitted", received: "2022-03-01", name: "Jouren A" }],
    });
    expect((await caseOf(one)).documents.map(({ id }) => id)).toEqual([document]);
    const decision = await assessed(call, ngos);
    seenStates.push(await seen());
    await call("bo", "decide", { round: ngos, decision, ...act });
    seenStates.push(await seen());
    await paidOut(call, ngos, decision, "2022-10-05");
    seenStates.push(await seen());
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("ngo", "1", 400_000, 0)),
      document: documentNamed("rapport", "2023-03-20"),
    });
    seenStates.push(await seen());
    expect(seenStates).toEqual(["draft", "submitted", "approved", "decided", "paid", "reported"]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test.each([
    ["rejected", ["relevans-konkurrens"]],
    ["withdrawn", []],
  ] as const)("that is decided as %s is so", async (outcome, grounds) => {
    await apply("ansökan", {});
    const decision = await assessed(call, ngos, { 1: { outcome, amount: 0, grounds: [...grounds] } });
    expect(await seen()).toBe("approved");
    await call("bo", "decide", { round: ngos, decision, ...act });
    expect(await seen()).toBe(outcome);
    await expect(call("hanna", "prepareApplications", { round: ngos })).rejects.toThrow(/inget att besluta/);
  });

  test.each([
    ["rejected", "rejected", { outcome: "rejected", amount: 0, grounds: ["relevans-konkurrens"] }],
    ["granted all the same", "decided", { outcome: "granted", grounds: [] }],
    ["withdrawn", "withdrawn", { outcome: "withdrawn", amount: 0, grounds: [] }],
  ] as const)("that is %s is waited for no more, nor reminded of", async (_, state, assessment) => {
    const { document } = await apply("ansökan", { orgnr: "fel" });
    const ask = { year, of: "requisition", from: { document }, answerBy: "2023-04-20" } as const;
    await call("hanna", "requestCompletion", ask);
    const reminded = async (): Promise<number> =>
      (await call("hanna", "reminders", { year }, { now: "2023-04-21T10:00:00Z" })).reminders.filter(
        ({ matter }) => matter === "completion",
      ).length;
    expect(await reminded()).toBe(1);
    const decision = await assessed(call, ngos, { 1: { ...assessment, grounds: [...assessment.grounds] } });
    // Prepared is not decided: until then the answer is waited for.
    expect(await reminded()).toBe(1);
    await call("bo", "decide", { round: ngos, decision, ...act, date: "2023-04-02" });
    expect(await caseOf(one)).toMatchObject({ state, completions: [{ answer: null, ended: "2023-04-02" }] });
    expect(await reminded()).toBe(0);
    await expect(call("hanna", "requestCompletion", ask)).rejects.toThrow(/Inget i handlingen väntar/);
    expect((await call("rut", "audit", { chain: ngos })).intact).toBe(true);
  });

  test.each([
    ["of a top-up is waited for no more when that is decided", "2021-myndighet-2", ["2023-04-02"]],
    ["of a round is waited for when another of its top-up is decided", "2021-myndighet-1", [null]],
  ] as const)("%s", async (_, asked, ended) => {
    const [board, topUp] = [{ round: "2021-myndighet-1", recipient: "agency:12" }, "2021-myndighet-2"];
    const applied = (round: string, email: string) =>
      call("hanna", "registerApplications", {
        round,
        ...ngoApplications({
          ...{ applicant: "Länsstyrelsen i Skåne län", orgnr: "202100-2353", statement: "Tillstyrks." },
          ...{ received: "2021-03-20", email },
        }),
        document: documentNamed(`${round} ${email}`, "2021-03-20"),
      });
    await applied(asked, "fel");
    const ask = { year: 2021, of: "requisition", from: board, answerBy: "2023-05-01" } as const;
    await call("hanna", "requestCompletion", ask);
    if (asked !== topUp) await applied(topUp, "registrator@example.se");
    const decision = await assessed(call, topUp);
    await call("bo", "decide", { round: topUp, decision, ...act, date: "2023-04-02" });
    const { completions, log } = await caseOf(board);
    expect(completions.map((one) => one.ended ?? null)).toEqual(ended);
    expect(log.some(({ act: what }) => what === "komplettering avslutad genom beslut")).toBe(
      ended[0] !== null,
    );
    expect(await faultsInBooks(store, [board.round, topUp])).toEqual([]);
  });

  test("of a top-up stands in the case of the round that it tops up, and is completed and taken back there", async () => {
    const board = { round: "2021-myndighet-1", recipient: "agency:12" };
    const applied = (name: string, email: string) =>
      call("hanna", "registerApplications", {
        round: "2021-myndighet-2",
        ...ngoApplications({
          applicant: "Länsstyrelsen i Skåne län",
          orgnr: "202100-2353",
          statement: "Tillstyrks.",
          received: "2021-08-20",
          email,
        }),
        document: documentNamed(name, "2021-08-20"),
      });
    expect(await applied("tillägg", "fel")).toMatchObject({ returned: 1 });
    expect(await caseOf(board)).toMatchObject({ state: "returned", completions: [] });
    const ask = { year: 2021, of: "requisition", from: board, answerBy: "2023-05-01" } as const;
    await call("hanna", "requestCompletion", ask);
    const { document } = await applied("tillägg, rättat", "registrator@example.se");
    const now = await caseOf(board);
    expect([now.state, now.completions.map(({ answer }) => answer?.document)]).toEqual([
      "submitted",
      [document],
    ]);
    const byHand = { act: "withdraw", reason: "Skåne har återtagit sin ansökan." } as const;
    expect(await call("hanna", "actOnCase", { ...board, ...byHand })).toEqual({ state: "withdrawn" });
    const { applications } = await call("hanna", "applications", { round: "2021-myndighet-2" });
    expect(applications.map(({ code, state }) => [code, state])).toEqual([["12", "withdrawn"]]);
    expect(await faultsInBooks(store, ["2021-myndighet-1", "2021-myndighet-2"])).toEqual([]);
  });

  test("that was written off is taken up by a new application, assessed anew", async () => {
    await apply("ansökan", {});
    const decision = await assessed(call, ngos, { 1: { outcome: "withdrawn", amount: 0 } });
    await call("bo", "decide", { round: ngos, decision, ...act });
    const { applications } = await call("hanna", "applications", { round: ngos });
    const [{ version }] = applications as [(typeof applications)[number]];
    const again = {
      code: "1",
      version,
      outcome: "granted",
      amount: 400_000,
      grounds: [],
      rank: null,
    } as const;
    await expect(
      call("hanna", "assessApplications", {
        round: ngos,
        assessments: [{ ...again, grounds: [], note: null, statement: null, inputs: null }],
      }),
    ).rejects.toThrow(/återtagen eller ersatt/);
    await apply("ny ansökan", { amount: 50_000, budget: 50_000 });
    expect(await seen()).toBe("submitted");
    expect((await call("hanna", "applications", { round: ngos })).applications[0]).toMatchObject({
      amount: 50_000,
      assessment: null,
    });
    await call("bo", "decide", { round: ngos, decision: await assessed(call, ngos), ...act });
    expect(await caseOf(one)).toMatchObject({ state: "decided", documents: [{}, {}] });
  });

  test("that is taken back by hand is not decided, also by what was prepared before", async () => {
    await apply("ansökan", {}, { applicant: "Jouren B", orgnr: "802002-9990" });
    await call("hanna", "actOnCase", { ...one, act: "withdraw", reason: "Föreningen har återtagit." });
    expect(await seen()).toBe("withdrawn");
    const decision = await assessed(call, ngos);
    const { lines } = await call("bo", "decision", { round: ngos, decision });
    expect(lines.map(({ code }) => code)).toEqual(["2"]);
  });

  test("that came in with faults is completed: asked for in words, answered by a new sheet, or accepted", async () => {
    const { document } = await apply("ansökan", { orgnr: "fel", amount: null, budget: null });
    expect(await seen()).toBe("returned");
    await call("hanna", "requestCompletion", {
      year,
      of: "requisition",
      from: { document },
      answerBy: "2023-04-20",
    });
    const [asked] = (await call("hanna", "completions", { year })).completions;
    expect(asked).toMatchObject({ recipient: "ngo:1" });
    expect(asked!.letter.paragraphs[0]).toMatch(/tagit emot ansökan från Jouren A för /);
    expect(asked!.missing).toContain(
      "Någon uppgift som måste lämnas saknas. Fyll i alla uppgifter som ansökan frågar efter.",
    );
    expect(asked!.missing.join()).not.toMatch(/uppfyller inte regeln/);
    await expect(call("hanna", "actOnCase", { ...one, act: "accept", reason: "x" })).rejects.toThrow(
      /Registrera den kompletterade ansökan/,
    );
    await apply("komplettering", {});
    expect(await caseOf(one)).toMatchObject({
      state: "submitted",
      completions: [{ answer: { received: "2022-03-01" } }],
    });

    const missing = ["Underskrift saknas."];
    await call("hanna", "requestCompletion", {
      year,
      of: "requisition",
      from: one,
      answerBy: "2023-04-20",
      missing,
    });
    expect(await seen()).toBe("returned");
    await call("hanna", "actOnCase", { ...one, act: "accept", reason: "Underskriften fanns." });
    expect(await seen()).toBe("submitted");
    // Nobody waits for the answer any more.
    expect((await caseOf(one)).completions).toMatchObject([
      { answer: { received: "2022-03-01" } },
      { answer: null, ended: "2023-04-02" },
    ]);
    const { completions: list } = await call("hanna", "completions", { year });
    expect(list.map(({ ended }) => ended)).toEqual([undefined, "2023-04-02"]);
  });

  test("of a city district, of a federation and of one granted without application is opened, written in and filed", async () => {
    const round = "2013-kommun";
    const at = { now: "2013-04-02T10:00:00.000Z" };
    const rows = ["Stockholms stad, SDF Bromma", "Norrorts kommunalförbund"];
    await call(
      "hanna",
      "registerApplications",
      {
        round,
        ...sheetOf(...rows.map((applicant) => ({ ...goodRow, applicant, members: null }))),
        document: documentNamed("2013", "2013-03-01"),
      },
      at,
    );
    await call(
      "hanna",
      "registerGrants",
      {
        ...{
          round,
          decidedBy: "Generaldirektören",
          date: "2013-04-01",
          dnr: "4/2013",
          ground: "Exempeldata",
        },
        grants: [{ code: "189901", name: "Förvaltningen (exempeldata)", orgnr: null, amount: 1000 }],
      },
      at,
    );
    for (const [code, name] of [
      ["018001", "Stockholms stad, SDF Bromma"],
      ["010001", "Norrorts kommunalförbund"],
      ["189901", "Förvaltningen (exempeldata)"],
    ]) {
      const recipient = `municipality:${code!}`;
      await call("hanna", "note", { round, recipient, text: "Ringde." }, at);
      expect(await call("hanna", "case", { round, recipient }, at)).toMatchObject({ name, notes: [{}] });
      await call("hanna", "checkRecipient", { recipient, check: "signatory", holds: true }, at);
      expect((await call("rut", "recipientFile", { recipient }, at)).checks).toHaveLength(1);
      const { base64, ...file } = fileOf(`brev ${code!}`);
      await call("hanna", "keepFile", { ...file, base64 });
      const cases = [{ round, recipient }];
      const came = { type: "letter", received: "2013-04-01", channel: "post", sender: name! } as const;
      await call("hanna", "registerDocument", { year: 2013, ...came, file, cases }, at);
    }
    for (const recipient of ["municipality:018099", "municipality:9999"]) {
      await expect(caseOf({ round, recipient })).rejects.toThrow(/finns inte i Kommuner 2013/);
      await expect(call("rut", "recipientFile", { recipient })).rejects.toThrow(/finns inte i registret/);
    }
  });

  test("whose payment comes back is paid to another account", async () => {
    await apply("ansökan", {});
    const decision = await assessed(call, ngos);
    await call("bo", "decide", { round: ngos, decision, ...act });
    const payment = await paidOut(call, ngos, decision, "2022-10-05");
    const account = { kind: "bankgiro", account: "5805-6201" } as const;
    const returned = { round: ngos, payment, code: "1", date: "2022-10-10", account };
    await expect(
      call("eva", "returnPayment", { ...returned, account: { ...account, account: "5805-6202" } }),
    ).rejects.toThrow(/Kontonumret till mottagare 1 är fel/);
    await call("eva", "returnPayment", returned);
    const { id } = await call("arne", "attestPayment", { round: ngos, decision });
    const { lines } = await call("eva", "payment", { round: ngos, payment: id });
    expect(lines).toMatchObject([{ code: "1", payee: { account: "5805-6201" } }]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("that comes in after the decision is in the case all the same", async () => {
    await apply("ansökan", {});
    await call("bo", "decide", { round: ngos, decision: await assessed(call, ngos), ...act });
    await apply("ny ansökan", { amount: 50_000, budget: 50_000 });
    expect(await caseOf(one)).toMatchObject({ state: "decided", documents: [{}, {}] });
  });

  test("is rejected in the assessment, and not as a requisition is", async () => {
    await apply("ansökan", {});
    await expect(
      call("hanna", "prepareRejection", { ...one, grounds: ["for-sen"], reason: "Sen." }),
    ).rejects.toThrow(/avslås i bedömningen/);
  });
});

describe("what is left of the money", () => {
  const reported = async (): Promise<string> => {
    await requisitions();
    const decision = await decided(call, round);
    await paidOut(call, round, decision);
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 900_000, 0)),
      document: documentNamed("rapport", "2023-03-20"),
    });
    return decision;
  };
  const close = () => call("hanna", "actOnCase", { ...stockholm, act: "close", reason: "Klart." });

  test("of a closed case that a decision takes back opens it again, with what is to be done", async () => {
    const decision = await reported();
    await close();
    const { id } = await call("hanna", "prepareCorrection", {
      ...{ round, decision, act: "amendment", legalGround: "oriktiga-uppgifter", ground: "Exempeldata" },
      lines: [{ code: "01", amount: 800_000 }],
    });
    expect((await caseOf()).state).toBe("closed");
    await call("bo", "decide", { round, decision: id, date: "2023-04-01", dnr: "9", ground: "Exempeldata" });
    expect(await caseOf()).toMatchObject({
      state: "reported",
      task: { text: "100\u00a0000 kr ska betalas tillbaka. Följ upp det." },
    });
    await expect(close()).rejects.toThrow(/100.000 kr är inte återbetalda/);
    await call("eva", "registerRepayment", {
      round,
      code: "01",
      amount: 100_000,
      date: "2023-04-02",
      dnr: "10",
    });
    expect((await caseOf()).state).toBe("reported");
    await close();
    expect((await caseOf()).state).toBe("closed");
  });
});

describe("what is known of a recipient", () => {
  const ngo = "ngo:1";
  const written = {
    recipient: ngo,
    contacts: [{ name: "Kim Ek", email: "kim.ek@example.se" }],
    signatories: [{ name: "Alva Berg", from: "2021-01-01", to: "2023-03-31" }],
    representatives: [{ name: "Ombud AB", from: "2022-01-01" }],
    version: 0,
  };

  test("is warned about where it lacks or has run out, and a case may be decided all the same", async () => {
    await granted(call, [1000]);
    await call("hanna", "writeRecipientFile", written);
    const warnings = async (): Promise<string[]> =>
      (await caseOf({ round: "2022-ideell", recipient: ngo })).warnings;
    expect(await warnings()).toEqual([
      "Stadgar: inte kontrollerat. Kontrollera innan beslut.",
      "Firmatecknare: inte kontrollerat. Kontrollera innan beslut.",
      "Revisor: inte kontrollerat. Kontrollera innan beslut.",
      "Kontots ägare: inte kontrollerat. Kontrollera innan beslut.",
      "Firmatecknaren Alva Berg gällde till 2023-03-31. Begär en ny uppgift.",
      "Ombudet Ombud AB är inte godkänt. Pröva fullmakten.",
    ]);
    for (const check of ["statutes", "signatory", "auditor", "account"] as const)
      await call("hanna", "checkRecipient", { recipient: ngo, check, holds: check !== "auditor" });
    expect((await warnings())[0]).toMatch(/^Revisor: kontrollen 2023-04-02 visade en brist/);
    expect(await warnings()).toHaveLength(3);
    const { checks } = await call("rut", "recipientFile", { recipient: ngo });
    expect(checks[0]).toMatchObject({ by: "Hanna, handläggare", date: "2023-04-02", document: null });
  });

  test.each(["inget", "a@b.se\r\nBcc: x@y.se", "Kim <kim@example.se>"])(
    "has no address like %j",
    async (email) => {
      await expect(
        call("hanna", "writeRecipientFile", { ...written, contacts: [{ name: "Kim Ek", email }] }),
      ).rejects.toThrow(/E-postadressen till Kim Ek är fel. Skriv en enda adress/);
    },
  );

  test("is not overwritten by one who has not seen it", async () => {
    await call("hanna", "writeRecipientFile", written);
    await expect(call("frida", "writeRecipientFile", written)).rejects.toThrow(/Någon annan har ändrat/);
    const turned = {
      ...written,
      version: 1,
      signatories: [{ name: "A", from: "2022-02-01", to: "2022-01-01" }],
    };
    await expect(call("hanna", "writeRecipientFile", turned)).rejects.toThrow(/slutar gälla 2022-01-01/);
  });
});

test("the year's checklist says who ticked what and when", async () => {
  const { version } = await call("hanna", "checklist", { year });
  await call("hanna", "tickChecklist", { year, item: "nyckel", done: true, version });
  await expect(call("frida", "tickChecklist", { year, item: "nyckel", done: true, version })).rejects.toThrow(
    /Någon annan/,
  );
  const { items } = await call("rut", "checklist", { year });
  expect(items.filter(({ ticked }) => ticked !== null)).toMatchObject([
    { id: "nyckel", ticked: { by: "Hanna, handläggare", at: "2023-04-02T10:00:00.000Z" } },
  ]);
  expect((await call("rut", "audit", { chain: "2022" })).records).toHaveLength(1);
});

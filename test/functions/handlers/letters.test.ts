import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256OfBytes } from "../../../functions/audit.ts";
import type { Store } from "../../../functions/store/model.ts";
import { readPdf, readWord, squeezed } from "../../support/open-letter.ts";
import { type Database, openDatabase } from "../fixture.ts";
import {
  assessed,
  type Call,
  closed,
  decided,
  documentNamed,
  fixedKey,
  ngoApplications,
  office,
  requisitioned,
  requisitionRow,
} from "../office.ts";

const round = "2022-region";
const decision = "beslut-4";

let database: Database;
let store: Store;
let call: Call;
beforeAll(async () => {
  database = await openDatabase();
  ({ store } = await database.connect());
  call = office(store);
  await fixedKey(call, round);
  await requisitioned(
    call,
    [requisitionRow(round, "01", 900_000), requisitionRow(round, "03", 800_000)],
    "två",
  );
  await decided(call, round);
});
afterAll(() => database.close());

const wordOf = (base64: string): Promise<string> => readWord(Buffer.from(base64, "base64"));

const said = async (of: string, id: string, code = "2403"): Promise<string> =>
  wordOf((await call("rut", "letter", { round: of, decision: id, code, format: "docx" })).base64);

describe("the letter to a recipient", () => {
  test("says amount, how it came about, conditions and appeal; the same in Word and PDF", async () => {
    const ask = { round, decision, code: "01" };
    const word = await call("rut", "letter", { ...ask, format: "docx" });
    const pdf = await call("rut", "letter", { ...ask, format: "pdf" });
    const text = await readPdf(Buffer.from(pdf.base64, "base64"));
    const said = await wordOf(word.base64);
    for (const words of [
      "Region Stockholm rekvirerade medel på 900\u00a0000\u00a0kr",
      "Ni har rekvirerat 900\u00a0000\u00a0kr.",
      "Enligt fördelningsnyckeln:",
      "Beloppet betalas ut till bankgiro 5050-1055.",
      "Medel som inte har förbrukats under året ska återbetalas.",
      "Beslutet kan överklagas till allmän förvaltningsdomstol.",
      "Bo, beslutsfattare",
    ]) {
      expect(said).toContain(words);
      expect(text).toContain(squeezed(words));
    }
    expect(word.name).toBe("beslut-4 Region Stockholm.docx");
  });

  test("says a top-up and redistributed money as what they are", async () => {
    const [first, topUp] = ["2022-kommun-1", "2022-kommun-2"];
    for (const one of [first, topUp]) await fixedKey(call, one);
    await requisitioned(call, [requisitionRow(first, "2403", 112_000, { wantsMore: "ja" })], "bjurholm");
    const ordinary = await said(first, await decided(call, first));
    expect(ordinary).toContain("beviljar Bjurholm rekvirerade medel på 112\u00a0000\u00a0kr");
    expect(ordinary).toContain("Ni har rekvirerat 112\u00a0000\u00a0kr.");
    const more = await said(topUp, await decided(call, topUp));
    expect(more).toContain("Beslut om tilläggsmedel");
    expect(more).toContain("beviljar Bjurholm tilläggsmedel på");
    expect(more).toContain("Er rekvisition i Kommuner 2022, omgång 1 gäller även tilläggsmedlen.");
    expect(more).not.toContain("Ni har rekvirerat");
    await requisitioned(call, [requisitionRow(first, "1440", 100_000, { wantsMore: "ja" })], "ale");
    await closed(call, first);
    const last = await decided(call, first, "2022-11-01");
    const again = await said(first, last);
    expect(again).toContain("beviljar Bjurholm omfördelade medel på 50\u00a0000\u00a0kr");
    expect(again).toContain("omfördelade medel, som andra inte har rekvirerat.");
    expect(again).not.toContain("Ni har rekvirerat");
    expect(again).toContain("Enligt omfördelningen: Varv 1: ");
    expect(again).toContain("Mottagarens tak är 50\u00a0000 kr: beloppet blir 50\u00a0000 kr.");
    expect(again).not.toContain("Enligt fördelningsnyckeln");
    const both = await said(first, last, "1440");
    for (const words of [
      "beviljar Ale rekvirerade och omfördelade medel på 150\u00a0000\u00a0kr",
      "Enligt fördelningsnyckeln: ",
      "Ni har rekvirerat 100\u00a0000\u00a0kr.",
      "Av beloppet är 50\u00a0000\u00a0kr omfördelade medel",
      "Enligt omfördelningen: Varv 1: ",
    ])
      expect(both).toContain(words);
    const { decisions } = await call("rut", "yearDecisions", { year: 2022 });
    const shared = await said(first, decisions.find(({ kind }) => kind === "redistribution")!.id);
    expect(shared).toContain("Mottagarens tak är 50\u00a0000 kr: beloppet blir 50\u00a0000 kr.");
    expect(shared).not.toContain("Enligt fördelningsnyckeln");
  });

  test("of a key says by when to requisition, of a top-up in which round", async () => {
    const { decisions } = await call("rut", "yearDecisions", { year: 2022 });
    const keyOf = (of: string) => decisions.find((one) => one.round === of && one.kind === "key")!.id;
    expect(await said(round, keyOf(round), "01")).toContain(
      "Medlen betalas ut efter rekvisition, som ska ha kommit in senast 2022-09-01.",
    );
    expect(await said("2022-kommun-2", keyOf("2022-kommun-2"))).toContain(
      "Medlen betalas ut efter er rekvisition i Kommuner 2022, omgång 1, som ska ha kommit in senast 2022-09-01.",
    );
  });

  test("of a joint application names its members", async () => {
    const ngos = "2022-ideell";
    await call("hanna", "registerApplications", {
      round: ngos,
      ...ngoApplications({ applicant: "Jouren A", members: "Jouren B; Jouren C" }),
      document: documentNamed("gemensam", "2022-03-01"),
    });
    const text = await said(ngos, await assessed(call, ngos), "1");
    expect(text).toContain("Ansökan är gemensam med Jouren B och Jouren C. Jouren A är huvudansvarig");
  });

  test("of a correction shows no computation of the amount that was", async () => {
    const { id } = await call("hanna", "prepareCorrection", {
      round,
      decision,
      act: "amendment",
      legalGround: "oriktiga-uppgifter",
      ground: "Uppgifterna var fel (exempeldata).",
      lines: [{ code: "01", amount: 500_000 }],
    });
    const text = await said(round, id, "01");
    expect(text).toContain("Region Stockholm är 500\u00a0000\u00a0kr");
    expect(text).not.toMatch(/räknats fram|Ni har rekvirerat|fördelningsnyckeln/);
  });

  test("breaks the line where Word did, and holds no character that XML forbids", async () => {
    const { id } = await call("hanna", "prepareCorrection", {
      round,
      decision,
      act: "revocation",
      legalGround: "forbehall",
      ground: "Första raden.\vAndra raden.\u0000\u0007 Slut.",
      lines: [{ code: "01", amount: 0 }],
    });
    const { base64 } = await call("rut", "letter", { round, decision: id, code: "01", format: "docx" });
    const xml = strFromU8(unzipSync(Buffer.from(base64, "base64"))["word/document.xml"]!);
    expect(xml).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f]/u);
    expect(xml).toMatch(/Första raden\.<\/w:t>.*<w:br\/>.*Andra raden\. Slut\./u);
  });

  test("of a decision that is not made is marked as a draft, and is not sent", async () => {
    await call("hanna", "prepareAllocation", { round: "2022-kommun-3" });
    const ask = { round: "2022-kommun-3", decision: "nyckel-1" };
    const { base64 } = await call("rut", "letter", { ...ask, code: "0180", format: "docx" });
    expect(await wordOf(base64)).toContain("Grunden är inte angiven än");
    await expect(
      call("hanna", "dispatch", {
        ...ask,
        codes: ["0180"],
        date: "2022-10-01",
        way: "e-post",
        format: "pdf",
      }),
    ).rejects.toThrow("expedieras när det är fattat");
  });

  test("is kept as it was sent, with its sum, and the days to notice are counted", async () => {
    const send = { round, decision, way: "e-post", format: "pdf" } as const;
    await expect(call("hanna", "dispatch", { ...send, codes: ["01"], date: "2022-09-09" })).rejects.toThrow(
      "ligger före beslutet",
    );
    await expect(call("hanna", "dispatch", { ...send, codes: ["25"], date: "2022-09-12" })).rejects.toThrow(
      "25 finns inte i beslutet",
    );
    await call("hanna", "dispatch", { ...send, codes: ["01"], date: "2022-09-12" });
    await call("hanna", "dispatch", { ...send, codes: ["03"], date: "2022-09-14" });

    await expect(
      call("hanna", "dispatch", { ...send, codes: ["01", "03"], date: "2022-09-15" }),
    ).rejects.toThrow(/01 och 1 till har redan fått beslutet på samma sätt, den 2022-09-12/);
    expect(await store.entries("dispatches", round)).toHaveLength(2);
    const byPost = { ...send, way: "post" as const, codes: ["01"], date: "2022-09-15" };
    await call("hanna", "dispatch", byPost);
    await call("hanna", "dispatch", { ...byPost, again: true });
    expect(await store.entries("dispatches", round)).toHaveLength(4);

    const before = await call("rut", "letter", { round, decision, code: "01", format: "pdf" });
    expect(before.dispatched).toEqual({ date: "2022-09-12", way: "e-post" });
    const kept = (await store.entries("dispatches", round)).find(({ value }) => value.date === "2022-09-12");
    expect(kept!.value.letters).toEqual([{ code: "01", sha256: before.sha256 }]);
    expect(sha256OfBytes((await store.file(before.sha256))!)).toBe(before.sha256);

    const { lines } = await call("rut", "decision", { round, decision });
    expect(lines.map(({ code, sent }) => [code, sent])).toEqual([
      ["01", "2022-09-12"],
      ["03", "2022-09-14"],
    ]);
    const { decisions, notice } = await call("rut", "yearDecisions", { year: 2022 });
    expect(decisions.find((one) => one.round === round && one.id === decision)?.notice).toEqual({
      recipients: 2,
      of: 2,
      complete: "2022-09-14",
      days: { calendar: 4, business: 3 },
    });
    expect(notice).toMatchObject({ decisions: 1, longest: { calendar: 4, business: 3 } });
    expect((await call("rut", "audit", { chain: round })).intact).toBe(true);
  });
});

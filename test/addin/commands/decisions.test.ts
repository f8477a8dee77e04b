import mammoth from "mammoth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256OfBytes } from "../../../functions/audit.ts";
import { documentNamed, requisitionRow, requisitionSheet } from "../../functions/office.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

const round = "2022-region";
const act = { date: "2022-10-20", dnr: "7/2022", ground: "Exempeldata" };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.as("hanna").call(
    "registerRequisitions",
    {
      ...requisitionSheet(requisitionRow(round, "01", 900_000), requisitionRow(round, "03", 800_000)),
      document: documentNamed("två"),
    },
    { idempotencyKey: "requisitions-1" },
  );
});
afterAll(() => office.close());

async function at<T>(person: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(office.as(person));
  try {
    return await work(desk);
  } finally {
    desk.leave();
  }
}

test("a decision from preparation to notice and correction, with its sheets and its letter", async () => {
  const { id: decision } = await at("hanna", ({ commands }) => commands.prepareDecision(round));
  await at("hanna", ({ commands }) => commands.presentDecision({ round, decision }));
  await at("bo", ({ commands }) => commands.decide({ round, decision, ...act }));

  await at("hanna", async ({ commands, read }) => {
    const how = { round, decision, date: "2022-10-24", way: "e-post", format: "docx" } as const;
    expect(await commands.dispatch(how, ["01", "03"], patiently())).toBe(2);
    const { bytes, sha256, name } = await commands.letter(round, decision, "01", "docx");
    expect(sha256OfBytes(bytes)).toBe(sha256);
    expect(name).toBe(`${decision} Region Stockholm.docx`);
    expect((await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value).toContain(
      "900\u00a0000\u00a0kr",
    );

    const correction = await commands.prepareCorrection({
      round,
      decision,
      act: "amendment",
      legalGround: "oriktiga-uppgifter",
      ground: "Exempeldata: fel underlag",
      lines: [{ code: "01", amount: 700_000 }],
    });
    await at("bo", (desk) =>
      desk.commands.decide({ round, decision: correction.id, ...act, date: "2022-11-01" }),
    );

    const listed = await commands.refreshDecisions(2022, patiently());
    expect(listed).toMatchObject({ sheet: "Beslut", conflicts: [] });
    const sheet = (await read("Beslut")).flat();
    expect(sheet).toEqual(
      expect.arrayContaining([`ändring av ${decision}`, "Kalenderdagar till expediering"]),
    );
    expect(sheet.join(" ")).toContain("4 kalenderdagar (2 arbetsdagar)");
    // Another year's decisions beside them: these are not over for that.
    expect(await commands.refreshDecisions(2021, patiently())).toMatchObject({ vanished: 0 });
    await commands.refreshCases(2022, patiently());
    expect(await commands.refreshCases(2021, patiently())).toMatchObject({ vanished: 0 });

    await commands.insertAnnex(round, decision, patiently());
    const annex = await read("Bilaga");
    const headings = annex.find((row) => row.includes("Kod"))!;
    const stockholm = annex.find((row) => row.includes("Region Stockholm"))!;
    const cell = (heading: string) => stockholm[headings.indexOf(heading)];
    expect([cell("Belopp enligt beslutet"), cell("Belopp efter ändringar"), cell("Läge")]).toEqual([
      900_000,
      700_000,
      "Fattat",
    ]);
    expect(annex.flat().join(" ")).toContain("1\u00a0700\u00a0000 kr (kontrollsumma)");
  });
});

test("a key that is not fixed says so in each row of its annex", async () => {
  const late = "2022-kommun-3";
  await at("hanna", async ({ commands, read }) => {
    const { id } = await commands.prepareKey(late, {});
    await commands.insertAnnex(late, id, patiently());
    const rows = await read("Bilaga");
    const state = rows.find((row) => row.includes("Läge"))!.indexOf("Läge");
    const kommuner = rows.filter((row) => row.includes(late));
    expect(kommuner).toHaveLength(290);
    expect(new Set(kommuner.map((row) => row[state]))).toEqual(new Set(["Preliminär"]));
  });
});

test("what comes back of the money, and what is declined, goes over commands too", async () => {
  const paid = await office.as("hanna").call("yearDecisions", { year: 2022 });
  const decision = paid.decisions.find(({ kind }) => kind === "requisitions")!.id;
  const eva = office.as("eva");
  const { id: payment } = await eva.call(
    "attestPayment",
    { round, decision },
    { idempotencyKey: "attest-0001" },
  );
  await eva.call("pay", { round, payment, date: "2022-11-05" }, { idempotencyKey: "pay-00000001" });
  await at("eva", async ({ commands }) => {
    const back = { round, code: "01", date: "2022-11-10", dnr: "8/2022" };
    expect((await commands.registerRepayment({ ...back, amount: 100_000 })).total).toBe(100_000);
    const returned = await commands.returnPayment({ round, payment, code: "03", date: "2022-11-10" });
    expect(returned.total).toBe(800_000);
  });
  await at("hanna", async ({ commands }) => {
    const declined = await commands.decline({
      round,
      code: "03",
      decision,
      date: "2022-11-12",
      dnr: "9/2022",
    });
    expect(declined.total).toBe(800_000);
  });
});

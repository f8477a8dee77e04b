import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { largestFile } from "../../../shared/case/files.ts";
import { writeCsv } from "../../../shared/files/csv.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import type { Cell } from "../../../shared/cell.ts";
import { requisitionRow } from "../../functions/office.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

const round = "2022-kommun-1";
const headings = requisitionColumns.map(({ heading }) => heading);
const incoming = { received: "2022-05-02", channel: "e-tjänst" } as const;
const rowOf = (code: string): Cell[] =>
  requisitionRow(round, code, allottedByKey(round, code)).map((cell, i) =>
    requisitionColumns[i]!.id === "received" ? "2022-05-02" : cell,
  );

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

/** The one document of this name, with the bytes that the service gives back. */
async function kept(name: RegExp): Promise<Uint8Array> {
  const { documents } = await office.as("hanna").call("documents", { year: 2022 });
  const found = documents.filter((one) => name.test(one.name));
  expect(found).toHaveLength(1);
  expect(found[0]!.size).not.toBeNull();
  return (await desk.commands.readDocument(found[0]!.id)).bytes;
}

async function registered(): Promise<void> {
  const result = await desk.commands.check(patiently());
  await desk.commands.register(result, incoming, patiently());
}

describe("what is registered is kept as it came", () => {
  test("a file: its bytes, however the sheet was mended since", async () => {
    desk = await openDesk(office.as("hanna"));
    const bytes = writeCsv([headings, rowOf("0114")]);
    await desk.commands.importRows(await desk.commands.readImport("export.csv", bytes), patiently());
    await registered();
    expect(await kept(/^export\.csv$/)).toEqual(new Uint8Array(bytes));
  });

  test("pasted text: the text", async () => {
    desk = await openDesk(office.as("hanna"));
    const text = [headings, rowOf("0115")].map((row) => row.map(String).join("\t")).join("\n");
    await desk.commands.importRows(await desk.commands.readPasted(text), patiently());
    await registered();
    expect(new TextDecoder().decode(await kept(/^Inklistrad text$/))).toBe(text);
  });

  test("a sheet that came by no file: its cells", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", [headings, rowOf("0117")]);
    await registered();
    const [first, second] = JSON.parse(new TextDecoder().decode(await kept(/^Bladet /))) as string[][];
    expect(first).toEqual(headings);
    expect(second).toContain("0117");
  });

  test("a file that is too large is told before anything is written", async () => {
    desk = await openDesk(office.as("hanna"));
    const preview = await desk.commands.readImport("stor.csv", writeCsv([headings, rowOf("0120")]));
    const large = { ...preview, source: { ...preview.source, bytes: new Uint8Array(largestFile + 1) } };
    await expect(desk.commands.importRows(large, patiently())).rejects.toThrow(/stor\.csv är 4,4 MB.*delar/);
    await expect(desk.read("Rekvisitioner")).rejects.toThrow();
  });
});

describe("a letter", () => {
  test("is registered in its case and read again byte for byte; the same file twice is told", async () => {
    desk = await openDesk(office.as("hanna"));
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256);
    const cases = [{ round, recipient: "municipality:0120" }];
    const cameIn = { ...incoming, type: "letter", sender: "Värmdö kommun", time: "08:05", cases } as const;
    const { document } = await desk.commands.registerFile({ name: "brev.pdf", bytes }, cameIn);
    expect((await desk.commands.readDocument(document)).bytes).toEqual(bytes);
    await expect(desk.commands.registerFile({ name: "brev.pdf", bytes }, cameIn)).rejects.toThrow(
      /redan registrerad/,
    );
    const { documents } = await office.as("hanna").call("case", cases[0]!);
    expect(documents).toMatchObject([{ id: document, sender: "Värmdö kommun", time: "08:05" }]);
  });
});

describe("the sheets", () => {
  test("Handlingar and Ärenden hold what the service holds, and change with it alone", async () => {
    desk = await openDesk(office.as("hanna"));
    const documents = await desk.commands.refreshDocuments(2022, patiently());
    const cases = await desk.commands.refreshCases(2022, patiently());
    expect([documents, cases]).toMatchObject([
      { sheet: "Handlingar", conflicts: [] },
      { sheet: "Ärenden", conflicts: [] },
    ]);
    const all = await office.as("hanna").call("cases", { year: 2022 });
    expect(cases.added).toBe(all.cases.length);
    const rows = await desk.read("Ärenden");
    expect(rows.flat()).toContain("Granska och lämna till beslut.");
    expect((await desk.read("Handlingar")).flat()).toContain("Värmdö kommun");
    // Another year's documents beside them: these are not over for that.
    expect(await desk.commands.refreshDocuments(2021, patiently())).toMatchObject({ vanished: 0 });
    expect(await desk.commands.refreshDocuments(2022, patiently())).toMatchObject({ added: 0, vanished: 0 });

    const { documents: all2022 } = await office.as("hanna").call("documents", { year: 2022 });
    const letter = all2022.find(({ type }) => type === "letter")!;
    await desk.commands.actOnCases("place", {
      ...{ year: 2022, document: letter.id, row: null },
      type: { to: "statutes", reason: "Exempeldata." },
    });
    expect(await desk.commands.refreshDocuments(2022, patiently())).toMatchObject({
      changed: 1,
      vanished: 0,
    });
    const sheet = await desk.read("Handlingar");
    expect(sheet.find((row) => row.includes("Stadgar"))).toContain("Skrivelse");

    await desk.commands.actOnCases("note", {
      round,
      recipient: "municipality:0120",
      text: "Ringde kommunen (exempeldata).",
    });
    expect(await desk.commands.refreshCases(2022, patiently())).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: all.cases.length,
    });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import { sampleYear } from "../../../preview/sample/sample-year.ts";
import type { Cell } from "../../../shared/cell.ts";
import { writeCsv } from "../../../shared/files/csv.ts";
import { writeWorkbook } from "../../../shared/files/write-xlsx.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import type { Problem } from "../../../shared/problems.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { requisitionContext as serviceContext } from "../../preview/sample/validation.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { AWKWARD_TEXTS, RISKY_TEXTS } from "../../shared/files/hostile-texts.ts";
import { hostileCells } from "../../shared/requisition/hostile-cells.ts";
import { requisitionRow } from "../../functions/office.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { refused } from "../refused.ts";

const headings = requisitionColumns.map(({ heading }) => heading);
const round = "2022-kommun-1";
const sheetOf = (...codes: string[]): Cell[][] => [
  headings,
  ...codes.map((code) => requisitionRow(round, code, allottedByKey(round, code))),
];

/** A .csv holds no dates of Excel's. */
const asExported = (row: readonly Cell[]): Cell[] =>
  row.map((cell, i) => (requisitionColumns[i]!.id === "received" ? "2022-05-02" : cell));

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

describe("Registrera", () => {
  test("registers what was controlled, once however often the answer is lost", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", sheetOf("0114", "0115"));
    const result = await desk.commands.check(patiently());
    const first = await desk.commands.register(
      result,
      { received: "2022-05-02", channel: "e-tjänst" },
      patiently(),
    );
    expect(first).toMatchObject({ registered: 2, returned: 0, unidentified: 0 });
    expect(
      await desk.commands.register(result, { received: "2022-05-02", channel: "e-tjänst" }, patiently()),
    ).toEqual(first);
  });

  test("not a sheet that has been changed since", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", sheetOf("0117", "0120"));
    const result = await desk.commands.check(patiently());
    await desk.type("Rekvisitioner", "E2", [[1]]);
    expect(
      await refused(
        desk.commands.register(result, { received: "2022-05-02", channel: "e-tjänst" }, patiently()),
      ),
    ).toMatchObject({
      code: "stale-check",
    });
    const { requisitions } = await office.as("hanna").call("requisitions", { round });
    expect(requisitions.some(({ code }) => code === "0117")).toBe(false);
  });

  test("not over what somebody else has registered meanwhile: says whose it is; after a new control it goes", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", sheetOf("0123", "0125"));
    const mine = await desk.commands.check(patiently());
    await desk.type("Hugos", "A1", sheetOf("0125", "0126"));
    const hugos = await desk.commands.check(patiently());
    await desk.commands.register(hugos, { received: "2022-05-02", channel: "e-tjänst" }, patiently());
    const problem = await refused(
      desk.commands.register(mine, { received: "2022-05-02", channel: "e-tjänst" }, patiently()),
    );
    expect(problem).toMatchObject({
      code: "conflict",
      detail:
        "Hanna Handläggare (2022-11-16 kl. 11.00) har registrerat en rekvisition från Ekerö sedan du kontrollerade. Inget har registrerats. Kontrollera igen, jämför och registrera sedan.",
    });
    await desk.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Rekvisitioner").activate();
      await context.sync();
    });
    const again = await desk.commands.check(patiently());
    expect(
      await desk.commands.register(again, { received: "2022-05-02", channel: "e-tjänst" }, patiently()),
    ).toMatchObject({ registered: 2 });
  });

  test("a sheet that is registered is controlled again as itself, and what is completed in it is registered too", async () => {
    desk = await openDesk(office.as("hanna"));
    const [names, good, faulty] = sheetOf("0128", "0136");
    const amount = requisitionColumns.findIndex(({ id }) => id === "amount");
    const wrong = faulty!.map((cell, i) => (i === amount ? "hela beloppet" : cell));
    const bytes = writeCsv([names!, asExported(good!), asExported(wrong)]);
    await desk.commands.importRows(await desk.commands.readImport("två.csv", bytes), patiently());
    const first = await desk.commands.check(patiently());
    expect(first).toMatchObject({ rowCount: 2, withoutProblems: 1, differing: false });
    expect(
      await desk.commands.register(first, { received: "2022-05-02", channel: "e-tjänst" }, patiently()),
    ).toMatchObject({
      registered: 1,
      returned: 1,
    });
    const cell = first.problems[0]!.cell;
    await desk.type("Rekvisitioner", cell, [[faulty![amount] ?? null]]);
    const second = await desk.commands.check(patiently());
    // The two have the same made-up account, which is worth a question and no more.
    expect(second).toMatchObject({ rowCount: 2, differing: false });
    expect(second.problems.map(({ rule }) => rule)).toEqual(["konto-en-mottagare"]);
    await desk.commands.register(second, { received: "2022-05-02", channel: "e-tjänst" }, patiently());
    const { requisitions } = await office.as("hanna").call("requisitions", { round });
    const states = requisitions.filter(({ code }) => ["0128", "0136"].includes(code));
    expect(states.map(({ state }) => state)).toEqual(["submitted", "submitted"]);
    // The file stays registered as it came; the sheet with what was completed is a document of its own.
    const { documents } = await desk.commands.status(2022);
    expect(documents.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["två.csv", "två.csv, kompletterad i bladet Rekvisitioner"]),
    );
    const third = await desk.commands.check(patiently());
    expect(third).toMatchObject({ differing: false, withoutProblems: second.withoutProblems });
  });

  test("a file with a name too long for the register loses its middle, completed too", async () => {
    desk = await openDesk(office.as("hanna"));
    const name = `${"Rekvisition från Tyresö ".repeat(9)}.csv`;
    const [names, row] = sheetOf("0138");
    const bytes = writeCsv([names!, asExported(row!)]);
    await desk.commands.importRows(await desk.commands.readImport(name, bytes), patiently());
    for (const end of [".csv", ", kompletterad i bladet Rekvisitioner"]) {
      await desk.commands.register(
        await desk.commands.check(patiently()),
        { received: "2022-05-02", channel: "e-tjänst" },
        patiently(),
      );
      expect(await office.service.store.documents(2022)).toContainEqual(
        expect.objectContaining({
          name: expect.stringMatching(new RegExp(`^Rekvisition från Tyresö .*${end}$`)) as string,
        }),
      );
    }
  });

  test("the same rows in another file are said to be registered already, in both lists", async () => {
    desk = await openDesk(office.as("hanna"));
    const bytes = writeCsv([headings, asExported(sheetOf("0128")[1]!), ["en annan fil"]]);
    await desk.commands.importRows(await desk.commands.readImport("igen.csv", bytes), patiently());
    const { problems, differing } = await desk.commands.check(patiently());
    expect(problems.map(({ rule }) => rule)).toEqual(["rekvisition-inte-registrerad"]);
    expect(differing).toBe(false);
  });
});

describe("an answer to a request for completion", () => {
  test("that came in after the window counts from what it completes, in both lists", async () => {
    desk = await openDesk(office.as("hanna"));
    const faulty = requisitionRow(round, "0127", 0);
    await desk.type("Rekvisitioner", "A1", [headings, faulty]);
    const first = await desk.commands.check(patiently());
    const registered = await desk.commands.register(
      first,
      { received: "2022-05-02", channel: "e-tjänst" },
      patiently(),
    );
    const from = { document: registered.document };
    await office
      .as("hanna")
      .call(
        "requestCompletion",
        { year: 2022, of: "requisition", from, answerBy: "2022-12-15" },
        { idempotencyKey: "komplettera-0127" },
      );
    const answer = requisitionRow(round, "0127", 100_000, { received: "2022-11-10" });
    await desk.type("Rekvisitioner", "A1", [headings, answer]);
    const judged = await desk.commands.check(patiently());
    expect(judged).toMatchObject({ problems: [], differing: false });
  });
});

describe("import of a file", () => {
  test("the sample file comes in as it is, is controlled, mended and registered as the document it was", async () => {
    desk = await openDesk(office.as("hanna"));
    const sample = await requisitionFile(sampleYear(), allottedByKey);
    const preview = await desk.commands.readImport(sample.name, sample.bytes);
    expect(preview).toMatchObject({ sheet: "Rekvisitioner", mapping: requisitionColumns.map((_, i) => i) });
    const { undo } = await desk.commands.importRows(preview, patiently());
    expect(desk.host.wireLog.formatsBeforeValues).toBe(true);
    expect(desk.host.wireLog.largestRequest).toBeLessThan(4_000_000);
    const result = await desk.commands.check(patiently());
    expect(result).toMatchObject({ rowCount: preview.rows, differing: false });
    // The tests before have registered some of these recipients: of them both lists say so.
    const perRound = await Promise.all(
      ["2022-kommun-1", "2022-region"].map(async (round) => {
        const { requisitions } = await office.as("hanna").call("requisitions", { round });
        return requisitions.flatMap(({ code, state }) => (state === "submitted" ? [`${round} ${code}`] : []));
      }),
    );
    const submitted = new Set(perRound.flat());
    const asItWas = validateRequisitions(
      { sheet: sample.sheet, rows: sample.rows },
      { ...serviceContext, alreadyRegistered: (round, code) => submitted.has(`${round} ${code}`) },
    );
    const said = ({ rule, value, fix, text }: Problem): unknown => [
      rule,
      value,
      fix,
      text.replace(/rad \d+/, ""),
    ];
    expect(result.problems.map(said)).toEqual(asItWas.problems.map(said));
    await desk.commands.applyFixes(result, patiently());
    const mended = await desk.commands.check(patiently());
    await desk.commands.register(mended, { received: "2022-09-01", channel: "e-tjänst" }, patiently());
    const { documents } = await desk.commands.status(2022);
    expect(documents).toContainEqual(
      expect.objectContaining({ name: sample.name, sha256: preview.source.sha256, type: "requisitions" }),
    );
    await undo!();
    expect(desk.host.book.sheetNamed("Rekvisitioner")).toBeNull();
  });

  test("an export with two rows of headings, subtotals and names instead of codes", async () => {
    desk = await openDesk(office.as("hanna"));
    const [, good] = sheetOf("0127");
    const at = (id: string): Cell => good![requisitionColumns.findIndex((column) => column.id === id)]!;
    const csv = writeCsv([
      ["Rekvisitioner, uttag 2022-09-01"],
      ["Sökande", "", "", "", "Kontaktperson", "", "Konto", "", "Ärende", ""],
      [
        "Namn",
        "Org.nr",
        "Belopp (kr)",
        "Önskar mer medel",
        "Namn",
        "E-post",
        "Kontotyp",
        "Kontonummer",
        "Inkom",
        "Undertecknare",
      ],
      ["Stockholms län"],
      [
        "Botkyrka kommun",
        at("orgnr"),
        at("amount"),
        "nej",
        "Kim Ek",
        "kim@example.se",
        "bankgiro",
        "5050-1055",
        "2022-05-02",
        "Kim Ek",
      ],
      ["Delsumma Stockholms län", null, at("amount")],
    ]);
    const preview = await desk.commands.readImport("uttag.csv", csv);
    expect(preview.leftOut.map(({ row, why }) => `${row} ${why}`)).toEqual([
      "1 Titel eller rubrik ovanför",
      "2 Titel eller rubrik ovanför",
      "3 Rubrikrad",
      "4 Mellanrubrik eller anteckning: bara en cell är ifylld",
      "6 Summa eller delsumma",
    ]);
    await desk.commands.importRows(preview, patiently());
    expect(await desk.commands.check(patiently())).toMatchObject({
      rowCount: 1,
      withoutProblems: 1,
      problems: [],
    });
    expect((await desk.read("Rekvisitioner", "A5:C5"))[0]).toEqual([round, "0127", "Botkyrka kommun"]);
  });

  test("a mapping that the user has corrected is remembered for the next file with the same headings", async () => {
    desk = await openDesk(office.as("hanna"));
    const csv = (name: string) =>
      writeCsv([
        ["Kommun", "Kommunkod", "Belopp", "Summa som önskas"],
        [name, "2080", "1", "5"],
      ]);
    const preview = await desk.commands.readImport("a.csv", csv("Falun"));
    const amount = requisitionColumns.findIndex(({ id }) => id === "amount");
    expect(preview.mapping[amount]).toBe(2);
    const mapping = preview.mapping.map((column, i) => (i === amount ? 3 : column));
    await desk.commands.importRows({ ...preview, mapping }, patiently());
    expect((await desk.commands.readImport("b.csv", csv("Orsa"))).mapping[amount]).toBe(3);
  });

  test.each([
    ["empty", new Uint8Array(), "Filen är tom. Välj en annan fil."],
    [
      "of something else",
      new TextEncoder().encode("a;b\n1;2"),
      "Filen x.csv har ingen rad med minst tre av rekvisitionens rubriker. Kontrollera att det är rätt fil.",
    ],
  ])("a file %s is refused in plain words", async (_, bytes, detail) => {
    desk = await openDesk(office.as("hanna"));
    expect(await refused(desk.commands.readImport("x.csv", bytes))).toMatchObject({ code: "file", detail });
  });
});

describe("text from strangers", () => {
  const texts = [...RISKY_TEXTS, ...AWKWARD_TEXTS, ...hostileCells.map(([, cell]) => cell)].filter(
    (cell): cell is string => typeof cell === "string",
  );

  test("from a file never lands as a formula, neither in the sheet nor in Kontroll nor in Fel", async () => {
    desk = await openDesk(office.as("hanna"));
    const column = requisitionColumns.findIndex(({ id }) => id === "contact");
    const [, row] = sheetOf("0136");
    const bytes = await writeWorkbook([
      {
        name: "Rekvisitioner",
        columns: headings.map((heading) => ({ heading })),
        rows: texts.map((text) => row!.map((cell, i) => (i === column || i === 2 ? text : cell))),
      },
    ]);
    const preview = await desk.commands.readImport("elak.xlsx", bytes);
    await desk.commands.importRows(preview, patiently());
    const result = await desk.commands.check(patiently());
    expect(result.differing).toBe(false);
    await desk.commands.applyFixes(result, patiently());
    await desk.commands.writeProblemSheet(result);
    const formulas = desk.host.book.sheets.flatMap((sheet) =>
      [...sheet.contents.values()].filter(({ formula }) => formula !== null),
    );
    expect(formulas).toEqual([]);
    expect(result.problems.length).toBeGreaterThan(texts.length);
  });
});

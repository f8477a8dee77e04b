import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import type { Severity } from "../../../shared/problems.ts";
import type { RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import { requisitionCellRules, requisitionRowRules } from "../../../shared/requisition/rules.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { address, context, second, sheetOf, valid } from "./example.ts";
import type { Row } from "./example.ts";

/** A valid row, what is changed in it, and the one problem that follows: where, by which rule, with which fix. */
interface Case {
  readonly rule: string;
  readonly cell: RequisitionColumnId;
  readonly change: Partial<Row>;
  readonly fix?: Cell;
  readonly severity?: Severity;
}

const cases: readonly Case[] = [
  { rule: "omgang-angiven", cell: "round", change: { round: null } },
  { rule: "omgang-finns", cell: "round", change: { round: "Kommuner 2019" } },
  { rule: "omgang-tar-rekvisitioner", cell: "round", change: { round: "kommun-2" } },
  {
    rule: "omgang-tar-rekvisitioner",
    cell: "round",
    change: { round: "ideell-1", code: "7", name: "Kvinnojouren", orgnr: "802000-0009" },
  },
  { rule: "kod-angiven", cell: "code", change: { code: "" } },
  { rule: "kod-form", cell: "code", change: { code: "180" }, fix: "0180" },
  { rule: "kod-form", cell: "code", change: { code: 180 }, fix: "0180" },
  { rule: "kod-form", cell: "code", change: { code: "Stockholm" } },
  { rule: "kod-form", cell: "code", change: { code: "01800" } },
  { rule: "kod-finns", cell: "code", change: { code: "9999" } },
  { rule: "kod-finns", cell: "code", change: { code: "01" } },
  { rule: "mottagare-aktiv", cell: "code", change: { code: "1917", name: "Heby" } },
  { rule: "mottagare-angiven", cell: "name", change: { name: " " }, fix: "Stockholm" },
  { rule: "mottagare-stammer-med-kod", cell: "name", change: { name: "Falun" } },
  { rule: "mottagare-stammer-med-kod", cell: "name", change: { name: "Stokholm" } },
  { rule: "mottagare-stammer-med-kod", cell: "name", change: { name: "Region Stockholm" } },
  { rule: "orgnr-angivet", cell: "orgnr", change: { orgnr: null } },
  { rule: "orgnr-form", cell: "orgnr", change: { orgnr: "2120000142" }, fix: "212000-0142" },
  { rule: "orgnr-form", cell: "orgnr", change: { orgnr: 2120000142 }, fix: "212000-0142" },
  { rule: "orgnr-form", cell: "orgnr", change: { orgnr: "162120000142" }, fix: "212000-0142" },
  { rule: "orgnr-form", cell: "orgnr", change: { orgnr: "212000-14" } },
  { rule: "orgnr-tredje-siffra", cell: "orgnr", change: { orgnr: "811218-9876" } },
  { rule: "orgnr-kontrollsiffra", cell: "orgnr", change: { orgnr: "212000-0143" } },
  { rule: "orgnr-prefix", cell: "orgnr", change: { orgnr: "202100-5489" }, severity: "warning" },
  { rule: "belopp-angivet", cell: "amount", change: { amount: null } },
  { rule: "belopp-tal", cell: "amount", change: { amount: "hela beloppet" } },
  { rule: "belopp-utan-decimaler", cell: "amount", change: { amount: 499_999.5 } },
  { rule: "belopp-utan-decimaler", cell: "amount", change: { amount: "500 000,00" } },
  { rule: "belopp-entydigt", cell: "amount", change: { amount: "500.000" } },
  { rule: "belopp-rimligt", cell: "amount", change: { amount: 2 ** 53 } },
  { rule: "belopp-positivt", cell: "amount", change: { amount: 0 } },
  { rule: "belopp-positivt", cell: "amount", change: { amount: "\u2212500 000" } },
  { rule: "belopp-grupper", cell: "amount", change: { amount: "50 0000" }, severity: "warning" },
  { rule: "belopp-skrivsatt", cell: "amount", change: { amount: "500\u00a0000 kr" }, fix: 500_000 },
  { rule: "belopp-skrivsatt", cell: "amount", change: { amount: "500 tkr" }, fix: 500_000 },
  { rule: "belopp-hogst-tilldelat", cell: "amount", change: { amount: 500_001 } },
  { rule: "mer-medel-angivet", cell: "wantsMore", change: { wantsMore: null } },
  { rule: "mer-medel-ja-nej", cell: "wantsMore", change: { wantsMore: "kanske" } },
  { rule: "mer-medel-ja-nej", cell: "wantsMore", change: { wantsMore: "x" } },
  { rule: "mer-medel-ja-nej", cell: "wantsMore", change: { wantsMore: "JA" }, fix: "ja" },
  { rule: "mer-medel-ja-nej", cell: "wantsMore", change: { wantsMore: false }, fix: "nej" },
  {
    rule: "mer-medel-kraver-full-rekvisition",
    cell: "wantsMore",
    change: { amount: 499_999 },
    severity: "warning",
  },
  { rule: "kontakt-angiven", cell: "contact", change: { contact: "-" } },
  { rule: "epost-angiven", cell: "email", change: { email: null } },
  { rule: "epost-form", cell: "email", change: { email: "asa.oberg" } },
  { rule: "epost-form", cell: "email", change: { email: "a@stockholm.example, b@stockholm.example" } },
  { rule: "ombud-angivet", cell: "representative", change: { representative: null } },
  { rule: "ombud-datum-angivet", cell: "representativeApproved", change: { representativeApproved: null } },
  { rule: "ombud-datum-form", cell: "representativeApproved", change: { representativeApproved: "1 april" } },
  {
    rule: "ombud-datum-form",
    cell: "representativeApproved",
    change: { representativeApproved: 20220401 },
    fix: "2022-04-01",
  },
  {
    rule: "ombud-godkant-fore-inkommen",
    cell: "representativeApproved",
    change: { representativeApproved: "2022-05-03" },
  },
  { rule: "kontotyp-angiven", cell: "accountKind", change: { accountKind: null } },
  { rule: "kontotyp-kand", cell: "accountKind", change: { accountKind: "IBAN" } },
  { rule: "kontotyp-kand", cell: "accountKind", change: { accountKind: "BG" }, fix: "bankgiro" },
  { rule: "konto-angivet", cell: "account", change: { account: null } },
  { rule: "konto-form", cell: "account", change: { account: "123" } },
  { rule: "konto-form", cell: "account", change: { account: 50501055 }, fix: "5050-1055" },
  { rule: "konto-form", cell: "account", change: { accountKind: "plusgiro", account: "182" }, fix: "18-2" },
  { rule: "konto-kontrollsiffra", cell: "account", change: { account: "5050-1056" } },
  { rule: "inkom-angivet", cell: "received", change: { received: null } },
  { rule: "inkom-datum", cell: "received", change: { received: "i maj" } },
  { rule: "inkom-datum", cell: "received", change: { received: "20220502" }, fix: "2022-05-02" },
  { rule: "inkom-i-fonstret", cell: "received", change: { received: "2022-04-14" } },
  { rule: "inkom-i-fonstret", cell: "received", change: { received: "2022-09-02" } },
  { rule: "inkom-inte-efter-idag", cell: "received", change: { received: "2022-10-02" } },
  { rule: "undertecknad-angiven", cell: "signatory", change: { signatory: null } },
  { rule: "cell-utan-felvarde", cell: "amount", change: { amount: "#VÄRDEFEL!" } },
  { rule: "cell-utan-felvarde", cell: "contact", change: { contact: NaN } },
  { rule: "cell-utan-sanningsvarde", cell: "reference", change: { reference: true } },
  { rule: "text-utan-olasliga-tecken", cell: "contact", change: { contact: "\ud800sa" } },
  { rule: "text-utan-vand-lasriktning", cell: "contact", change: { contact: "\u202egrebÖ asÅ" } },
  {
    rule: "text-utan-dolda-tecken",
    cell: "contact",
    change: { contact: "Åsa\n\u200bÖberg" },
    fix: "Åsa Öberg",
  },
  { rule: "text-utan-dolda-tecken", cell: "code", change: { code: "0180\u200b" }, fix: "0180" },
  { rule: "text-utan-formel", cell: "reference", change: { reference: '=HYPERLINK("x")' } },
  { rule: "text-utan-formel", cell: "contact", change: { contact: "\uff1dcmd|' /C calc'!A0" } },
  { rule: "text-langd", cell: "reference", change: { reference: "x".repeat(36) } },
];

/** Rules about two rows, or about what is already registered. */
const rowPairs: readonly {
  rule: string;
  cell: RequisitionColumnId;
  change: Partial<Row>;
  severity?: Severity;
}[] = [
  {
    rule: "en-rekvisition-per-mottagare",
    cell: "code",
    change: { code: "0180", name: "Stockholm", orgnr: "212000-0142", account: "5050-1055" },
  },
  { rule: "orgnr-en-mottagare", cell: "orgnr", change: { orgnr: "212000-0142" } },
  { rule: "konto-en-mottagare", cell: "account", change: { account: "5050-1055" }, severity: "warning" },
];

test("a row with nothing to remark has no problem and is read as a requisition", () => {
  expect(validateRequisitions(sheetOf(valid, second), context)).toEqual({
    problems: [],
    rowCount: 2,
    firstDataRow: 2,
    faulty: [],
    rows: [
      {
        row: 2,
        round: "kommun-1",
        kind: "municipality",
        code: "0180",
        name: "Stockholm",
        orgnr: "212000-0142",
        amount: 500_000,
        wantsMore: true,
        contact: "Åsa Öberg",
        email: "asa.oberg@stockholm.example",
        representative: "Eva Ek",
        representativeApproved: "2022-04-01",
        accountKind: "bankgiro",
        account: "5050-1055",
        reference: "Dnr 123/2022",
        received: "2022-05-02",
        signatory: "Bo Ek",
      },
      expect.objectContaining({ row: 3, code: "1280", name: "Malmö" }),
    ],
  });
});

describe("one change in a valid row is one problem at its cell", () => {
  test.each(cases)("$rule: $change", ({ rule, cell, change, fix, severity = "error" }) => {
    const row = { ...valid, ...change };
    const { problems, rows } = validateRequisitions(sheetOf(row), context);
    expect(problems).toEqual([
      {
        sheet: "Rekvisitioner",
        cell: address(cell, 2),
        row: 2,
        column: cell,
        rule,
        severity,
        text: expect.stringMatching(/^[A-ZÅÄÖ].*[.?]$/su) as unknown,
        value: row[cell],
        ...(fix === undefined ? {} : { fix }),
      },
    ]);
    expect(rows).toHaveLength(severity === "error" ? 0 : 1);
  });

  test.each(cases.filter(({ fix }) => fix !== undefined))(
    "$rule: $change is mended by its fix",
    ({ change }) => {
      const table = sheetOf({ ...valid, ...change });
      const { problems } = validateRequisitions(table, context);
      expect(validateRequisitions(applyFixes(table, problems).table, context).problems).toEqual([]);
    },
  );

  test.each(rowPairs)("$rule: second row $change", ({ rule, cell, change, severity = "error" }) => {
    const { problems } = validateRequisitions(sheetOf(valid, { ...second, ...change }), context);
    expect(problems).toEqual([expect.objectContaining({ rule, severity, cell: address(cell, 3), row: 3 })]);
  });

  test("rekvisition-inte-registrerad: the recipient has one already", () => {
    const { problems, rows } = validateRequisitions(sheetOf(valid), {
      ...context,
      alreadyRegistered: () => true,
    });
    expect(problems).toEqual([
      expect.objectContaining({ rule: "rekvisition-inte-registrerad", severity: "warning", cell: "B2" }),
    ]);
    expect(rows).toHaveLength(1);
  });
});

test("every rule has a test, a name of its own and a sentence", () => {
  const rules = [...requisitionCellRules, ...requisitionRowRules];
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const tested = [...cases, ...rowPairs].map(({ rule }) => rule);
  expect([...new Set([...tested, "rekvisition-inte-registrerad"])].sort()).toEqual([...ids].sort());
  for (const { id, sentence } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(sentence).toMatch(/^[A-ZÅÄÖ].*\.$/u);
  }
});

describe("what is accepted", () => {
  test.each<[what: string, change: Partial<Row>]>([
    [
      "a region",
      { round: "Regioner 2022", code: "09", name: "Region Gotland", orgnr: "212000-0803", wantsMore: "nej" },
    ],
    ["a code as a number", { code: "1480", name: "Göteborgs stad", orgnr: "212000-1355" }],
    ["the round by its id, in any case", { round: "KOMMUN-1" }],
    ["dates as Excel serials", { received: 44683, representativeApproved: 44652.5 }],
    [
      "no representative and no reference",
      { representative: null, representativeApproved: null, reference: "" },
    ],
    ["less than the allotted amount, without a wish for more", { amount: 1, wantsMore: "nej" }],
    ["the first and the last day", { received: "2022-09-01" }],
    ["spaces around", { name: "  Stockholms stad ", code: " 0180 ", orgnr: "\u00a0212000-0142 " }],
    ["a reference that is a number", { reference: 12345 }],
  ])("%s", (_, change) => {
    const { problems, rows } = validateRequisitions(sheetOf({ ...valid, ...change }), context);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
  });
});

describe("root cause first: one cause gives one problem", () => {
  test.each<[what: string, change: Partial<Row>, rules: readonly string[]]>([
    [
      "an unknown round",
      { round: "2019", amount: 9e9, received: "2022-04-10", name: "Falun" },
      ["omgang-finns"],
    ],
    ["an unknown code", { code: "9999", name: "Falun", amount: 9e9 }, ["kod-finns"]],
    ["the code of another recipient", { code: "2080", amount: 9e9 }, ["mottagare-stammer-med-kod"]],
    ["a code that has ceased", { code: "1917", name: "Falun", amount: 9e9 }, ["mottagare-aktiv"]],
    ["an amount that is no number", { amount: "allt", wantsMore: "ja" }, ["belopp-tal"]],
    ["an unknown kind of account", { accountKind: "konto", account: "12" }, ["kontotyp-kand"]],
    ["a future date", { received: "2030-01-01" }, ["inkom-inte-efter-idag"]],
    ["a broken date", { received: "?", representativeApproved: "2022-08-01" }, ["inkom-datum"]],
    ["hidden characters and a lost zero", { code: "180\u200b" }, ["kod-form"]],
  ])("%s", (_, change, rules) => {
    const { problems } = validateRequisitions(sheetOf({ ...valid, ...change }), context);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
  });

  test("different causes in a row are all reported", () => {
    const change = {
      code: 180,
      orgnr: "212000-0143",
      amount: "500.000",
      email: "?",
      account: "1",
      received: "x",
    };
    const { problems } = validateRequisitions(sheetOf({ ...valid, ...change }), context);
    expect(problems.map(({ rule }) => rule)).toEqual([
      "kod-form",
      "orgnr-kontrollsiffra",
      "belopp-entydigt",
      "epost-form",
      "konto-form",
      "inkom-datum",
    ]);
  });
});

test("a fix belongs to its own row: the row below with a worse fault in that column has none", () => {
  const { problems } = validateRequisitions(
    sheetOf({ ...valid, code: 180 }, { ...second, code: "Malmö" }),
    context,
  );
  expect(problems.map(({ cell, rule, fix }) => [cell, rule, fix])).toEqual([
    ["B2", "kod-form", "0180"],
    ["B3", "kod-form", undefined],
  ]);
});

test("no fix writes a formula, even when hidden characters stand before it", () => {
  const change = { accountKind: "konto", account: "\u200b=1+1" };
  const { problems } = validateRequisitions(sheetOf({ ...valid, ...change }), context);
  expect(problems.map(({ rule, fix }) => [rule, fix])).toEqual([
    ["kontotyp-kand", undefined],
    ["text-utan-dolda-tecken", undefined],
  ]);
});

test("the texts name what the reader must know", () => {
  const textOf = (change: Partial<Row>): string | undefined =>
    validateRequisitions(sheetOf({ ...valid, ...change }), context).problems[0]?.text;
  expect(textOf({ code: "1917", name: "Heby" })).toBe(
    "Byt till koden 0331. Koden 1917 (Heby) upphörde 2007-01-01.",
  );
  expect(textOf({ amount: 600_000 })).toBe(
    "Sänk beloppet till högst 500\u00a0000 kronor, som Stockholm har tilldelats i omgången.",
  );
  expect(textOf({ name: "Falun" })).toBe("Rätta namnet eller koden. Koden 0180 är Stockholm, inte ”Falun”.");
  expect(textOf({ received: "2022-09-05" })).toContain("prövas i ett särskilt beslut");
  expect(textOf({ received: "2022-04-01", representativeApproved: "2022-03-01" })).toBe(
    "Kontrollera dagen. Omgången öppnade 2022-04-15.",
  );
});

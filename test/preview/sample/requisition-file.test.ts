import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { columnLetter } from "../../../shared/address.ts";
import { isEmail } from "../../../shared/email.ts";
import { parseAccount, parseOrganisationNumber, type AccountKind } from "../../../shared/identifiers.ts";
import type { Problem } from "../../../shared/problems.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { requisitionCellRules, requisitionRowRules } from "../../../shared/requisition/rules.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { faultsOfYear } from "../../../preview/sample/faults-of-year.ts";
import { plantedFaults } from "../../../preview/sample/planted-faults.ts";
import { requisitionFile, requisitionsWith } from "../../../preview/sample/requisition-file.ts";
import { cellsOfSheet } from "../../../preview/sample/sample-file.ts";
import { sampleYear, type SampleYear } from "../../../preview/sample/sample-year.ts";
import { trueRow } from "../../../preview/sample/true-row.ts";
import { allottedByKey } from "./allotted.ts";
import { readBack, requisitionContext } from "./validation.ts";

const otherSeeds = [1, 7, 99, 2023];
const year2022 = sampleYear();

function validated(year: SampleYear, faults = faultsOfYear(year)): readonly Problem[] {
  const sheet = requisitionsWith(year, allottedByKey, faults);
  return validateRequisitions({ sheet: sheet.sheet, rows: cellsOfSheet(sheet) }, requisitionContext).problems;
}

function letterOf(column: RequisitionColumnId): string {
  return columnLetter(requisitionColumns.findIndex(({ id }) => id === column));
}

/** Title, headings, 288 municipalities, a blank row, 21 regions. Below stand the rows that were sent twice. */
const lastRecipientRow = 3 + 1 + 288 + 1 + 21;

/** A row sent twice moves up when another before it is left out: it is known by its code instead of its cell. */
function identified({ cell, row, rule, value }: Problem): string {
  return row > lastRecipientRow ? `B (${String(value)} sent twice);${rule}` : `${cell};${rule}`;
}

/** Written down from the order of the recipients and the meaning of the rules, not from what the program answers. */
const expectedProblems = readFileSync(new URL("expected-problems.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(";").slice(0, 2).join(";"))
  .sort();

describe("the requisition file", () => {
  it("is exempeldata by name and title, and says that its numbers are test numbers", async () => {
    const { name, sheet, rows } = await requisitionFile(year2022, allottedByKey);
    expect(name).toBe("Exempeldata rekvisitioner 2022.xlsx");
    expect(sheet).toBe("Rekvisitioner");
    expect(rows[0]![0]).toMatch(/^Exempeldata: /);
    expect(rows[1]![0]).toContain("Organisationsnummer och konton är testnummer.");
  });

  it("holds 309 recipients and three rows sent twice, in order of round and code, with blank rows between", async () => {
    const keys = requisitionsWith(year2022, allottedByKey, []).rows.map(
      ([round, code]) => `${String(round)} ${String(code)}`,
    );
    expect(keys).toHaveLength(288 + 1 + 21);
    expect([keys[0], keys[289]]).toEqual(["2022-kommun-1 0114", "2022-region 01"]);
    expect(keys.slice(0, 288)).toEqual(keys.slice(0, 288).toSorted());
    expect(keys.slice(289, 310)).toEqual(keys.slice(289, 310).toSorted());
    const all = await requisitionFile(year2022, allottedByKey);
    expect([all.rows[4 + 288], all.rows[4 + 310]]).toEqual([[], []]);
    expect(all.rows.slice(4 + 311).map(([, code]) => code)).toEqual(["1480", "2480", "17"]);
  });

  it.each([2022, ...otherSeeds])(
    "%i: a reader finds in the bytes the cells that it says it holds",
    async (seed) => {
      const file = await requisitionFile(sampleYear(seed), allottedByKey);
      expect((await readBack(file)).rows).toEqual(file.rows);
    },
  );

  it("has the same bytes for the same seed, and others for another", async () => {
    const [first, again, other] = await Promise.all(
      [7, 7, 8].map((seed) => requisitionFile(sampleYear(seed), allottedByKey)),
    );
    expect(first!.bytes).toEqual(again!.bytes);
    expect(first!.bytes).not.toEqual(other!.bytes);
  });
});

describe("what the recipients state", () => {
  it.each([2022, ...otherSeeds])("%i: nobody real, and numbers whose check digits hold", (seed) => {
    const year = sampleYear(seed);
    const rows = year.recipients.map((recipient) => trueRow(year, recipient, allottedByKey, "first"));
    for (const row of rows) {
      expect(row.contact).toMatch(/^Exempelperson \d+$/);
      expect(row.signatory).toMatch(/^Exempelchef \d+$/);
      expect(row.representative ?? "Exempelombud 0").toMatch(/^Exempelombud \d+$/);
      expect(row.email).toMatch(/^(?:kommun|region)-\d+@example\.se$/);
      expect(isEmail(String(row.email))).toBe(true);
      expect(parseOrganisationNumber(row.orgnr)).toEqual({ ok: true, value: row.orgnr });
      expect(parseAccount(row.accountKind as AccountKind, row.account)).toEqual({
        ok: true,
        value: row.account,
      });
    }
    expect(new Set(rows.map(({ account }) => account)).size).toBe(rows.length);
  });

  it("is the organisation number of one recipient each, but for Gotland, municipality and region in one", () => {
    const rows = year2022.recipients.map((recipient) => trueRow(year2022, recipient, allottedByKey, "first"));
    const shared = rows.filter(({ orgnr }) => rows.filter((other) => other.orgnr === orgnr).length > 1);
    expect(shared.map(({ code }) => code)).toEqual(["0980", "09"]);
  });

  it.each([2022, ...otherSeeds])("%i: without planted faults there is nothing to remark", (seed) => {
    expect(validated(sampleYear(seed), [])).toEqual([]);
  });
});

describe("the planted faults of 2022", () => {
  it("are exactly the problems that were written down beforehand", () => {
    const problems = validated(year2022);
    expect(problems.map(({ cell, rule }) => `${cell};${rule}`).sort()).toEqual(expectedProblems);
  });

  it("break every rule of the requisition sheet at least once, but the one that only a second file can break", () => {
    const rules = [...requisitionCellRules, ...requisitionRowRules].map(({ id }) => id);
    const planted = new Set(expectedProblems.map((line) => line.split(";")[1]));
    expect(rules.filter((rule) => !planted.has(rule))).toEqual(["rekvisition-inte-registrerad"]);
    expect(plantedFaults.length).toBeGreaterThanOrEqual(40);
  });

  it("are one problem each: without the fault its problem is gone, and every other stays", () => {
    const all = validated(year2022).map(identified);
    for (const fault of plantedFaults) {
      const rest = plantedFaults.filter((other) => other !== fault);
      const left = new Set(validated(year2022, rest).map(identified));
      const gone = all.filter((problem) => !left.has(problem));
      expect(gone, fault.note).toHaveLength(1);
      expect(left.size, fault.note).toBe(all.length - 1);
      expect(gone[0]![0], fault.note).toBe(letterOf(fault.column));
    }
  });

  it("leave no two neighbours with faults, since a fault may come from the row above", () => {
    const places = plantedFaults
      .filter(({ extraRow }) => extraRow !== true)
      .map(({ round, code }) =>
        year2022.recipients.findIndex((recipient) => recipient.round === round && recipient.code === code),
      );
    expect(places).not.toContain(-1);
    const all = new Set(places);
    expect([...all].filter((place) => all.has(place - 1))).toEqual([]);
  });
});

describe("the planted faults of another year", () => {
  it.each(otherSeeds)(
    "%i: one problem each, in the column of the fault, with recipients of that year",
    (seed) => {
      const year = sampleYear(seed);
      const faults = faultsOfYear(year);
      const problems = validated(year);
      expect(faults.length).toBeGreaterThanOrEqual(30);
      expect(problems.map(({ column }) => column).sort()).toEqual(faults.map(({ column }) => column).sort());
      for (const { round, code } of faults) {
        expect(year.recipients.filter((one) => one.round === round && one.code === code)).toHaveLength(1);
      }
    },
  );
});

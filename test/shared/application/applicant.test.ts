import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Applicant,
  applicantKey,
  countyCode,
  findApplicant,
  numberApplicants,
} from "../../../shared/application/applicant.ts";
import { r1Grants2013 } from "../../../shared/published/r1-grants-2013.ts";
import { isNumbered, type RecipientKind, recipientKey } from "../../../shared/recipient.ts";
import { context2013 } from "./example.ts";

const { entries, nameIndex } = context2013;

function applicantOf(
  name: string,
  county: string | null = null,
  kind: RecipientKind = "municipality",
): Applicant {
  const found = findApplicant(kind, name, county, nameIndex);
  if (typeof found === "string") throw new Error(`${name}: ${found}`);
  return found;
}

describe("the 106 grants of 2013 (R1, appendix 2), by the names of the report", () => {
  const applicants = r1Grants2013.rows.map(({ name, countyLetter }) =>
    applicantOf(name, countyCode(countyLetter, entries)),
  );
  const ids = numberApplicants(applicants, new Map());
  const idOf = (name: string): string =>
    ids.get(applicantKey(applicants[r1Grants2013.rows.findIndex((row) => row.name === name)]!))!;

  test("every name is an applicant of its own", () => {
    expect(new Set(ids.values()).size).toBe(106);
    const types = { district: "unit", municipality: "municipality", federation: "federation" };
    expect(applicants.map(({ type }) => type)).toEqual(r1Grants2013.rows.map(({ type }) => types[type]));
  });

  test.each([
    ["Solna stad", "municipality:0184"],
    ["Falu kommun", "municipality:2080"],
    ["Region Gotland", "municipality:0980"],
    ["Malmö stad", "municipality:1280"],
    ["Malmö stad, SDF Centrum", "municipality:128001"],
    ["Stockholms stad, Socialförvaltningen", "municipality:018001"],
    ["Stockholms stad, SDF Enskede-Årsta-Vantör", "municipality:018003"],
    ["Göteborgs stad, SDF Östra Göteborg", "municipality:148007"],
    ["Sjuhärads Kommunalförbund", "municipality:140001"],
  ])("%s is %s", (name, id) => {
    expect(idOf(name)).toBe(id);
  });
});

test.each([
  ["AB", "01"],
  ["1", "01"],
  ["Stockholms län", "01"],
  ["västra götaland", "14"],
  ["Skåne", "12"],
  ["Uppsala län", "03"],
  ["Ö", null],
])("the county %s is %s", (written, code) => {
  expect(countyCode(written, entries)).toBe(code);
});

test("a number once given is kept, and none is given twice", () => {
  const name = fc.constantFrom("SDF Bromma", "SDF Farsta", "Socialförvaltningen", "SDF Kista");
  const city = fc.constantFrom("Stockholms stad", "Göteborgs stad", "Malmö stad");
  const unit = fc.tuple(city, name).map(([of, part]) => applicantOf(`${of}, ${part}`));
  const ngo = fc
    .string({ minLength: 1 })
    .map((text): Applicant => ({ type: "ngo", name: text, county: null, orgnr: null }));
  const agency = fc
    .constantFrom("Barnafrid", "barnafrid ", "NCK", "Länsstyrelsen Skåne", "Länsstyrelsen i Skåne län", "SCB")
    .map((text) => applicantOf(text, null, "agency"));
  const some = fc.array(fc.oneof(unit, ngo, agency), { maxLength: 20 });
  fc.assert(
    fc.property(some, some, (before, after) => {
      const given = numberApplicants(before, new Map(), ["ngo:2"]);
      const then = numberApplicants(after, given, ["ngo:2"]);
      for (const [key, id] of given) expect(then.get(key)).toBe(id);
      expect(new Set(then.values()).size).toBe(then.size);
      expect([...then.values()]).not.toContain("ngo:2");
      // Who has a code in the register keeps it, and nobody is numbered into the register.
      for (const one of after) {
        const id = then.get(applicantKey(one))!;
        expect(isNumbered(recipientKey(id))).toBe(!("code" in one && one.code !== null));
        if (one.name === "Länsstyrelsen i Skåne län") expect(id).toBe("agency:12");
      }
    }),
  );
});

const jouren = (orgnr: string | null, name = "Kvinnojouren"): Applicant => ({
  type: "ngo",
  name,
  county: null,
  orgnr,
});

test.each<[why: string, known: Record<string, `ngo:${number}`>, applicants: Applicant[], ids: number[]]>([
  ["two of one name", {}, [jouren("802002-5162"), jouren("802002-9990")], [1, 2]],
  ["one that states its number at last", { "ngo:kvinnojouren": "ngo:7" }, [jouren("802002-5162")], [7]],
  [
    "the second of the name, when the first has stated its number",
    { "ngo:kvinnojouren": "ngo:7" },
    [jouren("802002-5162"), jouren("802002-9990")],
    [7, 1],
  ],
  [
    "one without number, alone of its name",
    {},
    [jouren("802002-5162"), jouren(null, "KVINNOJOUREN")],
    [1, 1],
  ],
  [
    "one without number, of a name that two have",
    {},
    [jouren("802002-5162"), jouren("802002-9990"), jouren(null)],
    [1, 2, 3],
  ],
])("NGOs: %s", (_, known, applicants, expected) => {
  const given = new Map(Object.entries(known));
  expect(applicants.map((one) => numberApplicants(applicants, given).get(applicantKey(one)))).toEqual(
    expected.map((number) => `ngo:${number}`),
  );
});

test("two NGOs with different organisation numbers never have one number, in whatever order they come", () => {
  const ngo = fc.tuple(
    fc.constantFrom("Jouren", "jouren", "802002-5162 Jouren", "Tjejjouren"),
    fc.constantFrom(null, "802002-5162", "802002-9990"),
  );
  const sheets = fc.array(fc.array(ngo, { maxLength: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(sheets, (all) => {
      const seen = new Map<string, Set<string>>();
      const state = { given: new Map<string, `ngo:${number}`>() };
      for (const sheet of all) {
        const applicants = sheet.map(([name, orgnr]) => jouren(orgnr, name));
        const ids = numberApplicants(applicants, state.given) as typeof state.given;
        for (const one of applicants) {
          const id = ids.get(applicantKey(one))!;
          if (one.type === "ngo" && one.orgnr !== null)
            seen.set(id, (seen.get(id) ?? new Set()).add(`${one.orgnr} ${one.name.toLowerCase()}`));
        }
        // As they are kept: one key a number, the one with the organisation number where there is one.
        const kept = new Map([...ids].sort(([a], [b]) => a.length - b.length).map(([key, id]) => [id, key]));
        state.given = new Map([...kept].map(([id, key]) => [key, id]));
      }
      for (const organisations of seen.values()) expect(organisations.size).toBe(1);
    }),
  );
});

test.each([
  ["Länsstyrelsen i Storlän", null, "unknown"],
  ["Länsstyrelsen i Skåne län", "01", "other-county"],
])("among agencies %s in the county %s is %s", (name, county, fault) => {
  expect(findApplicant("agency", name, county, nameIndex)).toBe(fault);
});

test("a municipality has room for 99 units", () => {
  const units = Array.from({ length: 100 }, (_, i) => applicantOf(`Stockholms stad, Del ${i}`));
  expect(numberApplicants(units.slice(0, 99), new Map()).size).toBe(99);
  expect(() => numberApplicants(units, new Map())).toThrow(RangeError);
});

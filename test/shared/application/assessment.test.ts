import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Assessable,
  type Assessment,
  assessmentFaults,
  decisionFaults,
  noAssessment,
} from "../../../shared/application/assessment.ts";
import { grounds, groundsOn } from "../../../shared/application/grounds.ts";
import { rankWithin, shareRest } from "../../../shared/application/ranking.ts";
import { countySpread, type Proposed, totalsOf } from "../../../shared/application/spread.ts";
import { statementNeeded } from "../../../shared/application/statements.ts";
import { isUnknown, rulesOn } from "../../../shared/programmes/dated.ts";
import { programmes } from "../../../shared/programmes/programmes.ts";

const valid = groundsOn("2013-03-01");
const application: Assessable = {
  name: "Solna stad",
  state: "submitted",
  amount: 400_000,
  requirements: [{ id: "kartlaggning", met: true, text: null }],
  statement: "Tillstyrks",
};
const granted: Assessment = { ...noAssessment, outcome: "granted", amount: 400_000 };
const part: Assessment = {
  ...noAssessment,
  outcome: "part",
  amount: 100_000,
  grounds: ["relevans-konkurrens"],
};
const rejected: Assessment = { ...part, outcome: "rejected", amount: 0 };

describe("what may be saved", () => {
  test.each<[string, Assessment, string[]]>([
    ["nothing yet", noAssessment, []],
    ["an outcome alone", { ...noAssessment, outcome: "part" }, []],
    ["granted in full", granted, []],
    ["less than asked is no full grant", { ...granted, amount: 1 }, ["amount"]],
    ["all that is asked is no part", { ...part, amount: 400_000 }, ["amount"]],
    ["more than asked", { ...part, amount: 400_001 }, ["amount"]],
    ["rejected with money", { ...rejected, amount: 1 }, ["amount"]],
    ["withdrawn with money", { ...noAssessment, outcome: "withdrawn", amount: 1 }, ["amount"]],
    ["half a krona", { ...part, amount: 0.5 }, ["amount"]],
    ["a ground that is none", { ...part, grounds: ["annat"] }, ["grounds"]],
    ["a ground of 2015 in 2013", { ...part, grounds: ["forordning-2015-454"] }, ["grounds"]],
    ["a ground for part alone", { ...rejected, grounds: ["medsokande-uppfyller-ej-krav"] }, ["grounds"]],
    ["a rank of 0", { ...granted, rank: 0 }, ["rank"]],
    ["a formula in the note", { ...granted, note: "=1+1" }, ["note"]],
    ["a hidden character", { ...granted, inputs: "till\u200bsyn" }, ["inputs"]],
  ])("%s", (_, assessment, fields) => {
    expect(assessmentFaults(assessment, application, valid).map(({ field }) => field)).toEqual(fields);
  });
});

test("what is said of an application is a sentence, whatever its outcome", () => {
  const said = (["rejected", "withdrawn"] as const).flatMap((outcome) =>
    assessmentFaults({ ...noAssessment, outcome, amount: 1 }, application, valid).map(({ text }) => text),
  );
  expect(said).toEqual([
    "Skriv 0: en ansökan som avslås får inga medel.",
    "Skriv 0: en ansökan som är återtagen får inga medel.",
  ]);
  const nothing = { ...part, amount: 0 };
  expect(assessmentFaults(nothing, application, valid)[0]!.text).toBe(
    "Fyll i hur många kronor som beviljas.",
  );
});

describe("what may be decided", () => {
  const unmet: Assessable = {
    ...application,
    requirements: [{ id: "kartlaggning", met: false, text: null }],
  };
  test.each<[string, Assessment, Assessable, string[]]>([
    ["granted", granted, application, []],
    ["part with a ground", part, application, []],
    ["rejected with a ground", rejected, application, []],
    ["withdrawn", { ...noAssessment, outcome: "withdrawn", amount: 0 }, application, []],
    ["no outcome", noAssessment, application, ["outcome"]],
    ["granted without kronor", { ...granted, amount: null }, application, ["amount"]],
    ["part without a ground", { ...part, grounds: [] }, application, ["grounds"]],
    ["rejected without a ground", { ...rejected, grounds: [] }, application, ["grounds"]],
    ["a requirement not met, granted without a word", granted, unmet, ["note"]],
    ["a requirement not met, with a note", { ...granted, note: "Arbetet har börjat" }, unmet, []],
    ["a requirement not met, in part with a ground", part, unmet, []],
    [
      "a requirement not answered",
      granted,
      { ...unmet, requirements: [{ id: "k", met: null, text: null }] },
      ["note"],
    ],
    ["waiting for completion", granted, { ...application, state: "returned" }, ["note"]],
    ["no statement", granted, { ...application, statement: null }, ["statement"]],
    [
      "a statement that came later",
      { ...granted, statement: "Tillstyrks" },
      { ...application, statement: null },
      [],
    ],
  ])("%s", (_, assessment, of, fields) => {
    const found = decisionFaults(assessment, of, { needed: "länsstyrelsen", grounds: valid });
    expect(found.map(({ field }) => field)).toEqual(fields);
  });
});

describe("grounds and statements as dated data", () => {
  test.each([
    ["2013-03-01", 10],
    ["2015-07-31", 10],
    ["2015-08-01", 11],
  ])("on %s there are %i grounds", (on, count) => {
    expect(groundsOn(on)).toHaveLength(count);
  });

  test("every ground has a source and an id of its own", () => {
    expect(new Set(grounds.map(({ value }) => value.id)).size).toBe(grounds.length);
    for (const { source } of grounds) expect(source).not.toBeNull();
  });

  test("a statement is needed exactly where the programme says who is heard", () => {
    for (const { groups, valid } of programmes) {
      for (const [kind, rules] of Object.entries(groups)) {
        const decides = rulesOn(rules, valid.from).decides!.value;
        const heard = isUnknown(decides) ? undefined : / från (.+)$/.exec(decides)?.[1];
        expect(statementNeeded(kind as keyof typeof groups, valid.from)).toBe(heard ?? null);
      }
    }
  });
});

const kr = fc.integer({ min: 0, max: 5_000_000 });

describe("the line within the medel", () => {
  const some = fc.array(fc.record({ rank: fc.option(fc.integer({ min: 1, max: 30 })), amount: kr }), {
    maxLength: 40,
  });

  test("what is inside fits, the next does not, and nobody overtakes", () => {
    fc.assert(
      fc.property(some, kr, (drawn, medel) => {
        const { lines, cutOff, left } = rankWithin(
          medel,
          drawn.map((one, i) => ({ id: `municipality:${1000 + i}`, ...one })),
        );
        const inside = lines.filter((line) => line.inside);
        const sum = inside.reduce((total, { amount }) => total + amount, 0);
        expect(sum + left).toBe(medel);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(lines.slice(0, inside.length)).toEqual(inside);
        const next = lines[inside.length];
        expect(cutOff).toBe(next?.id ?? null);
        if (next) expect(sum + next.amount).toBeGreaterThan(medel);
        const ranks = lines.map(({ rank }) => rank ?? Infinity);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("a rest shared out over those granted in part", () => {
  const some = fc.array(
    fc.tuple(kr, kr).map(([a, b]) => ({ asked: Math.max(a, b), amount: Math.min(a, b) })),
    { maxLength: 20 },
  );

  test("sums to the krona, and nobody gets more than asked for or less than before", () => {
    fc.assert(
      fc.property(some, kr, (drawn, rest) => {
        const parts = drawn.map((one, i) => ({ id: String(i), ...one }));
        const { amounts, left } = shareRest(rest, parts);
        const more = parts.reduce((sum, { id, amount }) => sum + amounts.get(id)! - amount, 0);
        expect(more + left).toBe(rest);
        for (const { id, asked, amount } of parts) {
          expect(amounts.get(id)).toBeGreaterThanOrEqual(amount);
          expect(amounts.get(id)).toBeLessThanOrEqual(asked);
        }
        if (left > 0) for (const { id, asked } of parts) expect(amounts.get(id)).toBe(asked);
      }),
    );
  });

  test("100 kr over three that lack as much: the first gets the krona over", () => {
    const lacking = ["a", "b", "c"].map((id) => ({ id, asked: 500, amount: 400 }));
    expect([...shareRest(100, lacking).amounts.values()]).toEqual([434, 433, 433]);
  });
});

describe("the spread over counties", () => {
  const counties = [
    { code: "01", name: "Stockholms län", inhabitants: 2_000_000 },
    { code: "09", name: "Gotlands län", inhabitants: 50_000 },
  ];
  const proposed = fc.record<Proposed>({
    county: fc.constantFrom("01", "09", "99", null),
    asked: fc.option(kr),
    outcome: fc.constantFrom("granted", "part", "rejected", "withdrawn", null),
    amount: fc.option(kr),
    members: fc.nat({ max: 3 }),
  });

  test("the counties' sums are the totals", () => {
    fc.assert(
      fc.property(fc.array(proposed, { maxLength: 30 }), (all) => {
        const totals = totalsOf(all);
        const lines = countySpread(all, counties);
        const sum = (of: (line: (typeof lines)[number]) => number): number =>
          lines.reduce((total, line) => total + of(line), 0);
        expect(sum(({ asked }) => asked)).toBe(totals.asked);
        expect(sum(({ proposed: kronor }) => kronor)).toBe(totals.proposed);
        expect(sum(({ applications }) => applications)).toBe(totals.applications);
        if (totals.proposed > 0) expect(sum(({ share }) => share ?? 0)).toBeCloseTo(1);
      }),
    );
  });

  test("a county from which nobody applies is there", () => {
    const one: Proposed = { county: "01", asked: 10, outcome: "granted", amount: 1_000_000, members: 0 };
    expect(countySpread([one], counties)).toMatchObject([
      { name: "Stockholms län", proposed: 1_000_000, perInhabitant: 0.5, share: 1 },
      { name: "Gotlands län", applications: 0, perInhabitant: 0, share: 0 },
    ]);
  });
});

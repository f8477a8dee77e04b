import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groundChoices, groundsInCell, readGrounds } from "../../../shared/application/ground-words.ts";
import { groundsOn } from "../../../shared/application/grounds.ts";

const known = groundsOn("2013-03-01");
const members = known.find(({ id }) => id === "medsokande-uppfyller-ej-krav")!;

describe("a cell of grounds", () => {
  test.each([
    ["nothing", "", []],
    ["a code", "lopande-lon", ["lopande-lon"]],
    ["a code in capitals, with spaces", "  LOPANDE-LON ", ["lopande-lon"]],
    ["its text", "Medel beviljas inte för återkommande lönekostnader.", ["lopande-lon"]],
    [
      "its text without the full stop",
      "medel beviljas  inte för återkommande lönekostnader",
      ["lopande-lon"],
    ],
    [
      "codes and texts together",
      "enbart-stod; Medel beviljas inte för återkommande lönekostnader.;boendeplatser;",
      ["enbart-stod", "lopande-lon", "boendeplatser"],
    ],
    ["a text with a semicolon of its own", members.text, [members.id]],
    [
      "the same, between others",
      `enbart-stod;${members.text.toUpperCase()} ; boendeplatser`,
      ["enbart-stod", members.id, "boendeplatser"],
    ],
    [
      "the same ground twice",
      "lopande-lon; Medel beviljas inte för återkommande lönekostnader.",
      ["lopande-lon"],
    ],
  ])("%s", (_, cell, ids) => {
    expect(readGrounds(cell, known)).toEqual({ ids, unknown: [] });
  });

  test.each([
    ["annat", [], ["annat"]],
    ["lopande-lon; annat; Boendeplatser; 17", ["lopande-lon", "boendeplatser"], ["annat", "17"]],
    ["a ground of 2015: forordning-2015-454", [], ["a ground of 2015: forordning-2015-454"]],
    // Half of a text that has a semicolon is no ground.
    ["medel beviljas för de övriga.", [], ["medel beviljas för de övriga."]],
  ])("%s: what is none is told", (cell, ids, unknown) => {
    expect(readGrounds(cell, known)).toEqual({ ids, unknown });
  });

  test("a code that has no text by now is shown as it is", () => {
    expect(groundsInCell(["forordning-2015-454", "lopande-lon"], known)).toBe(
      "forordning-2015-454; Medel beviljas inte för återkommande lönekostnader.",
    );
  });

  test("whatever grounds a cell shows, they are read back, also in capitals", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(known.map(({ id }) => id)), fc.boolean(), (ids, capitals) => {
        const cell = groundsInCell(ids, known);
        expect(readGrounds(capitals ? cell.toUpperCase() : cell, known)).toEqual({ ids, unknown: [] });
      }),
    );
  });

  test("the longest cell there is holds nobody up", () => {
    const cell = "a;".repeat(16_383);
    expect(readGrounds(cell, known)).toEqual({ ids: [], unknown: Array.from({ length: 16_383 }, () => "a") });
  });

  test("what may stand is said with text and code", () => {
    expect(groundChoices(known.slice(0, 1))).toBe(
      "”Sökanden uppfyller inte prestationskraven.” (krav-ej-uppfyllda)",
    );
  });
});

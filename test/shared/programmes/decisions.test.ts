import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../functions/audit.ts";
import { decisionsOf } from "../../support/decisions.ts";

/** Written once, when the years were recorded, and never again: a change in code or data must not move them. */
const folder = join(import.meta.dirname, "../../cases/decisions");
const sums = new Map(
  readFileSync(join(folder, "SHA256SUMS"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("  ").reverse() as [file: string, sum: string]),
);
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

interface Golden {
  readonly lines: readonly (readonly (string | number | boolean | null)[])[];
  readonly rest: number;
  readonly round?: { readonly id: string; readonly amount: number };
}

describe("past decisions", () => {
  test("2013, 2020, 2021 and 2022 are kept, each with its SHA-256", () => {
    expect(files).toEqual(["2013.jsonl", "2020.jsonl", "2021.jsonl", "2022.jsonl"]);
    expect([...sums.keys()]).toEqual(files);
  });

  test.each(files)("%s: computed again, byte for byte", (file) => {
    const kept = readFileSync(join(folder, file), "utf8");
    expect(sha256(kept)).toBe(sums.get(file));
    expect(decisionsOf(Number(file.slice(0, 4)))).toBe(kept);
  });

  test.each(files)("%s: amounts and rest sum to the round", (file) => {
    const decisions = readFileSync(join(folder, file), "utf8").trim().split("\n");
    for (const { lines, rest, round } of decisions.map((line) => JSON.parse(line) as Golden)) {
      const amounts = lines.map((line) => line.findLast((cell) => typeof cell === "number")!);
      const sum = amounts.reduce((total, amount) => total + amount, 0);
      expect(sum + rest).toBe(round?.amount ?? 15_000_000);
    }
  });

  test("2013: 106 grants of 53 687 000 kr, every one with a code but the federation's; 12 kr stay of the county boards'", () => {
    const [grants, boards] = decisionsOf(2013)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Golden);
    expect(grants!.lines).toHaveLength(106);
    expect(70_000_000 - grants!.rest).toBe(53_687_000);
    expect(grants!.lines.filter(([, code]) => code === null).map(([, , , name]) => name)).toEqual([
      "Sjuhärads Kommunalförbund",
    ]);
    expect(grants!.lines.filter(([, , type]) => type === "district")).toHaveLength(18);
    expect(grants!.lines.filter(([, , , , , assumed]) => assumed === true)).toHaveLength(3);
    expect([boards!.lines.length, boards!.rest]).toEqual([21, 12]);
  });
});

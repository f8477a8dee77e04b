import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { allocate } from "../../../shared/allocation/allocate.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { plantedFaults } from "../../../preview/sample/planted-faults.ts";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import { sampleYear } from "../../../preview/sample/sample-year.ts";

const folder = mkdtempSync(join(tmpdir(), "fordela-rules-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As typed in a shell: `npm run --silent rules -- …` runs this file. */
function rules(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const script = join(import.meta.dirname, "../../../functions/local/rules.ts");
  return spawnSync(process.execPath, ["--import", "tsx", script, ...args], { encoding: "utf8" });
}

function allottedByKey(round: string, code: string): number {
  const { amount, key, kind } = findRound(round)!;
  const population = swedishRegister().populationOn(key!.populationDate)!.inhabitants[kind as "region"];
  const recipients = [...population].map(([one, inhabitants]) => ({ code: one, population: inhabitants }));
  const result = allocate({ amount, key: key!, recipients });
  if (!result.ok) throw new Error("the key of a round can be computed");
  return result.value.recipients.find((one) => one.code === code)!.amount;
}

async function sampleFileAt(path: string): Promise<void> {
  writeFileSync(path, (await requisitionFile(sampleYear(), allottedByKey)).bytes);
}

describe("rules rounds", () => {
  test("lists the ids, one a line", () => {
    const { status, stdout } = rules("rounds");
    expect(status).toBe(0);
    const ids = stdout.trimEnd().split("\n");
    expect(ids).toHaveLength(26);
    expect(ids.filter((id) => id.startsWith("2013"))).toEqual([
      "2013-kommun",
      "2013-ideell",
      "2013-lansstyrelse",
    ]);
    expect(ids.slice(-6)).toEqual([
      "2022-kommun-1",
      "2022-kommun-2",
      "2022-kommun-3",
      "2022-region",
      "2022-ideell",
      "2022-myndighet",
    ]);
  });
});

describe("rules validate", () => {
  test("reports every planted fault of the sample file and exits with 1", async () => {
    const file = join(folder, "rekvisitioner.xlsx");
    await sampleFileAt(file);
    const { status, stdout } = rules(
      "validate",
      "--round",
      "2022-kommun-1",
      "--file",
      file,
      "--format",
      "json",
    );
    expect(status).toBe(1);
    const problems = JSON.parse(stdout) as Record<string, unknown>[];
    expect(problems).toHaveLength(plantedFaults.length);
    for (const problem of problems)
      expect(Object.keys(problem)).toEqual([
        "sheet",
        "cell",
        "row",
        "column",
        "rule",
        "text",
        "value",
        "fix",
      ]);
    const expected = readFileSync(
      join(import.meta.dirname, "../../preview/sample/expected-problems.csv"),
      "utf8",
    );
    for (const { cell, rule } of problems) expect(expected).toContain(`${String(cell)};${String(rule)}`);
  }, 120_000);

  test("a file without the column Omgång goes by --round; a clean one gives an empty array and exits with 0", () => {
    const file = join(folder, "utan-fel.csv");
    const heading =
      "Kod;Mottagare;Organisationsnummer;Rekvirerat belopp;Önskar ta del av ej rekvirerade medel;Kontaktperson;E-post;" +
      "Ombud;Ombud godkänt;Kontotyp;Kontonummer;Er referens;Inkom;Undertecknad av";
    const amount = allottedByKey("2022-region", "09");
    writeFileSync(
      file,
      `\ufeff${heading}\r\n09;Region Gotland;232100-0016;${amount};nej;Kim Ek;kim@example.se;;;bankgiro;5050-1055;;2022-05-02;Kim Ek\r\n`,
    );
    const { status, stdout, stderr } = rules("validate", "--round", "2022-region", "--file", file);
    expect([status, stdout, stderr]).toEqual([0, "[]\n", ""]);
  });

  test.each([
    [
      "an unknown round",
      ["validate", "--round", "2099-kommun", "--file", "x.xlsx"],
      /Omgången 2099-kommun finns inte/,
    ],
    ["a missing file", ["validate", "--round", "2022-region", "--file", "finns-inte.xlsx"], /kan inte läsas/],
    ["no arguments", ["validate"], /Användning/],
    ["an unknown command", ["fördela"], /Användning/],
  ])("%s: nothing on stdout, the reason on stderr, exit 2", (_, args, reason) => {
    const { status, stdout, stderr } = rules(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(reason);
  });

  test("a file that is no workbook: nothing on stdout, the reason on stderr, exit 2", () => {
    const file = join(folder, "bild.xlsx");
    writeFileSync(file, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]));
    const { status, stdout, stderr } = rules("validate", "--round", "2022-region", "--file", file);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).not.toBe("");
  });
});

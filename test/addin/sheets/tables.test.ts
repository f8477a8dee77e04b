import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idHeading, statusHeading, versionHeading } from "../../../addin/sheets/merge.ts";
import { forms2013 } from "../../../shared/report-form/forms-2013.ts";
import { forms2020 } from "../../../shared/report-form/forms-2020.ts";
import { areaTable } from "../../../shared/tables/report-answers.ts";
import type { Table } from "../../../shared/tables/table.ts";

const folder = join(import.meta.dirname, "../../../shared/tables");
const modules = await Promise.all(
  readdirSync(folder).map(async (file) => (await import(join(folder, file))) as Record<string, unknown>),
);
const isTable = (value: unknown): value is Table<never> =>
  typeof value === "object" && value !== null && "columns" in value && "table" in value;
const fixed = modules.flatMap((module) => Object.values(module).filter(isTable));
const tables = [...fixed, areaTable(forms2013), areaTable(forms2020)];

test.each(tables.map((table) => [table.sheet, table] as const))(
  "in %s no heading stands twice, also beside our own",
  (_, { columns }) => {
    const headings = [...columns.map(({ heading }) => heading), statusHeading, idHeading, versionHeading];
    const twice = headings.filter(
      (heading, at) => headings.findIndex((one) => one.toLowerCase() === heading.toLowerCase()) < at,
    );
    expect(twice).toEqual([]);
  },
);

test("every table and every sheet has a name of its own", () => {
  for (const names of [fixed.map(({ table }) => table), fixed.map(({ sheet }) => sheet)])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(fixed.length);
  expect(fixed.length).toBeGreaterThan(20);
});

import * as z from "zod/mini";
import { amountMeanings, meanings, units } from "../history/meanings.ts";
import { answerKinds, leftOutKinds } from "../history/read-history.ts";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import { atMost, cell, changed, code, kind, kronor, sha256, text } from "./schemas.ts";

const index = z.int().check(z.gte(0), z.lte(1_048_575));
const someYear = z.int().check(z.gte(1990), z.lte(2100));
/** What stands in a cell, as the key of what it means. */
const asItStands = z.string().check(z.maxLength(1_000));

const mapping = z.strictObject({
  kind,
  year: z.nullable(someYear),
  columns: z
    .array(
      z.strictObject({
        meaning: z.nullable(z.enum(meanings)),
        unit: z.enum(units),
        year: z.nullable(someYear),
      }),
    )
    .check(z.maxLength(200)),
  colours: atMost(1_000, z.record(asItStands, z.string().check(z.maxLength(200)))),
  names: atMost(10_000, z.record(asItStands, code)),
  amounts: atMost(10_000, z.record(asItStands, kronor)),
});

/** The sheets of an old workbook with how each is to be read: null = not at all; left out = as a preview proposes. */
const workbook = z.strictObject({
  file: z.strictObject({ name: text, sha256 }),
  sheets: z
    .array(
      z.strictObject({
        name: z.string().check(z.minLength(1), z.maxLength(200)),
        rows: z.array(z.array(cell).check(z.maxLength(200))).check(z.maxLength(100_000)),
        merges: z
          .array(z.strictObject({ top: index, left: index, bottom: index, right: index }))
          .check(z.maxLength(20_000)),
        fills: atMost(
          200_000,
          z.record(z.string().check(z.maxLength(12)), z.string().check(z.maxLength(40))),
        ),
        mapping: z.optional(z.nullable(mapping)),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});

const amounts = z.record(z.enum(amountMeanings), z.nullable(kronor));
const balance = z.object({
  kind,
  code,
  name: z.string(),
  year: z.int(),
  amounts,
  dnr: z.nullable(z.string()),
  status: z.nullable(z.string()),
  note: z.nullable(z.string()),
  sheet: z.string(),
  cell: z.string(),
  cells: z.partialRecord(z.enum(amountMeanings), z.string()),
});
const shares = z.object({ read: kronor, imported: kronor, leftOut: kronor });
const reading = z.object({
  balances: z.array(balance),
  leftOut: z.array(
    z.object({
      sheet: z.string(),
      cell: z.string(),
      value: z.string(),
      what: z.enum(leftOutKinds),
      why: z.string(),
      kronor,
      question: z.optional(z.object({ of: z.enum(answerKinds), key: z.string() })),
    }),
  ),
  controls: z.array(
    z.object({
      sheet: z.string(),
      cell: z.string(),
      label: z.string(),
      amount: z.enum(amountMeanings),
      year: z.nullable(z.int()),
      stated: kronor,
      imported: kronor,
      leftOut: kronor,
      difference: z.int(),
      text: z.string(),
    }),
  ),
  rows: shares,
  kronor: shares,
});

const done = z.object({
  id: z.string(),
  file: z.object({ name: z.string(), sha256 }),
  rows: shares,
  kronor: shares,
  imported: changed,
  /** Who took it back, when and why; null while it counts. */
  withdrawn: z.nullable(z.extend(changed, { ground: z.string() })),
});

/** History: opening balances read from old workbooks. They are kept beside the ledger, never among its postings. */
export const historyRoutes = {
  previewHistory: route(
    "POST",
    "/v1/history/preview",
    caseWork,
    "read",
    workbook,
    z.object({
      sheets: z.array(
        z.object({
          name: z.string(),
          /** 1-based worksheet row right above the data; null: no headings were found. */
          headingRow: z.nullable(z.int()),
          headings: z.array(z.string()),
          mapping: z.nullable(mapping),
          /** Who confirmed the mapping of this layout; null when it is a proposal. */
          saved: z.nullable(changed),
          fault: z.nullable(z.string()),
        }),
      ),
      reading,
    }),
  ),
  importHistory: route("POST", "/v1/history/imports", caseWork, "write", workbook, done),
  historyImports: route(
    "GET",
    "/v1/history/imports",
    readsCases,
    "read",
    z.object({}),
    z.object({ imports: z.array(done) }),
  ),
  historyImport: route(
    "GET",
    "/v1/history/imports/{id}",
    readsCases,
    "read",
    z.object({ id: z.string().check(z.maxLength(60)) }),
    z.extend(done, { reading }),
  ),
  withdrawHistory: route(
    "POST",
    "/v1/history/imports/{id}/withdraw",
    caseWork,
    "write",
    z.strictObject({ id: z.string().check(z.maxLength(60)), ground: text }),
    done,
  ),
  /** What the imports that count say, of every year or of one. */
  openingBalances: route(
    "GET",
    "/v1/opening-balances",
    readsCases,
    "read",
    z.strictObject({ year: z.optional(z.pipe(z.coerce.number(), someYear)) }),
    z.object({ balances: z.array(z.extend(balance, { file: z.string(), import: z.string() })) }),
  ),
} satisfies Record<string, Route>;

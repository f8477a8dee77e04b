import * as z from "zod";
import { amountMeanings, meanings, units } from "../history/meanings.ts";
import { answerKinds, leftOutKinds } from "../history/read-history.ts";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import { atMost, cell, changed, code, kind, kronor, sha256, text } from "./schemas.ts";

const index = z.int().min(0).max(1_048_575);
const someYear = z.int().min(1990).max(2100);
/** What stands in a cell, as the key of what it means. */
const asItStands = z.string().max(1_000);

const mapping = z.strictObject({
  kind,
  year: someYear.nullable(),
  columns: z
    .array(
      z.strictObject({
        meaning: z.enum(meanings).nullable(),
        unit: z.enum(units),
        year: someYear.nullable(),
      }),
    )
    .max(200),
  colours: atMost(1_000, z.record(asItStands, z.string().max(200))),
  names: atMost(10_000, z.record(asItStands, code)),
  amounts: atMost(10_000, z.record(asItStands, kronor)),
});

/** The sheets of an old workbook with how each is to be read: null = not at all; left out = as a preview proposes. */
const workbook = z.strictObject({
  file: z.strictObject({ name: text, sha256 }),
  sheets: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        rows: z.array(z.array(cell).max(200)).max(100_000),
        merges: z.array(z.strictObject({ top: index, left: index, bottom: index, right: index })).max(20_000),
        fills: atMost(200_000, z.record(z.string().max(12), z.string().max(40))),
        mapping: mapping.nullable().optional(),
      }),
    )
    .min(1)
    .max(100),
});

const amounts = z.record(z.enum(amountMeanings), kronor.nullable());
const balance = z.object({
  kind,
  code,
  name: z.string(),
  year: z.int(),
  amounts,
  dnr: z.string().nullable(),
  status: z.string().nullable(),
  note: z.string().nullable(),
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
      question: z.object({ of: z.enum(answerKinds), key: z.string() }).optional(),
    }),
  ),
  controls: z.array(
    z.object({
      sheet: z.string(),
      cell: z.string(),
      label: z.string(),
      amount: z.enum(amountMeanings),
      year: z.int().nullable(),
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
  withdrawn: changed.extend({ ground: z.string() }).nullable(),
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
          headingRow: z.int().nullable(),
          headings: z.array(z.string()),
          mapping: mapping.nullable(),
          /** Who confirmed the mapping of this layout; null when it is a proposal. */
          saved: changed.nullable(),
          fault: z.string().nullable(),
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
    z.object({ id: z.string().max(60) }),
    done.extend({ reading }),
  ),
  withdrawHistory: route(
    "POST",
    "/v1/history/imports/{id}/withdraw",
    caseWork,
    "write",
    z.strictObject({ id: z.string().max(60), ground: text }),
    done,
  ),
  /** What the imports that count say, of every year or of one. */
  openingBalances: route(
    "GET",
    "/v1/opening-balances",
    readsCases,
    "read",
    z.strictObject({ year: z.coerce.number().pipe(someYear).optional() }),
    z.object({ balances: z.array(balance.extend({ file: z.string(), import: z.string() })) }),
  ),
} satisfies Record<string, Route>;

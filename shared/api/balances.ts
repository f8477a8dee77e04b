import * as z from "zod/mini";
import { documentTypes } from "../case/files.ts";
import { amountMeanings } from "../history/meanings.ts";
import { recipientAccounts } from "../ledger.ts";
import { type Route, route, roles, readsCases } from "./route.ts";
import { kronor, isoDate, kind, recipient, year, changed } from "./schemas.ts";

const account = z.enum(["budget", "pool", ...recipientAccounts]);
/** A posting with the act that made it. `date` is when it counts; `changed` who wrote it, and when. */
const posting = z.object({
  round: z.string(),
  date: isoDate,
  act: z.string(),
  dnr: z.nullable(z.string()),
  /** The decision, payment order or incoming document that it follows from. */
  reference: z.nullable(z.string()),
  from: account,
  to: account,
  amount: z.int().check(z.gte(1)),
  changed,
});

const roundStatus = z.object({
  id: z.string(),
  name: z.string(),
  kind,
  amount: kronor,
  key: z.enum(["none", "preliminary", "fixed"]),
  closed: z.boolean(),
  requisitions: z.int(),
  returned: z.int(),
  budget: kronor,
  pool: kronor,
  accounts: z.record(z.enum(recipientAccounts), kronor),
  unaccounted: z.int(),
  assumptions: z.array(z.string()),
});

/** Where the money of a year is, and what made it so. */
export const balanceRoutes = {
  status: route(
    "GET",
    "/v1/years/{year}",
    roles,
    "read",
    year,
    z.object({
      year: z.int(),
      rounds: z.array(roundStatus),
      /** Recipients that are to report the year, and those of them that have, in order. */
      reporters: z.int(),
      reported: z.int(),
      documents: z.array(
        z.object({
          id: z.string(),
          type: z.enum(documentTypes),
          name: z.string(),
          sha256: z.string(),
          received: isoDate,
          /** ISO moment: of two documents with the same requisition, the one registered first has it. */
          registeredAt: z.string(),
        }),
      ),
    }),
  ),
  balances: route(
    "GET",
    "/v1/years/{year}/balances",
    readsCases,
    "read",
    z.extend(year, { asOf: z.optional(isoDate) }),
    z.object({
      year: z.int(),
      asOf: isoDate,
      /** Parallel columns, one value per (round, recipient); `rounds` holds an index into `roundIds`. */
      roundIds: z.array(z.string()),
      rounds: z.array(z.int()),
      recipients: z.array(z.string()),
      names: z.array(z.string()),
      accounts: z.record(z.enum(recipientAccounts), z.array(kronor)),
      /** Per round: amount = unallotted + pool + the sum of all accounts. */
      totals: z.array(z.object({ amount: kronor, budget: kronor, pool: kronor, unaccounted: z.int() })),
      /** What imports say of the year beside the ledger, from its last day on. */
      imported: z.array(
        z.object({
          recipient: z.string(),
          name: z.string(),
          /** Kronor; null: the old sheet says nothing. */
          amounts: z.record(z.enum(amountMeanings), z.nullable(kronor)),
          import: z.string(),
          file: z.string(),
          /** Sheet and cell in the file, "2008!A5". */
          place: z.string(),
        }),
      ),
    }),
  ),
  /** The postings that one recipient's balance is made of, over the rounds of the year, oldest first. */
  recipientPostings: route(
    "GET",
    "/v1/years/{year}/recipients/{recipient}/postings",
    readsCases,
    "read",
    z.extend(year, { recipient }),
    z.object({
      recipient: z.string(),
      name: z.string(),
      postings: z.array(posting),
    }),
  ),
  /**
   * Who last changed what the sheets of a year show, and when. Read from every act of the year, which is several times
   * dearer than the balances: asked for only when a cell is found to have been changed by two.
   */
  changes: route(
    "GET",
    "/v1/years/{year}/changes",
    readsCases,
    "read",
    year,
    z.object({
      changes: z.array(changed),
      /** Indexes into `changes`, per round or recipient id: the last act that moved its money. */
      rounds: z.record(z.string(), z.int()),
      recipients: z.record(z.string(), z.int()),
      /** Per round: the last act on its key or redistribution. */
      allocations: z.record(z.string(), z.int()),
    }),
  ),
  audit: route(
    "GET",
    "/v1/chains/{chain}/audit",
    ["revisor", "administrator"],
    "read",
    z.object({ chain: z.string().check(z.maxLength(60)) }),
    z.object({
      intact: z.boolean(),
      brokenAt: z.nullable(z.int()),
      records: z.array(
        z.object({
          seq: z.int(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          recipients: z.int(),
          total: kronor,
          hash: z.string(),
        }),
      ),
    }),
  ),
} satisfies Record<string, Route>;

import * as z from "zod/mini";
import { type Route, route, roles } from "./route.ts";
import {
  kronor,
  isoDate,
  text,
  code,
  kind,
  cell,
  keyParameters,
  changed,
  committed,
  period,
} from "./schemas.ts";

const rounds = z.array(
  z.object({
    id: z.string(),
    year: z.int(),
    kind,
    name: z.string(),
    amount: kronor,
    purpose: z.string(),
    decision: z.object({ date: z.nullable(isoDate), dnr: z.nullable(z.string()), source: z.string() }),
    route: z.enum(["requisition", "grant"]),
    topUpOf: z.nullable(z.string()),
    key: z.nullable(keyParameters),
    redistribution: z.nullable(
      z.object({ capPerRecipient: z.nullable(kronor), ceiling: z.nullable(kronor) }),
    ),
    window: period,
    use: period,
    reportBy: isoDate,
    repayBy: isoDate,
    assumptions: z.array(z.string()),
  }),
);

/** Who I am, and the facts that every page needs. */
export const referenceRoutes = {
  me: route(
    "GET",
    "/v1/me",
    roles,
    "read",
    z.object({}),
    z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) }),
  ),
  rounds: route("GET", "/v1/rounds", roles, "read", z.object({}), z.object({ rounds })),
  register: route(
    "GET",
    "/v1/register",
    roles,
    "read",
    z.object({ date: isoDate }),
    z.object({
      date: isoDate,
      source: z.string(),
      /** Who read the population in; null for what Statistics Sweden has published and is built in. */
      changed: z.nullable(changed),
      /** Parallel columns: kind, code, name, county, its letter and inhabitants of each recipient in use. */
      kinds: z.array(kind),
      codes: z.array(code),
      names: z.array(z.string()),
      counties: z.array(z.string()),
      letters: z.array(z.string()),
      inhabitants: z.array(z.int()),
      /** Codes that have ceased, and which code followed. */
      ceased: z.array(z.object({ kind, code, name: z.string(), date: isoDate, successor: code })),
    }),
  ),
  importPopulation: route(
    "POST",
    "/v1/populations",
    ["administrator"],
    "write",
    z.object({
      date: isoDate,
      source: text,
      sheet: z.string().check(z.minLength(1), z.maxLength(31)),
      /** Letters of the worksheet columns that hold code and inhabitants. */
      columns: z.object({
        code: z.string().check(z.maxLength(3)),
        inhabitants: z.string().check(z.maxLength(3)),
      }),
      rows: z
        .array(z.object({ row: z.int().check(z.gte(1)), code: cell, inhabitants: cell }))
        .check(z.maxLength(2000)),
    }),
    committed,
  ),
} satisfies Record<string, Route>;

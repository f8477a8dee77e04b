import * as z from "zod";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import {
  kronor,
  isoDate,
  code,
  kind,
  year,
  sheetCells,
  document,
  validation,
  changed,
  registered,
  expectedVersions,
} from "./schemas.ts";

const reportBack = z.object({
  kind,
  code,
  name: z.string(),
  state: z.enum(["submitted", "returned"]),
  received: isoDate,
  document: z.string(),
  paid: kronor,
  consumed: kronor,
  repaid: kronor,
  reasons: z.array(z.string()),
  version: z.int(),
  changed: changed.nullable(),
});

/** What the recipients report back: validated, registered, listed, and what is missing. */
export const reportBackRoutes = {
  validateReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs/validate",
    caseWork,
    "read",
    year.extend(sheetCells.shape),
    validation,
  ),
  registerReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs",
    caseWork,
    "write",
    year.extend(sheetCells.shape).extend({ document, expected: expectedVersions }),
    registered,
  ),
  reportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs",
    readsCases,
    "read",
    year,
    z.object({ reportBacks: z.array(reportBack) }),
  ),
  missingReportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs/missing",
    readsCases,
    "read",
    year,
    z.object({ missing: z.array(z.object({ kind, code, name: z.string(), paid: kronor, dueBy: isoDate })) }),
  ),
} satisfies Record<string, Route>;

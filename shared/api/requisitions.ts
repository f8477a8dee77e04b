import * as z from "zod/mini";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import {
  kronor,
  isoDate,
  code,
  round,
  year,
  sheetCells,
  sha256,
  document,
  validation,
  changed,
  registered,
  expectedVersions,
  latestRequest,
} from "./schemas.ts";

const requisition = z.object({
  code,
  name: z.string(),
  state: z.enum(["submitted", "returned", "withdrawn", "superseded", "rejected"]),
  amount: z.nullable(kronor),
  wantsMore: z.boolean(),
  received: isoDate,
  document: z.string(),
  faults: z.array(z.string()),
  version: z.int(),
  changed: z.nullable(changed),
  completion: z.nullable(latestRequest),
});

/** Requisitions: validated, registered, listed. */
export const requisitionRoutes = {
  validateRequisitions: route(
    "POST",
    "/v1/years/{year}/requisitions/validate",
    caseWork,
    "read",
    // With the file's SHA-256, what this very file registered is not taken for an earlier requisition.
    z.extend(year, { ...sheetCells.shape, sha256: z.optional(sha256) }),
    validation,
  ),
  registerRequisitions: route(
    "POST",
    "/v1/years/{year}/requisitions",
    caseWork,
    "write",
    z.extend(year, { ...sheetCells.shape, document, expected: expectedVersions }),
    registered,
  ),
  requisitions: route(
    "GET",
    "/v1/rounds/{round}/requisitions",
    readsCases,
    "read",
    round,
    z.object({ requisitions: z.array(requisition) }),
  ),
} satisfies Record<string, Route>;

import * as z from "zod";
import { letterFormats } from "../letter/letter.ts";
import { caseWork, readsCases, type Route, route } from "./route.ts";
import { channels, code, committed, isoDate, round, sha256 } from "./schemas.ts";

const decision = round.extend({ decision: z.string() });

/** Letters about decisions, and that they have been sent. */
export const letterRoutes = {
  /** The letter to one recipient: as it was sent, when it has been in that format; else as it would be. */
  letter: route(
    "GET",
    "/v1/rounds/{round}/decisions/{decision}/letters/{code}/{format}",
    readsCases,
    "read",
    decision.extend({ code, format: z.enum(letterFormats) }),
    z.object({
      name: z.string(),
      sha256,
      base64: z.string(),
      dispatched: z.object({ date: isoDate, way: z.enum(channels) }).nullable(),
    }),
  ),
  /** Notes that a decision was sent (expedierad) to these recipients, and keeps the letters as they were. */
  dispatch: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/dispatch",
    caseWork,
    "write",
    decision.extend({
      // Writing a letter takes about a tenth of a second, and the gateway hangs up after 30 seconds.
      codes: z.array(code).min(1).max(20),
      date: isoDate,
      way: z.enum(channels),
      format: z.enum(letterFormats),
    }),
    committed,
  ),
} satisfies Record<string, Route>;

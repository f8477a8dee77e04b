import * as z from "zod";
import { letterFormats } from "../letter/letter.ts";
import { caseWork, readsCases, type Route, route } from "./route.ts";
import { channels, code, committed, isoDate, paper, round, sha256, year } from "./schemas.ts";

const file = z.object({ name: z.string(), sha256, base64: z.string() });
const decision = round.extend({ decision: paper });

/** Letters about decisions, that they have been sent, and letters that ask for more. */
export const letterRoutes = {
  /** The letter to one recipient: as it was sent, when it has been in that format; else as it would be. */
  letter: route(
    "GET",
    "/v1/rounds/{round}/decisions/{decision}/letters/{code}/{format}",
    readsCases,
    "read",
    decision.extend({ code, format: z.enum(letterFormats) }),
    file.extend({ dispatched: z.object({ date: isoDate, way: z.enum(channels) }).nullable() }),
  ),
  /** The letter of a request for completion. */
  completionLetter: route(
    "GET",
    "/v1/years/{year}/completions/{completion}/letter/{format}",
    readsCases,
    "read",
    year.extend({ completion: z.string().max(200), format: z.enum(letterFormats) }),
    file,
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
      /** Sends once more what has already been sent in the same way and format; else that is refused. */
      again: z.boolean().default(false),
    }),
    committed,
  ),
} satisfies Record<string, Route>;

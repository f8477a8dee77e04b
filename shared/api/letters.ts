import * as z from "zod/mini";
import { letterFormats } from "../letter/letter.ts";
import { caseWork, readsCases, type Route, route } from "./route.ts";
import { channels, code, committed, isoDate, paper, round, sha256, year } from "./schemas.ts";

const file = z.object({ name: z.string(), sha256, base64: z.string() });
const decision = z.extend(round, { decision: paper });

/** Letters about decisions, that they have been sent, and letters that ask for more. */
export const letterRoutes = {
  /** The letter to one recipient: as it was sent, when it has been in that format; else as it would be. */
  letter: route(
    "GET",
    "/v1/rounds/{round}/decisions/{decision}/letters/{code}/{format}",
    readsCases,
    "read",
    z.extend(decision, { code, format: z.enum(letterFormats) }),
    z.extend(file, { dispatched: z.nullable(z.object({ date: isoDate, way: z.enum(channels) })) }),
  ),
  /** The letter of a request for completion. */
  completionLetter: route(
    "GET",
    "/v1/years/{year}/completions/{completion}/letter/{format}",
    readsCases,
    "read",
    z.extend(year, { completion: z.string().check(z.maxLength(200)), format: z.enum(letterFormats) }),
    file,
  ),
  /** Notes that a decision was sent (expedierad) to these recipients, and keeps the letters as they were. */
  dispatch: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/dispatch",
    caseWork,
    "write",
    z.extend(decision, {
      // Writing a letter takes about a tenth of a second, and the gateway hangs up after 30 seconds.
      codes: z.array(code).check(z.minLength(1), z.maxLength(20)),
      date: isoDate,
      way: z.enum(channels),
      format: z.enum(letterFormats),
      /** Sends once more what has already been sent in the same way and format; else that is refused. */
      again: z._default(z.boolean(), false),
    }),
    committed,
  ),
} satisfies Record<string, Route>;

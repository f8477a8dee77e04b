import * as z from "zod/mini";
import { matters, reminderStates } from "../reminder/states.ts";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import { code, isoDate, kind, kronor, year } from "./schemas.ts";

/** Reminder ids in one request: each is a conditional write and a letter. */
export const mostReminders = 40;

const reminder = z.object({
  id: z.string(),
  kind,
  code,
  name: z.string(),
  matter: z.enum(matters),
  due: isoDate,
  amount: z.nullable(kronor),
  address: z.nullable(z.string()),
  step: z.string(),
  stepName: z.string(),
  sendOn: isoDate,
  state: z.enum(reminderStates),
  lastSent: z.nullable(isoDate),
});

/** Who lacks what, and the letters about it: a list to look at first, and then the sending, each letter at most once. */
export const reminderRoutes = {
  reminders: route(
    "GET",
    "/v1/years/{year}/reminders",
    readsCases,
    "read",
    year,
    z.object({
      asOf: isoDate,
      /** What the schedule last found that can be sent, and at what moment; null where none is set up. */
      prepared: z.nullable(z.object({ at: z.string(), ready: z.int(), noAddress: z.int() })),
      reminders: z.array(reminder),
    }),
  ),
  sendReminders: route(
    "POST",
    "/v1/years/{year}/reminders",
    caseWork,
    "write",
    z.extend(year, {
      reminders: z
        .array(z.string().check(z.maxLength(200)))
        .check(z.minLength(1), z.maxLength(mostReminders)),
    }),
    z.object({
      /** Those that this request sends; how each went is told by the list. */
      taken: z.array(z.string()),
      leftOut: z.array(z.object({ id: z.string(), why: z.string() })),
    }),
  ),
} satisfies Record<string, Route>;

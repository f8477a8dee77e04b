import * as z from "zod";
import { type Route, route, readsCases } from "./route.ts";
import { kronor, isoDate, code, accountKind, round, committed } from "./schemas.ts";

const payment = z.object({
  id: z.string(),
  decision: z.string(),
  state: z.enum(["attested", "paid"]),
  attestedBy: z.string(),
  date: isoDate.nullable(),
  total: kronor,
  recipients: z.int(),
});

/** Payment orders: attested, and paid by the economy system. */
export const paymentRoutes = {
  attestPayment: route(
    "POST",
    "/v1/rounds/{round}/payments",
    ["attestant", "ekonom"],
    "write",
    round.extend({ decision: z.string() }),
    committed,
  ),
  pay: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/pay",
    ["ekonom"],
    "write",
    round.extend({ payment: z.string(), date: isoDate }),
    committed,
  ),
  payments: route(
    "GET",
    "/v1/rounds/{round}/payments",
    readsCases,
    "read",
    round,
    z.object({ payments: z.array(payment) }),
  ),
  /** A payment order line by line: whom to pay, how much, to which account; null where no account is stated. */
  payment: route(
    "GET",
    "/v1/rounds/{round}/payments/{payment}",
    readsCases,
    "read",
    round.extend({ payment: z.string() }),
    payment.extend({
      lines: z.array(
        z.object({
          code,
          name: z.string(),
          orgnr: z.string().nullable(),
          payee: z
            .object({ kind: accountKind, account: z.string(), reference: z.string().nullable() })
            .nullable(),
          amount: kronor,
        }),
      ),
    }),
  ),
} satisfies Record<string, Route>;

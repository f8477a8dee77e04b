import * as z from "zod";
import { type Route, route, readsCases } from "./route.ts";
import { kronor, isoDate, text, code, accountKind, round, committed, paper } from "./schemas.ts";

const payment = z.object({
  id: z.string(),
  decision: z.string(),
  state: z.enum(["attested", "paid", "withdrawn"]),
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
    round.extend({ decision: paper }),
    committed,
  ),
  pay: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/pay",
    ["ekonom"],
    "write",
    round.extend({ payment: paper, date: isoDate }),
    committed,
  ),
  returnPayment: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/returned",
    ["ekonom"],
    "write",
    round.extend({
      payment: paper,
      code,
      date: isoDate,
      /** Where it is to be paid instead; null: where it was. */
      account: z
        .object({ kind: accountKind, account: z.string().max(20) })
        .nullable()
        .default(null),
    }),
    committed,
  ),
  registerRepayment: route(
    "POST",
    "/v1/rounds/{round}/repayments",
    ["ekonom"],
    "write",
    round.extend({ code, amount: z.int().min(1), date: isoDate, dnr: text }),
    committed,
  ),
  /** A repayment that was booked by mistake: `repayment` is what it was answered with. */
  reverseRepayment: route(
    "POST",
    "/v1/rounds/{round}/repayments/{repayment}/reverse",
    ["ekonom"],
    "write",
    round.extend({ repayment: paper, date: isoDate, dnr: text, reason: text }),
    committed,
  ),
  payments: route(
    "GET",
    "/v1/rounds/{round}/payments",
    readsCases,
    "read",
    round,
    z.object({
      payments: z.array(payment),
      /** Per decision, what an order made now would be of: kronor that it gives and no order holds. */
      toAttest: z.array(z.object({ decision: z.string(), total: kronor, recipients: z.int() })),
    }),
  ),
  /** A payment order line by line: whom to pay, how much, to which account; null where no account is stated. */
  payment: route(
    "GET",
    "/v1/rounds/{round}/payments/{payment}",
    readsCases,
    "read",
    round.extend({ payment: paper }),
    payment.extend({
      /** The appropriation items of the year (anslagsposter); "ej känt" with the reason where they are not known. */
      appropriations: z.array(z.string()),
      lines: z.array(
        z.object({
          code,
          name: z.string(),
          orgnr: z.string().nullable(),
          payee: z
            .object({ kind: accountKind, account: z.string(), reference: z.string().nullable() })
            .nullable(),
          /** S-kod and motpartskod of a recipient that is a state authority. */
          stateCode: z.string().nullable(),
          counterpartCode: z.string().nullable(),
          amount: kronor,
          /** ISO date when the payment came back; null when it did not. */
          returned: isoDate.nullable(),
        }),
      ),
    }),
  ),
} satisfies Record<string, Route>;

import * as z from "zod/mini";
import { type Route, route, readsCases } from "./route.ts";
import { kronor, isoDate, text, code, accountKind, round, committed, paper, warned } from "./schemas.ts";

const payment = z.object({
  id: z.string(),
  decision: z.string(),
  state: z.enum(["attested", "paid", "withdrawn"]),
  attestedBy: z.string(),
  date: z.nullable(isoDate),
  total: kronor,
  recipients: z.int(),
  /** What of the total has come back, and is to be paid again or no more. */
  returned: kronor,
  withoutAccount: z.nullable(z.string()),
  /** How many of its recipients have no account, where it waits to be paid and does not say why that is right. */
  lackAccount: z.int(),
});

/** Why it is right to pay recipients whose account is not here, such as grants decided elsewhere; refused without it. */
const withoutAccount = z._default(z.nullable(text), null);

/** Payment orders: attested, and paid by the economy system. */
export const paymentRoutes = {
  attestPayment: route(
    "POST",
    "/v1/rounds/{round}/payments",
    ["attestant", "ekonom"],
    "write",
    z.extend(round, { decision: paper, withoutAccount }),
    warned,
  ),
  pay: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/pay",
    ["ekonom"],
    "write",
    z.extend(round, { payment: paper, date: isoDate, withoutAccount }),
    warned,
  ),
  returnPayment: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/returned",
    ["ekonom"],
    "write",
    z.extend(round, {
      payment: paper,
      code,
      date: isoDate,
      /** Where it is to be paid instead; null: where it was. */
      account: z._default(
        z.nullable(z.object({ kind: accountKind, account: z.string().check(z.maxLength(20)) })),
        null,
      ),
    }),
    committed,
  ),
  registerRepayment: route(
    "POST",
    "/v1/rounds/{round}/repayments",
    ["ekonom"],
    "write",
    z.extend(round, { code, amount: z.int().check(z.gte(1)), date: isoDate, dnr: text }),
    committed,
  ),
  /** A repayment that was booked by mistake: `repayment` is what it was answered with. */
  reverseRepayment: route(
    "POST",
    "/v1/rounds/{round}/repayments/{repayment}/reverse",
    ["ekonom"],
    "write",
    z.extend(round, { repayment: paper, date: isoDate, dnr: text, reason: text }),
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
      toAttest: z.array(
        z.object({ decision: z.string(), total: kronor, recipients: z.int(), lackAccount: z.int() }),
      ),
    }),
  ),
  /** A payment order line by line: whom to pay, how much, to which account; null where no account is stated. */
  payment: route(
    "GET",
    "/v1/rounds/{round}/payments/{payment}",
    readsCases,
    "read",
    z.extend(round, { payment: paper }),
    z.extend(payment, {
      /** The appropriation items of the year (anslagsposter); "ej känt" with the reason where they are not known. */
      appropriations: z.array(z.string()),
      lines: z.array(
        z.object({
          code,
          name: z.string(),
          orgnr: z.nullable(z.string()),
          payee: z.nullable(
            z.object({ kind: accountKind, account: z.string(), reference: z.nullable(z.string()) }),
          ),
          /** S-kod and motpartskod of a recipient that is a state authority. */
          stateCode: z.nullable(z.string()),
          counterpartCode: z.nullable(z.string()),
          amount: kronor,
          /** ISO date when the payment came back; null when it did not. */
          returned: z.nullable(isoDate),
        }),
      ),
    }),
  ),
} satisfies Record<string, Route>;

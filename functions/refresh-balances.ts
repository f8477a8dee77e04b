import { balanceRoutes } from "../shared/api/balances.ts";
import { paymentRoutes } from "../shared/api/payments.ts";
import { balanceHandlers } from "./handlers/balances.ts";
import { paymentHandlers } from "./handlers/payments.ts";
import { postingHandlers } from "./handlers/postings.ts";
import { repaymentHandlers } from "./handlers/repayments.ts";
import { serve } from "./serve.ts";

/** What has been allotted, paid, reported and repaid: status of a year, balances, postings, payments, audit. */
export const handler = serve(
  { ...balanceRoutes, ...paymentRoutes },
  { ...balanceHandlers, ...paymentHandlers, ...repaymentHandlers, ...postingHandlers },
);

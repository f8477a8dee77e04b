import type { Handlers } from "../context.ts";
import { allocationHandlers } from "./allocation.ts";
import { applicationHandlers } from "./applications.ts";
import { assessmentHandlers } from "./assessment.ts";
import { balanceHandlers } from "./balances.ts";
import { carryOverHandlers } from "./carry-over.ts";
import { caseHandlers } from "./cases.ts";
import { completionHandlers } from "./completions.ts";
import { decisionHandlers } from "./decision.ts";
import { historyHandlers } from "./history.ts";
import { openApiHandlers } from "./openapi.ts";
import { incomingHandlers } from "./incoming.ts";
import { placingHandlers } from "./placing.ts";
import { correctionHandlers } from "./corrections.ts";
import { decisionListHandlers } from "./decision-list.ts";
import { delegationHandlers } from "./delegation.ts";
import { grantHandlers } from "./grants.ts";
import { letterHandlers } from "./letters.ts";
import { participationHandlers } from "./participation.ts";
import { paymentHandlers } from "./payments.ts";
import { postingHandlers } from "./postings.ts";
import { recipientFileHandlers } from "./recipient-files.ts";
import { redistributionHandlers } from "./redistribution.ts";
import { referenceHandlers } from "./reference.ts";
import { rejectionHandlers } from "./rejections.ts";
import { reminderHandlers } from "./reminders.ts";
import { repaymentHandlers } from "./repayments.ts";
import { reportBackHandlers } from "./report-backs.ts";
import { reportListHandlers } from "./report-lists.ts";
import { requisitionHandlers } from "./requisitions.ts";

/** Every route: what the local server serves. A Lambda entry takes its own group. */
export const allHandlers: Handlers = {
  ...referenceHandlers,
  ...requisitionHandlers,
  ...allocationHandlers,
  ...redistributionHandlers,
  ...decisionHandlers,
  ...decisionListHandlers,
  ...correctionHandlers,
  ...delegationHandlers,
  ...grantHandlers,
  ...letterHandlers,
  ...paymentHandlers,
  ...repaymentHandlers,
  ...postingHandlers,
  ...reportBackHandlers,
  ...reportListHandlers,
  ...carryOverHandlers,
  ...participationHandlers,
  ...applicationHandlers,
  ...assessmentHandlers,
  ...balanceHandlers,
  ...historyHandlers,
  ...reminderHandlers,
  ...openApiHandlers,
  ...incomingHandlers,
  ...placingHandlers,
  ...completionHandlers,
  ...caseHandlers,
  ...recipientFileHandlers,
  ...rejectionHandlers,
};

/**
 * What a recipient may lack: a requisition of what it is allotted, a report, an answer to a request for completion, money
 * to pay back, what carried-over money went to.
 */
export const matters = ["requisition", "report-back", "completion", "repayment", "carried-over"] as const;
export type Matter = (typeof matters)[number];

/**
 * What is noted of a reminder: `taken` before it is sent, then `sent`, `refused` (surely not sent: may be tried again)
 * or `uncertain` (nobody knows: never tried again by itself).
 */
export const noteStates = ["taken", "sent", "refused", "uncertain"] as const;
export type NoteState = (typeof noteStates)[number];

/** Where a reminder stands: its day has not come; it can be sent now; it cannot, for want of an address; or as noted. */
export const reminderStates = ["waiting", "due", "no-address", ...noteStates] as const;

import type { Reminder } from "./reminders.ts";

/** Whether it may be sent now, as far as is known. */
export function mayBeSent({ state, address }: Pick<Reminder, "state" | "address">): boolean {
  return address !== null && (state === "due" || state === "refused");
}

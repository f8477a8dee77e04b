import { businessDaysFrom } from "../holidays.ts";
import type { RecipientId } from "../recipient.ts";
import { type ReminderStep, stepsFor } from "./steps.ts";

/** What a recipient may lack: a report, an answer to a request for completion, money to pay back. */
export const matters = ["report-back", "completion", "repayment"] as const;
export type Matter = (typeof matters)[number];

/** Something that a recipient lacks, and by which ISO day. */
export interface OpenMatter {
  readonly recipient: RecipientId;
  readonly name: string;
  readonly matter: Matter;
  readonly due: string;
  /** Kronor to pay back; null when it is not about money. */
  readonly amount: number | null;
  readonly address: string | null;
}

/**
 * What is noted of a reminder: `taken` before it is sent, then `sent`, `refused` (surely not sent: may be tried again)
 * or `uncertain` (nobody knows: never tried again by itself).
 */
export const noteStates = ["taken", "sent", "refused", "uncertain"] as const;
export type NoteState = (typeof noteStates)[number];
export interface ReminderNote {
  readonly state: NoteState;
  /** ISO day. */
  readonly on: string;
}

/** Where a reminder stands: its day has not come; it can be sent now; it cannot, for want of an address; or as noted. */
export const reminderStates = ["waiting", "due", "no-address", ...noteStates] as const;

export interface Reminder extends OpenMatter {
  /** Recipient, matter, due day and step: what is sent at most once. */
  readonly id: string;
  readonly step: ReminderStep["id"];
  readonly stepName: string;
  /** ISO day from which it is sent. */
  readonly sendOn: string;
  readonly state: (typeof reminderStates)[number];
  /** ISO day of the last reminder of the same matter that was sent; null for none. */
  readonly lastSent: string | null;
}

/**
 * One line a matter: the reminder that its day has come for, else the next. Steps that were passed by are not sent
 * afterwards: nobody gets two reminders at once. `noted` by reminder id.
 */
export function remindersOf(
  open: readonly OpenMatter[],
  today: string,
  noted: ReadonlyMap<string, ReminderNote>,
): Reminder[] {
  return open.flatMap((matter) => {
    const steps = stepsFor(matter.due).map(({ id: step, name: stepName, businessDays }) => {
      const id = `${matter.recipient} ${matter.matter} ${matter.due} ${step}`;
      return { id, step, stepName, sendOn: businessDaysFrom(matter.due, businessDays), note: noted.get(id) };
    });
    const passed = steps.findLast(({ sendOn }) => sendOn <= today);
    const next = steps.find(({ sendOn }) => sendOn > today);
    const shown = passed === undefined || (passed.note?.state === "sent" && next) ? next : passed;
    if (shown === undefined) return [];
    const { note, ...step } = shown;
    const sent = steps.flatMap((one) => (one.note?.state === "sent" ? [one.note.on] : []));
    return [
      {
        ...matter,
        ...step,
        state: stateOf(shown === next, matter, note),
        lastSent: sent.sort().at(-1) ?? null,
      },
    ];
  });
}

function stateOf(
  isNext: boolean,
  { address }: OpenMatter,
  note: ReminderNote | undefined,
): Reminder["state"] {
  if (note !== undefined) return note.state;
  if (isNext) return "waiting";
  return address === null ? "no-address" : "due";
}

/** Whether it may be sent now, as far as is known. */
export function mayBeSent({ state, address }: Reminder): boolean {
  return address !== null && (state === "due" || state === "refused");
}

import { businessDaysFrom } from "../holidays.ts";
import type { RecipientId } from "../recipient.ts";
import type { Matter, NoteState, reminderStates } from "./states.ts";
import { type ReminderStep, stepsFor } from "./steps.ts";

/** Something that a recipient lacks, and by which ISO day. */
export interface OpenMatter {
  readonly recipient: RecipientId;
  readonly name: string;
  readonly matter: Matter;
  readonly due: string;
  /** Kronor to pay back; null when it is not about money. */
  readonly amount: number | null;
  /** Whether `due` is the last day for spending what was carried over: what was not consumed then is to be paid back. */
  readonly unspent?: boolean;
  readonly address: string | null;
}

/** When and how a reminder went. */
export interface ReminderNote {
  readonly state: NoteState;
  /** ISO day. */
  readonly on: string;
}

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

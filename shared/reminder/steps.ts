import type { Dated } from "../programme.ts";
import { byAssumption, holds, inForce } from "../programmes/dated.ts";

/** One of the times that a recipient is reminded of what is due. */
export interface ReminderStep {
  /** Kept with what was sent, and never changed. */
  readonly id: "fore" | "dagen-efter" | "andra";
  readonly name: string;
  /** Business days after the day it was due; negative: before. */
  readonly businessDays: number;
}

/** When recipients are reminded. A programme with steps of its own is a line with its days. */
export const reminderSteps: readonly Dated<readonly ReminderStep[]>[] = [
  holds(
    "2007-01-01",
    null,
    [
      { id: "fore", name: "Före förfallodagen", businessDays: -10 },
      { id: "dagen-efter", name: "Dagen efter", businessDays: 1 },
      { id: "andra", name: "Andra påminnelsen", businessDays: 10 },
    ],
    byAssumption(
      "Antagande: påminnelser skickas tio arbetsdagar före förfallodagen, första arbetsdagen efter den och tio arbetsdagar efter den; ingen källa säger när.",
    ),
  ),
];

/** The steps for what is due on an ISO day, first first. */
export function stepsFor(due: string): readonly ReminderStep[] {
  return inForce(reminderSteps, due)?.value ?? [];
}

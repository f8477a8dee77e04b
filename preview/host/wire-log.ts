import { isObject, type Json, objectAt, textAt } from "./protocol/json.ts";
import type { Action, Batch } from "./protocol/request.ts";

/** One request as it went over the wire. */
export interface WireEntry {
  /** When it was sent, counted from 1. */
  readonly number: number;
  readonly command: string | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** The members that were set, called and loaded, in order, such as "NumberFormat =", "Add()", "Values". */
  readonly steps: readonly string[];
  /** The code of the error that the request was answered with; null when all went well. */
  readonly error: string | null;
}

const startUp = [
  "_SetOsfControlContainerReadyForCustomFunctions()",
  "_GetEnabledFeatures()",
  "NotifyActionHandlerReady()",
];

/** What has gone over the wire, and what one can ask of it. */
export class WireLog {
  readonly entries: WireEntry[] = [];
  /** Requests sent from now on belong to this command. */
  command: string | null = null;

  /** Logs a request, unless it is only the client saying that it has started. */
  add(entry: Omit<WireEntry, "number" | "command">): void {
    if (entry.steps.length > 0 && entry.steps.every((step) => startUp.includes(step))) return;
    this.entries.push({ number: this.entries.length + 1, command: this.command, ...entry });
  }

  clear(): void {
    this.entries.length = 0;
  }

  /** The largest request in bytes. */
  get largestRequest(): number {
    return Math.max(0, ...this.entries.map(({ requestBytes }) => requestBytes));
  }

  /** How many round trips: requests that do something. The client's own clean-up at the end is not counted. */
  get syncs(): number {
    return this.entries.filter(({ steps }) => !steps.every((step) => step === "_RemoveReference()")).length;
  }

  /** Is a number format set before values in every request that sets both? */
  get formatsBeforeValues(): boolean {
    return this.entries.every(({ steps }) => {
      const values = steps.findIndex((step) => step === "Values =" || step === "Formulas =");
      const format = steps.lastIndexOf("NumberFormat =");
      return values < 0 || format < 0 || format < values;
    });
  }
}

/** What the actions of a batch do, in order, in short. */
export function stepsOf(batch: Batch): readonly string[] {
  return batch.actions.flatMap(stepOf);
}

function stepOf(action: Action): readonly string[] {
  if (action.type === 3) return [`${action.name}()`];
  if (action.type === 4) return [`${action.name} =`];
  if (action.type === 2 || action.type === 7) return action.query?.select ?? [];
  return [];
}

/** The code of the error in an answer; null when there is none. */
export function errorIn(body: Json): string | null {
  if (!isObject(body)) return null;
  const error = objectAt(body, "Error");
  return textAt(error, "Code") || null;
}

/** How many bytes a text is in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

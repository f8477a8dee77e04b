import type { Evaluator } from "../evaluator.ts";
import type { Area } from "../workbook/sheet.ts";
import type { Book } from "../workbook/book.ts";
import type { Rect } from "../workbook/rect.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostObject, Arg } from "./host-object.ts";

/** What a member may use while a batch is carried out. */
export interface Session {
  readonly book: Book;
  readonly evaluator: Evaluator;
  /** A block for this batch: it follows inserts and deletes until the batch ends, or as long as it is kept. */
  readonly area: (sheet: Sheet, rect: Rect) => Area;
  readonly range: (sheet: Sheet, rect: Rect) => HostObject;
  /** The object kept under this reference; null when there is none. */
  readonly kept: (referenceId: string) => HostObject | null;
  readonly keep: (object: HostObject) => string;
  readonly release: (referenceId: string) => void;
  readonly releaseAll: () => void;
  /** The block that an event told of; null when it has been forgotten. */
  readonly eventArea: (referenceId: string) => Area | null;
  readonly listen: (event: number, target: string, on: boolean) => void;
  /** Leaves formulas uncomputed until the batch ends. */
  readonly suspendCalculation: () => void;
  /** Computes formulas now, whatever the mode. */
  readonly calculateNow: () => void;
  /** Time of day as ISO text. */
  readonly now: () => string;
  /** Results of custom functions as the client sends them. */
  readonly functionResults: (results: readonly Arg[]) => void;
}

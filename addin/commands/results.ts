import type { Changed, Channel } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";

/** What a command wrote, and how to take it back. `undo` is null when there is nothing to undo. */
export interface Written {
  readonly cells: number;
  readonly undo: (() => Promise<void>) | null;
}

/** A cell that the user changed while somebody else changed it in the service: the user's value is kept. */
export interface Conflict {
  readonly sheet: string;
  readonly cell: string;
  readonly heading: string;
  readonly yours: Cell;
  readonly theirs: Cell;
  readonly whenFetched: Cell;
  /** Who changed it in the service, and when; null when that is not known. */
  readonly changed: Changed | null;
}

/** What a refresh of an owned table did. Foreign columns, filters, sort, colours and widths are as they were. */
export interface Refreshed {
  readonly sheet: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that are gone in the service: marked, never deleted. */
  readonly vanished: number;
  readonly conflicts: readonly Conflict[];
}

/** When (ISO date) and how a document came in. */
export interface Incoming {
  readonly received: string;
  readonly channel: Channel;
}

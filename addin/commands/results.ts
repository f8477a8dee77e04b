import type { Changed, Channel } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import type { HeadedColumn } from "../../shared/headings.ts";
import type { Problem } from "../../shared/problems.ts";

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

/** What a control pass over the sheet found. `differing` is true when the service's list was not the pane's own. */
export interface CheckResult {
  readonly sheet: string;
  readonly rowCount: number;
  readonly withoutProblems: number;
  readonly problems: readonly Problem[];
  readonly fixable: number;
  readonly differing: boolean;
}

/** A file from outside as read: which of its columns are which, remembered per layout of headings. */
export interface ImportPreview {
  readonly source: ImportSource;
  /** The columns that it is read into. */
  readonly columns: readonly Pick<HeadedColumn, "id" | "heading">[];
  readonly sheet: string;
  readonly headings: readonly string[];
  /** Per such column: the index of the file's column, -1 for none. */
  readonly mapping: readonly number[];
  /** Rows that are nothing that came in (titles, subtotals, blank), with the reason, as they will be left out. */
  readonly leftOut: readonly { readonly row: number; readonly why: string }[];
  readonly rows: number;
}

/** The file as it came: what is registered is this document, whatever is mended afterwards. */
export interface ImportSource {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** How it most likely came in: asked for again before it is registered. */
  readonly channel: Channel;
  readonly cells: readonly (readonly Cell[])[];
  /** 0-based row of the file right above the data. */
  readonly headingRow: number;
}

import type { Cell } from "../../shared/cell.ts";
import type { Desk } from "./desk.ts";

/** A sheet of ours as it stands, read by its headings. */
export interface OwnSheet {
  readonly headings: readonly Cell[];
  /** 0-based column of a heading; -1 when there is none. */
  readonly column: (heading: string) => number;
  /** 1-based worksheet row of the first row below the headings. */
  readonly first: number;
  readonly rows: readonly Cell[][];
}

export async function ownSheet({ read }: Pick<Desk, "read">, name: string): Promise<OwnSheet> {
  const all = await read(name);
  const at = all.findIndex((row) => row.includes("_id"));
  const headings = all[at]!;
  return {
    headings,
    column: (heading) => headings.indexOf(heading),
    first: at + 2,
    rows: all.slice(at + 1),
  };
}

/** The sum of a column. */
export function sumOf({ rows, column }: OwnSheet, heading: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column(heading)]), 0);
}

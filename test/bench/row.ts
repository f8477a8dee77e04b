/** One measured figure: `ours` is a ratio or a count, never a bare time. */
export interface BenchRow {
  readonly name: string;
  readonly goal: string;
  readonly ours: number;
  readonly bestPeer: string;
  readonly met: boolean;
  readonly seed: number;
  readonly rounds: number;
}

/** `plant` names a row to slow down or break on purpose, to show that the row can fail. */
export interface BenchOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly plant: string | null;
}

/** Long work says how far it has come and can be given up: `done` of `total`, both counts of rows or parts. */
export interface Work {
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

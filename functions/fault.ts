/** Where the service failed: the kind of error and the places in our code, but not its message. */
export interface Fault {
  readonly name: string;
  readonly at: readonly string[];
  readonly places?: readonly string[];
}

/** A message may quote input, names or tokens, so it is cut out of the stack before anything is kept. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const stack = (error.stack ?? "").replace(error.message, "");
  const at = stack
    .split("\n")
    .filter((line) => /^ {4}at (?:async |new )?(?:\S+ \([^()]*:\d+:\d+\)|\S+:\d+:\d+)$/.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  return {
    name: error.constructor.name,
    at,
    ...(error instanceof OutputMismatch ? { places: error.places } : {}),
  };
}

/** The service was about to answer outside its contract; `places` name members of the schema, never of the data. */
export class OutputMismatch extends Error {
  readonly places: readonly string[];

  constructor(issues: readonly { readonly code?: string; readonly path: readonly PropertyKey[] }[]) {
    super("output outside the contract");
    this.name = "OutputMismatch";
    this.places = issues.slice(0, 10).map(({ code, path }) => `${place(path)} ${code ?? ""}`);
  }
}

/**
 * `rounds.*.accounts.?`: an index becomes `*`, and a key below a key becomes `?` because it may belong to a record
 * whose keys are data.
 */
function place(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) =>
      typeof part === "number" ? "*" : i === 0 || typeof path[i - 1] === "number" ? part : "?",
    )
    .map(String)
    .join(".");
}

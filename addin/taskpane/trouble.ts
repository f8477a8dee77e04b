import type { ApiProblemCode } from "../api-client.ts";

interface Told {
  /** Swedish, from whoever refused; empty when the pane has its own words for it. */
  readonly title: string;
  readonly detail: string;
  /** The id to quote to the administrator; empty when there is none. */
  readonly requestId: string;
  /** What was asked for is done: what failed is to show it. */
  readonly isDone: boolean;
}

/** The service, the workbook or the add-in could not do it. */
export interface Failed<Shown> extends Told {
  readonly at: "failed";
  /** What was shown before and still is; null when nothing was. */
  readonly shown: Shown | null;
  /** null: whatever was asked for is asked for again where it was. */
  readonly again: (() => void) | null;
}

/** The person's roles do not allow it. */
export interface Forbidden<Shown> extends Told {
  readonly at: "forbidden";
  readonly shown: Shown | null;
  /** Somebody else has to ask. */
  readonly again: null;
}

/** Nothing answered. */
export interface Offline<Shown> extends Told {
  readonly at: "offline";
  readonly shown: Shown | null;
  readonly again: (() => void) | null;
}

/** A tab that could not do what was asked. `shown` keeps what the person already had on the screen. */
export type Trouble<Shown> = Failed<Shown> | Forbidden<Shown> | Offline<Shown>;

/** What the pane can read from anything thrown: an ApiProblem, a refusal of the workbook, or a fault of ours. */
interface Read extends Omit<Told, "isDone"> {
  readonly code: ApiProblemCode | "";
}

function read(error: unknown): Read {
  const members = new Map(Object.entries(typeof error === "object" && error !== null ? error : {}));
  const text = (name: string): string => {
    const value: unknown = members.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    code: text("code") as Read["code"],
    title: text("title"),
    detail: text("detail"),
    requestId: text("requestId"),
  };
}

/** Whether the person must sign in (again) before anything else. */
export function isSignedOut(error: unknown): boolean {
  return read(error).code === "not-signed-in";
}

/** Whether the service has answered no: then nothing was done, which is not known when no answer came. */
export function isRefused(error: unknown): boolean {
  const status: unknown = typeof error === "object" && error !== null && "status" in error ? error.status : 0;
  return typeof status === "number" && status >= 400 && status < 500;
}

const forbidden: readonly string[] = ["not-allowed", "four-eyes"];

/** Sorts what was thrown into one of the three troubles. */
export function troubleOf<Shown>(
  error: unknown,
  shown: Shown | null,
  again: (() => void) | null,
): Trouble<Shown> {
  const { code, ...words } = read(error);
  const told = { ...words, isDone: false };
  if (forbidden.includes(code)) return { at: "forbidden", ...told, shown, again: null };
  return { at: code === "offline" ? "offline" : "failed", ...told, shown, again };
}

import type { RefusalCode } from "../shared/errors.ts";
import type { Fault } from "./fault.ts";

/** What is known of a request afterwards: codes and counts, never what was asked, by whom, or what was answered. */
export interface RequestLine {
  readonly request: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly code?: RefusalCode;
  /** The answer was given before and is given again. */
  readonly replay?: true;
  /** Why the service failed, for those who repair it. */
  readonly fault?: Fault;
}

export interface Log {
  request(line: RequestLine): void;
}

/**
 * One JSON line per request; faults of the service as errors, all else as information. Written by hand: the usual
 * logging library would be a twentieth of a function's bundle, for this one line.
 */
export function createLog(
  stage: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  return {
    request: (line) => {
      write(`${JSON.stringify({ level: line.status >= 500 ? "ERROR" : "INFO", stage, ...line })}\n`);
    },
  };
}

import { Logger } from "@aws-lambda-powertools/logger";
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

/** One JSON line per request on standard output; faults of the service as errors, all else as information. */
export function createLog(stage: string): Log {
  const logger = new Logger({ serviceName: "fordela", persistentKeys: { stage } });
  return {
    request: (line) => {
      if (line.status >= 500) logger.error("request", { ...line });
      else logger.info("request", { ...line });
    },
  };
}

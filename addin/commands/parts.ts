import type { ApiClient } from "../api-client.ts";

/** What is remembered between sessions on this machine, such as how the columns of an export were read. */
export interface Memory {
  readonly read: (key: string) => string | null;
  readonly write: (key: string, value: string) => void;
}

/** What the commands work with. */
export interface CommandParts {
  readonly api: ApiClient;
  /** The year that the user has chosen. */
  readonly year: () => number;
  readonly now: () => Date;
  /** Name of the environment, such as "test": written into the workbook, and on every sheet unless it is "prod". */
  readonly environment: string;
  readonly memory: Memory;
  /** Whether this Excel has an API set, such as "1.20". */
  readonly supports: (excelApi: string) => boolean;
}

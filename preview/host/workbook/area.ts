import type { Area } from "./sheet.ts";

/** Several blocks of one sheet, used as one. */
export class Areas {
  readonly parts: readonly Area[];
  referenceId: string | null = null;

  constructor(parts: readonly Area[]) {
    this.parts = parts;
  }
}

/** What formats, conditional formats and validation are set on: one block or several. */
export interface Parts {
  readonly parts: readonly Area[];
}

import type { DocumentSettings } from "../../host/external.ts";
import { parseJson } from "../../host/protocol/json.ts";
import type { Book } from "../../host/workbook/book.ts";

/** The workbook's settings, as the client's older interface reads and writes them: as JSON text. */
export function documentSettings({ settings }: Book): DocumentSettings {
  return {
    *[Symbol.iterator]() {
      for (const [key, value] of settings) yield [key, JSON.stringify(value)] as const;
    },
    clear: () => {
      settings.clear();
    },
    set: (key, value) => settings.set(key, parseJson(value)),
  };
}

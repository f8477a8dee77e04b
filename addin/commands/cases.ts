import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import type { Work } from "../excel/work.ts";
import { fetchedCases, fetchedDocuments } from "../sheets/case-tables.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { anAct } from "./decisions.ts";
import { fromBase64, keepFile } from "./keep-file.ts";
import type { CommandParts } from "./parts.ts";
import type { Refreshed } from "./results.ts";

/** What is done with a case by hand: one request each, and never a cell. */
export type CaseWrite =
  | "note"
  | "handOver"
  | "requestCompletion"
  | "actOnCase"
  | "place"
  | "writeRecipientFile"
  | "checkRecipient"
  | "prepareRejection"
  | "tickChecklist";

/** A file from outside, such as a letter that was scanned. */
export interface OutsideFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The cases and documents of a year. */
export interface CaseCommands {
  /** Keeps the file and registers it as a document of the year. */
  readonly registerFile: (
    file: OutsideFile,
    cameIn: Omit<RouteRequest<"registerDocument">, "year" | "file">,
    /** That of the click: the same when it is tried again. */
    key?: string,
  ) => Promise<RouteOutput<"registerDocument">>;
  /** A document's file, byte for byte as it came. */
  readonly readDocument: (
    document: string,
  ) => Promise<OutsideFile & { readonly bytes: Uint8Array<ArrayBuffer> }>;
  readonly actOnCases: <N extends CaseWrite>(
    name: N,
    request: RouteRequest<N>,
    key?: string,
  ) => Promise<RouteOutput<N>>;
  /** Brings the sheet "Handlingar" up to date. */
  readonly refreshDocuments: (year: number, work: Work) => Promise<Refreshed>;
  /** Brings the sheet "Ärenden" up to date. */
  readonly refreshCases: (year: number, work: Work) => Promise<Refreshed>;
}

export function createCaseCommands(
  parts: CommandParts,
  refresh: (fetched: Fetched, work: Work) => Promise<Refreshed>,
): CaseCommands {
  const { api, year } = parts;
  return {
    registerFile: async (file, cameIn, key) => {
      const kept = await keepFile(parts, file);
      return await api.call("registerDocument", { ...cameIn, year: year(), file: kept }, anAct(key));
    },
    readDocument: async (document) => {
      const { name, base64 } = await api.call("documentFile", { year: year(), document });
      return { name, bytes: fromBase64(base64) };
    },
    actOnCases: (name, request, key) => api.call(name, request, anAct(key)),
    refreshDocuments: async (of, work) =>
      await refresh(
        fetchedDocuments(of, await api.call("documents", { year: of }, { signal: work.signal })),
        work,
      ),
    refreshCases: async (of, work) =>
      await refresh(fetchedCases(of, await api.call("cases", { year: of }, { signal: work.signal })), work),
  };
}

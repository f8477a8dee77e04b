import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import { readOldFile } from "../../shared/files/read-file.ts";
import { lookUpTables } from "../excel/owned-table.ts";
import { inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { fetchedOpeningBalances, fetchedReading } from "../sheets/fetched-history.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { afterAct } from "./after-act.ts";
import { anAct } from "./decisions.ts";
import type { Refreshed } from "./results.ts";
import type { CommandParts } from "./parts.ts";
import { sha256 } from "./sha256.ts";

/** An old workbook as read, with how each of its sheets is understood. */
export interface HistoryPreview extends RouteOutput<"previewHistory"> {
  readonly workbook: RouteRequest<"previewHistory">;
}

/** What an import gave, and the sheets that tell of it. */
export interface HistoryImported {
  readonly done: RouteOutput<"importHistory">;
  readonly refreshed: readonly Refreshed[];
}

export type HistoryMapping = NonNullable<HistoryPreview["sheets"][number]["mapping"]>;

/** Old workbooks: read, previewed as often as there are answers, imported, and taken back. */
export interface HistoryCommands {
  readonly readHistory: (name: string, bytes: Uint8Array) => Promise<HistoryPreview>;
  /**
   * Previews again with what the official says of each sheet, by its name; null: it is not to be read; undefined: it is
   * to be read as proposed.
   */
  readonly answerHistory: (
    preview: HistoryPreview,
    mappings: Readonly<Record<string, HistoryMapping | null | undefined>>,
  ) => Promise<HistoryPreview>;
  /** Imports what the preview shows (once, however often with the same key), and writes "Ingående balanser", "Utelämnat" and "Kontrollsummor". */
  readonly importHistory: (preview: HistoryPreview, work: Work, key?: string) => Promise<HistoryImported>;
  readonly historyImports: () => Promise<RouteOutput<"historyImports">>;
  /** Takes an import back, and marks its rows in the sheets that tell of it. */
  readonly withdrawHistory: (
    id: string,
    ground: string,
    work: Work,
    key?: string,
  ) => Promise<HistoryImported>;
}

export function historyCommands(
  { api, supports }: CommandParts,
  remembered: Set<string>,
  refresh: (fetched: readonly Fetched[], work: Work) => Promise<readonly Refreshed[]>,
): HistoryCommands {
  const preview = async (workbook: HistoryPreview["workbook"]): Promise<HistoryPreview> => ({
    ...(await api.call("previewHistory", workbook)),
    workbook,
  });
  const opening = async ({ signal }: Work): Promise<Fetched> =>
    fetchedOpeningBalances(await api.call("openingBalances", {}, { signal }));

  return {
    readHistory: async (name, bytes) => {
      const read = await readOldFile(name, bytes);
      if (!read.ok) throw new WorkbookProblem("file", read.error.text);
      const sheets = read.value as HistoryPreview["workbook"]["sheets"];
      return await preview({ file: { name, sha256: await sha256(bytes) }, sheets });
    },
    answerHistory: ({ workbook, sheets: known }, mappings) =>
      preview({
        ...workbook,
        sheets: workbook.sheets.map((sheet, i) => ({
          ...sheet,
          mapping: Object.hasOwn(mappings, sheet.name) ? mappings[sheet.name] : known[i]!.mapping,
        })),
      }),
    importHistory: async ({ workbook, sheets }, work, key) => {
      const chosen = workbook.sheets.map((sheet, i) => {
        const { mapping, fault } = sheets[i]!;
        return { ...sheet, mapping: fault === null ? mapping : null };
      });
      const done = await api.call("importHistory", { ...workbook, sheets: chosen }, anAct(key));
      const refreshed = await afterAct("Arbetsboken är inläst", async () => {
        const told = await api.call("historyImport", { id: done.id });
        return await refresh([await opening(work), ...fetchedReading(told)], work);
      });
      return { done, refreshed };
    },
    historyImports: () => api.call("historyImports", {}),
    withdrawHistory: async (id, ground, work, key) => {
      const done = await api.call("withdrawHistory", { id, ground }, anAct(key));
      const refreshed = await afterAct("Inläsningen är återtagen", async () => {
        const told = fetchedReading(await api.call("historyImport", { id }));
        const looked = await inWorkbook(supports("1.20"), (book) =>
          lookUpTables(
            book,
            told.map(({ names }) => names),
            remembered,
          ),
        );
        // A workbook that does not tell of imports need not tell that one is gone.
        const here = told.filter((_, i) => looked[i]!.found !== null);
        return await refresh([await opening(work), ...here], work);
      });
      return { done, refreshed };
    },
  };
}

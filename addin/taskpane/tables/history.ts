import type { HistoryImported, HistoryMapping, HistoryPreview } from "../../commands/history.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Pane } from "../pane.ts";
import type { HistoryList } from "./history-words.ts";

/** What the official has said of sheets since the last preview, by their names; see `answerHistory`. */
export type Draft = Readonly<Record<string, HistoryMapping | null | undefined>>;

export interface HistoryFull {
  readonly at: "full";
  readonly imports: HistoryList;
  /** The workbook that is being read; null for none. */
  readonly preview: HistoryPreview | null;
  readonly draft: Draft;
  /** What was just imported or taken back. */
  readonly said: HistoryImported | null;
}

type HistoryWork = "read" | "import" | "withdraw";

export interface HistoryPart extends LoadedTab<HistoryWork, HistoryFull> {
  readonly readFile: (file: File) => Promise<void>;
  readonly say: (sheet: string, mapping: HistoryMapping | null | undefined) => void;
  /** Previews again with what has been said. */
  readonly answer: () => Promise<void>;
  readonly importIt: () => Promise<void>;
  readonly leave: () => void;
  readonly withdraw: (id: string, ground: string) => Promise<void>;
}

const parts = new WeakMap<Pane, HistoryPart>();

/** The import of old workbooks, one a pane: what has been answered is kept while another tab is looked at. */
export function historyOf(pane: Pane): HistoryPart {
  const known = parts.get(pane);
  if (known !== undefined) return known;
  const made = createHistory(pane);
  parts.set(pane, made);
  // What somebody was in the middle of is nobody else's.
  pane.session.subscribe(() => {
    if (pane.session.get().at !== "signed-in") made.clear();
  });
  return made;
}

function createHistory({ parts: tabParts }: Pane): HistoryPart {
  const { commands } = tabParts;
  const nothing = { preview: null, draft: {} };
  const imports = async (): Promise<HistoryList> => (await commands.historyImports()).imports;
  const tab = createLoadedTab<HistoryWork, HistoryFull>(tabParts, {
    read: async () => ({ at: "full", imports: await imports(), ...nothing, said: null }),
    anew: async () => ({ imports: await imports() }),
    quiet: { said: null },
  });
  const readFile = (file: File): Promise<void> =>
    tab.work(
      "read",
      async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return { preview: await commands.readHistory(file.name, bytes), draft: {} };
      },
      () => void readFile(file),
    );
  const answer = (): Promise<void> =>
    tab.work(
      "read",
      async (_, { preview, draft }) => ({
        preview: preview && (await commands.answerHistory(preview, draft)),
        draft: {},
      }),
      () => void answer(),
    );
  const importIt = async (): Promise<void> => {
    const preview = tab.shown()?.preview ?? null;
    if (preview === null) return;
    await tab.perform("import", {
      asked: [preview.workbook.file, preview.sheets],
      run: (work, key) => commands.importHistory(preview, work, key),
      then: (said) => ({ said, ...nothing }),
    });
  };
  const withdraw = (id: string, ground: string): Promise<void> =>
    tab.perform("withdraw", {
      asked: [id, ground],
      run: (work, key) => commands.withdrawHistory(id, ground, work, key),
      then: (said) => ({ said }),
    });
  return {
    ...tab,
    readFile,
    say: (sheet, mapping) => {
      tab.change({ draft: { ...tab.shown()?.draft, [sheet]: mapping } });
    },
    answer,
    importIt,
    leave: () => {
      tab.change(nothing);
    },
    withdraw,
  };
}

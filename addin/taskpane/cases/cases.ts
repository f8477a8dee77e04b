import type { RouteOutput, RouteRequest } from "../../../shared/api.ts";
import type { CaseWrite, OutsideFile } from "../../commands/cases.ts";
import type { Refreshed } from "../../commands/contract.ts";
import type { ReminderList, ReminderOutcome } from "../../commands/reminders.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { TabParts } from "../tab-parts.ts";

export type CaseLine = RouteOutput<"cases">["cases"][number];
export type WholeCase = RouteOutput<"case">;
export type CaseFilter = NonNullable<RouteRequest<"cases">["filter"]>;
export type CameIn = Omit<RouteRequest<"registerDocument">, "year" | "file">;

/** What the last work did; each is told once. */
export type CasesSaid = "done" | "registered" | "answered" | "people" | "checked" | "rejection";

export interface CasesFull {
  readonly at: "full";
  readonly filter: CaseFilter;
  readonly cases: readonly CaseLine[];
  readonly documents: RouteOutput<"documents">["documents"];
  readonly unplaced: RouteOutput<"unplaced">["unplaced"];
  readonly checklist: RouteOutput<"checklist">;
  /** The case that is open; null for none. */
  readonly opened: WholeCase | null;
  readonly refreshed: Refreshed | null;
  readonly said: CasesSaid | null;
  /** Who lacks what, with what became of the reminders just sent; null until it is asked for. */
  readonly reminders: { readonly list: ReminderList; readonly outcomes: readonly ReminderOutcome[] } | null;
}

type CasesWork = "open" | "act" | "register" | "download" | "sheet" | "remind";

export interface CasesTab extends LoadedTab<CasesWork, CasesFull> {
  readonly choose: (filter: CaseFilter) => Promise<void>;
  /** Opens a case; null closes the one that is open. */
  readonly openCase: (key: Pick<CaseLine, "round" | "recipient"> | null) => Promise<void>;
  /** One act by hand. Everything shown is read anew, as the act may have changed it. */
  readonly act: <N extends CaseWrite>(name: N, request: RouteRequest<N>) => Promise<void>;
  readonly register: (file: OutsideFile, cameIn: CameIn) => Promise<void>;
  /** Hands a document's file to whoever saves it. */
  readonly download: (
    document: string,
    save: (file: OutsideFile & { readonly bytes: Uint8Array<ArrayBuffer> }) => void,
  ) => Promise<void>;
  /** Writes the letter of a request for completion, as Word, for whoever saves it. */
  readonly letter: (completion: string, save: (file: OutsideFile) => void) => Promise<void>;
  readonly fetchSheet: (which: "cases" | "documents") => Promise<void>;
  readonly year: () => number;
  /** The rounds that hold cases. */
  readonly rounds: TabParts["rounds"];
}

/** Where what is typed for an act is kept: one place per case, and one for the year. */
export function formOf(act: CaseWrite | "registerDocument", one: WholeCase | null): string {
  return [act, one?.round, one?.recipient].join(" ");
}

/** What an act says when it is done, where that is more than that it is. */
const says: Partial<Record<CaseWrite, CasesSaid>> = {
  writeRecipientFile: "people",
  checkRecipient: "checked",
  prepareRejection: "rejection",
};

/** The cases of the year: what is to be done in each, and what has come in. */
export function createCases(parts: TabParts): CasesTab {
  const { commands, call, year } = parts;
  const quiet = { refreshed: null, said: null, reminders: null };

  const readYear = async (filter: CaseFilter) => {
    const [{ cases }, { documents }, { unplaced }, checklist] = await Promise.all([
      call("cases", { year: year(), filter }),
      call("documents", { year: year() }),
      call("unplaced", { year: year() }),
      call("checklist", { year: year() }),
    ]);
    return { filter, cases, documents, unplaced, checklist };
  };
  const readCase = ({ round, recipient }: Pick<CaseLine, "round" | "recipient">): Promise<WholeCase> =>
    call("case", { round, recipient });
  /** What is shown, after an act. */
  const anew = async ({ filter, opened }: CasesFull): Promise<Partial<CasesFull>> => {
    const [found, whole] = await Promise.all([readYear(filter), opened === null ? null : readCase(opened)]);
    return { ...found, opened: whole };
  };

  const tab = createLoadedTab<CasesWork, CasesFull>(parts, {
    read: async () => {
      const found = await readYear("open");
      const all = found.cases.length > 0 ? found : await readYear("all");
      const nothing = all.cases.length === 0 && all.documents.length === 0;
      return nothing ? null : { at: "full", ...all, opened: null, ...quiet };
    },
    anew,
    quiet,
  });

  const choose = (filter: CaseFilter): Promise<void> =>
    tab.work(
      "open",
      async () => ({ ...(await readYear(filter)), opened: null }),
      () => void choose(filter),
    );
  const openCase: CasesTab["openCase"] = async (key) => {
    if (key === null) {
      tab.settle({ opened: null, ...quiet });
      return;
    }
    await tab.work(
      "open",
      async () => ({ opened: await readCase(key) }),
      () => void openCase(key),
    );
  };
  const act: CasesTab["act"] = (name, request) =>
    tab.perform("act", {
      asked: [name, request],
      run: (_, key) => commands.actOnCases(name, request, key),
      then: () => ({ said: says[name] ?? "done" }),
    });
  const register: CasesTab["register"] = (file, cameIn) =>
    tab.perform("register", {
      asked: [file.name, file.bytes.length, cameIn],
      run: (_, key) => commands.registerFile(file, cameIn, key),
      then: ({ answered }) => ({ said: answered.length > 0 ? "answered" : "registered" }),
    });
  const download: CasesTab["download"] = (document, save) =>
    tab.work(
      "download",
      async () => {
        save(await commands.readDocument(document));
        return {};
      },
      () => void download(document, save),
    );
  const letter: CasesTab["letter"] = (completion, save) =>
    tab.work(
      "download",
      async () => {
        save(await commands.completionLetter(year(), completion, "docx"));
        return {};
      },
      () => void letter(completion, save),
    );
  const fetchSheet: CasesTab["fetchSheet"] = (which) =>
    tab.work(
      "sheet",
      async (work) => ({
        refreshed: await (which === "cases" ? commands.refreshCases : commands.refreshDocuments)(
          year(),
          work,
        ),
      }),
      () => void fetchSheet(which),
    );
  const rounds: CasesTab["rounds"] = () => parts.rounds().filter(({ topUpOf }) => topUpOf === null);
  return { ...tab, choose, openCase, act, register, download, letter, fetchSheet, year, rounds };
}

import type { RouteOutput } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/problems.ts";
import type { CheckResult, ImportPreview, Incoming, Work, Written } from "../../commands/contract.ts";
import { createMachine, type Machine } from "../machine.ts";
import type { TabParts } from "../tab-parts.ts";
import { longWork, type Working } from "../tab-work.ts";
import { isSignedOut, troubleOf, type Trouble } from "../trouble.ts";

/** Something that was just done, said once; `undo` takes it back. */
export type Notice =
  | { readonly what: "fixed" | "inserted"; readonly written: Written }
  | { readonly what: "problem-sheet" | "undone" };

interface NotChecked {
  readonly at: "empty";
  readonly notice: Notice | null;
}

interface Checked {
  readonly at: "full";
  readonly result: CheckResult;
  readonly notice: Notice | null;
}

/** When and how the document came in is asked for before anything is registered. */
interface Asking {
  readonly at: "asking";
  readonly result: CheckResult;
  readonly incoming: Incoming;
}

interface Registered {
  readonly at: "registered";
  readonly result: CheckResult;
  readonly answer: RouteOutput<"registerRequisitions">;
}

/** A file was read; the person says which of its columns are which. */
interface Mapping {
  readonly at: "mapping";
  readonly preview: ImportPreview;
}

/** Rows from another workbook are pasted; `result` is of the sheet that was controlled before, if any. */
interface Pasting {
  readonly at: "pasting";
  readonly text: string;
  readonly result: CheckResult | null;
}

type Shown = NotChecked | Checked | Asking | Registered | Mapping | Pasting;
type What = "ask" | "fix" | "undo" | "problem-sheet" | "register" | "read" | "insert";

export type RequisitionsState =
  | Shown
  | { readonly at: "loading"; readonly done: number; readonly total: number; readonly cancel: () => void }
  | Working<What, Shown>
  | Trouble<Shown>;

export interface RequisitionsTab {
  readonly machine: Machine<RequisitionsState>;
  readonly clear: () => void;
  readonly check: () => Promise<void>;
  readonly fix: () => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly showProblem: (problem: Problem) => Promise<void>;
  readonly writeProblemSheet: () => Promise<void>;
  readonly ask: () => Promise<void>;
  readonly setIncoming: (incoming: Partial<Incoming>) => void;
  /** Leaves a question or an answer, back to what was checked. */
  readonly back: () => void;
  readonly register: () => Promise<void>;
  readonly readFile: (file: File) => Promise<void>;
  /** Opens the field to paste in, or changes what stands there. */
  readonly paste: (text?: string) => void;
  /** Reads pasted text as a file is read. */
  readonly readPasted: (text: string) => Promise<void>;
  readonly mapColumn: (column: number, source: number) => void;
  readonly insert: () => Promise<void>;
}

const every = [
  "empty",
  "loading",
  "full",
  "asking",
  "registered",
  "mapping",
  "pasting",
  "working",
  "failed",
  "forbidden",
  "offline",
] as const;

/** Control, fixes, registration and import of the requisition sheet. */
export function createRequisitions(parts: TabParts): RequisitionsTab {
  const { commands } = parts;
  const fresh: NotChecked = { at: "empty", notice: null };
  const machine = createMachine<RequisitionsState>(fresh, {
    empty: every,
    loading: every,
    full: ["loading", "working", "full", "asking", "registered", "pasting", "failed", "forbidden", "offline"],
    asking: ["full", "asking", "working", "failed", "forbidden", "offline"],
    registered: ["working"],
    pasting: ["empty", "full", "registered", "pasting", "working", "failed", "forbidden", "offline"],
    mapping: ["working", "mapping", "failed", "forbidden", "offline"],
    working: [
      "empty",
      "full",
      "asking",
      "registered",
      "mapping",
      "pasting",
      "working",
      "failed",
      "forbidden",
      "offline",
    ],
    failed: ["loading", "working", ...every],
    forbidden: ["loading", "working", ...every],
    offline: ["loading", "working", ...every],
  });

  /** What stands on the screen, also behind a trouble. */
  const shown = (): Shown => {
    const now = machine.get();
    if (now.at === "loading") return fresh;
    if (now.at === "working") return now.shown;
    return "shown" in now ? (now.shown ?? fresh) : now;
  };
  const result = (): CheckResult | null => {
    const now = shown();
    return "result" in now ? now.result : null;
  };
  const settle = (next: RequisitionsState): void => {
    machine.go(next);
  };
  /** While something is done, nothing that it rests on is changed. */
  const isWorking = (): boolean => machine.get().at === "working";
  const work = (what: What, run: (work: Work) => Promise<Shown>, again: () => void): Promise<void> => {
    const { signedOut } = parts;
    return longWork<What, Shown, Shown>(machine, { what, shown: shown(), run, again, signedOut });
  };

  const checkInto = async (notice: Notice | null): Promise<void> => {
    const before = shown();
    const stop = new AbortController();
    const cancel = (): void => {
      stop.abort();
      settle(before);
    };
    const progress = (done: number, total: number): void => {
      if (!stop.signal.aborted) settle({ at: "loading", done, total, cancel });
    };
    progress(0, 0);
    try {
      const found = await commands.check({ progress, signal: stop.signal });
      if (!stop.signal.aborted) settle({ at: "full", result: found, notice });
    } catch (error) {
      if (stop.signal.aborted) return;
      if (isSignedOut(error)) parts.signedOut();
      settle(troubleOf(error, before.at === "full" ? before : null, () => void check()));
    }
  };
  const check = async (): Promise<void> => {
    if (!isWorking()) await checkInto(null);
  };
  const withResult = async (act: (found: CheckResult) => Promise<void>): Promise<void> => {
    const found = result();
    if (found !== null) await act(found);
  };

  const fix = (): Promise<void> =>
    withResult(async (found) => {
      const now: { written: Written | null } = { written: null };
      await work(
        "fix",
        async (given) => {
          now.written = await commands.applyFixes(found, given);
          return { at: "full", result: found, notice: { what: "fixed", written: now.written } };
        },
        () => void fix(),
      );
      // The list is of the sheet as it was before; a new control shows what is left.
      if (now.written !== null) await checkInto({ what: "fixed", written: now.written });
    });

  const undo = async (): Promise<void> => {
    const now = shown();
    const notice = "notice" in now ? now.notice : null;
    if (notice === null || !("written" in notice) || notice.written.undo === null) return;
    const { undo: takeBack } = notice.written;
    const before = { ...now, notice: null } as NotChecked | Checked;
    const done = { undone: false };
    await work(
      "undo",
      async () => {
        await takeBack();
        done.undone = true;
        return { ...before, notice: { what: "undone" } };
      },
      () => void undo(),
    );
    if (done.undone && before.at === "full") await checkInto({ what: "undone" });
  };

  const register = (): Promise<void> =>
    withResult(async (found) => {
      const now = shown();
      if (now.at !== "asking" || now.incoming.received === "") return;
      const { received, channel } = now.incoming;
      await work(
        "register",
        async (given) => ({
          at: "registered",
          result: found,
          answer: await commands.register(found, { received, channel }, given),
        }),
        () => void register(),
      );
    });

  const ask = (): Promise<void> =>
    withResult((found) =>
      work(
        "ask",
        async () => ({ at: "asking", result: found, incoming: await commands.suggestIncoming(found) }),
        () => void ask(),
      ),
    );

  const readPasted = (text: string): Promise<void> =>
    work(
      "read",
      async () => {
        const preview = await commands.readPasted(text);
        return { at: "mapping", preview };
      },
      () => void readPasted(text),
    );

  const readFile = (file: File): Promise<void> =>
    work(
      "read",
      async () => ({
        at: "mapping",
        preview: await commands.readImport(file.name, new Uint8Array(await file.arrayBuffer())),
      }),
      () => void readFile(file),
    );

  const insert = async (): Promise<void> => {
    const now = shown();
    if (now.at !== "mapping") return;
    await work(
      "insert",
      async (given) => {
        const written = await commands.importRows(now.preview, given);
        return { at: "empty", notice: { what: "inserted", written } };
      },
      () => void insert(),
    );
  };

  const writeProblemSheet = (): Promise<void> =>
    withResult((found) =>
      work(
        "problem-sheet",
        async () => {
          await commands.writeProblemSheet(found);
          return { at: "full", result: found, notice: { what: "problem-sheet" } };
        },
        () => void writeProblemSheet(),
      ),
    );

  return {
    machine,
    clear: () => {
      const now = machine.get();
      // What is on its way belongs to the year or the person that was.
      if (now.at === "working") now.leave();
      if (now.at === "loading") now.cancel();
      settle(fresh);
    },
    check,
    fix,
    undo,
    register,
    readFile,
    insert,
    writeProblemSheet,
    showProblem: async (problem) => {
      try {
        await commands.showProblem(problem);
      } catch (error) {
        if (!isWorking()) settle(troubleOf(error, shown(), () => void check()));
      }
    },
    ask,
    setIncoming: (incoming) => {
      const now = shown();
      if (now.at === "asking" && !isWorking()) settle({ ...now, incoming: { ...now.incoming, ...incoming } });
    },
    paste: (text = "") => {
      if (!isWorking()) settle({ at: "pasting", text, result: result() });
    },
    readPasted,
    back: () => {
      const found = result();
      settle(found === null ? fresh : { at: "full", result: found, notice: null });
    },
    mapColumn: (column, source) => {
      const now = shown();
      if (now.at !== "mapping" || isWorking()) return;
      const mapping = now.preview.mapping.map((old, at) => (at === column ? source : old));
      settle({ ...now, preview: { ...now.preview, mapping } });
    },
  };
}

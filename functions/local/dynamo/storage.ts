import { engine, type Store, type Write } from "./dynalite.ts";
import { createGate, type Gate } from "./gate.ts";
import { isRefusal } from "./refusal.ts";

interface Opened {
  readonly store: Store;
  readonly pending: Write[];
  readonly commit: () => Promise<void>;
}

/**
 * dynalite's store, made safe for money: whatever one request writes is saved in one piece or not at all.
 *
 * dynalite writes record by record. Here each write is held back until the request is done, and then all of them go to
 * LevelDB as one synced batch: one checksummed entry in its write-ahead log. After a crash LevelDB replays whole entries
 * and drops a torn one, so neither a transaction nor an item and its index entries can end up half saved.
 */
export class Storage {
  readonly #path: string | null;
  readonly #gate: Gate = createGate();
  #opened: Opened | null = null;
  #closed = false;

  constructor(path: string | null) {
    this.#path = path;
  }

  /** Opens the folder now, so that a folder in use is known at once. */
  async open(): Promise<void> {
    await this.#current();
  }

  /** Reads side by side with other readers; no write happens meanwhile. */
  read<T>(run: (store: Store) => Promise<T>): Promise<T> {
    return this.#gate.shared(async () => run((await this.#current()).store));
  }

  /** Runs alone. All that `run` writes is saved if it resolves; nothing is if it rejects. */
  write<T>(run: (store: Store) => Promise<T>): Promise<T> {
    return this.#gate.exclusive(async () => {
      const opened = await this.#current();
      try {
        const answer = await run(opened.store);
        await opened.commit();
        return answer;
      } catch (error) {
        if (!isRefusal(error)) await this.#abandon(opened);
        throw error;
      } finally {
        opened.pending.length = 0;
      }
    });
  }

  /** Waits for those inside and lets go of the folder. */
  close(): Promise<void> {
    return this.#gate.exclusive(async () => {
      this.#closed = true;
      await this.#opened?.store.db.close();
      this.#opened = null;
    });
  }

  async #current(): Promise<Opened> {
    if (this.#closed) throw new Error("Datalagret är stängt. Starta programmet igen.");
    this.#opened ??= await open(this.#path);
    return this.#opened;
  }

  /**
   * After a failed write (a full disk) the end of LevelDB's log is not known, and later entries behind a torn one would
   * be lost at the next start. So the folder is opened anew, which replays the log, before anything else is done.
   * Memory has no log and is kept.
   */
  async #abandon(opened: Opened): Promise<void> {
    if (this.#path === null) return;
    this.#opened = null;
    await Promise.allSettled([opened.store.db.close()]);
  }
}

async function open(path: string | null): Promise<Opened> {
  const immediately = { createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 } as const;
  const store = engine.create(path === null ? immediately : { ...immediately, path });
  store.tableDb.awsRegion = "eu-north-1";
  const opened = holdBack(store);
  await store.db.open().catch((error: unknown) => {
    throw explained(error, path);
  });
  return opened;
}

function holdBack(store: Store): Opened {
  const { db } = store;
  const pending: Write[] = [];
  const save = savesInOnePiece(db);
  db.put = (key, value, done) => {
    pending.push({ type: "put", key, value });
    setImmediate(done, null);
  };
  db.del = (key, done) => {
    pending.push({ type: "del", key });
    setImmediate(done, null);
  };
  db.batch = (writes, done) => {
    pending.push(...writes);
    setImmediate(done, null);
  };
  const commit = async (): Promise<void> => {
    if (pending.length > 0) await save([...pending]).catch(refuseToSave);
  };
  return { store, pending, commit };
}

/** LevelDB's own batch: dynalite's version of it takes no options, so it could not be asked to reach the disk. */
function savesInOnePiece(db: Store["db"]): (writes: readonly Write[]) => Promise<void> {
  const level = Object.getPrototypeOf(db) as {
    batch(writes: readonly Write[], options: { sync: boolean }): Promise<void>;
  };
  return (writes) => level.batch.call(db, writes, { sync: true });
}

function refuseToSave(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : "okänt fel";
  throw new Error(
    `Det gick inte att spara på disken (${reason}). Se till att det finns ledigt utrymme, läs in på nytt och försök igen.`,
    { cause },
  );
}

/** Whether opening failed because another process has the folder open. */
export function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "LEVEL_LOCKED") || isLocked(error.cause);
}

function explained(error: unknown, path: string | null): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : "okänt fel";
  const message = isLocked(cause)
    ? `Datamappen ${String(path)} används redan av en annan process. Stäng den och försök igen.`
    : `Datamappen ${String(path)} gick inte att öppna (${reason}). Se till att den går att skriva i och att det finns ledigt utrymme.`;
  return new Error(message, { cause: error });
}

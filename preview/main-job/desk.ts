import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ApiClient } from "../../addin/api-client.ts";
import type { Commands } from "../../addin/commands/contract.ts";
import { createCommands } from "../../addin/commands/create-commands.ts";
import type { Work } from "../../addin/excel/work.ts";
import type { Table } from "../../shared/tables/table.ts";
import { FormulaEvaluator } from "../host/evaluate/formula-evaluator.ts";
import { startEngine } from "../host/evaluate/start-engine.ts";
import { toXlsx } from "../host/evaluate/to-xlsx.ts";
import { snapshotOf } from "../host/evaluate/workbook-snapshot.ts";
import { type OpenHost, openHost } from "../host/node.ts";
import type { Json } from "../host/protocol/json.ts";
import { Book } from "../host/workbook/book.ts";
import { readEntry, swedishNumbers } from "../host/workbook/entry.ts";
import { deleteSheet } from "../host/workbook/sheets.ts";
import { bodyRect, type Table as WorkbookTable, totalRect } from "../host/workbook/table.ts";
import { showTotals } from "../host/workbook/tables.ts";
import { putEntries } from "../host/workbook/writing.ts";
import { type Actor, yearNumber } from "./job.ts";

/** A workbook as .xlsx, and its settings, which a file keeps in a way that only Excel writes. */
export interface SavedWorkbook {
  readonly bytes: Uint8Array;
  readonly settings: Readonly<Record<string, Json>>;
}

/** A workbook open in Microsoft's client, and the add-in's commands over it as whoever sits there. */
export interface Desk {
  readonly commands: (actor: Actor) => Commands;
  /** Takes away the blank sheet that a new workbook begins with. */
  readonly deleteBlankSheet: () => void;
  /** The 1-based worksheet row of the first row under the headings of a table. */
  readonly firstRowOf: (table: string) => number;
  /** Turns on the total row of a table, as its reader would, with the sums of its columns of money. */
  readonly showTotals: (table: Pick<Table<never>, "table" | "columns">) => void;
  /** @throws Error when something in the workbook has no place in the file */
  readonly save: () => Promise<SavedWorkbook>;
}

/**
 * Does work at a desk with an empty workbook, and leaves it: one at a time in a process, since the client's names are
 * global. @throws Error when the add-in has asked the client for what the host does not know
 */
export async function atDesk<T>(
  api: (actor: Actor) => ApiClient,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  ready();
  const evaluator = new FormulaEvaluator(() => false);
  const book = new Book("Fördela.xlsx", { name: "Exempelperson", email: "exempel@example.se" });
  const open = await openHost({ book, evaluator });
  const restore = open.install();
  try {
    return await work(deskOver({ open, book, evaluator }, api));
  } finally {
    restore();
    open.close();
    const unknown = open.unknown();
    if (unknown.length > 0) throw new Error(`Excel gör inte: ${unknown.join(", ")}`);
  }
}

interface Opened {
  readonly open: OpenHost;
  readonly book: Book;
  readonly evaluator: FormulaEvaluator;
}

function deskOver({ open, book, evaluator }: Opened, api: (actor: Actor) => ApiClient): Desk {
  const blank = book.active;
  const known = new Map<Actor, Commands>();
  const memory = new Map<string, string>();
  const create = (actor: Actor): Commands =>
    createCommands({
      api: api(actor),
      year: () => yearNumber,
      now: () => new Date(),
      environment: "local",
      memory: { read: (key) => memory.get(key) ?? null, write: (key, value) => void memory.set(key, value) },
      supports: (set) => open.Office.context.requirements.isSetSupported("ExcelApi", set),
    });
  return {
    commands: (actor) => {
      const commands = known.get(actor) ?? create(actor);
      known.set(actor, commands);
      return commands;
    },
    deleteBlankSheet: () => {
      open.host.asUser(() => {
        deleteSheet(book, blank);
      });
    },
    firstRowOf: (name) => bodyRect(tableNamed(book, name)).row + 1,
    showTotals: ({ table: name, columns }) => {
      open.host.asUser(() => {
        const table = tableNamed(book, name);
        showTotals(book, table, true);
        const rect = totalRect(table)!;
        const sums = columns.flatMap(({ heading, total }, at) => {
          const entry = readEntry(`=SUBTOTAL(109,${name}[${heading}])`, "General", swedishNumbers);
          return total === true ? [{ row: rect.row, column: rect.column + at, entry }] : [];
        });
        putEntries(book, table.sheet, rect, sums);
      });
    },
    save: async () => {
      await open.host.idle();
      const { bytes, leftOut } = await toXlsx(snapshotOf(book, evaluator));
      if (leftOut.length > 0) throw new Error(leftOut.join("\n"));
      return { bytes, settings: Object.fromEntries(book.settings) };
    },
  };
}

function tableNamed(book: Book, name: string): WorkbookTable {
  const table = book.tableList.find((each) => each.name === name);
  if (table === undefined) throw new Error(`Arbetsboken har ingen tabell med namnet ${name}.`);
  return table;
}

const engine = { started: false };

function ready(): void {
  if (engine.started) return;
  startEngine(readFileSync(createRequire(import.meta.url).resolve("@ironcalc/wasm/wasm_bg.wasm")));
  engine.started = true;
}

/** Work that is not given up half-way. */
export function untilDone(): Work {
  return { progress: () => undefined, signal: new AbortController().signal };
}

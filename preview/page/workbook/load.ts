import { startEngine } from "../../host/evaluate/start-engine.ts";
import { FormulaEvaluator } from "../../host/evaluate/formula-evaluator.ts";
import { fromXlsx } from "../../host/evaluate/from-xlsx.ts";
import { openSnapshot } from "../../host/evaluate/open-snapshot.ts";
import { WorkbookHost } from "../../host/host.ts";
import type { Json } from "../../host/protocol/json.ts";
import { Book } from "../../host/workbook/book.ts";
import type { Manifest } from "../shell/manifest.ts";
import { readLooks } from "./xlsx-looks.ts";

/** A workbook open in the host, and what computes its formulas. */
export interface OpenWorkbook {
  readonly host: WorkbookHost;
  readonly evaluator: FormulaEvaluator;
}

interface Described {
  readonly id: string;
  readonly name: string;
  readonly options?: { readonly stream?: boolean; readonly cancelable?: boolean };
}

/** Opens the workbook that the preview was started with. Throws an Error that says why it could not. */
export async function loadWorkbook(manifest: Manifest): Promise<OpenWorkbook> {
  const [{ name, isEmpty, settings }, described, wasm] = await Promise.all([
    fetchJson<{ name: string; isEmpty: boolean; settings: Record<string, Json> }>("/workbook.json"),
    fetchJson<{ functions: readonly Described[] }>(manifest.functions),
    fetch("/ironcalc.wasm").then((answer) => answer.arrayBuffer()),
  ]);
  startEngine(wasm);
  const book = new Book(name, { name: "Hanna Handläggare", email: "hanna.handlaggare@example.se" });
  if (!isEmpty) await fill(book, name);
  for (const [key, value] of Object.entries(settings)) book.settings.set(key, value);
  const functions = new Map(
    described.functions.map((each) => [`${manifest.namespace}.${each.name}`.toUpperCase(), each]),
  );
  const evaluator = new FormulaEvaluator((each) => functions.has(each.toUpperCase()));
  const host = new WorkbookHost({
    book,
    evaluator,
    functionTraits: (each) => {
      const known = functions.get(each.toUpperCase());
      const streaming = known?.options?.stream === true;
      return {
        ...(known && { id: known.id }),
        streaming,
        cancelable: streaming || known?.options?.cancelable === true,
      };
    },
  });
  return { host, evaluator };
}

async function fill(book: Book, name: string): Promise<void> {
  const bytes = new Uint8Array(await (await fetch("/workbook.xlsx")).arrayBuffer());
  const read = await fromXlsx(name, bytes);
  if (!read.ok) throw new Error(read.error.code);
  openSnapshot(book, read.value);
  readLooks(book, bytes);
  const [first] = book.sheets;
  if (first) book.active = first;
}

async function fetchJson<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

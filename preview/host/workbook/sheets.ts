import { accessDenied, HostError, invalidArgument, invalidOperation } from "../errors.ts";
import type { Book } from "./book.ts";
import { renameSheetInFormula } from "./formula-text.ts";
import { Sheet } from "./sheet.ts";

/** The longest name of a sheet. */
const longestName = 31;

function assertName(book: Book, name: string, self: Sheet | null): void {
  if (name === "" || name.length > longestName)
    throw invalidArgument(`bladnamnet ”${name}” är tomt eller för långt`);
  if (/[\\/?*[\]:]/.test(name) || name.startsWith("'") || name.endsWith("'"))
    throw invalidArgument(`bladnamnet ”${name}” har ett otillåtet tecken`);
  const taken = book.sheetNamed(name);
  if (taken && taken !== self)
    throw new HostError("ItemAlreadyExists", `Det finns redan ett blad som heter ${name}.`);
}

/** Refuses to add, rename, move, hide or delete sheets of a protected workbook. */
function assertStructure(book: Book): void {
  if (book.structureLocked) throw accessDenied("arbetsbokens struktur är skyddad");
}

/** A new sheet, last; without a name it is called BladN. */
export function addSheet(book: Book, name: string | null): Sheet {
  assertStructure(book);
  const chosen = name ?? freeName(book, "Blad");
  assertName(book, chosen, null);
  const sheet = new Sheet(book.newId(), chosen);
  book.sheets.push(sheet);
  book.touchStructure();
  book.tell({ kind: "sheetAdded", sheet });
  return sheet;
}

function freeName(book: Book, stem: string): string {
  const number = book.sheets.findIndex((_, index) => book.sheetNamed(`${stem}${String(index + 1)}`) === null);
  return `${stem}${String(number < 0 ? book.sheets.length + 1 : number + 1)}`;
}

/** Gives a sheet a new name; formulas follow. */
export function renameSheet(book: Book, sheet: Sheet, name: string): void {
  assertStructure(book);
  assertName(book, name, sheet);
  const old = sheet.name;
  sheet.name = name;
  for (const each of book.sheets)
    for (const [key, cell] of each.contents)
      if (cell.formula !== null)
        each.contents.set(key, { ...cell, formula: renameSheetInFormula(cell.formula, old, name) });
  for (const item of book.nameList) item.formula = renameSheetInFormula(item.formula, old, name);
  book.touchStructure();
  book.tell({ kind: "nameChanged", sheet });
}

/** Deletes a sheet and all on it; the last visible sheet stays. */
export function deleteSheet(book: Book, sheet: Sheet): void {
  assertStructure(book);
  const visible = book.sheets.filter((each) => each.visibility === "Visible" && each !== sheet);
  if (visible.length === 0) throw invalidOperation("en arbetsbok måste ha minst ett synligt blad");
  if (sheet.visibility === "VeryHidden")
    throw invalidOperation("bladet är dolt i grunden och kan inte tas bort");
  book.sheets.splice(book.sheets.indexOf(sheet), 1);
  sheet.deleted = true;
  for (const table of book.tablesOn(sheet)) book.tableList.splice(book.tableList.indexOf(table), 1);
  const owned = book.nameList.filter((item) => item.scope === sheet);
  for (const item of owned) book.nameList.splice(book.nameList.indexOf(item), 1);
  for (const item of book.nameList) if (item.area?.sheet === sheet) item.formula = "=#REF!";
  book.touchStructure();
  book.tell({ kind: "sheetDeleted", sheet });
  if (book.active === sheet) activateSheet(book, visible[0]!);
}

/** Moves a sheet to a zero-based position. */
export function moveSheet(book: Book, sheet: Sheet, position: number): void {
  assertStructure(book);
  if (position < 0 || position >= book.sheets.length) throw invalidArgument("position");
  book.sheets.splice(book.sheets.indexOf(sheet), 1);
  book.sheets.splice(position, 0, sheet);
  book.touchStructure();
  book.tell({ kind: "moved", sheet });
}

/** Shows or hides a sheet; one must be left to see. */
export function showSheet(book: Book, sheet: Sheet, visibility: Sheet["visibility"]): void {
  assertStructure(book);
  const others = book.sheets.filter((each) => each !== sheet && each.visibility === "Visible");
  if (visibility !== "Visible" && others.length === 0)
    throw invalidOperation("en arbetsbok måste ha minst ett synligt blad");
  sheet.visibility = visibility;
  book.tell({ kind: "visibilityChanged", sheet });
  if (visibility !== "Visible" && book.active === sheet) activateSheet(book, others[0]!);
}

/** Brings a sheet to the front. */
export function activateSheet(book: Book, sheet: Sheet): void {
  if (sheet.visibility !== "Visible") throw invalidOperation("ett dolt blad kan inte visas");
  if (book.active === sheet) return;
  if (!book.active.deleted) book.tell({ kind: "deactivated", sheet: book.active });
  book.active = sheet;
  book.selection = [sheet.track({ row: 0, column: 0, rows: 1, columns: 1 })];
  book.tell({ kind: "activated", sheet });
}

import { argumentsBetween, closingOf, textOf, type Token, tokensOf } from "./formula-tokens.ts";
import type { NameView, Place, TableView } from "../evaluator.ts";
import { addressOfStructured, isInTable } from "./structured-reference.ts";

/** What a formula may speak of besides cells, and what the engine calls the sheets. */
export interface Surroundings {
  readonly tables: readonly TableView[];
  readonly names: readonly NameView[];
  /** The engine's name of a sheet by its id. */
  readonly sheetOfId: (id: string) => string | undefined;
  /** The engine's name of a sheet by the name people see. */
  readonly sheetOfName: (name: string) => string | undefined;
}

/** A call of a custom function found in a formula; its arguments are already in the engine's own words. */
export interface FoundCall {
  readonly name: string;
  readonly arguments: readonly string[];
}

/** Takes a call, gives the reference (or error) that stands for its result. Inner calls come before outer ones. */
export type PlaceCall = (call: FoundCall) => string;

interface Task {
  readonly place: Place;
  readonly around: Surroundings;
  readonly isCustom: (name: string) => boolean;
  readonly placeCall: PlaceCall;
  /** Names being replaced, so that a name that stands for itself ends as #NAME?. */
  readonly inside: readonly string[];
}

/**
 * A formula of the workbook in the words of the engine, which knows cells and ranges alone: structured references and
 * names become ranges, custom functions the cells of their results, HYPERLINK the text it shows. "=" included.
 */
export function translate(
  formula: string,
  place: Place,
  around: Surroundings,
  isCustom: (name: string) => boolean,
  placeCall: PlaceCall,
): string {
  return `=${translateTokens(tokensOf(formula), { place, around, isCustom, placeCall, inside: [] })}`;
}

/** As `translate`, for a formula that is calculated on another sheet than its own; custom functions are #NAME? there. */
export function translateElsewhere(formula: string, place: Place, around: Surroundings): string {
  const task = { place, around, isCustom: () => false, placeCall: () => "#NAME?", inside: [] };
  return `=${qualify(translateTokens(tokensOf(formula), task), task)}`;
}

function translateTokens(tokens: readonly Token[], task: Task): string {
  const out: string[] = [];
  for (let at = 0; at < tokens.length;) {
    const [text, used] = translateAt(tokens, at, task);
    out.push(text);
    at += used;
  }
  return out.join("");
}

function translateAt(tokens: readonly Token[], at: number, task: Task): readonly [string, number] {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  if (token.kind === "bracket") return [inOwnTable(token.text, task), 1];
  if (token.kind === "sheet") return sheetAt(token.text, task);
  if (token.kind !== "word") return [token.text, 1];
  if (next?.kind === "bracket") return [structured(token.text, next.text, task), 2];
  if (next?.text === "(") return callAt(tokens, at, task);
  if (tokens[at - 1]?.kind === "sheet") return [token.text, 1];
  return [nameOrWord(token.text, task), 1];
}

/** A sheet that is no more: its references end as #REF!, together with the address behind the name. */
function sheetAt(text: string, task: Task): readonly [string, number] {
  const plain = text
    .slice(0, -1)
    .replace(/^'(.*)'$/s, "$1")
    .replaceAll("''", "'");
  const sheet = task.around.sheetOfName(plain);
  return sheet === undefined ? ["#REF!", 2] : [`${sheet}!`, 1];
}

function callAt(tokens: readonly Token[], at: number, task: Task): readonly [string, number] {
  const name = tokens[at]!.text.toUpperCase().replace(/^(_XLFN\.|_XLWS\.)+/, "");
  const close = closingOf(tokens, at + 1);
  if (close === -1) return [name, 1];
  const used = close - at + 1;
  if (task.isCustom(name)) return [customCall(name, argumentsBetween(tokens, at + 1, close), task), used];
  if (/^(ROW|COLUMN)$/.test(name) && used === 3) return [ownIndex(name, task.place), used];
  if (name === "HYPERLINK") return [shownByLink(argumentsBetween(tokens, at + 1, close), task), used];
  return [name, 1];
}

function customCall(name: string, list: readonly Token[][], task: Task): string {
  const given = list.map((tokens) => qualify(translateTokens(tokens, task), task));
  return task.placeCall({ name, arguments: given });
}

// Worked out here: arguments and conditional formats are calculated in another cell than the one they speak of.
function ownIndex(name: string, place: Place): string {
  return String(1 + (name === "ROW" ? place.row : place.column));
}

function shownByLink(list: readonly Token[][], task: Task): string {
  return `(${translateTokens(list.at(-1) ?? [], task)})`;
}

function structured(name: string, bracket: string, task: Task): string {
  const table = task.around.tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return table === undefined ? "#REF!" : tableAddress(table, bracket, task);
}

function inOwnTable(bracket: string, task: Task): string {
  const table = task.around.tables.find((each) => isInTable(each, task.place));
  return table === undefined ? "#REF!" : tableAddress(table, bracket, task);
}

function tableAddress(table: TableView, bracket: string, task: Task): string {
  const address = addressOfStructured(table, bracket, task.place);
  if (address === undefined) return bracket.startsWith("[@") ? "#VALUE!" : "#REF!";
  return `${sheetPrefix(table.sheet, task)}${address}`;
}

function sheetPrefix(id: string, task: Task): string {
  return `${task.around.sheetOfId(id) ?? ""}!`;
}

function nameOrWord(word: string, task: Task): string {
  const table = task.around.tables.find((each) => each.name.toLowerCase() === word.toLowerCase());
  if (table !== undefined) return tableAddress(table, "[]", task);
  const name = nameFor(word, task);
  if (name === undefined) return word;
  if (task.inside.includes(name.formula)) return "#NAME?";
  const meaning = translateTokens(tokensOf(name.formula), {
    ...task,
    inside: [...task.inside, name.formula],
  });
  return /^[^(),+*/^&=<>-]+$/.test(meaning) ? meaning : `(${meaning})`;
}

/** A name of the formula's own sheet goes before one of the workbook. */
function nameFor(word: string, task: Task): NameView | undefined {
  const same = task.around.names.filter((each) => each.name.toLowerCase() === word.toLowerCase());
  return same.find((each) => each.sheet === task.place.sheet) ?? same.find((each) => each.sheet === null);
}

const REFERENCE = /^\$?[A-Z]{1,3}(\$?[1-9]\d{0,6})?$/i;

/** References without a sheet get that of the formula: arguments are worked out on a sheet of their own. */
function qualify(text: string, task: Task): string {
  const tokens = tokensOf(text);
  return textOf(
    tokens.map((token, at) =>
      isBareReference(tokens, at)
        ? { kind: "word", text: `${sheetPrefix(task.place.sheet, task)}${token.text}` }
        : token,
    ),
  );
}

function isBareReference(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (token.kind !== "word" || !REFERENCE.test(token.text)) return false;
  if (before?.kind === "sheet" || before?.text === ":" || after?.text === "(") return false;
  return /\d$/.test(token.text) || after?.text === ":";
}

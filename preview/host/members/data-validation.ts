import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import type { Parts } from "../workbook/area.ts";
import { contains, intersection } from "../workbook/rect.ts";
import { noValidation, type Validation, type ValidationRule } from "../workbook/validation.ts";
import {
  area,
  boolean,
  either,
  number,
  oneOf,
  optional,
  plainObject,
  record,
  type Shape,
  text,
} from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type Arg, isHostObject } from "./host-object.ts";

const operators = [
  "Between",
  "NotBetween",
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqualTo",
  "LessThanOrEqualTo",
] as const;

/** A limit: a number, a formula, or a range, whose address it then is. */
const limit: Shape<string | number> = (value, what) =>
  isHostObject(value) ? `=${area(value, what).address}` : either(text, number)(value, what);

const basic = record({ formula1: limit, formula2: optional(limit, null), operator: oneOf(operators) });
const listRule = record({ source: limit, inCellDropDown: boolean });
const customRule = record({ formula: text });

const basicKinds = {
  wholeNumber: "WholeNumber",
  decimal: "Decimal",
  date: "Date",
  time: "Time",
  textLength: "TextLength",
} as const;

/** Reads a rule: an object with exactly one of the kinds. */
function ruleOf(value: Arg): ValidationRule | null {
  const given = plainObject(value, "rule");
  const keys = Object.keys(given).filter((key) => given[key] !== null);
  const [key] = keys;
  if (key === undefined) return null;
  if (keys.length > 1) throw invalidArgument("rule");
  if (key === "list") {
    const { source, inCellDropDown } = listRule(given[key], "rule.list");
    if (typeof source !== "string") throw invalidArgument("rule.list.source");
    // A literal list is at most 255 characters in the file format.
    if (!source.startsWith("=") && source.length > 255)
      throw invalidArgument("rule.list.source är längre än 255 tecken");
    return { kind: "List", source, inCellDropDown };
  }
  if (key === "custom") return { kind: "Custom", formula: customRule(given[key], "rule.custom").formula };
  const kind = Object.entries(basicKinds).find(([name]) => name === key)?.[1];
  if (!kind) throw invalidArgument(`rule.${key}`);
  const { operator, formula1, formula2 } = basic(given[key], `rule.${key}`);
  if (/Between/.test(operator) && formula2 === null) throw invalidArgument(`rule.${key}.formula2`);
  return { kind, operator, formula1, formula2 };
}

/** The rule as the client reads it. */
function told(rule: ValidationRule | null): Json {
  if (!rule) return {};
  if (rule.kind === "List") return { list: { source: rule.source, inCellDropDown: rule.inCellDropDown } };
  if (rule.kind === "Custom") return { custom: { formula: rule.formula } };
  const { kind, operator, formula1, formula2 } = rule;
  const key = kind.charAt(0).toLowerCase() + kind.slice(1);
  return { [key]: { operator, formula1, ...(formula2 === null ? {} : { formula2 }) } };
}

function validationsOn({ parts }: Parts): readonly Validation[] {
  const { sheet } = parts[0]!;
  return sheet.validations.filter(({ areas }) =>
    areas.some((each) => each.alive && parts.some((part) => intersection(each.rect, part.rect))),
  );
}

/** The one validation of all cells, none, or "mixed". */
function only(target: Parts): Omit<Validation, "areas"> | "mixed" {
  const found = validationsOn(target);
  if (found.length === 0) return noValidation;
  const [first] = found;
  const whole = target.parts.every((part) =>
    first!.areas.some((each) => each.alive && contains(each.rect, part.rect)),
  );
  return found.length === 1 && whole ? first! : "mixed";
}

/** Changes the validation of all cells of the parts; the cells leave the validation they had. */
function change(target: Parts, patch: Partial<Omit<Validation, "areas">>): void {
  const { sheet } = target.parts[0]!;
  sheet.assertPermitted("allowFormatCells");
  const old = only(target);
  const base = old === "mixed" ? noValidation : old;
  take(target);
  sheet.validations.push({ ...base, ...patch, areas: target.parts.map(({ rect }) => sheet.track(rect)) });
}

/** Takes the cells of the parts out of every validation. */
function take(target: Parts): void {
  const { sheet } = target.parts[0]!;
  for (const validation of validationsOn(target)) {
    sheet.validations.splice(sheet.validations.indexOf(validation), 1);
    const left = validation.areas.filter((each) => each.alive).flatMap((each) => without(target, each.rect));
    if (left.length > 0)
      sheet.validations.push({ ...validation, areas: left.map((rect) => sheet.track(rect)) });
  }
}

type Rect = Validation["areas"][number]["rect"];

/** What is left of a block when the parts are cut out of it. */
function without(target: Parts, rect: Rect): readonly Rect[] {
  return target.parts.reduce<readonly Rect[]>(
    (pieces, part) => pieces.flatMap((piece) => cut(piece, part.rect)),
    [rect],
  );
}

function cut(piece: Rect, hole: Rect): readonly Rect[] {
  const shared = intersection(piece, hole);
  if (!shared) return [piece];
  const below = shared.row + shared.rows;
  const beyond = shared.column + shared.columns;
  return [
    { ...piece, rows: shared.row - piece.row },
    { ...piece, row: below, rows: piece.row + piece.rows - below },
    { ...shared, column: piece.column, columns: shared.column - piece.column },
    { ...shared, column: beyond, columns: piece.column + piece.columns - beyond },
  ].filter(({ rows, columns }) => rows > 0 && columns > 0);
}

const prompt = record({ message: text, showPrompt: boolean, title: text });
const errorAlert = record({
  message: text,
  showAlert: boolean,
  style: oneOf(["Stop", "Warning", "Information"]),
  title: text,
});

export const dataValidation = defineClass("DataValidation", {
  since: "1.8",
  members: {
    Type: {
      read: (target) => {
        const found = only(target);
        if (found === "mixed") return "Inconsistent";
        return found.rule?.kind ?? "None";
      },
    },
    Rule: {
      read: (target) => {
        const found = only(target);
        return found === "mixed" ? null : told(found.rule);
      },
      write: (target, value) => {
        change(target, { rule: ruleOf(value) });
      },
    },
    Prompt: {
      read: (target) => {
        const found = only(target);
        return found === "mixed" ? null : { ...found.prompt };
      },
      write: (target, value) => {
        change(target, { prompt: prompt(value, "prompt") });
      },
    },
    ErrorAlert: {
      read: (target) => {
        const found = only(target);
        return found === "mixed" ? null : { ...found.errorAlert };
      },
      write: (target, value) => {
        change(target, { errorAlert: errorAlert(value, "errorAlert") });
      },
    },
    IgnoreBlanks: {
      read: (target) => {
        const found = only(target);
        return found === "mixed" ? null : found.ignoreBlanks;
      },
      write: (target, value) => {
        change(target, { ignoreBlanks: boolean(value, "ignoreBlanks") });
      },
    },
    Clear: {
      call: (target) => {
        target.parts[0]!.sheet.assertPermitted("allowFormatCells");
        take(target);
      },
    },
  },
});

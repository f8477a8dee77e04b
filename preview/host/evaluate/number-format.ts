import { isError, type Scalar } from "../workbook/scalar.ts";
import { dateText, isDateSection } from "./date-format.ts";
import { displayError } from "./display-error.ts";
import { literalOf, partsOf, sectionsOf } from "./format-parts.ts";
import { patternText } from "./pattern-text.ts";

/** Excel gives a number without a format eleven characters. */
const GENERAL_WIDTH = 11;
const COLORS: Readonly<Record<string, string>> = {
  black: "#000000",
  blue: "#0000FF",
  cyan: "#00FFFF",
  green: "#00FF00",
  magenta: "#FF00FF",
  red: "#FF0000",
  white: "#FFFFFF",
  yellow: "#FFFF00",
};
/** The short date of the reader's own country, whatever order the format spells. */
const SHORT_DATE = /^m\/d\/yy(yy)?$/i;

/** A value as Swedish Excel shows it with an invariant number format, in a cell wide enough. */
export function shownText(value: Scalar, numberFormat: string): string {
  if (value === null) return "";
  if (isError(value)) return displayError(value.error);
  if (typeof value === "boolean") return value ? "SANT" : "FALSKT";
  const sections = sectionsOf(SHORT_DATE.test(numberFormat) ? "yyyy-mm-dd" : numberFormat);
  return typeof value === "string" ? shownString(value, sections) : shownNumber(value, sections);
}

/** The colour that a format itself gives a value ("[Red]"), as "#RRGGBB"; undefined leaves the cell's own. */
export function formatColor(value: Scalar, numberFormat: string): string | undefined {
  if (typeof value !== "number") return undefined;
  const { section } = sectionFor(value, sectionsOf(numberFormat));
  const names = partsOf(section).map((part) => part.slice(1, -1).toLowerCase());
  return names.map((name) => COLORS[name]).find((color) => color !== undefined);
}

/** Whether a format shows dates or times. */
export function isDateFormat(numberFormat: string): boolean {
  return isDateSection(sectionsOf(numberFormat)[0] ?? "");
}

function shownString(value: string, sections: readonly string[]): string {
  const section = sections.length > 3 ? sections[3]! : sections.find((each) => partsOf(each).includes("@"));
  if (section === undefined) return value;
  return partsOf(section)
    .map((part) => (part === "@" ? value : literalOf(part)))
    .join("");
}

function shownNumber(value: number, sections: readonly string[]): string {
  const { section, keepsSign } = sectionFor(value, sections);
  const shown = keepsSign ? value : Math.abs(value);
  const parts = partsOf(section);
  if (section === "") return "";
  if (parts.includes("@"))
    return parts.map((part) => (part === "@" ? general(shown) : literalOf(part))).join("");
  if (/^(\[[^\]]*\])*general/i.test(section)) return withGeneral(shown, section);
  return isDateSection(section) ? dateText(shown, section) : patternText(shown, parts);
}

function withGeneral(value: number, section: string): string {
  const rest = section.replace(/^(\[[^\]]*\])*general/i, "");
  return general(value) + partsOf(rest).map(literalOf).join("");
}

/** Which section shows a number, and whether the minus sign is left to us or to the section's own text. */
function sectionFor(value: number, sections: readonly string[]): { section: string; keepsSign: boolean } {
  const conditional = sections.findIndex((section) => conditionHolds(section, value) === true);
  if (conditional >= 0) return { section: sections[conditional]!, keepsSign: true };
  if (conditionHolds(sections[0] ?? "", value) === false)
    return { section: sections.find((section) => !hasCondition(section)) ?? "General", keepsSign: true };
  const numeric = sections.slice(0, 3);
  const index = value < 0 && numeric.length > 1 ? 1 : value === 0 && numeric.length > 2 ? 2 : 0;
  return { section: numeric[index] ?? "General", keepsSign: index !== 1 };
}

function hasCondition(section: string): boolean {
  return /\[(<=|>=|<>|<|>|=)/.test(section);
}

function conditionHolds(section: string, value: number): boolean | undefined {
  const [, operator, text] = /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/.exec(section) ?? [];
  if (operator === undefined) return undefined;
  const difference = value - Number(text);
  if (operator.startsWith("<") && difference < 0) return true;
  if (operator.startsWith(">") && difference > 0) return true;
  if (operator === "<>") return difference !== 0;
  return operator.includes("=") && difference === 0;
}

function general(value: number): string {
  const size = Math.abs(value);
  const whole = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1;
  const fixed = String(Number(value.toFixed(Math.min(Math.max(GENERAL_WIDTH - 1 - whole, 0), 9))));
  const isTooSmall = size !== 0 && size < 1e-4 && Number(fixed) !== Number(value.toPrecision(15));
  return whole > GENERAL_WIDTH || isTooSmall || fixed.includes("e")
    ? scientific(value)
    : fixed.replace(".", ",");
}

function scientific(value: number): string {
  const [digits, exponent] = value.toExponential(5).split("e");
  const power = exponent!.replace(/^([+-])(\d)$/, "$10$2");
  return `${String(Number(digits)).replace(".", ",")}E${power}`;
}

import { isMinutes } from "./date-format.ts";
import { partsOf } from "./format-parts.ts";

const SPACE = "\u00A0";
const COLORS: Readonly<Record<string, string>> = {
  black: "Svart",
  blue: "Blå",
  cyan: "Cyan",
  green: "Grön",
  magenta: "Magenta",
  red: "Röd",
  white: "Vit",
  yellow: "Gul",
};

/** An invariant number format as Swedish Excel writes it: "#,##0.00" -> "# ##0,00", "yyyy-mm-dd" -> "ÅÅÅÅ-MM-DD". */
export function localFormat(format: string): string {
  const parts = partsOf(format.replace(/general/gi, "General"));
  return parts
    .map((part, index) => localPart(part, isMinutes(parts, index)))
    .join("")
    .replaceAll("General", "Standard");
}

function localPart(part: string, isMinute: boolean): string {
  if (part === ",") return SPACE;
  if (part === ".") return ",";
  if (/^\[[a-z]+\]$/i.test(part))
    return `[${COLORS[part.slice(1, -1).toLowerCase()] ?? localUnit(part.slice(1, -1), true)}]`;
  return localUnit(part, isMinute);
}

function localUnit(part: string, isMinute: boolean): string {
  if (/^y+$/i.test(part)) return "Å".repeat(part.length);
  if (/^d+$/i.test(part)) return "D".repeat(part.length);
  if (/^h+$/i.test(part)) return "t".repeat(part.length);
  return /^m+$/i.test(part) && !isMinute ? "M".repeat(part.length) : part;
}

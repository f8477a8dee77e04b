import type { Cell } from "../cell.ts";
import { hiddenCharacters, withoutHidden } from "../hidden-characters.ts";
import type { RequisitionColumn, RequisitionValue } from "./columns.ts";
import type { Facts } from "./facts.ts";

/** A dash alone says that there is nothing to fill in. */
const dashes = new Set(["", "-", "\u2013", "\u2014"]);

/** What Excel shows in a cell whose formula fails, in English and Swedish. */
const errorValues = new Set(
  [
    [
      "#N/A",
      "#VALUE!",
      "#REF!",
      "#DIV/0!",
      "#NUM!",
      "#NAME?",
      "#NULL!",
      "#SPILL!",
      "#CALC!",
      "#FIELD!",
      "#BLOCKED!",
    ],
    ["#GETTING_DATA", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#EXTERNAL!"],
    ["#SAKNAS!", "#VÄRDEFEL!", "#REFERENS!", "#DIVISION/0!", "#OGILTIGT!", "#NAMN?", "#SKÄRNING!", "#SPILL!"],
    ["#BERÄKNA!", "#FÄLT!", "#BLOCKERAT!", "#ANSLUT!", "#UPPTAGEN!", "#OKÄND!"],
  ].flat(),
);

/** A text that begins like this may become a formula where it is pasted or exported. The last four are full-width. */
const formulaStarts = new Set(["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"]);

/** Columns that accept any text; the others have a form of their own that neither formulas nor long texts have. */
const freeText: ReadonlySet<RequisitionValue> = new Set<RequisitionValue>([
  "text",
  "email",
  "recipient-name",
]);

/**
 * Takes the value out of a cell: trimmed, without hidden characters, numbers as text where text is wanted; null when
 * there is nothing, or nothing that can be trusted (then the fault says why). Blank cells give null and no fault.
 */
export function compileOpenCell(
  column: RequisitionColumn,
  i: number,
  facts: Facts,
): (raw: Cell | undefined) => Cell {
  const isFree = freeText.has(column.value);

  function spoil(fault: Facts["faults"][number]): null {
    facts.faults[i] = fault;
    return null;
  }

  function openText(raw: string): Cell {
    const hidden = hiddenCharacters(raw);
    if (hidden === "misleading" || hidden === "unreadable") return spoil(hidden);
    const text = hidden === "none" ? raw.trim() : withoutHidden(raw);
    if (text.length < 2 && dashes.has(text)) return null;
    if (text.startsWith("#") && errorValues.has(text.toUpperCase())) return spoil("error-value");
    if (isFree) {
      if (formulaStarts.has(text.charAt(0))) return spoil("formula");
      if (text.length > column.maxLength) return spoil("too-long");
    }
    if (hidden !== "none") {
      facts.faults[i] = "hidden";
      // Nothing that Fördela writes may become a formula.
      if (!formulaStarts.has(text.charAt(0))) facts.rewrites[i] = text;
    }
    return text;
  }

  return (raw) => {
    if (typeof raw === "string") return openText(raw);
    if (typeof raw === "number") {
      if (!Number.isFinite(raw)) return spoil("error-value");
      return isFree ? openText(String(raw)) : raw;
    }
    if (typeof raw === "boolean") return column.value === "yes-no" ? raw : spoil("truth-value");
    return null;
  };
}

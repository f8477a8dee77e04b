import type { Cell } from "../cell.ts";
import { beginsLikeFormula } from "../formula-start.ts";
import { hiddenCharacters, withoutHidden } from "../hidden-characters.ts";
import type { RequisitionColumn, RequisitionValue } from "./columns.ts";
import { note } from "./facts.ts";
import type { Facts, Fault } from "./facts.ts";

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
  column: Pick<RequisitionColumn, "value" | "maxLength">,
  i: number,
  facts: Facts,
): (raw: Cell | undefined) => Cell {
  const isFree = freeText.has(column.value);

  function spoil(fault: Exclude<Fault, "">): null {
    note(facts, i, fault);
    return null;
  }

  function openText(raw: string): Cell {
    const hidden = hiddenCharacters(raw);
    if (hidden === "none" && beginsPlainly(raw)) {
      const text = raw.trim();
      return isFree && text.length > column.maxLength ? spoil("too-long") : text;
    }
    return hidden === "misleading" || hidden === "unreadable" ? spoil(hidden) : openOdd(raw, hidden);
  }

  function openOdd(raw: string, hidden: "none" | "hidden"): Cell {
    const text = hidden === "none" ? raw.trim() : withoutHidden(raw);
    if (dashes.has(text)) return null;
    if (errorValues.has(text.toUpperCase())) return spoil("error-value");
    const isFormula = beginsLikeFormula(text);
    if (isFree && isFormula) return spoil("formula");
    if (isFree && text.length > column.maxLength) return spoil("too-long");
    if (hidden !== "none") {
      note(facts, i, "hidden");
      // Nothing that Fördela writes may become a formula.
      facts.rewrites[i] = isFormula ? undefined : text;
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

/** Nearly every text begins with a digit or letter: then it is no dash, error value or formula. */
function beginsPlainly(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    (first >= 48 && first <= 57) ||
    (first >= 65 && first <= 90) ||
    (first >= 97 && first <= 122) ||
    (first >= 0xc0 && first <= 0x24f)
  );
}

const OPERATORS: Readonly<Record<string, string>> = {
  EqualTo: "=",
  NotEqualTo: "<>",
  GreaterThan: ">",
  LessThan: "<",
  GreaterThanOrEqual: ">=",
  GreaterThanOrEqualTo: ">=",
  LessThanOrEqual: "<=",
  LessThanOrEqualTo: "<=",
};

/**
 * The formula that asks whether an expression compares to one or two others as the client's operator says
 * ("Between", "GreaterThan" …). Undefined for an operator that is none.
 */
export function comparison(
  expression: string,
  operator: string,
  formula1: string | number,
  formula2: string | number | null,
): string | undefined {
  const low = operand(formula1);
  const high = operand(formula2 ?? "");
  if (operator === "Between") return `=AND(${expression}>=${low},${expression}<=${high})`;
  if (operator === "NotBetween") return `=OR(${expression}<${low},${expression}>${high})`;
  const sign = OPERATORS[operator];
  return sign === undefined ? undefined : `=${expression}${sign}${low}`;
}

/** "=A1*2" -> "(A1*2)", 5 -> "5", "text" -> "\"text\"". */
function operand(formula: string | number): string {
  const text = String(formula).trim();
  if (text.startsWith("=")) return `(${text.slice(1)})`;
  if (/^".*"$/s.test(text) || (text !== "" && Number.isFinite(Number(text)))) return text;
  return `"${text.replaceAll('"', '""')}"`;
}

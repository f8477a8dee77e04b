/** The last five are full-width twins and the minus sign of typography. */
const formulaStarts: ReadonlySet<string> = new Set("=+-@\uff1d\uff0b\uff0d\uff20\u2212");

/** Whether a text may become a formula where it is pasted or exported. */
export function beginsLikeFormula(text: string): boolean {
  return formulaStarts.has(text.charAt(0));
}

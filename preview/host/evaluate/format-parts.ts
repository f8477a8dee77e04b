/** The sections of a number format: positive; negative; zero; text. Semicolons inside text do not divide. */
export function sectionsOf(format: string): string[] {
  const sections: string[][] = [[]];
  for (const part of partsOf(format))
    if (part === ";") sections.push([]);
    else sections.at(-1)!.push(part);
  return sections.map((parts) => parts.join(""));
}

/** The pieces of a format: quoted text, escaped signs, "[…]", runs of one date letter, single signs. */
export function partsOf(format: string): string[] {
  const pattern = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P|E[+-]|y+|m+|d+|h+|s+|[^]/giu;
  return [...format.matchAll(pattern)].map(([part]) => part);
}

/** What a piece shows that is no placeholder: text, a space for "_x", the currency of "[$kr-41D]". */
export function literalOf(part: string): string {
  if (part.startsWith('"')) return part.replaceAll('"', "");
  if (part.length > 1 && part.startsWith("\\")) return part.slice(1);
  if (part.length > 1 && part.startsWith("_")) return " ";
  if (part.length > 1 && part.startsWith("*")) return "";
  if (part.startsWith("[$")) return part.slice(2, -1).replace(/-[^-]*$/, "");
  return part.startsWith("[") ? "" : part;
}

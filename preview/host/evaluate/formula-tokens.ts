/** What a piece of a formula is. `bracket` is "[…]" with all that nests in it, `sheet` ends with its "!". */
export type TokenKind = "string" | "sheet" | "bracket" | "word" | "number" | "error" | "space" | "sign";

/** A piece of a formula, text unchanged: the pieces joined are the formula again. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ["space", /\s+/y],
  ["string", /"(?:[^"]|"")*"/y],
  ["error", /#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!)/iy],
  ["sheet", /(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!/uy],
  ["word", /[\p{L}_\\$][\p{L}\p{N}_.\\$]*/uy],
  ["number", /\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?/iy],
];

/** The pieces of a formula; the leading "=" is left out. */
export function tokensOf(formula: string): Token[] {
  const text = formula.startsWith("=") ? formula.slice(1) : formula;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** The formula that pieces make up. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join("");
}

function tokenAt(text: string, at: number): Token {
  if (text[at] === "[") return { kind: "bracket", text: text.slice(at, endOfBracket(text, at)) };
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind, text: match[0] };
  }
  return { kind: "sign", text: text[at]! };
}

// Inside brackets an apostrophe makes the next character plain: Table['[old'] ].
function endOfBracket(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "'") at += 1;
    else if (text[at] === "[") depth += 1;
    else if (text[at] === "]" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The index of the ")" that closes the "(" at `open`; -1 when it is never closed. */
export function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += depthOf(tokens[at]!);
    if (depth === 0) return at;
  }
  return -1;
}

/** The arguments between two parentheses (their indexes), each as its pieces; no arguments give an empty list. */
export function argumentsBetween(tokens: readonly Token[], open: number, close: number): Token[][] {
  const list: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open + 1, close)) {
    depth += depthOf(token);
    if (depth === 0 && token.text === "," && token.kind === "sign") list.push([]);
    else list.at(-1)!.push(token);
  }
  return list.length === 1 && list[0]!.every((token) => token.kind === "space") ? [] : list;
}

function depthOf(token: Token): number {
  if (token.kind !== "sign") return 0;
  if (token.text === "(" || token.text === "{") return 1;
  return token.text === ")" || token.text === "}" ? -1 : 0;
}

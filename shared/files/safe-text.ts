/** Excel's cap on the text of a cell, in UTF-16 units. */
const LONGEST_TEXT = 32_767;
// What a program may take for a formula or a command, also after blanks and as full-width twins (OWASP ASVS 5, 1.2.10).
const RISKY_START = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05\u2212]/u;
const RISKY_BLANK = /^[\t\r\n]/u;
const NOT_TEXT = /[\p{Cc}\ufffe\uffff]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Text from strangers as a cell may hold it: line breaks as "\n", tabs as blanks, no other control characters,
 * U+FFFD for half characters, at most 32 767 UTF-16 units.
 */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replace(NOT_TEXT, (character) => (character === "\n" ? "\n" : ""))
    .replace(LONE_SURROGATE, "\ufffd");
  return clean.length <= LONGEST_TEXT ? clean : cutWhole(clean);
}

/** True for text that a spreadsheet may run as a formula or a command when it is typed or opened from CSV. */
export function isRiskyText(text: string): boolean {
  return RISKY_START.test(text) || RISKY_BLANK.test(text);
}

// A cut in the middle of a character outside the basic plane would leave half a character.
function cutWhole(text: string): string {
  const cut = text.slice(0, LONGEST_TEXT);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

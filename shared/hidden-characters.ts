/**
 * What a text holds that the eye does not see. `hidden`: control, zero-width and formatting characters that can be
 * taken away. `misleading`: characters that turn the reading direction, so that the text reads otherwise than it looks.
 * `unreadable`: half a character, or the mark that replaces one that was lost.
 */
export type Hidden = "none" | "hidden" | "misleading" | "unreadable";

/** Looks through a text once, character by character; the worst thing found is the answer. */
export function hiddenCharacters(text: string): Hidden {
  let worst: Hidden = "none";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Nearly every character is printable Latin text.
    if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0x300 && code !== softHyphen)) continue;
    if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(at + 1);
      if (code >= 0xdc00 || !(next >= 0xdc00 && next < 0xe000)) return "unreadable";
      at++;
      if (code === tagPlane && worst === "none") worst = "hidden";
    } else if (code >= 0xfffd) {
      return "unreadable";
    } else if (turnsDirection(code)) {
      worst = "misleading";
    } else if (worst === "none" && hiddenUnits.has(code)) {
      worst = "hidden";
    }
  }
  return worst;
}

/** The text without hidden characters; those that break a line or a column become a space. */
export function withoutHidden(text: string): string {
  const spaced = text.replace(/[\t-\r\u0085\u2028\u2029]+/g, " ");
  let kept = "";
  for (const character of spaced) if (hiddenCharacters(character) === "none") kept += character;
  return kept.trim();
}

const softHyphen = 0xad;

/** The high surrogate of the invisible tag characters and variation selectors, U+E0000-E01EF. */
const tagPlane = 0xdb40;

function turnsDirection(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** Inclusive ranges of UTF-16 units that show nothing: controls, format characters, fillers. */
const hiddenRanges: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [softHyphen, softHyphen],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x2029],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
];

const hiddenUnits: ReadonlySet<number> = new Set(
  hiddenRanges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
);

/** Most characters in an address, and before its @ (RFC 5321). */
const longest = 254;
const longestLocal = 64;

/** Neither letters nor digits, and not used in addresses that people have. */
const refused: ReadonlySet<number> = new Set(
  Array.from(' "(),:;<>[\\]', (character) => character.charCodeAt(0)),
);

const dot = 46;
const atSign = 64;

/**
 * Whether text is one plain e-mail address: something, one @, and a domain with a dot, no empty part, no spaces, no
 * name around it. Letters such as å, ä and ö are accepted. It does not say that the address exists.
 */
export function isEmail(text: string): boolean {
  const at = text.indexOf("@");
  if (at < 1 || at > longestLocal || text.length > longest || text.includes("@", at + 1)) return false;
  const lastDot = text.lastIndexOf(".");
  if (lastDot < at + 2 || lastDot > text.length - 3) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Letters and digits, nearly all of an address, need no look at what is refused.
    if (code >= 97 && code <= 122) continue;
    if (code < 32 || refused.has(code)) return false;
    if (code === dot && (i === 0 || text.charCodeAt(i - 1) === atSign || isBoundary(text.charCodeAt(i + 1))))
      return false;
  }
  return true;
}

/** A dot before one of these ends an empty part. */
function isBoundary(code: number): boolean {
  return code === dot || code === atSign;
}

/** Most characters in an address, and before its @ (RFC 5321). */
const longest = 254;
const longestLocal = 64;

/** Neither letters nor digits, and not used in addresses that people have. */
const refused = new Set(' "(),:;<>[\\]');

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
    const character = text.charAt(i);
    if (refused.has(character) || character < " ") return false;
    if (character === "." && (i === 0 || isBoundary(text.charAt(i + 1)) || text.charAt(i - 1) === "@"))
      return false;
  }
  return true;
}

/** A dot before one of these ends an empty part. */
function isBoundary(character: string): boolean {
  return character === "." || character === "@";
}

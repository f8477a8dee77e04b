import { strFromU8 } from "fflate";

/** What Windows-1252 shows for the bytes 0x80-0x9F (WHATWG Encoding, index windows-1252); the rest is Latin-1. */
const CP1252_80_9F = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
/** Characters at a time: more arguments than this overflow the call stack. */
const STRETCH = 8192;

/**
 * The text of a file from people: UTF-8 with or without mark, UTF-16 with mark, and otherwise Windows-1252,
 * which is what Excel writes when it saves "CSV" in Sweden.
 */
export function decodeText(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes.subarray(2), 0);
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes.subarray(2), 1);
  const body = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
  return decodeUtf8(body) ?? decodeCp1252(body);
}

/** The text of UTF-8 bytes, or undefined when they are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? strFromU8(bytes) : undefined;
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function decodeUtf16(bytes: Uint8Array, highByte: 0 | 1): string {
  const units = Array.from(
    { length: bytes.length >> 1 },
    (_, index) => (bytes[2 * index + 1 - highByte]! << 8) | bytes[2 * index + highByte]!,
  );
  return inStretches(units.length, (from, to) => String.fromCharCode(...units.slice(from, to)));
}

function decodeCp1252(bytes: Uint8Array): string {
  return inStretches(bytes.length, (from, to) =>
    Array.from(bytes.subarray(from, to), (byte) =>
      byte >= 0x80 && byte <= 0x9f ? CP1252_80_9F[byte - 0x80] : String.fromCharCode(byte),
    ).join(""),
  );
}

function inStretches(length: number, decode: (from: number, to: number) => string): string {
  return Array.from({ length: Math.ceil(length / STRETCH) }, (_, index) =>
    decode(index * STRETCH, (index + 1) * STRETCH),
  ).join("");
}

function isUtf8(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** How many bytes the character at `at` takes, 0 when it is not well-formed (Unicode 16, table 3-7). */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : 4;
  if (first < 0xc2 || first > 0xf4 || !secondFits(first, bytes[at + 1])) return 0;
  const rest = bytes.subarray(at + 2, at + length);
  return rest.length === length - 2 && rest.every(isContinuation) ? length : 0;
}

// The second byte rules out overlong forms, surrogates and what lies above U+10FFFF.
function secondFits(first: number, second: number | undefined): boolean {
  if (second === undefined || !isContinuation(second)) return false;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second <= 0x9f;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second <= 0x8f;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, decodeUtf8 } from "../../../shared/files/text-encoding.ts";

const TEXT = "Åre är ö – 5 € 😀";

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  view.setUint16(0, 0xfeff, littleEndian);
  Array.from({ length: text.length }, (_, index) => {
    view.setUint16(2 * index + 2, text.charCodeAt(index), littleEndian);
  });
  return new Uint8Array(view.buffer);
}

describe("the text of a file", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode(TEXT)],
    ["UTF-8 with mark", new TextEncoder().encode(`\ufeff${TEXT}`)],
    ["UTF-16, little-endian", utf16(TEXT, true)],
    ["UTF-16, big-endian", utf16(TEXT, false)],
  ])("is read from %s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it("is read from Windows-1252, which Excel writes in Sweden", () => {
    expect(decodeText(Uint8Array.of(0xc5, 0x72, 0x65, 0x20, 0x96, 0x20, 0xe5, 0xe4, 0xf6, 0x20, 0x80))).toBe(
      "Åre – åäö €",
    );
  });

  // The WHATWG table by code point; Node's own decoder takes these bytes for Latin-1.
  it("Windows-1252 has its own characters in 0x80-0x9F and Latin-1 elsewhere", () => {
    const special = [
      0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
      0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
      0x153, 0x9d, 0x17e, 0x178,
    ];
    const bytes = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
    const expected = Array.from(bytes, (byte) => special[byte - 0x80] ?? byte);
    expect(Array.from(decodeText(bytes), (letter) => letter.codePointAt(0))).toEqual(expected);
  });

  it("is read whole when it is long", () => {
    const long = "å".repeat(100_001);
    expect(decodeText(utf16(long, true))).toBe(long);
    expect(decodeText(new Uint8Array(100_001).fill(0xe5))).toBe(long);
  });

  it("is UTF-8 exactly when the standard decoder says so", () => {
    const standard = (bytes: Uint8Array): string | undefined => {
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined;
      }
    };
    const edge = fc.constantFrom(
      0x00,
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe1,
      0xed,
      0xef,
      0xf0,
      0xf1,
      0xf4,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 6 }), (bytes) => {
        expect(decodeUtf8(Uint8Array.from(bytes))).toBe(standard(Uint8Array.from(bytes)));
      }),
      { numRuns: 5000 },
    );
  });
});

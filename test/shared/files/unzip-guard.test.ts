import { constants, deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { LIMITS, unzipWithin } from "../../../shared/files/unzip-guard.ts";
import {
  archive,
  archiveOfDeflated,
  minimalWorkbook,
  withEncryptionFlag,
  withStatedSize,
} from "./archive.ts";

const SHEET = "xl/worksheets/sheet1.xml";
const MEGABYTE = 1_048_576;

function unzipAll(bytes: Uint8Array): ReturnType<typeof unzipWithin> {
  return unzipWithin(bytes, () => true);
}

function codeOf(result: { ok: true } | { ok: false; error: { code: string } }): string {
  return result.ok ? "läst" : result.error.code;
}

describe("the unzip guard", () => {
  it("gives the wanted parts as they were packed", () => {
    const parts = unzipWithin(archive({ a: "ett", b: "två", tom: "" }), (name) => name !== "a");
    expect(parts).toEqual({
      ok: true,
      value: new Map([
        ["b", new Uint8Array([116, 118, 195, 165])],
        ["tom", new Uint8Array()],
      ]),
    });
  });

  it("refuses a file of more than 10 MB before it looks inside", () => {
    expect(codeOf(unzipAll(new Uint8Array(LIMITS.file + 1)))).toBe("too-large");
  });

  it("refuses a part of more than 40 MB (60 MB of zeros in a file of 60 kB)", () => {
    const bomb = archive({ ...minimalWorkbook(""), [SHEET]: new Uint8Array(60 * MEGABYTE) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(codeOf(unzipAll(bomb))).toBe("too-much-unpacked");
  });

  it("refuses parts of together more than 80 MB, each within its limit", () => {
    const zeros = new Uint8Array(30 * MEGABYTE);
    expect(codeOf(unzipAll(archive({ a: zeros, b: zeros, c: zeros })))).toBe("too-much-unpacked");
  });

  it("takes 300 parts and refuses 301", () => {
    const parts = (count: number): Uint8Array =>
      archive(Object.fromEntries(Array.from({ length: count }, (_, index) => [`del${index}`, ""])));
    expect(codeOf(unzipAll(parts(300)))).toBe("läst");
    expect(codeOf(unzipAll(parts(301)))).toBe("too-many-parts");
  });

  it("refuses a directory that says 100 bytes about 60 MB", () => {
    const bomb = archive({ ...minimalWorkbook(""), [SHEET]: new Uint8Array(60 * MEGABYTE) });
    expect(codeOf(unzipAll(withStatedSize(bomb, SHEET, 100)))).toBe("damaged");
  });

  it("stops unpacking where the directory said the part would end (8 GB of zeros stated as 100 bytes)", () => {
    const block = deflateRawSync(new Uint8Array(4 * MEGABYTE), { finishFlush: constants.Z_SYNC_FLUSH });
    const bomb = archiveOfDeflated("a", Buffer.concat(Array.from({ length: 2000 }, () => block)), 100);
    const start = performance.now();
    expect(codeOf(unzipAll(bomb))).toBe("damaged");
    // To unpack all of it takes more than 20 seconds.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("refuses a directory that says more than there is", () => {
    const file = archive({ a: "ett", b: "två" });
    expect(codeOf(unzipAll(withStatedSize(file, "a", 4)))).toBe("damaged");
  });

  it("refuses a directory with more parts than it counts", () => {
    const file = archive({ a: "ett", b: "två" });
    const end = file.length - 22;
    const view = new DataView(file.buffer, file.byteOffset);
    view.setUint16(end + 8, 1, true);
    view.setUint16(end + 10, 1, true);
    expect(codeOf(unzipAll(file))).toBe("too-many-parts");
  });

  it("refuses a part with a changed byte", () => {
    const file = zipSync({ a: new Uint8Array(1000) }, { level: 0 });
    expect(codeOf(unzipAll(file))).toBe("läst");
    file[500]! ^= 0x55;
    expect(codeOf(unzipAll(file))).toBe("damaged");
  });

  it("refuses a part under a password", () => {
    expect(codeOf(unzipAll(withEncryptionFlag(archive({ a: "ett" }), "a")))).toBe("encrypted");
  });

  it("refuses a file cut short anywhere", async () => {
    const file = archive(minimalWorkbook('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect((await readWorkbook(file)).ok).toBe(true);
    for (let length = 2; length < file.length; length += 1) {
      expect(codeOf(await readWorkbook(file.subarray(0, length))), `${length} bytes`).toBe("damaged");
    }
  });
});

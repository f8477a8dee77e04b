import { Inflate } from "fflate";
import { ok, type Result } from "../result.ts";
import { type FileError, type FileErrorCode, refuse } from "./file-error.ts";
import { decodeUtf8 } from "./text-encoding.ts";

const MEGABYTE = 1_048_576;
/** What a file may weigh, packed and unpacked (bytes), and how many parts, cells (empty ones too) and rows it may have. */
export const LIMITS = {
  file: 10 * MEGABYTE,
  part: 40 * MEGABYTE,
  total: 80 * MEGABYTE,
  entries: 300,
  cells: 3_000_000,
  rows: 1_048_576,
} as const;

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
/** Deflate grows at most about 1032 times, so a bite of this size unpacks to 4 MB before it is counted. */
const BITE = 4_096;

/** Parts of an archive by name, unpacked and checked. */
export type Parts = ReadonlyMap<string, Uint8Array>;

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Unpacks the parts that `wanted` names from a zip archive within LIMITS. The sizes that the archive's directory
 * states are checked first and then held against what really comes out: a directory that lies is refused.
 */
export function unzipWithin(bytes: Uint8Array, wanted: (name: string) => boolean): Result<Parts, FileError> {
  if (bytes.length > LIMITS.file) return refuse("too-large");
  const entries = readDirectory(bytes);
  if (typeof entries === "string") return refuse(entries);
  const objection = objectionTo(entries);
  if (objection !== undefined) return refuse(objection);
  return unpackAll(
    bytes,
    entries.filter((entry) => wanted(entry.name)),
  );
}

/** The names of all parts that an archive's directory states; empty when there is no readable directory. */
export function partNames(bytes: Uint8Array): string[] {
  const entries = readDirectory(bytes);
  return typeof entries === "string" ? [] : entries.map((entry) => entry.name);
}

function objectionTo(entries: readonly Entry[]): FileErrorCode | undefined {
  if (entries.some((entry) => entry.encrypted)) return "encrypted";
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length) return "damaged";
  if (entries.some((entry) => entry.size > LIMITS.part)) return "too-much-unpacked";
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  return total > LIMITS.total ? "too-much-unpacked" : undefined;
}

function unpackAll(bytes: Uint8Array, entries: readonly Entry[]): Result<Parts, FileError> {
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const part = unpack(bytes, entry);
    if (part?.length !== entry.size || crc32(part) !== entry.crc) return refuse("damaged");
    parts.set(entry.name, part);
  }
  return ok(parts);
}

/** The part, or undefined when it is damaged or more than the directory stated comes out. */
function unpack(bytes: Uint8Array, entry: Entry): Uint8Array | undefined {
  const view = viewOf(bytes);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL_SIGNATURE)
    return undefined;
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packedSize > bytes.length) return undefined;
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (entry.method === STORED) return packed;
  return entry.method === DEFLATED ? inflateWithin(packed, entry.size) : undefined;
}

function inflateWithin(packed: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  const seen = { length: 0 };
  const inflate = new Inflate((chunk) => {
    if (seen.length + chunk.length <= size) out.set(chunk, seen.length);
    seen.length += chunk.length;
  });
  try {
    for (let at = 0; at === 0 || at < packed.length; at += BITE) {
      inflate.push(packed.subarray(at, at + BITE), at + BITE >= packed.length);
      if (seen.length > size) return undefined;
    }
  } catch {
    return undefined;
  }
  return seen.length === size ? out : undefined;
}

function readDirectory(bytes: Uint8Array): Entry[] | FileErrorCode {
  const end = findEnd(bytes);
  if (end === undefined) return "damaged";
  const view = viewOf(bytes);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.entries) return "too-many-parts";
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_SIGNATURE) return "damaged";
    const nameLength = view.getUint16(at + 28, true);
    const name = decodeUtf8(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === undefined) return "damaged";
    entries.push(readEntry(view, at, name));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Entries beyond the stated count would be seen by other readers and not by this one.
  return at + 4 <= end && view.getUint32(at, true) === DIRECTORY_SIGNATURE ? "too-many-parts" : entries;
}

function readEntry(view: DataView, at: number, name: string): Entry {
  return {
    name,
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

function findEnd(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  const last = bytes.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1), byte),
);

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

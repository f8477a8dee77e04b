import { createHash } from "node:crypto";

/** SHA-256 as lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file as lower-case hex. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** JSON with sorted keys, so that equal content has one text and one hash. Undefined members are left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}

/** The hash before the first record of a chain. */
export const genesis = "0".repeat(64);

/** What a record says, and with `hash` how it is chained: SHA-256 over its content and the hash before it. */
export interface AuditRecord {
  readonly chain: string;
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** ISO date-time, UTC. */
  readonly at: string;
  /** Object id of the person. */
  readonly actor: string;
  /** The person's name as the token said it then; absent in records from before it was kept. */
  readonly actorName?: string;
  readonly action: string;
  /** Facts of the act: dates, dnr, parameters, sums. */
  readonly details: Readonly<Record<string, unknown>>;
  /** How many postings the act made, their sum in kronor, and the SHA-256 of their canonical text. */
  readonly postings: { readonly count: number; readonly total: number; readonly sha256: string };
  /** SHA-256 of the canonical text of each decision and payment order that the act wrote, by its address. */
  readonly papers?: Readonly<Record<string, string>>;
  readonly hash: string;
}

/**
 * The first seq whose paper is not the one that stands there now, after the last record when one stands that no record
 * wrote; null when all are as written. `papers` holds the canonical texts by their addresses.
 */
export function papersBrokenAt(
  records: readonly AuditRecord[],
  papers: ReadonlyMap<string, string>,
): number | null {
  const written = new Map(
    records.flatMap(({ seq, papers: own = {} }) =>
      Object.entries(own).map(([at, sum]) => [at, { seq, sum }] as const),
    ),
  );
  const changed = [...written].filter(([at, { sum }]) => sha256(papers.get(at) ?? "") !== sum);
  if (changed.length > 0) return Math.min(...changed.map(([, { seq }]) => seq));
  return [...papers.keys()].every((at) => written.has(at)) ? null : records.length + 1;
}

export function chainHash(previous: string, record: Omit<AuditRecord, "hash">): string {
  return sha256(`${previous}\n${canonical(record)}`);
}

/**
 * The first seq that does not follow from the one before, belongs to another chain or is not what `head` says comes
 * last; null when intact.
 */
export function brokenAt(
  records: readonly AuditRecord[],
  head: { readonly chain: string; readonly seq: number; readonly hash: string },
): number | null {
  const hashes = [genesis, ...records.map((record) => record.hash)];
  const index = records.findIndex(
    ({ hash, ...content }, i) =>
      content.chain !== head.chain || content.seq !== i + 1 || chainHash(hashes[i]!, content) !== hash,
  );
  if (index >= 0) return index + 1;
  return records.length === head.seq && hashes.at(-1) === head.hash ? null : records.length + 1;
}

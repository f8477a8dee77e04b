import type { Changed } from "../../shared/api.ts";
import type { Posting } from "../../shared/ledger.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { PopulationTable } from "../../shared/register.ts";
import type { AuditRecord } from "../audit.ts";
import type {
  Collection,
  Decision,
  Entry,
  EntryKind,
  IncomingDocument,
  KeptFile,
  Payment,
  RowsOf,
} from "./kept.ts";

/**
 * The one item of a round that every change updates: the end of its audit chain, and per collection which
 * generation of rows is the valid one. A staged run writes a generation and switches this pointer.
 */
export interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  readonly generations: Readonly<Record<Collection, string>>;
  /** Kronor not allotted, and allotted but not requisitioned. */
  readonly budget: number;
  readonly pool: number;
  readonly key: "none" | "preliminary" | "fixed";
  /** The decision that holds the key, once prepared. */
  readonly keyDecision: string | null;
  /** What was not requisitioned has gone to the pool and been redistributed: no requisition counts after this. */
  readonly closed: boolean;
  /**
   * The latest ISO day that a posting of the round counts from; null: there is none. Absent in heads from before it was
   * kept. What counts from then or later asks nothing of the days before.
   */
  readonly lastDay?: string | null;
  /** What the round's money became by a later decision; absent: what the programme says. */
  readonly moneyDecision?: MoneyDecision;
}

/** A government decision on the money of a round that came after the programme was written. */
export interface MoneyDecision {
  /** Kronor. */
  readonly amount: number;
  /** ISO date. */
  readonly date: string;
  readonly dnr: string;
}

/** One chain's part of a change: what happened, the money it moved, and the rows it replaces. */
export interface ChainChange {
  /** As loaded when the change was decided: another head by now means deciding again. */
  readonly head: Head;
  readonly next: Partial<
    Pick<Head, "key" | "keyDecision" | "closed" | "lastDay" | "budget" | "pool" | "moneyDecision">
  >;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly postings: readonly Posting[];
  /** New values; `version` is the version that was read. */
  readonly rows: { readonly [C in Collection]?: RowsOf<C> };
}

/** Everything that is saved together or not at all. */
export interface Change {
  readonly at: string;
  readonly actor: string;
  /** As the token says it; shown to colleagues, never logged. */
  readonly actorName: string;
  readonly chains: readonly ChainChange[];
  /** `version` is the version that was read, 0 for a new one. */
  readonly decisions?: readonly Decision[];
  readonly payments?: readonly Payment[];
  readonly documents?: readonly IncomingDocument[];
  readonly entries?: readonly Entry[];
  readonly files?: readonly KeptFile[];
  readonly populations?: readonly PopulationTable[];
  readonly idempotency: { readonly id: string; readonly requestHash: string };
  /** What the caller is answered, now and whenever the same request comes again. */
  readonly answer: unknown;
}

/** An audit record with the postings that its act made. */
export interface RecordedAct {
  readonly record: AuditRecord;
  readonly postings: readonly Posting[];
}

/** A population table that was read in, and by whom; null when that was not kept. */
export interface ImportedPopulation extends PopulationTable {
  readonly changed: Changed | null;
}

/** How a save went: done; a head has moved (decide again); something else has changed (409); or done already. */
export type Outcome =
  | { readonly kind: "saved" }
  | { readonly kind: "head-moved" }
  | { readonly kind: "version-conflict"; readonly what: string }
  | { readonly kind: "document-known"; readonly name: string }
  | { readonly kind: "already-answered" };

/** The typed repository on DynamoDB: the memory of the service. Reads are strongly consistent but where it is said. */
export interface Store {
  /** The answer already given under this idempotency id, or null. */
  answerTo(id: string): Promise<{ readonly requestHash: string; readonly answer: unknown } | null>;
  /**
   * The heads of these chains; a chain never written to has seq 0 and no money. `mayBeOld`: read at half the price, for
   * one who looks again.
   */
  heads(chains: readonly string[], mayBeOld?: boolean): Promise<readonly Head[]>;
  /** The valid rows of a collection, all or those of the recipients named. */
  rows<C extends Collection>(
    head: Head,
    collection: C,
    recipients?: readonly RecipientId[],
  ): Promise<RowsOf<C>>;
  /** Every act of a round in the order written; an Error when its postings are not those of the audit record. */
  acts(head: Head): Promise<readonly RecordedAct[]>;
  /** Every posting of a round in the order written; an Error when they are not those of the audit records. */
  postings(head: Head): Promise<readonly Posting[]>;
  /** The first audit record, by seq, whose postings are not the ones it was written for; null when all are. */
  postingsBrokenAt(head: Head): Promise<number | null>;
  /** The first audit record, by seq, whose decisions and payment orders are not those it wrote; null when all are. */
  papersBrokenAt(head: Head): Promise<number | null>;
  records(head: Head): Promise<readonly AuditRecord[]>;
  decisions(round: string): Promise<readonly Decision[]>;
  payments(round: string): Promise<readonly Payment[]>;
  /** The documents of a year, without the rows that nobody could place: those may be large, and are asked for apart. */
  documents(year: number): Promise<readonly Omit<IncomingDocument, "unidentified">[]>;
  unidentified(year: number, document: string): Promise<IncomingDocument["unidentified"]>;
  /** Every entry of a kind in a group, by id. */
  entries<K extends EntryKind>(kind: K, group: string): Promise<readonly Entry<K>[]>;
  entry<K extends EntryKind>(kind: K, group: string, id: string): Promise<Entry<K> | null>;
  /** The bytes of a kept file, or null. */
  file(sha256: string): Promise<Uint8Array | null>;
  /** The population table that an administrator has imported for this ISO date. */
  population(date: string): Promise<ImportedPopulation | null>;
  save(change: Change): Promise<Outcome>;
}

import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Changed } from "../../shared/api.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { RegisterKind } from "../../shared/register.ts";
import { type AuditRecord, canonical, papersBrokenAt, sha256 } from "../audit.ts";
import {
  address,
  type Address,
  type Item,
  type KeptPosting,
  longRecipient,
  partition,
  restore,
  restoreBalance,
  restoreCases,
  unwrittenHead,
} from "./items.ts";
import type {
  Collection,
  Decision,
  Entry,
  EntryKind,
  IncomingDocument,
  Payment,
  Rows,
  Versioned,
} from "./kept.ts";
import type { Head, RecordedAct, Store } from "./model.ts";

export type Reader = Omit<Store, "save">;

type KeptRecord = AuditRecord & { readonly moves?: readonly KeptPosting[]; readonly run?: string };

type KeptDocument = Omit<IncomingDocument, "unidentified" | "cases"> & {
  readonly cells: string;
  readonly cases?: Readonly<Record<string, string>>;
};

interface RecordWithMoves {
  readonly record: KeptRecord;
  readonly kept: readonly KeptPosting[];
}

function isTampered({ record, kept }: RecordWithMoves): boolean {
  return sha256(canonical(kept)) !== record.postings.sha256;
}

interface KeptPopulation {
  readonly source: string;
  readonly changed?: Changed;
  readonly inhabitants: Readonly<Record<RegisterKind, [string, number][]>>;
}

/** Asked for by name up to this many rows; beyond it the whole collection is one query. */
const mostNamedRows = 25;

export function createReader(client: DynamoDBDocumentClient, table: string): Reader {
  async function get<T>(at: Address, consistent = true): Promise<T | null> {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { ...at }, ConsistentRead: consistent }),
    );
    return (Item as T | undefined) ?? null;
  }

  async function query<T>(pk: string, prefix = ""): Promise<T[]> {
    const found: T[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: prefix ? "pk = :pk AND begins_with(sk, :prefix)" : "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk, ...(prefix && { ":prefix": prefix }) },
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...((page.Items ?? []) as T[]));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  }

  async function named(keys: readonly Address[]): Promise<Item[]> {
    if (keys.length === 0) return [];
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true } },
      }),
    );
    const items = (Responses?.[table] ?? []) as Item[];
    // A throttled table leaves keys out; those are asked for one by one, which the SDK retries.
    const left = (UnprocessedKeys?.[table]?.Keys ?? []) as unknown as Address[];
    const rest = await Promise.all(left.map((key) => get<Item>(key)));
    return [...items, ...rest.filter((item) => item !== null)];
  }

  async function records(head: Head): Promise<KeptRecord[]> {
    return (await query<KeptRecord & Address>(address.head(head.chain).pk, "record#")).map(without);
  }

  async function moves(record: KeptRecord): Promise<readonly KeptPosting[]> {
    if (record.moves) return record.moves;
    const { pk } = address.postings(record.chain, record.seq, record.run ?? "", 0);
    const parts = await query<{ moves: KeptPosting[] }>(pk, String(record.seq).padStart(8, "0"));
    return parts.flatMap((part) => part.moves);
  }

  async function withMoves(head: Head): Promise<RecordWithMoves[]> {
    const all = await records(head);
    return await Promise.all(all.map(async (record) => ({ record, kept: await moves(record) })));
  }

  async function acts(head: Head): Promise<RecordedAct[]> {
    const perRecord = await withMoves(head);
    const broken = perRecord.find(isTampered);
    if (broken) {
      const { chain, seq } = broken.record;
      throw new Error(`the postings of ${chain} ${seq} are not those of its audit record`);
    }
    return perRecord.map(({ record, kept }) => ({
      record: recordOf(record),
      postings: kept.map((move) => restore(move, record.at)),
    }));
  }

  return {
    async answerTo(id) {
      const item = await get<{ requestHash: string; answer: string }>(address.answer(id));
      return item && { requestHash: item.requestHash, answer: JSON.parse(item.answer) as unknown };
    },

    heads: (chains, mayBeOld = false) =>
      Promise.all(
        chains.map(async (chain) => {
          const item = await get<Head & Address>(address.head(chain), !mayBeOld);
          if (!item) return unwrittenHead(chain);
          // A head from before there was such a collection does not name its generation.
          const { generations, ...kept } = without(item);
          return { ...kept, generations: { ...unwrittenHead(chain).generations, ...generations } };
        }),
      ),

    async rows(head, collection, recipients) {
      // Where nobody has acted there is nothing.
      if (head.seq === 0) return new Map();
      const few = recipients && recipients.length <= mostNamedRows;
      const items = few
        ? await named(recipients.map((recipient) => address.row(collection, head, recipient)))
        : await query<Item>(partition(collection, head.chain, head.generations[collection]));
      return new Map(items.map((item) => rowOf(collection, item)));
    },

    acts,
    postings: async (head) => (await acts(head)).flatMap(({ postings }) => postings),

    postingsBrokenAt: async (head) => (await withMoves(head)).find(isTampered)?.record.seq ?? null,

    async papersBrokenAt(head) {
      const [written, ...kept] = await Promise.all([
        records(head),
        query<Item>(address.head(head.chain).pk, "decision#"),
        query<Item>(address.head(head.chain).pk, "payment#"),
      ]);
      return papersBrokenAt(written, new Map(kept.flat().map((item) => [item.sk, canonical(without(item))])));
    },

    records: async (head) => (await records(head)).map(recordOf),

    decisions: async (round) =>
      (await query<Decision & Address>(address.head(round).pk, "decision#")).map(without),
    payments: async (round) =>
      (await query<Payment & Address>(address.head(round).pk, "payment#")).map(without),
    documents: async (year) =>
      (await query<KeptDocument & Address>(address.document(year, "").pk)).map((item) => {
        const { cells: _cells, cases = {}, ...document } = without(item);
        return { ...document, cases: restoreCases(cases) };
      }),

    async unidentified(year, document) {
      const item = await get<KeptDocument>(address.document(year, document));
      if (!item) return [];
      const parts = await query<{ text: string }>(address.cells(item.cells, 0).pk);
      return JSON.parse(parts.map(({ text }) => text).join("") || "[]") as IncomingDocument["unidentified"];
    },

    entries: async (kind, group) =>
      (await query<Kept & Address>(address.entry(kind, group, "").pk)).map((item) =>
        entryOf(kind, group, item),
      ),
    async entry(kind, group, id) {
      const item = await get<Kept & Address>(address.entry(kind, group, id));
      return item && entryOf(kind, group, item);
    },
    async file(sha) {
      const parts = await query<{ bytes: Uint8Array }>(address.file(sha, 0).pk);
      return parts.length === 0 ? null : Buffer.concat(parts.map(({ bytes }) => bytes));
    },

    async population(date) {
      const item = await get<KeptPopulation>(address.population(date));
      if (!item) return null;
      const { source, changed = null, inhabitants } = item;
      return {
        date,
        source,
        changed,
        inhabitants: {
          municipality: new Map(inhabitants.municipality),
          region: new Map(inhabitants.region),
        },
      };
    },
  };
}

function recordOf({ moves: _moves, run: _run, ...record }: KeptRecord): AuditRecord {
  return record;
}

/** The item's content without its address. */
function without<T extends Address>({ pk: _pk, sk: _sk, ...content }: T): Omit<T, keyof Address> {
  return content;
}

/** An entry as it is kept. */
interface Kept {
  readonly v: number;
  readonly value: unknown;
}

function entryOf<K extends EntryKind>(kind: K, group: string, { sk, v, value }: Kept & Address): Entry<K> {
  return { kind, group, id: sk, version: v, value: value as Entry<K>["value"] };
}

function rowOf<C extends Collection>(collection: C, item: Item): [RecipientId, Versioned<Rows[C]>] {
  const { pk: _pk, sk, v, ...kept } = item;
  const value = collection === "balances" ? restoreBalance(kept) : kept;
  return [longRecipient(sk), { version: v as number, value: value as unknown as Rows[C] }];
}

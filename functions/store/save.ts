import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Balance } from "../../shared/ledger.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import { type AuditRecord, canonical, chainHash, sha256 } from "../audit.ts";
import {
  address,
  type Address,
  type Item,
  keep,
  keepBalance,
  keepCases,
  partition,
  shortRecipient,
} from "./items.ts";
import {
  type Collection,
  collections,
  type Decision,
  type IncomingDocument,
  type KeptFile,
  type Payment,
  type Rows,
} from "./kept.ts";
import type { Change, ChainChange, Head, Outcome } from "./model.ts";
import type { Reader } from "./read.ts";

type Action = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** An action of the transaction with what it means when its condition fails. */
interface Guarded {
  readonly action: Action;
  readonly ifRefused: Exclude<Outcome, { kind: "saved" }>;
}

/** A transaction holds at most 100 actions; more rows than this are staged and switched by the head's pointer. */
const mostRowsInOneTransaction = 80;
const itemsInOneBatch = 25;
const postingsInOneItem = 1000;

export interface Tools {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly read: Reader;
  /** Waits before a throttled batch is sent again. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Saves a change: everything in it, or nothing that anyone can see. */
export async function save(tools: Tools, change: Change): Promise<Outcome> {
  const rows = change.chains.flatMap(({ rows: changed }) => collections.map((c) => changed[c]?.size ?? 0));
  const staged = rows.reduce((sum, n) => sum + n, 0) > mostRowsInOneTransaction;
  // A name that nobody has had: an attempt that lags behind must never write into a generation that is valid by now.
  const run = crypto.randomUUID().slice(0, 8);
  if (staged) for (const chain of change.chains) await stage(tools, chain, run);
  for (const document of change.documents ?? []) await stageCells(tools, document, run);
  for (const file of change.files ?? []) await keepFile(tools, file);

  const guarded: Guarded[] = [
    // First, so that a request that was applied already is recognised whatever else has moved since.
    put(tools, answerItem(change), "attribute_not_exists(pk)", {}, { kind: "already-answered" }),
    ...change.chains.flatMap((chain) => [
      ...chainActions(tools, change, chain, staged ? run : null),
      ...(staged ? [] : rowActions(tools, chain)),
    ]),
    ...papersOf(change).map(({ at, value, what }) => putVersioned(tools, at, value, what)),
    ...(change.documents ?? []).map(({ unidentified: _unidentified, ...d }) =>
      put(
        tools,
        {
          ...address.document(d.year, d.id),
          ...d,
          cases: keepCases(d.cases ?? []),
          cells: cellsOf(d.id, run),
        },
        "attribute_not_exists(pk)",
        {},
        { kind: "document-known", name: d.name },
      ),
    ),
    ...(change.entries ?? []).map(({ kind, group, id, version, value }) =>
      put(
        tools,
        { ...address.entry(kind, group, id), v: version + 1, value },
        version === 0 ? "attribute_not_exists(pk)" : "v = :v",
        version === 0 ? {} : { ":v": version },
        { kind: "version-conflict", what: id },
      ),
    ),
    ...(change.populations ?? []).map((p) => ({
      action: {
        Put: {
          TableName: tools.table,
          Item: {
            ...address.population(p.date),
            ...p,
            changed: { by: change.actorName, at: change.at },
            inhabitants: { municipality: [...p.inhabitants.municipality], region: [...p.inhabitants.region] },
          },
        },
      },
      ifRefused: { kind: "version-conflict", what: "folkmängden" } as const,
    })),
  ];

  try {
    await tools.client.send(new TransactWriteCommand({ TransactItems: guarded.map(({ action }) => action) }));
    return { kind: "saved" };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return outcomeOf(error, guarded);
  }
}

/** Throws the error again when it was neither a failed condition nor two transactions at once. */
function outcomeOf(error: TransactionCanceledException, guarded: readonly Guarded[]): Outcome {
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  const refused = guarded.filter((_, i) => codes[i] === "ConditionalCheckFailed").map((g) => g.ifRefused);
  const said = (kind: Outcome["kind"]): Outcome | undefined =>
    refused.find((outcome) => outcome.kind === kind);
  // A moved head comes before the rest: deciding again on what holds now gives the caller the current version.
  const found = said("already-answered") ?? said("head-moved") ?? refused[0];
  if (found) return found;
  if (codes.includes("TransactionConflict")) return { kind: "head-moved" };
  throw error;
}

function put(
  { table }: Tools,
  item: Item,
  condition: string,
  values: Record<string, unknown>,
  ifRefused: Guarded["ifRefused"],
): Guarded {
  return {
    action: {
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: condition,
        ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      },
    },
    ifRefused,
  };
}

/** Puts the next version, on condition that the version read is still the current one. */
function putVersioned(tools: Tools, at: Address, value: { version: number }, what: string): Guarded {
  const { version } = value;
  return put(
    tools,
    { ...at, ...value, version: version + 1 },
    version === 0 ? "attribute_not_exists(pk)" : "version = :version",
    version === 0 ? {} : { ":version": version },
    { kind: "version-conflict", what },
  );
}

function answerItem({ idempotency, answer, at }: Change): Item {
  const { id, requestHash } = idempotency;
  return { ...address.answer(id), requestHash, answer: JSON.stringify(answer), at };
}

function rowActions(tools: Tools, { head, rows }: ChainChange): Guarded[] {
  return collections.flatMap((collection) =>
    [...(rows[collection] ?? [])].map(([recipient, { version, value }]) =>
      put(
        tools,
        { ...address.row(collection, head, recipient), ...attributes(collection, value), v: version + 1 },
        version === 0 ? "attribute_not_exists(pk)" : "v = :v",
        version === 0 ? {} : { ":v": version },
        { kind: "version-conflict", what: recipient },
      ),
    ),
  );
}

/** The decisions and payment orders of a change with their addresses, as they will stand in the table. */
function papersOf({ decisions = [], payments = [] }: Change): readonly Paper[] {
  return [
    ...decisions.map((d) => ({ at: address.decision(d.round, d.id), value: d, what: "beslutet" })),
    ...payments.map((p) => ({ at: address.payment(p.round, p.id), value: p, what: "betalningsunderlaget" })),
  ];
}

interface Paper {
  readonly at: Address;
  readonly value: Decision | Payment;
  readonly what: string;
}

/** The sums of the papers of one chain, by sort key: what the audit record says of them. */
function sumsOf(change: Change, chain: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    papersOf(change)
      .filter(({ value: { round } }) => round === chain)
      .map(({ at, value }) => [at.sk, sha256(canonical({ ...value, version: value.version + 1 }))]),
  );
}

function chainActions(tools: Tools, change: Change, chain: ChainChange, run: string | null): Guarded[] {
  const { head, next, postings } = chain;
  const kept = postings.map(keep);
  const papers = sumsOf(change, head.chain);
  const content: Omit<AuditRecord, "hash"> = {
    chain: head.chain,
    seq: head.seq + 1,
    at: change.at,
    actor: change.actor,
    actorName: change.actorName,
    action: chain.action,
    details: chain.details,
    postings: {
      count: kept.length,
      total: kept.reduce((sum, [, , , amount]) => sum + amount, 0),
      sha256: sha256(canonical(kept)),
    },
    ...(Object.keys(papers).length > 0 && { papers }),
  };
  const hash = chainHash(head.hash, content);
  const generations = run === null ? head.generations : switched(chain, run);
  const after: Head = { ...head, ...next, generations, seq: content.seq, hash };
  const moved = { kind: "head-moved" } as const;
  return [
    put(
      tools,
      { ...address.head(head.chain), ...after },
      head.seq === 0 ? "attribute_not_exists(pk)" : "seq = :seq",
      head.seq === 0 ? {} : { ":seq": head.seq },
      moved,
    ),
    put(
      tools,
      {
        ...address.record(head.chain, content.seq),
        ...content,
        hash,
        ...(run === null ? { moves: kept } : { run }),
      },
      "attribute_not_exists(pk)",
      {},
      moved,
    ),
  ];
}

function attributes(collection: Collection, row: Rows[Collection]): object {
  return collection === "balances" ? keepBalance(row as Balance) : row;
}

/** The generation a staged run writes. */
function generationOf({ head }: ChainChange, run: string): string {
  return `${head.seq + 1}.${run}`;
}

function switched(chain: ChainChange, run: string): Record<Collection, string> {
  return Object.fromEntries(
    collections.map((c) => [c, chain.rows[c] ? generationOf(chain, run) : chain.head.generations[c]]),
  ) as Record<Collection, string>;
}

/** Writes whole new generations of the changed collections, and the postings, where nobody looks yet. */
async function stage(tools: Tools, chain: ChainChange, run: string): Promise<void> {
  const { head, postings } = chain;
  for (const collection of collections) {
    const changed = chain.rows[collection];
    if (!changed) continue;
    const pk = partition(collection, head.chain, generationOf(chain, run));
    const before = await tools.read.rows(head, collection);
    const untouched = [...before].filter(([recipient]) => !changed.has(recipient));
    const item = (recipient: RecipientId, version: number, value: Rows[Collection]): Item => ({
      pk,
      sk: shortRecipient(recipient),
      ...attributes(collection, value),
      v: version,
    });
    await writeAll(tools, [
      ...untouched.map(([recipient, { version, value }]) => item(recipient, version, value)),
      ...[...changed].map(([recipient, { version, value }]) => item(recipient, version + 1, value)),
    ]);
  }
  const parts = Array.from({ length: Math.ceil(postings.length / postingsInOneItem) }, (_, part) => ({
    ...address.postings(head.chain, head.seq + 1, run, part),
    moves: postings.slice(part * postingsInOneItem, (part + 1) * postingsInOneItem).map(keep),
  }));
  await writeAll(tools, parts);
}

const cellsOf = (document: string, run: string): string => `${document}#${run}`;

/** An item holds 400 KB; so many characters are at most 360 KB, and a part never ends in half a character. */
const charactersInOnePart = /.{1,90000}/gsu;

/** Writes the rows that nobody could place where only the document will point. */
async function stageCells(tools: Tools, { id, unidentified }: IncomingDocument, run: string): Promise<void> {
  const parts = JSON.stringify(unidentified).match(charactersInOnePart) ?? [];
  await writeAll(
    tools,
    unidentified.length > 0
      ? parts.map((text, part) => ({ ...address.cells(cellsOf(id, run), part), text }))
      : [],
  );
}

/** An item holds 400 KB, and a batch 16 MB. */
const bytesInOnePart = 380_000;

/** Writes a file under its own sum, where it may stand already: the same bytes. Nothing points at it until the save. */
async function keepFile(tools: Tools, { sha256: sum, bytes }: KeptFile): Promise<void> {
  const parts = Array.from({ length: Math.max(1, Math.ceil(bytes.length / bytesInOnePart)) }, (_, part) => ({
    ...address.file(sum, part),
    bytes: bytes.subarray(part * bytesInOnePart, (part + 1) * bytesInOnePart),
  }));
  await writeAll(tools, parts);
}

const mostBatchTries = 8;

async function writeAll({ client, table, sleep }: Tools, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += itemsInOneBatch) {
    const batch = items.slice(from, from + itemsInOneBatch);
    let left: Record<string, { PutRequest?: { Item: Record<string, unknown> | undefined } }[]> = {
      [table]: batch.map((Item) => ({ PutRequest: { Item } })),
    };
    for (let attempt = 0; Object.keys(left).length > 0; attempt += 1) {
      if (attempt === mostBatchTries) throw new Error("DynamoDB kept refusing part of a batch");
      if (attempt > 0) await sleep(25 * 2 ** attempt);
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: left }));
      left = (UnprocessedItems ?? {}) as typeof left;
    }
  }
}

import {
  BatchWriteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ScanCommand,
  type ScanCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { openEmbeddedDynamo, type EmbeddedDynamo } from "../../functions/local/dynamo/open.ts";
import { createStore } from "../../functions/store/dynamo-store.ts";
import type { Store } from "../../functions/store/model.ts";
import { ensureTable } from "../../functions/store/table.ts";

/** What can happen to one request on its way to DynamoDB and back. */
export const faultKinds = [
  "throttled",
  "server error",
  "transaction conflict",
  "dropped before",
  "answer lost",
  "crash before",
  "crash after",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One request as the service sees it. `index` counts from 0 over the life of a connection, retries included. */
export interface Sent {
  readonly index: number;
  readonly operation: string;
}

/** Requests sent, and units as DynamoDB counts them: a write unit is 1 KB, a read unit 4 KB, a transaction pays twice. */
export interface Meter {
  readonly requests: number;
  readonly read: number;
  readonly written: number;
}

/** One running service: a client and a store of its own on the common database. */
export interface Connection {
  readonly dynamo: DynamoDBClient;
  readonly store: Store;
  readonly table: string;
  /** What was sent since the last call. */
  readonly take: () => Meter;
  /** How many requests this connection has sent. */
  readonly sent: () => number;
}

export interface ConnectOptions {
  readonly table?: string;
  /** What happens to this request; absent: it goes well. */
  readonly fault?: (sent: Sent) => FaultKind | undefined;
  /** Runs before each request: a place to look at the database from elsewhere. */
  readonly before?: (sent: Sent) => Promise<void>;
}

export type Items = NonNullable<ScanCommandOutput["Items"]>;

export interface Database {
  readonly connect: (options?: ConnectOptions) => Promise<Connection>;
  /** Copies a table item by item, so that many tests start from one arranged state. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** All items of a table, to start other databases with. */
  readonly items: (table: string) => Promise<Items>;
  readonly fill: (table: string, items: Items) => Promise<void>;
  readonly close: () => Promise<void>;
}

type RequestHandler = EmbeddedDynamo["requestHandler"];
type Answer = Awaited<ReturnType<RequestHandler["handle"]>>;

/** A database in memory, behind the real SDK client. */
export async function openDatabase(): Promise<Database> {
  const engine = await openEmbeddedDynamo({ path: null });
  const calm = clientOn(engine.requestHandler);
  const made = new Set<string>();
  const make = async (table: string): Promise<void> => {
    if (made.has(table)) return;
    made.add(table);
    await ensureTable(calm, table);
  };
  return {
    connect: async (options = {}) => {
      const table = options.table ?? "fordela";
      await make(table);
      const line = lineTo(engine.requestHandler, options);
      const dynamo = clientOn(line.handler);
      const store = createStore(dynamo, table, () => Promise.resolve());
      return { dynamo, store, table, take: line.take, sent: line.sent };
    },
    copy: async (from, to) => {
      await make(to);
      await putAll(calm, to, await allItems(calm, from));
    },
    items: (table) => allItems(calm, table),
    fill: async (table, items) => {
      await make(table);
      await putAll(calm, table, items);
    },
    close: () => engine.close(),
  };
}

async function allItems(client: DynamoDBClient, table: string): Promise<Items> {
  const found: Items = [];
  let start: ScanCommandOutput["LastEvaluatedKey"];
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ...(start && { ExclusiveStartKey: start }) }),
    );
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
}

async function putAll(client: DynamoDBClient, table: string, items: Items): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

/** As many tries as the SDK makes by itself, without its waits. */
const tries = 3;

function clientOn(requestHandler: RequestHandler): DynamoDBClient {
  return new DynamoDBClient({
    region: "eu-north-1",
    endpoint: "http://embedded",
    credentials: { accessKeyId: "embedded", secretAccessKey: "embedded" },
    requestHandler,
    retryStrategy: hasty,
  });
}

/** The SDK's own judgement of what may be tried again, at once instead of after a while. */
const hasty: NonNullable<DynamoDBClientConfig["retryStrategy"]> = {
  acquireInitialRetryToken: () => Promise.resolve(token(0)),
  refreshRetryTokenForRetry: (before, { errorType }) =>
    errorType === "CLIENT_ERROR" || before.getRetryCount() + 1 >= tries
      ? Promise.reject(new Error("no more tries"))
      : Promise.resolve(token(before.getRetryCount() + 1)),
  recordSuccess: () => undefined,
};

const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

interface Line {
  readonly handler: RequestHandler;
  readonly take: () => Meter;
  readonly sent: () => number;
}

function lineTo(engine: RequestHandler, { fault, before }: ConnectOptions): Line {
  const state = { index: 0, crashed: false, requests: 0, read: 0, written: 0 };

  const apply = async (
    request: Parameters<RequestHandler["handle"]>[0],
    operation: string,
  ): Promise<Answer> => {
    const asked = { ...(JSON.parse(textOf(request.body)) as object), ReturnConsumedCapacity: "TOTAL" };
    const answer = await engine.handle({ ...request, body: JSON.stringify(asked) });
    const units = unitsIn(answer);
    if (/Write|Put|Update|Delete/.test(operation)) state.written += units;
    else state.read += units;
    return answer;
  };

  return {
    handler: {
      ...engine,
      handle: async (request) => {
        const operation = (request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
        const sent: Sent = { index: state.index, operation };
        state.index += 1;
        state.requests += 1;
        if (state.crashed) throw networkError();
        await before?.(sent);
        const happens = fault?.(sent);
        if (happens === undefined) return apply(request, operation);
        if (happens === "answer lost" || happens === "crash after") await apply(request, operation);
        if (happens === "crash before" || happens === "crash after") state.crashed = true;
        const refused = refusalOf(happens, request.body, operation);
        if (refused === undefined) throw networkError();
        return refused;
      },
    },
    take: () => {
      const { requests, read, written } = state;
      Object.assign(state, { requests: 0, read: 0, written: 0 });
      return { requests, read, written };
    },
    sent: () => state.index,
  };
}

function textOf(body: unknown): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
}

function unitsIn({ response }: Answer): number {
  const { ConsumedCapacity } = JSON.parse(textOf(response.body)) as {
    ConsumedCapacity?: { CapacityUnits: number } | { CapacityUnits: number }[];
  };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/** As Node's HTTP handler in the SDK reports a broken connection. */
function networkError(): Error {
  return Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" });
}

/** The refusal that DynamoDB would answer with; undefined when no answer comes at all. */
function refusalOf(happens: FaultKind, body: unknown, operation: string): Answer | undefined {
  const namespace = "com.amazonaws.dynamodb.v20120810";
  const throttled = {
    __type: `${namespace}#ProvisionedThroughputExceededException`,
    message: "The level of configured provisioned throughput for the table was exceeded.",
  };
  if (happens === "throttled") return respond(400, throttled);
  if (happens === "server error")
    return respond(500, { __type: `${namespace}#InternalServerError`, message: "Internal server error" });
  if (happens !== "transaction conflict") return undefined;
  // Only a transaction can be cancelled by another; any other request is turned away for a moment.
  if (operation !== "TransactWriteItems") return respond(400, throttled);
  const { TransactItems } = JSON.parse(textOf(body)) as { TransactItems: unknown[] };
  return respond(400, {
    __type: `${namespace}#TransactionCanceledException`,
    message: "Transaction cancelled, please refer cancellation reasons for specific reasons",
    CancellationReasons: TransactItems.map((_, i) => ({ Code: i === 1 ? "TransactionConflict" : "None" })),
  });
}

function respond(statusCode: number, body: object): Answer {
  return {
    response: {
      statusCode,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from(JSON.stringify(body)),
    },
  };
}

import { randomUUID } from "node:crypto";
import type { Message } from "./dynalite.ts";
import { operations } from "./operations.ts";
import { isRefusal, refusal } from "./refusal.ts";
import { Storage } from "./storage.ts";

/** The part of an HTTP request that the SDK client hands to its request handler and that is read here. */
interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Takes the place of HTTP in the SDK client: `new DynamoDBClient({ requestHandler, endpoint: "http://embedded", … })`. */
interface EmbeddedRequestHandler {
  handle(request: SdkRequest): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** A DynamoDB inside this process. */
export interface EmbeddedDynamo {
  readonly requestHandler: EmbeddedRequestHandler;
  /** Waits for what is under way and lets go of the folder. Calls after this fail. */
  close(): Promise<void>;
}

/** Where the data is kept: a folder (made if missing), or `null` for memory only. `now` is milliseconds since 1970. */
export interface EmbeddedOptions {
  readonly path: string | null;
  readonly now?: () => number;
}

/**
 * Opens a DynamoDB in this process, without a socket, for development and tests.
 * A request is saved whole or not at all, also when the process is killed. Rejects if the folder is already open.
 *
 * Where the service differs: it adds the cost of index entries to a write; it counts text in bytes where dynalite counts
 * characters; it compares lists and maps by content in conditions (here they are never equal); it refuses an empty text
 * as index key and a sum of more than 38 digits; and it may answer TransactionConflict, where callers here wait in line.
 */
export async function openEmbeddedDynamo({ path, now = Date.now }: EmbeddedOptions): Promise<EmbeddedDynamo> {
  const storage = new Storage(path);
  await storage.open();
  return {
    requestHandler: {
      handle: async (request) => ({ response: await answer(storage, request, now) }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
    close: () => storage.close(),
  };
}

/** Refusals become answers with a status; anything else (a full disk) rejects, and the SDK's call rejects with it. */
async function answer(storage: Storage, request: SdkRequest, now: () => number): Promise<SdkResponse> {
  try {
    return respond(200, await serve(storage, request, now));
  } catch (error) {
    if (isRefusal(error)) return respond(error.statusCode, error.body);
    throw error;
  }
}

async function serve(storage: Storage, { headers, body }: SdkRequest, now: () => number): Promise<Message> {
  const [, name = ""] = (headers["x-amz-target"] ?? "").split(".");
  const operation = operations.get(name);
  if (operation === undefined)
    throw refusal("UnknownOperationException", `The embedded DynamoDB cannot ${name}`);
  const input = JSON.parse(textOf(body)) as Message;
  return operation.writes
    ? storage.write((store) => operation.answer(store, input, now()))
    : storage.read((store) => operation.answer(store, input, now()));
}

function textOf(body: unknown): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
}

function respond(statusCode: number, message: Message): SdkResponse {
  const body = Buffer.from(JSON.stringify(message));
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() };
  return { statusCode, headers, body };
}

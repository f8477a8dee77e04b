import { createRequire } from "node:module";
import { itemSize } from "./item-size.ts";

/**
 * The typed doorway to dynalite: its storage, its validations and its expression engine, without its HTTP server.
 * dynalite is untyped CommonJS; everything this program relies on is named here and nowhere else.
 */
const require = createRequire(import.meta.url);

/** An item or a key as it travels: attribute name -> `{ S: "…" }`, `{ N: "…" }` … */
export type Attributes = Readonly<Record<string, unknown>>;

/** The body of a request or of an answer. */
export type Message = Record<string, unknown>;

/** A request that has passed dynalite's validations; `parse` also leaves the parsed expressions in it. */
export interface Request extends Message {
  TableName: string;
  Key?: Attributes;
  Item?: Attributes;
}

/** What one operation on one or more items cost, as DynamoDB reports it. */
export interface ConsumedCapacity {
  readonly TableName: string;
  readonly CapacityUnits: number;
}

/** A table as dynalite keeps it: the description that DescribeTable answers with. */
export interface Table extends Message {
  readonly TableName: string;
  readonly TableArn: string;
  DeletionProtectionEnabled?: boolean;
}

type Done<T> = (error: unknown, value?: T) => void;

/** The LevelDB underneath. dynalite has already replaced `put`, `del` and `batch` with callback versions. */
interface Level {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  keys(range: { gt: string; lt: string }): { all(): Promise<string[]> };
  put: (key: string, value: unknown, done: Done<undefined>) => void;
  del: (key: string, done: Done<undefined>) => void;
  batch: (writes: readonly Write[], done: Done<undefined>) => void;
}

/** One change to one stored record. */
export type Write =
  | { readonly type: "put"; readonly key: string; readonly value: unknown }
  | { readonly type: "del"; readonly key: string };

/** dynalite's store: tables and items on a LevelDB. */
export interface Store {
  readonly db: Level;
  readonly tableDb: { awsRegion: string };
  getTable(name: string, checkStatus: boolean, done: Done<Table>): void;
  getItemDb(name: string): { get(key: string, done: Done<Attributes>): void };
}

type Types = Readonly<Record<string, unknown>>;

/** One operation of dynalite: the types it accepts, what else it demands, and what it does. */
export interface Operation {
  readonly types: Types;
  readonly custom?: (request: Request, store: Store) => string | undefined;
  readonly act: (store: Store, request: Request, done: Done<Message>) => void;
}

interface Engine {
  create(options: { path?: string; createTableMs: 0; updateTableMs: 0; deleteTableMs: 0 }): Store;
  validateKey(key: Attributes, table: Table): unknown;
  validateItem(item: Attributes, table: Table): unknown;
  createKey(item: Attributes, table: Table): string;
  checkConditional(request: Request, item: Attributes | undefined): unknown;
  addConsumedCapacity(
    request: Request,
    isRead: boolean,
    item: Attributes | undefined,
  ): ConsumedCapacity | undefined;
  itemSize: (item: Attributes) => number;
}

interface Validations {
  checkTypes(input: Message, types: Types): Request;
  checkValidations(request: Request, types: Types, custom: Operation["custom"], store: Store): void;
}

/** dynalite's storage and expression engine, with items measured as the service does. */
export const engine = require("dynalite/db") as Engine;

/**
 * dynalite counts the characters of texts and names, and lets by items that DynamoDB refuses: it counts bytes of UTF-8.
 * Its checks of puts, batches and updates go by this.
 */
engine.itemSize = itemSize;

const validations = require("dynalite/validations") as Validations;

/** The operation of dynalite with this name, in lower camel case (`putItem`). */
export function operation(name: string): Operation {
  const { types, custom } = require(`dynalite/validations/${name}`) as Omit<Operation, "act">;
  const act = require(`dynalite/actions/${name}`) as Operation["act"];
  return custom === undefined ? { types, act } : { types, custom, act };
}

/** A request that DynamoDB would accept, or a refusal thrown (SerializationException, ValidationException). */
export function parse(input: Message, { types, custom }: Omit<Operation, "act">, store: Store): Request {
  const request = validations.checkTypes(input, types);
  validations.checkValidations(request, types, custom, store);
  return request;
}

/** Waits for one of dynalite's callbacks. */
export function ask<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error instanceof Error) reject(error);
      else resolve(value as T);
    });
  });
}

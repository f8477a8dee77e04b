import {
  ask,
  engine,
  parse,
  type Attributes,
  type Message,
  type Operation,
  type Request,
  type Store,
  type Table,
} from "./dynalite.ts";
import { isRefusalOf } from "./refusal.ts";

/** The table, or ResourceNotFoundException. */
export function tableOf(store: Store, name: string): Promise<Table> {
  return ask((done) => {
    store.getTable(name, false, done);
  });
}

/** Runs one of dynalite's operations on a request that has been parsed. */
export function perform(store: Store, { act }: Operation, request: Request): Promise<Message> {
  return ask((done) => {
    act(store, request, done);
  });
}

/** The stored item that the request's key (or the key inside its item) points at. */
async function storedItem(store: Store, request: Request): Promise<Attributes | undefined> {
  const key = engine.createKey(request.Key ?? request.Item ?? {}, await tableOf(store, request.TableName));
  return ask<Attributes | undefined>((done) => {
    store.getItemDb(request.TableName).get(key, done);
  });
}

/**
 * Runs a write of one item. dynalite does not know ReturnValuesOnConditionCheckFailure: when the condition fails and
 * the caller asked for it, the stored item goes with the refusal.
 */
export async function performOnItem(
  store: Store,
  act: () => Promise<Message>,
  request: Request,
  wanted: unknown,
): Promise<Message> {
  try {
    return await act();
  } catch (error) {
    if (wanted !== "ALL_OLD" || !isRefusalOf(error, "ConditionalCheckFailedException")) throw error;
    const item = await storedItem(store, request);
    if (item !== undefined) error.body["Item"] = item;
    throw error;
  }
}

/** The name of the member that asks for the stored item when a condition fails. */
export const RETURN_ON_FAILURE = "ReturnValuesOnConditionCheckFailure";

/** The operation with that member added to the types it accepts. */
export function returningOldItem(operation: Operation): Operation {
  const member = { type: "String", enum: ["ALL_OLD", "NONE"] };
  return { ...operation, types: { ...operation.types, [RETURN_ON_FAILURE]: member } };
}

/** One write of one item outside a transaction (PutItem, UpdateItem, DeleteItem). */
export async function writeItem(store: Store, operation: Operation, input: Message): Promise<Message> {
  const request = parse(input, operation, store);
  return performOnItem(store, () => perform(store, operation, request), request, request[RETURN_ON_FAILURE]);
}

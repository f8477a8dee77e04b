import { createHash } from "node:crypto";
import {
  engine,
  operation,
  parse,
  type Attributes,
  type ConsumedCapacity,
  type Message,
  type Operation,
  type Request,
  type Store,
} from "./dynalite.ts";
import { perform, performOnItem, RETURN_ON_FAILURE, returningOldItem, tableOf } from "./items.ts";
import { isRefusalOf, refusal } from "./refusal.ts";
import { rememberToken, tokenOutcome } from "./tokens.ts";

/** A transaction holds at most this many actions, and this many bytes of items (DynamoDB's quotas). */
const MOST_ACTIONS = 100;
const MOST_BYTES = 4 * 1024 * 1024;
/** Each unit of a transaction is paid twice: once to prepare and once to commit. */
const TRANSACTION_FACTOR = 2;

const reportedCapacity = { type: "String", enum: ["INDEXES", "TOTAL", "NONE"] };
const expressionMembers = [
  "TableName",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ConditionExpression",
];
const required = { type: "String", notNull: true };

const getAction = accepting(operation("getItem"), [
  "TableName",
  "Key",
  "ProjectionExpression",
  "ExpressionAttributeNames",
]);
const checkAction: Operation = {
  ...writeAction("deleteItem", ["Key"], { ConditionExpression: required }),
  act: check,
};
const writeActions = {
  Put: writeAction("putItem", ["Item"]),
  Update: writeAction("updateItem", ["Key", "UpdateExpression"], { UpdateExpression: required }),
  Delete: writeAction("deleteItem", ["Key"]),
  ConditionCheck: checkAction,
};
const writeEnvelope = envelope("TransactWriteItem", writeActions, {
  ClientRequestToken: { type: "String", lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
});
const getEnvelope = envelope("TransactGetItem", { Get: getAction }, {});

interface Action {
  readonly operation: Operation;
  readonly request: Request;
  readonly onFailure: unknown;
}

/** What became of one action: its answer, or why it could not be done. */
type Outcome = { readonly answer: Message } | { readonly reason: Message };

/**
 * TransactWriteItems: all actions are tried, and what they would write is saved only if every one of them could be
 * done (the caller saves when this resolves). `now` is milliseconds since 1970, for the ten minutes a token lives.
 */
export async function transactWriteItems(store: Store, input: Message, now: number): Promise<Message> {
  const content = createHash("sha256")
    .update(inOneOrder({ items: input["TransactItems"] }))
    .digest("hex");
  const request = parse(input, writeEnvelope, store);
  const actions = actionsOf(store, request, writeActions, "one of Check, Put, Update or Delete");
  refuseTooLarge(actions.map(({ request }) => request.Item));
  await refuseTwiceTheSame(store, actions);
  const token = request["ClientRequestToken"];
  const done = typeof token === "string" ? await tokenOutcome(store, token, content, now) : undefined;
  if (done !== undefined) return withCapacity(request, done.reading, "ReadCapacityUnits");

  const answers = await all(store, actions);
  const writing = answers.flatMap(capacityOf);
  if (typeof token === "string")
    await rememberToken(store, token, { content, at: now, reading: readingCost(writing) });
  return withCapacity(request, writing, "WriteCapacityUnits");
}

/** TransactGetItems: all items as they were at one moment. */
export async function transactGetItems(store: Store, input: Message): Promise<Message> {
  const request = parse(input, getEnvelope, store);
  const actions = actionsOf(store, request, { Get: getAction }, "Get");
  for (const action of actions) action.request["ConsistentRead"] = true;
  const answers = await all(store, actions);
  const Responses = answers.map(({ Item }) => (Item === undefined ? {} : { Item }));
  return { Responses, ...withCapacity(request, answers.flatMap(capacityOf), "ReadCapacityUnits") };
}

/** Tries every action, so that every reason is known, and cancels if there is one. */
async function all(store: Store, actions: readonly Action[]): Promise<Message[]> {
  const outcomes: Outcome[] = [];
  for (const action of actions) outcomes.push(await attempt(store, action));
  if (outcomes.some((outcome) => "reason" in outcome)) throw cancelled(outcomes);
  return outcomes.map((outcome) => ("answer" in outcome ? outcome.answer : {}));
}

async function attempt(store: Store, { operation, request, onFailure }: Action): Promise<Outcome> {
  try {
    return {
      answer: await performOnItem(store, () => perform(store, operation, request), request, onFailure),
    };
  } catch (error) {
    if (isRefusalOf(error, "ConditionalCheckFailedException"))
      return { reason: reason("ConditionalCheckFailed", error.body) };
    if (isRefusalOf(error, "ValidationException")) return { reason: reason("ValidationError", error.body) };
    throw error;
  }
}

function reason(Code: string, { message, Item }: Message): Message {
  return Item === undefined ? { Code, Message: message } : { Code, Message: message, Item };
}

function cancelled(outcomes: readonly Outcome[]): Error {
  const reasons = outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : { Code: "None" }));
  const codes = reasons.map(({ Code }) => String(Code)).join(", ");
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return refusal("TransactionCanceledException", message, { Message: message, CancellationReasons: reasons });
}

function actionsOf(
  store: Store,
  request: Request,
  known: Readonly<Record<string, Operation>>,
  allowed: string,
): Action[] {
  const items = request["TransactItems"] as readonly Readonly<Record<string, Message>>[];
  return items.map((item) => {
    const [[kind, input] = ["", {}], ...others] = Object.entries(item);
    const operation = known[kind];
    if (operation === undefined || others.length > 0) {
      throw refusal("ValidationException", `TransactItems can only contain ${allowed}`);
    }
    const onFailure = input[RETURN_ON_FAILURE];
    const asked = parse({ ...input, ReturnConsumedCapacity: "TOTAL" }, operation, store);
    return { operation, request: asked, onFailure };
  });
}

/** Two actions on one item are refused. A key that does not fit its table is left to its action, which says why. */
async function refuseTwiceTheSame(store: Store, actions: readonly Action[]): Promise<void> {
  const seen = new Set<string>();
  for (const { request } of actions) {
    const table = await tableOf(store, request.TableName);
    const unfit = request.Key
      ? engine.validateKey(request.Key, table)
      : engine.validateItem(request.Item ?? {}, table);
    if (unfit instanceof Error) continue;
    const item = `${request.TableName}~${engine.createKey(request.Key ?? request.Item ?? {}, table)}`;
    if (seen.has(item)) {
      throw refusal(
        "ValidationException",
        "Transaction request cannot include multiple operations on one item",
      );
    }
    seen.add(item);
  }
}

function refuseTooLarge(items: readonly (Attributes | undefined)[]): void {
  const bytes = items.reduce((sum, item) => sum + (item === undefined ? 0 : engine.itemSize(item)), 0);
  if (bytes > MOST_BYTES) {
    throw refusal(
      "ValidationException",
      "The aggregate size of the items in the transaction cannot exceed 4 MB",
    );
  }
}

/** ConditionCheck, which dynalite lacks: the condition of a delete, without the delete. */
function check(store: Store, request: Request, done: (error: unknown, answer?: Message) => void): void {
  store.getTable(request.TableName, false, (notFound, table) => {
    if (table === undefined) {
      done(notFound);
      return;
    }
    const unfit = engine.validateKey(request.Key ?? {}, table);
    if (unfit instanceof Error) {
      done(unfit);
      return;
    }
    store.getItemDb(request.TableName).get(engine.createKey(request.Key ?? {}, table), (failed, item) => {
      const error = failed ?? engine.checkConditional(request, item);
      done(error, { ConsumedCapacity: engine.addConsumedCapacity(request, false, item) });
    });
  });
}

function capacityOf({ ConsumedCapacity }: Message): ConsumedCapacity[] {
  const { TableName, CapacityUnits } = ConsumedCapacity as ConsumedCapacity;
  return [{ TableName, CapacityUnits: CapacityUnits * TRANSACTION_FACTOR }];
}

/** A repeated token is answered by reading: a unit reads four times what a unit writes. */
function readingCost(writing: readonly ConsumedCapacity[]): ConsumedCapacity[] {
  return writing.map(({ TableName, CapacityUnits }) => ({
    TableName,
    CapacityUnits: Math.ceil(CapacityUnits / TRANSACTION_FACTOR / 4) * TRANSACTION_FACTOR,
  }));
}

function withCapacity(request: Request, used: readonly ConsumedCapacity[], kind: string): Message {
  const wanted = request["ReturnConsumedCapacity"];
  if (wanted !== "TOTAL" && wanted !== "INDEXES") return {};
  const tables = new Map<string, number>();
  for (const { TableName, CapacityUnits } of used) {
    tables.set(TableName, (tables.get(TableName) ?? 0) + CapacityUnits);
  }
  const ConsumedCapacity = [...tables].map(([TableName, CapacityUnits]) => {
    const total = { CapacityUnits, [kind]: CapacityUnits };
    return wanted === "TOTAL" ? { TableName, ...total } : { TableName, ...total, Table: total };
  });
  return { ConsumedCapacity };
}

function writeAction(name: string, members: readonly string[], stricter: Message = {}): Operation {
  const plain = accepting(operation(name), [...expressionMembers, ...members]);
  return returningOldItem({ ...plain, types: { ...plain.types, ...stricter } });
}

/** The operation with only these members, and the capacity that is always asked for: transactions lack the older ones. */
function accepting(plain: Operation, members: readonly string[]): Operation {
  const types = Object.fromEntries(
    Object.entries(plain.types).filter(([name]) => [...members, "ReturnConsumedCapacity"].includes(name)),
  );
  return { ...plain, types };
}

function envelope(
  member: string,
  actions: Readonly<Record<string, Operation>>,
  more: Message,
): Pick<Operation, "types"> {
  const children = Object.fromEntries(
    Object.entries(actions).map(([kind, { types }]) => [
      kind,
      { type: `FieldStruct<${kind}>`, children: types },
    ]),
  );
  const TransactItems = {
    type: "List",
    notNull: true,
    lengthGreaterThanOrEqual: 1,
    lengthLessThanOrEqual: MOST_ACTIONS,
    children: { type: `ValueStruct<${member}>`, children },
  };
  return { types: { TransactItems, ReturnConsumedCapacity: reportedCapacity, ...more } };
}

/** The same text for the same content, whatever order its members were written in. */
function inOneOrder(content: object): string {
  return JSON.stringify(content, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { embedded, makeTable, type Target } from "./clients.ts";

type Item = Record<string, AttributeValue>;

const TableName = "ledger";
const S = (text: string): AttributeValue => ({ S: text });
const N = (number: number | string): AttributeValue => ({ N: String(number) });
const key = (pk: string): Item => ({ pk: S(pk), sk: S("a") });
const put = (pk: string, rest: Item = {}): TransactWriteItem => ({
  Put: { TableName, Item: { ...key(pk), ...rest } },
});
const add = (pk: string, amount: number): TransactWriteItem => ({
  Update: {
    TableName,
    Key: key(pk),
    UpdateExpression: "ADD amount :a",
    ExpressionAttributeValues: { ":a": N(amount) },
  },
});
/** A check that fails on every item that is not there. */
const exists = (pk: string): TransactWriteItem => ({
  ConditionCheck: {
    TableName,
    Key: key(pk),
    ConditionExpression: "attribute_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
const atMost = (pk: string, most: number, onFailure: "ALL_OLD" | "NONE"): TransactWriteItem => ({
  Delete: {
    TableName,
    Key: key(pk),
    ConditionExpression: "amount <= :most",
    ExpressionAttributeValues: { ":most": N(most) },
    ReturnValuesOnConditionCheckFailure: onFailure,
  },
});

let target: Target;
let client: DynamoDBClient;
let time = 0;

beforeEach(async () => {
  time = Date.UTC(2025, 0, 1);
  target = await embedded({ path: null, now: () => time });
  client = target.client;
  await makeTable(client, TableName);
});
afterEach(() => target.close());

const write = (TransactItems: TransactWriteItem[], rest: Partial<TransactWriteItemsCommandInput> = {}) =>
  client.send(new TransactWriteItemsCommand({ TransactItems, ...rest }));
const get = async (pk: string) => (await client.send(new GetItemCommand({ TableName, Key: key(pk) }))).Item;
const count = async () => (await client.send(new ScanCommand({ TableName, Select: "COUNT" }))).Count;
const reasonsOf = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.catch((caught: unknown) => caught);
  if (!(error instanceof TransactionCanceledException)) throw new Error("not cancelled", { cause: error });
  return { message: error.message, reasons: error.CancellationReasons };
};

describe("a transaction that can be done", () => {
  test("puts, updates, deletes and checks as one", async () => {
    await write([put("old", { amount: N(1) }), put("there")]);
    await write([put("new"), add("sum", 5), { Delete: { TableName, Key: key("old") } }, exists("there")]);
    expect(await get("new")).toEqual(key("new"));
    expect(await get("sum")).toEqual({ ...key("sum"), amount: N(5) });
    expect(await get("old")).toBeUndefined();
    expect(await get("there")).toEqual(key("there"));
  });
  test("holds 100 actions", async () => {
    await write(Array.from({ length: 100 }, (_, n) => put(`item ${n}`)));
    expect(await count()).toBe(100);
  });
  test("keeps the index in step", async () => {
    await write([put("a", { county: S("14") }), put("b", { county: S("12") })]);
    await write([put("a", { county: S("12") })]);
    const found = await client.send(
      new QueryCommand({
        TableName,
        IndexName: "by-county",
        KeyConditionExpression: "county = :c",
        ExpressionAttributeValues: { ":c": S("12") },
      }),
    );
    expect(found.Items?.map(({ pk }) => pk?.S).toSorted()).toEqual(["a", "b"]);
  });
  test("costs two write units a begun KB of each action, checks included", async () => {
    await write([put("there")]);
    const { ConsumedCapacity } = await write(
      [put("big", { text: S("x".repeat(1500)) }), add("small", 1), exists("there")],
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 8, WriteCapacityUnits: 8 }]);
  });
  test("does not tell its cost unasked", async () => {
    expect((await write([put("a")])).ConsumedCapacity).toBeUndefined();
  });
});

describe("a transaction that cannot be done", () => {
  test("saves nothing and says for each action in order why", async () => {
    await write([put("rich", { amount: N(9) })]);
    const { message, reasons } = await reasonsOf(
      write([put("new"), atMost("rich", 5, "ALL_OLD"), exists("missing")]),
    );
    expect(message).toBe(
      "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]",
    );
    expect(reasons).toEqual([
      { Code: "None" },
      {
        Code: "ConditionalCheckFailed",
        Message: "The conditional request failed",
        Item: { ...key("rich"), amount: N(9) },
      },
      { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
    ]);
    expect(await count()).toBe(1);
  });
  test("keeps the old item to itself unless asked", async () => {
    await write([put("rich", { amount: N(9) })]);
    const { reasons } = await reasonsOf(write([atMost("rich", 5, "NONE")]));
    expect(reasons).toEqual([{ Code: "ConditionalCheckFailed", Message: "The conditional request failed" }]);
  });
  test("an update that does not fit the item is a ValidationError of its action", async () => {
    await write([put("text", { amount: S("five") })]);
    const { message, reasons } = await reasonsOf(write([put("new"), add("text", 1)]));
    expect(message).toContain("[None, ValidationError]");
    expect(reasons?.[1]?.Message).toBe("An operand in the update expression has an incorrect data type");
    expect(await get("new")).toBeUndefined();
  });
  test("a key that does not fit the table is a ValidationError of its action", async () => {
    const { reasons } = await reasonsOf(
      write([put("new"), { Delete: { TableName, Key: { pk: S("half") } } }]),
    );
    expect(reasons?.map(({ Code }) => Code)).toEqual(["None", "ValidationError"]);
  });
  test("may be tried again with the same token", async () => {
    const items = [exists("late"), add("sum", 1)];
    await reasonsOf(write(items, { ClientRequestToken: "again" }));
    await write([put("late")]);
    await write(items, { ClientRequestToken: "again" });
    expect((await get("sum"))?.["amount"]).toEqual(N(1));
  });
});

describe("a transaction that is refused as a request", () => {
  const refused = async (items: TransactWriteItem[], message: string | RegExp) => {
    const error: unknown = await write(items).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "ValidationException" });
    expect((error as Error).message).toMatch(message);
    expect(await count()).toBe(0);
  };

  test("with more than 100 actions", () =>
    refused(
      Array.from({ length: 101 }, (_, n) => put(`item ${n}`)),
      /at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100/,
    ));
  test("with no action", () => refused([], /Member must have length greater than or equal to 1/));
  test("with two actions on one item", () =>
    refused(
      [add("same", 1), exists("same")],
      "Transaction request cannot include multiple operations on one item",
    ));
  test("with two kinds in one action", () =>
    refused(
      [{ ...put("a"), ...exists("b") }],
      "TransactItems can only contain one of Check, Put, Update or Delete",
    ));
  test("with an expression that has bad grammar", () =>
    refused(
      [put("a"), { Delete: { TableName, Key: key("b"), ConditionExpression: "a ==" } }],
      "Invalid ConditionExpression: Syntax error",
    ));
  test("with an item of more than 400 KB", () =>
    refused([put("a"), put("b", { text: S("x".repeat(401 * 1024)) })], "Item size has exceeded"));
  test("with an item of more than 400 KB in UTF-8, of fewer characters", () =>
    refused([put("a"), put("b", { text: S("å".repeat(205 * 1024)) })], "Item size has exceeded"));
  test("with more than 4 MB of items", () =>
    refused(
      Array.from({ length: 11 }, (_, n) => put(`item ${n}`, { text: S("x".repeat(390 * 1024)) })),
      "cannot exceed 4 MB",
    ));
  test("on a table that is not there", async () => {
    const nowhere = write([put("a"), { Put: { TableName: "nowhere", Item: key("a") } }]);
    await expect(nowhere).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect(await count()).toBe(0);
  });
});

describe("a transaction sent twice with the same token", () => {
  const token = { ClientRequestToken: "one-payment", ReturnConsumedCapacity: "TOTAL" } as const;

  test("is done once, and the second time costs reading", async () => {
    await write([add("sum", 5)], token);
    const second = await write([add("sum", 5)], token);
    expect((await get("sum"))?.["amount"]).toEqual(N(5));
    expect(second.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  });
  test("but with other content is refused", async () => {
    await write([add("sum", 5)], token);
    await expect(write([add("sum", 6)], token)).rejects.toMatchObject({
      name: "IdempotentParameterMismatchException",
    });
    expect((await get("sum"))?.["amount"]).toEqual(N(5));
  });
  test("is a new transaction after ten minutes", async () => {
    await write([add("sum", 5)], token);
    time += 10 * 60 * 1000 + 1;
    await write([add("sum", 5)], token);
    expect((await get("sum"))?.["amount"]).toEqual(N(10));
  });
  test("is not forgotten when others are sent after it", async () => {
    await write([add("sum", 5)], token);
    time += 9 * 60 * 1000;
    await write([add("other", 1)]);
    await write([add("sum", 5)], token);
    expect((await get("sum"))?.["amount"]).toEqual(N(5));
  });
  test("without a token of one's own, each send is a transaction of its own", async () => {
    await write([add("sum", 5)]);
    await write([add("sum", 5)]);
    expect((await get("sum"))?.["amount"]).toEqual(N(10));
  });
});

describe("transactions side by side", () => {
  test("a hundred at once are all counted", async () => {
    await Promise.all(Array.from({ length: 100 }, () => write([add("a", 1), add("b", -1)])));
    expect([(await get("a"))?.["amount"], (await get("b"))?.["amount"]]).toEqual([N(100), N(-100)]);
  });
  test("a reader never sees half of one", async () => {
    // Between the two come many others, so that there would be time for a write in between.
    const asked = ["a", ...Array.from({ length: 90 }, (_, n) => `other ${n}`), "b"];
    const read = async () => {
      const { Responses } = await client.send(
        new TransactGetItemsCommand({
          TransactItems: asked.map((pk) => ({ Get: { TableName, Key: key(pk) } })),
        }),
      );
      return Responses?.reduce((sum, { Item }) => sum + Number(Item?.["amount"]?.N ?? 0), 0);
    };
    const sums = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const moved = write([add("a", n), add("b", -n)]);
        const seen = await read();
        await moved;
        return seen;
      }),
    );
    expect(new Set(sums)).toEqual(new Set([0]));
  });
});

describe("reading in a transaction", () => {
  const read = (pks: readonly string[], more: object = {}) =>
    client.send(
      new TransactGetItemsCommand({
        TransactItems: pks.map((pk) => ({ Get: { TableName, Key: key(pk), ...more } })),
        ReturnConsumedCapacity: "TOTAL",
      }),
    );

  test("answers in the order asked, with a gap where there is nothing, at two read units each", async () => {
    await write([put("a", { n: N(1) }), put("b")]);
    const { Responses, ConsumedCapacity } = await read(["b", "missing", "a"]);
    expect(Responses).toEqual([{ Item: key("b") }, {}, { Item: { ...key("a"), n: N(1) } }]);
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 6, ReadCapacityUnits: 6 }]);
  });
  test("can ask for some attributes only", async () => {
    await write([put("a", { n: N(1) })]);
    expect((await read(["a"], { ProjectionExpression: "n" })).Responses).toEqual([{ Item: { n: N(1) } }]);
  });
  test("of more than 100 items is refused", async () => {
    const many = read(Array.from({ length: 101 }, (_, n) => `item ${n}`));
    await expect(many).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("a failed condition outside a transaction", () => {
  const stored = { ...key("kept"), amount: N(9) };
  const failing = {
    TableName,
    ConditionExpression: "amount < :most",
    ExpressionAttributeValues: { ":most": N(5) },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;

  beforeEach(() => client.send(new PutItemCommand({ TableName, Item: stored })));

  test.each([
    ["put", () => client.send(new PutItemCommand({ ...failing, Item: key("kept") }))],
    [
      "update",
      () =>
        client.send(new UpdateItemCommand({ ...failing, Key: key("kept"), UpdateExpression: "REMOVE x" })),
    ],
    ["delete", () => client.send(new DeleteItemCommand({ ...failing, Key: key("kept") }))],
  ])("returns the stored item of a %s when asked", async (_, send) => {
    await expect(send()).rejects.toMatchObject({ name: "ConditionalCheckFailedException", Item: stored });
  });
  test("returns no item when there is none", async () => {
    const error: unknown = await client
      .send(new DeleteItemCommand({ ...failing, Key: key("missing") }))
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "ConditionalCheckFailedException" });
    expect(error).not.toHaveProperty("Item.pk");
  });
});

import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandInput,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { embedded, makeTable, overHttp, type Target } from "./clients.ts";

type Item = Record<string, AttributeValue>;

const TableName = "contract";
const S = (text: string): AttributeValue => ({ S: text });
const N = (number: number | string): AttributeValue => ({ N: String(number) });
const key = (pk: string, sk = "a"): Item => ({ pk: S(pk), sk: S(sk) });

/** What DynamoDB promises, asked of the engine in this process and of the same engine behind dynalite's own server. */
describe.each([
  { name: "embedded", open: () => embedded() },
  { name: "dynalite over HTTP", open: overHttp },
])("$name", ({ open }) => {
  let target: Target;
  let client: DynamoDBClient;

  beforeAll(async () => {
    target = await open();
    client = target.client;
    await makeTable(client, TableName);
    await makeTable(client, "numbered", "N");
  });
  afterAll(() => target.close());

  const put = (item: Item) => client.send(new PutItemCommand({ TableName, Item: item }));
  const get = async (at: Item) =>
    (await client.send(new GetItemCommand({ TableName, Key: at, ConsistentRead: true }))).Item;
  const update = (at: Item, rest: Omit<UpdateItemCommandInput, "TableName" | "Key">) =>
    client.send(new UpdateItemCommand({ TableName, Key: at, ...rest }));
  const query = (rest: Omit<QueryCommandInput, "TableName">, table = TableName) =>
    client.send(new QueryCommand({ TableName: table, ...rest }));
  const sortKeys = async (condition: string, values: Item) =>
    (await query({ KeyConditionExpression: condition, ExpressionAttributeValues: values })).Items?.map(
      ({ sk }) => sk?.S,
    );

  describe("tables", () => {
    test("a table that was made is described as active, with its keys and index", async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table?.TableStatus).toBe("ACTIVE");
      expect(Table?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST");
      expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(["pk", "sk"]);
      expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus).toBe("ACTIVE");
    });
    test("tables are listed by name", async () => {
      const { TableNames } = await client.send(new ListTablesCommand({}));
      expect(TableNames).toEqual(["contract", "numbered"]);
    });
    test("a table is not made twice", async () => {
      const again = makeTable(client, TableName);
      await expect(again).rejects.toMatchObject({ name: "ResourceInUseException" });
    });
    test("a key attribute must be defined", async () => {
      const undefinedKey = client.send(
        new CreateTableCommand({
          TableName: "wrong",
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [{ AttributeName: "other", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        }),
      );
      await expect(undefinedKey).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("an unknown table is reported as not found", async () => {
      const unknown = client.send(new GetItemCommand({ TableName: "nowhere", Key: key("x") }));
      await expect(unknown).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    });
  });

  describe("items and values", () => {
    test("an item comes back as it was put, whatever the types of its values", async () => {
      const item = {
        ...key("types"),
        text: S("Västra Götalands län"),
        number: N("-12.5"),
        bytes: { B: new Uint8Array([0, 255, 7]) },
        yes: { BOOL: true },
        nothing: { NULL: true },
        list: { L: [S("a"), N(1), { L: [] }] },
        map: { M: { inner: { M: { deep: N(1) } } } },
        texts: { SS: ["a", "å"] },
        numbers: { NS: ["1", "2.5"] },
      } satisfies Item;
      await put(item);
      expect(await get(key("types"))).toEqual(item);
    });
    test("an item that is not there is answered without Item", async () => {
      expect(await get(key("missing"))).toBeUndefined();
    });
    test("a number keeps 38 digits", async () => {
      const exact = "12345678901234567890123456789012345.678";
      await put({ ...key("digits"), n: N(exact) });
      expect((await get(key("digits")))?.["n"]).toEqual({ N: exact });
    });
    test("a number of 39 digits is refused", async () => {
      const tooLong = put({ ...key("digits39"), n: N("123456789012345678901234567890123456789") });
      await expect(tooLong).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("a sum is exact where floating point is not", async () => {
      await put({ ...key("sum"), n: N("0.1") });
      await update(key("sum"), {
        UpdateExpression: "ADD n :x",
        ExpressionAttributeValues: { ":x": N("0.2") },
      });
      expect((await get(key("sum")))?.["n"]).toEqual({ N: "0.3" });
    });
    test("an empty text is a value, except in a key", async () => {
      await put({ ...key("empty"), note: S("") });
      expect((await get(key("empty")))?.["note"]).toEqual(S(""));
      await expect(put(key(""))).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("an empty set is refused, an empty list and map are not", async () => {
      await put({ ...key("empties"), list: { L: [] }, map: { M: {} } });
      await expect(put({ ...key("empties"), set: { SS: [] } })).rejects.toMatchObject({
        name: "ValidationException",
      });
    });
    test("a set with the same value twice is refused", async () => {
      await expect(put({ ...key("twice"), set: { SS: ["a", "a"] } })).rejects.toMatchObject({
        name: "ValidationException",
      });
    });
    test("an item of more than 400 KB is refused, one just below is kept", async () => {
      await put({ ...key("big"), text: S("x".repeat(400 * 1024 - 50)) });
      const tooBig = put({ ...key("big"), text: S("x".repeat(400 * 1024)) });
      await expect(tooBig).rejects.toThrow("Item size has exceeded the maximum allowed size");
    });
    test("names and texts are measured in bytes of UTF-8, whichever way an item is written", async () => {
      const item = (bytes: number): Item => {
        // A list is three bytes, and each of its members one.
        const text = bytes - Buffer.byteLength("pkutf8skaåäö") - 3 - 1;
        return {
          ...key("utf8"),
          åäö: { L: [S("å".repeat(Math.floor(text / 2)) + "x".repeat(text % 2))] },
        };
      };
      const largest = 400 * 1024;
      await put(item(largest));
      const over = item(largest + 1);
      await expect(put(over)).rejects.toThrow("Item size has exceeded the maximum allowed size");
      const batch = new BatchWriteItemCommand({
        RequestItems: { [TableName]: [{ PutRequest: { Item: over } }] },
      });
      await expect(client.send(batch)).rejects.toThrow("Item size has exceeded the maximum allowed size");
      const more = update(key("utf8"), {
        UpdateExpression: "SET t = :t",
        ExpressionAttributeValues: { ":t": S("å") },
      });
      await expect(more).rejects.toThrow("Item size to update has exceeded the maximum allowed size");
    });
    test("an update may not make an item larger than 400 KB", async () => {
      await put({ ...key("growing"), text: S("x".repeat(300 * 1024)) });
      const growing = update(key("growing"), {
        UpdateExpression: "SET more = :m",
        ExpressionAttributeValues: { ":m": S("x".repeat(101 * 1024)) },
      });
      await expect(growing).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("a key of the wrong type or with a part missing is refused", async () => {
      await expect(get({ pk: N(1), sk: S("a") })).rejects.toMatchObject({ name: "ValidationException" });
      await expect(get({ pk: S("a") })).rejects.toMatchObject({ name: "ValidationException" });
      await expect(put({ pk: S("a") })).rejects.toThrow("Missing the key sk in the item");
    });
    test("a delete of what is not there succeeds", async () => {
      await expect(
        client.send(new DeleteItemCommand({ TableName, Key: key("never") })),
      ).resolves.toBeDefined();
    });
  });

  describe("conditions", () => {
    const putIf = (item: Item, condition: string, values?: Item) =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: item,
          ConditionExpression: condition,
          ...(values && { ExpressionAttributeValues: values }),
        }),
      );
    const refused = { name: "ConditionalCheckFailedException", message: "The conditional request failed" };

    test("attribute_not_exists lets the first in and keeps the second out", async () => {
      await putIf(key("once"), "attribute_not_exists(pk)");
      await expect(putIf(key("once"), "attribute_not_exists(pk)")).rejects.toMatchObject(refused);
    });
    test.each([
      ["n = :five", true],
      ["n <> :five", false],
      ["n < :six AND n > :four", true],
      ["n BETWEEN :four AND :six", true],
      ["n IN (:four, :six)", false],
      ["NOT n = :six", true],
      ["n = :six OR attribute_exists(t)", true],
      ["begins_with(t, :al)", true],
      ["contains(t, :al)", true],
      ["contains(tags, :al)", false],
      ["attribute_type(n, :type)", true],
      ["size(t) > :four", true],
      ["m.part = :five", true],
      ["l[1] = :six", true],
      ["absent = :five", false],
      ["absent <> :five", true],
    ])("the condition %s on a known item holds: %s", async (condition, holds) => {
      const item = {
        ...key("conditioned"),
        n: N(5),
        t: S("allocation"),
        tags: { SS: ["x"] },
        m: { M: { part: N(5) } },
        l: { L: [N(1), N(6)] },
      };
      await put(item);
      const all: Item = { ":four": N(4), ":five": N(5), ":six": N(6), ":al": S("al"), ":type": S("N") };
      const used = Object.fromEntries(Object.entries(all).filter(([name]) => condition.includes(name)));
      const attempt = putIf(item, condition, Object.keys(used).length > 0 ? used : undefined);
      await (holds ? expect(attempt).resolves.toBeDefined() : expect(attempt).rejects.toMatchObject(refused));
    });
    test("a failed condition on a delete keeps the item", async () => {
      await put({ ...key("kept"), state: S("draft") });
      const deletion = new DeleteItemCommand({
        TableName,
        Key: key("kept"),
        ConditionExpression: "#s = :paid",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":paid": S("paid") },
      });
      await expect(client.send(deletion)).rejects.toMatchObject(refused);
      expect(await get(key("kept"))).toBeDefined();
    });
    test("of ten who add at once under a version condition, exactly one succeeds", async () => {
      await put({ ...key("raced"), v: N(1) });
      const attempts = Array.from({ length: 10 }, () =>
        update(key("raced"), {
          UpdateExpression: "SET v = v + :one",
          ConditionExpression: "v = :one",
          ExpressionAttributeValues: { ":one": N(1) },
        }),
      );
      const settled = await Promise.allSettled(attempts);
      expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await get(key("raced")))?.["v"]).toEqual(N(2));
    });
    test("a hundred additions at once are all counted", async () => {
      const add = { UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": N(1) } };
      await Promise.all(Array.from({ length: 100 }, () => update(key("counter"), add)));
      expect((await get(key("counter")))?.["n"]).toEqual(N(100));
    });
  });

  describe("expressions", () => {
    test("an update makes the item if it is not there", async () => {
      await update(key("fresh"), {
        UpdateExpression: "SET a = :a",
        ExpressionAttributeValues: { ":a": N(1) },
      });
      expect(await get(key("fresh"))).toEqual({ ...key("fresh"), a: N(1) });
    });
    test("SET, REMOVE, ADD and DELETE work in one update", async () => {
      await put({ ...key("four"), a: N(1), b: N(2), n: N(3), set: { SS: ["x", "y"] } });
      await update(key("four"), {
        UpdateExpression: "SET a = :nine REMOVE b ADD n :nine DELETE #set :x",
        ExpressionAttributeNames: { "#set": "set" },
        ExpressionAttributeValues: { ":nine": N(9), ":x": { SS: ["x"] } },
      });
      expect(await get(key("four"))).toEqual({ ...key("four"), a: N(9), n: N(12), set: { SS: ["y"] } });
    });
    test("a set from which the last value is deleted disappears", async () => {
      await put({ ...key("lastone"), tags: { SS: ["x"] } });
      await update(key("lastone"), {
        UpdateExpression: "DELETE tags :x",
        ExpressionAttributeValues: { ":x": { SS: ["x"] } },
      });
      expect(await get(key("lastone"))).toEqual(key("lastone"));
    });
    test("if_not_exists keeps what is there, list_append adds last", async () => {
      await put({ ...key("functions"), a: N(1), l: { L: [N(1)] } });
      await update(key("functions"), {
        UpdateExpression: "SET a = if_not_exists(a, :z), b = if_not_exists(b, :z), l = list_append(l, :l)",
        ExpressionAttributeValues: { ":z": N(0), ":l": { L: [N(2)] } },
      });
      expect(await get(key("functions"))).toEqual({
        ...key("functions"),
        a: N(1),
        b: N(0),
        l: { L: [N(1), N(2)] },
      });
    });
    test("a path reaches into maps and lists", async () => {
      await put({ ...key("path"), m: { M: { list: { L: [{ M: { v: N(1) } }] } } } });
      await update(key("path"), {
        UpdateExpression: "SET m.#list[0].v = :two",
        ExpressionAttributeNames: { "#list": "list" },
        ExpressionAttributeValues: { ":two": N(2) },
      });
      expect((await get(key("path")))?.["m"]).toEqual({ M: { list: { L: [{ M: { v: N(2) } }] } } });
    });
    test("a path through something that is not there is refused", async () => {
      await put(key("nopath"));
      const through = update(key("nopath"), {
        UpdateExpression: "SET m.x = :one",
        ExpressionAttributeValues: { ":one": N(1) },
      });
      await expect(through).rejects.toThrow("The document path provided in the update expression is invalid");
    });
    test("a key attribute cannot be updated", async () => {
      const change = update(key("keyed"), {
        UpdateExpression: "SET sk = :b",
        ExpressionAttributeValues: { ":b": S("b") },
      });
      await expect(change).rejects.toThrow("This attribute is part of the key");
    });
    test("a reserved word must be given a name of its own", async () => {
      const reserved = update(key("word"), {
        UpdateExpression: "SET status = :x",
        ExpressionAttributeValues: { ":x": S("paid") },
      });
      await expect(reserved).rejects.toThrow("reserved keyword: status");
    });
    test("a name or value that is not used is refused", async () => {
      const unused = update(key("unused"), {
        UpdateExpression: "SET a = :x",
        ExpressionAttributeValues: { ":x": N(1), ":y": N(2) },
      });
      await expect(unused).rejects.toThrow("unused in expressions: keys: {:y}");
    });
    test("a value that is used but not given is refused", async () => {
      await expect(update(key("undefined"), { UpdateExpression: "SET a = :x" })).rejects.toMatchObject({
        name: "ValidationException",
      });
    });
    test("an expression with bad grammar is refused", async () => {
      const bad = update(key("bad"), {
        UpdateExpression: "SET a == :x",
        ExpressionAttributeValues: { ":x": N(1) },
      });
      await expect(bad).rejects.toThrow("Invalid UpdateExpression: Syntax error");
    });
    test.each([
      ["NONE", undefined],
      ["ALL_OLD", { ...key("returned"), a: N(1), b: N(1) }],
      ["UPDATED_OLD", { a: N(1) }],
      ["ALL_NEW", { ...key("returned"), a: N(2), b: N(1) }],
      ["UPDATED_NEW", { a: N(2) }],
    ] as const)("an update with ReturnValues %s returns what it should", async (ReturnValues, expected) => {
      await put({ ...key("returned"), a: N(1), b: N(1) });
      const { Attributes } = await update(key("returned"), {
        ReturnValues,
        UpdateExpression: "SET a = :two",
        ExpressionAttributeValues: { ":two": N(2) },
      });
      expect(Attributes).toEqual(expected);
    });
    test("a put and a delete return the old item when asked", async () => {
      const old = { ...key("replaced"), a: N(1) };
      await put(old);
      const replaced = await client.send(
        new PutItemCommand({ TableName, Item: key("replaced"), ReturnValues: "ALL_OLD" }),
      );
      expect(replaced.Attributes).toEqual(old);
      const deleted = await client.send(
        new DeleteItemCommand({ TableName, Key: key("replaced"), ReturnValues: "ALL_OLD" }),
      );
      expect(deleted.Attributes).toEqual(key("replaced"));
    });
    test("a projection returns the paths asked for, and only them", async () => {
      await put({ ...key("projected"), a: N(1), m: { M: { x: N(1), y: N(2) } } });
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: key("projected"), ProjectionExpression: "m.x, sk" }),
      );
      expect(Item).toEqual({ sk: S("a"), m: { M: { x: N(1) } } });
    });
  });

  describe("queries", () => {
    const months = ["2025-01", "2025-02", "2025-11", "2025-12", "2026-01"];

    beforeAll(async () => {
      for (const [index, month] of months.entries()) {
        await put({ ...key("series", month), amount: N(index), county: S(index < 3 ? "14" : "12") });
      }
      for (const n of ["-10", "-9.5", "0", "0.001", "2", "10", "100"]) {
        await client.send(new PutItemCommand({ TableName: "numbered", Item: { pk: S("n"), sk: N(n) } }));
      }
    });

    test("items come in the order of the sort key, or in the other order when asked", async () => {
      const series = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": S("series") } };
      expect((await query(series)).Items?.map(({ sk }) => sk?.S)).toEqual(months);
      const backwards = await query({ ...series, ScanIndexForward: false });
      expect(backwards.Items?.map(({ sk }) => sk?.S)).toEqual(months.toReversed());
    });
    test("numbers are ordered as numbers, also negative ones", async () => {
      const all = await query(
        { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": S("n") } },
        "numbered",
      );
      expect(all.Items?.map(({ sk }) => sk?.N)).toEqual(["-10", "-9.5", "0", "0.001", "2", "10", "100"]);
    });
    test.each([
      ["sk = :v", "2025-11", ["2025-11"]],
      ["sk < :v", "2025-11", ["2025-01", "2025-02"]],
      ["sk <= :v", "2025-11", ["2025-01", "2025-02", "2025-11"]],
      ["sk > :v", "2025-11", ["2025-12", "2026-01"]],
      ["sk >= :v", "2025-11", ["2025-11", "2025-12", "2026-01"]],
      ["begins_with(sk, :v)", "2025-1", ["2025-11", "2025-12"]],
    ])("the range %s with %s holds what it should", async (range, value, expected) => {
      expect(await sortKeys(`pk = :p AND ${range}`, { ":p": S("series"), ":v": S(value) })).toEqual(expected);
    });
    test("a range between two ends holds both ends", async () => {
      const between = await sortKeys("pk = :p AND sk BETWEEN :a AND :b", {
        ":p": S("series"),
        ":a": S("2025-02"),
        ":b": S("2025-12"),
      });
      expect(between).toEqual(["2025-02", "2025-11", "2025-12"]);
    });
    test("pages of two follow each other by LastEvaluatedKey and miss nothing", async () => {
      const pages: (string | undefined)[][] = [];
      let from: Item | undefined;
      do {
        const page = await query({
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": S("series") },
          Limit: 2,
          ...(from && { ExclusiveStartKey: from }),
        });
        pages.push(page.Items?.map(({ sk }) => sk?.S) ?? []);
        from = page.LastEvaluatedKey;
      } while (from);
      expect(pages).toEqual([["2025-01", "2025-02"], ["2025-11", "2025-12"], ["2026-01"]]);
    });
    test("a filter works after the limit: fewer items, same count scanned", async () => {
      const page = await query({
        KeyConditionExpression: "pk = :p",
        FilterExpression: "amount > :one",
        ExpressionAttributeValues: { ":p": S("series"), ":one": N(1) },
        Limit: 3,
      });
      expect([page.Count, page.ScannedCount]).toEqual([1, 3]);
    });
    test("COUNT counts without items", async () => {
      const counted = await query({
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": S("series") },
        Select: "COUNT",
      });
      expect(counted.Count).toBe(5);
      expect(counted.Items).toBeUndefined();
    });
    test("an index finds items by another attribute, and follows their changes", async () => {
      const inCounty = async (county: string) =>
        (
          await query({
            IndexName: "by-county",
            KeyConditionExpression: "county = :c",
            ExpressionAttributeValues: { ":c": S(county) },
          })
        ).Items?.map(({ sk }) => sk?.S);
      expect(await inCounty("12")).toEqual(["2025-12", "2026-01"]);
      await update(key("series", "2025-12"), {
        UpdateExpression: "SET county = :c",
        ExpressionAttributeValues: { ":c": S("14") },
      });
      expect(await inCounty("12")).toEqual(["2026-01"]);
      expect(await inCounty("14")).toEqual(["2025-01", "2025-02", "2025-11", "2025-12"]);
    });
    test("a query must name one partition", async () => {
      const many = query({ KeyConditionExpression: "sk = :s", ExpressionAttributeValues: { ":s": S("x") } });
      await expect(many).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("an answer stops at 1 MB and says where to go on", async () => {
      for (const n of [1, 2, 3, 4])
        await put({ ...key("heavy", String(n)), text: S("x".repeat(300 * 1024)) });
      const heavy = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": S("heavy") } };
      const first = await query(heavy);
      expect(first.Count).toBeLessThan(5);
      expect(first.LastEvaluatedKey).toBeDefined();
    });
    test("a scan with segments visits every item once", async () => {
      const scan = async (Segment: number) =>
        (await client.send(new ScanCommand({ TableName: "numbered", Segment, TotalSegments: 2 }))).Count ?? 0;
      expect((await scan(0)) + (await scan(1))).toBe(7);
    });
  });

  describe("batches", () => {
    const puts = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        PutRequest: { Item: key("batch", String(n).padStart(3, "0")) },
      }));
    const writeBatch = (count: number) =>
      client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts(count) } }));
    const getBatch = (count: number) =>
      client.send(
        new BatchGetItemCommand({
          RequestItems: { [TableName]: { Keys: puts(count).map(({ PutRequest }) => PutRequest.Item) } },
        }),
      );

    test("25 items are written at once, and none is left unprocessed", async () => {
      expect((await writeBatch(25)).UnprocessedItems).toEqual({});
    });
    test("26 items at once are refused", async () => {
      await expect(writeBatch(26)).rejects.toMatchObject({ name: "ValidationException" });
    });
    test("the same item twice in a batch is refused", async () => {
      const request = { PutRequest: { Item: key("batch", "same") } };
      const twice = client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: [request, request] } }),
      );
      await expect(twice).rejects.toThrow("duplicates");
      expect(await get(key("batch", "same"))).toBeUndefined();
    });
    test("100 keys are read at once, those that exist are answered", async () => {
      const { Responses, UnprocessedKeys } = await getBatch(100);
      expect(Responses?.[TableName]).toHaveLength(25);
      expect(UnprocessedKeys).toEqual({});
    });
    test("101 keys at once are refused", async () => {
      await expect(getBatch(101)).rejects.toMatchObject({ name: "ValidationException" });
    });
  });

  describe("capacity", () => {
    test("a write costs a unit a begun KB, a consistent read a unit a begun 4 KB, another read half", async () => {
      const Item = { ...key("cost"), text: S("x".repeat(4500)) };
      const ask = { TableName, ReturnConsumedCapacity: "TOTAL" } as const;
      const cost = async (
        answer: Promise<{ ConsumedCapacity?: { CapacityUnits?: number | undefined } | undefined }>,
      ) => (await answer).ConsumedCapacity?.CapacityUnits;
      expect(await cost(client.send(new PutItemCommand({ ...ask, Item })))).toBe(5);
      expect(
        await cost(client.send(new GetItemCommand({ ...ask, Key: key("cost"), ConsistentRead: true }))),
      ).toBe(2);
      expect(await cost(client.send(new GetItemCommand({ ...ask, Key: key("cost") })))).toBe(1);
    });
  });
});

import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { embedded, makeTable, type Target } from "./clients.ts";

const TableName = "guarded";
let target: Target;
let client: DynamoDBClient;

beforeEach(async () => {
  target = await embedded();
  client = target.client;
  await makeTable(client, TableName);
});
afterEach(() => target.close());

describe("deletion protection", () => {
  const protect = (DeletionProtectionEnabled: boolean) =>
    client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled }));
  const isProtected = async () =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table?.DeletionProtectionEnabled;

  test("is off unless asked for", async () => {
    expect(await isProtected()).toBe(false);
  });
  test("keeps the table from being deleted until it is taken off", async () => {
    await protect(true);
    expect(await isProtected()).toBe(true);
    const deletion = client.send(new DeleteTableCommand({ TableName }));
    await expect(deletion).rejects.toThrow("currently protected against deletion");
    await protect(false);
    await client.send(new DeleteTableCommand({ TableName }));
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });
  test("is set together with other changes", async () => {
    await client.send(
      new UpdateTableCommand({
        TableName,
        DeletionProtectionEnabled: true,
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    expect(await isProtected()).toBe(true);
  });
});

describe("a table deleted", () => {
  test("takes its items, its index entries and its settings with it", async () => {
    const item = { pk: { S: "a" }, sk: { S: "a" }, county: { S: "14" } };
    await client.send(new PutItemCommand({ TableName, Item: item }));
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
      }),
    );
    await makeTable(client, "guarded-too");
    await client.send(new PutItemCommand({ TableName: "guarded-too", Item: item }));
    await client.send(new DeleteTableCommand({ TableName }));
    await makeTable(client, TableName);
    expect((await client.send(new ScanCommand({ TableName }))).Items).toEqual([]);
    const indexed = new QueryCommand({
      TableName,
      IndexName: "by-county",
      KeyConditionExpression: "county = :c",
      ExpressionAttributeValues: { ":c": { S: "14" } },
    });
    expect((await client.send(indexed)).Items).toEqual([]);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription?.TimeToLiveStatus).toBe("DISABLED");
    expect((await client.send(new ScanCommand({ TableName: "guarded-too" }))).Count).toBe(1);
  });
});

describe("time to live", () => {
  const set = (Enabled: boolean) =>
    client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: "expires", Enabled },
      }),
    );
  const described = async () =>
    (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;

  test("is off, then on with its attribute, then off again", async () => {
    expect(await described()).toEqual({ TimeToLiveStatus: "DISABLED" });
    await set(true);
    expect(await described()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" });
    await set(false);
    expect(await described()).toEqual({ TimeToLiveStatus: "DISABLED" });
  });
  test("is not set to what it already is", async () => {
    await expect(set(false)).rejects.toThrow("TimeToLive is already disabled");
    await set(true);
    await expect(set(true)).rejects.toThrow("TimeToLive is already enabled");
  });
});

describe("point-in-time recovery", () => {
  test("is off, then on", async () => {
    const status = async () =>
      (await client.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
        ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    expect(await status()).toBe("DISABLED");
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    expect(await status()).toBe("ENABLED");
  });
});

describe("what the embedded DynamoDB cannot do", () => {
  test("an index after the table is made is refused rather than ignored", async () => {
    const removal = new UpdateTableCommand({
      TableName,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-county" } }],
    });
    await expect(client.send(removal)).rejects.toThrow("cannot add or remove an index");
  });
});

import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { openEmbeddedDynamo, type EmbeddedOptions } from "../../../../functions/local/dynamo/open.ts";

/** A DynamoDB to ask, and how to be done with it. */
export interface Target {
  readonly client: DynamoDBClient;
  readonly close: () => Promise<void>;
}

const settings = {
  region: "eu-north-1",
  credentials: { accessKeyId: "embedded", secretAccessKey: "embedded" },
  maxAttempts: 1,
};

/** The real SDK client on the embedded engine. */
export async function embedded(options: EmbeddedOptions = { path: null }): Promise<Target> {
  const dynamo = await openEmbeddedDynamo(options);
  const { requestHandler } = dynamo;
  const client = new DynamoDBClient({ ...settings, endpoint: "http://embedded", requestHandler });
  return { client, close: () => dynamo.close() };
}

/** The real SDK client on dynalite's own HTTP server. */
export async function overHttp(): Promise<Target> {
  const dynalite = createRequire(import.meta.url)("dynalite") as (options: {
    createTableMs: number;
  }) => Server;
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({ ...settings, endpoint: `http://127.0.0.1:${port}` });
  const close = async (): Promise<void> => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, close };
}

/** A table with a text key `pk` and, as sort key, `sk` of the type given. */
export async function makeTable(
  client: DynamoDBClient,
  TableName: string,
  sk: "S" | "N" = "S",
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: sk },
        { AttributeName: "county", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-county",
          KeySchema: [
            { AttributeName: "county", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 }, { TableName });
}

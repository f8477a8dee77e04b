import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Store } from "./model.ts";
import { createReader } from "./read.ts";
import { save } from "./save.ts";

/** The store on a DynamoDB table (`pk`, `sk`); `sleep` waits between the tries of a throttled batch. */
export function createStore(
  dynamo: DynamoDBClient,
  table: string,
  sleep: (ms: number) => Promise<void>,
): Store {
  const client = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  const read = createReader(client, table);
  return { ...read, save: (change) => save({ client, table, read, sleep }, change) };
}

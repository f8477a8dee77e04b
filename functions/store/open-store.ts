import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createStore } from "./dynamo-store.ts";
import type { Store } from "./model.ts";

/** Milliseconds: a call that hangs is given up early enough for the SDK to try again within the request. */
const patience = { connectionTimeout: 1_000, requestTimeout: 5_000 };

/** The store on the DynamoDB that the runtime's own settings name (region, role, endpoint). */
export function openStore(table: string): Store {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return createStore(new DynamoDBClient({ requestHandler: patience }), table, sleep);
}

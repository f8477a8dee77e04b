import { operation, parse, type Message, type Store } from "./dynalite.ts";
import { perform, returningOldItem, writeItem } from "./items.ts";
import * as tables from "./tables.ts";
import { transactGetItems, transactWriteItems } from "./transactions.ts";

/** One operation of the service: whether it writes, and how it is answered at a moment (milliseconds since 1970). */
export interface Served {
  readonly writes: boolean;
  readonly answer: (store: Store, input: Message, now: number) => Promise<Message>;
}

/** Every operation the embedded DynamoDB answers, by its name in `x-amz-target`. */
export const operations: ReadonlyMap<string, Served> = new Map<string, Served>([
  ...["GetItem", "BatchGetItem", "Query", "Scan", "DescribeTable", "ListTables", "ListTagsOfResource"].map(
    reading,
  ),
  ...["BatchWriteItem", "TagResource", "UntagResource"].map(writing),
  ...["PutItem", "UpdateItem", "DeleteItem"].map(writingItem),
  ["CreateTable", { writes: true, answer: tables.createTable }],
  ["UpdateTable", { writes: true, answer: tables.updateTable }],
  ["DeleteTable", { writes: true, answer: tables.deleteTable }],
  ["UpdateTimeToLive", { writes: true, answer: tables.updateTimeToLive }],
  ["DescribeTimeToLive", { writes: false, answer: tables.describeTimeToLive }],
  ["UpdateContinuousBackups", { writes: true, answer: tables.updateContinuousBackups }],
  ["DescribeContinuousBackups", { writes: false, answer: tables.describeContinuousBackups }],
  ["TransactWriteItems", { writes: true, answer: transactWriteItems }],
  ["TransactGetItems", { writes: false, answer: transactGetItems }],
]);

function reading(name: string): [string, Served] {
  return [name, { writes: false, answer: asDynalite(name) }];
}

function writing(name: string): [string, Served] {
  return [name, { writes: true, answer: asDynalite(name) }];
}

function writingItem(name: string): [string, Served] {
  const inDynalite = returningOldItem(operation(lowerFirst(name)));
  return [name, { writes: true, answer: (store, input) => writeItem(store, inDynalite, input) }];
}

function asDynalite(name: string): Served["answer"] {
  const inDynalite = operation(lowerFirst(name));
  return async (store, input) => perform(store, inDynalite, parse(input, inDynalite, store));
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

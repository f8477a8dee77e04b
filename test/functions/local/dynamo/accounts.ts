import {
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";

/** The table in which the crash tests move amounts. */
export const TableName = "accounts";

/** One side of a transfer: the amount, one more move, and a note as long as wanted. */
const side = (pk: string, amount: number, note: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: { pk: { S: pk }, sk: { S: "a" } },
    UpdateExpression: "ADD amount :a, moves :one SET county = :c, note = :n",
    ExpressionAttributeValues: {
      ":a": { N: String(amount) },
      ":one": { N: "1" },
      ":c": { S: pk },
      ":n": { S: note },
    },
  },
});

/** Moves an amount from one item to the other in one transaction. */
export const move = (
  client: DynamoDBClient,
  amount: number,
  note = "",
  ClientRequestToken?: string,
): Promise<unknown> =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems: [side("from", -amount, note), side("to", amount, note)],
      ClientRequestToken,
    }),
  );

/** What both sides hold together, and how many moves each has seen: in the table and in its index. */
export interface Accounts {
  readonly sum: number;
  readonly moves: readonly number[];
  readonly indexedMoves: readonly number[];
}

/** Reads both sides. Before the first move there are none. */
export async function accounts(client: DynamoDBClient): Promise<Accounts> {
  const all = await client.send(new ScanCommand({ TableName }));
  const indexed = await Promise.all(
    ["from", "to"].map((county) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: "by-county",
          KeyConditionExpression: "county = :c",
          ExpressionAttributeValues: { ":c": { S: county } },
        }),
      ),
    ),
  );
  const items = all.Items ?? [];
  return {
    sum: items.reduce((sum, { amount }) => sum + Number(amount?.N), 0),
    moves: items.map(({ moves }) => Number(moves?.N)),
    indexedMoves: indexed.flatMap(({ Items = [] }) => Items.map(({ moves }) => Number(moves?.N))),
  };
}

import { CreateTableCommand, type DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";

/** Makes the table where it does not exist: for the embedded engine; in the cloud the stack makes it. */
export async function ensureTable(dynamo: DynamoDBClient, table: string): Promise<void> {
  const { TableNames } = await dynamo.send(new ListTablesCommand({}));
  if (TableNames?.includes(table)) return;
  await dynamo.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
    }),
  );
}

import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { move, TableName } from "./accounts.ts";
import { embedded, makeTable } from "./clients.ts";

/**
 * A process that moves amounts between two items of one folder for ever, one transaction after another, and says
 * "saved" each time it has been told that one is. It is there to be killed.
 */
const [, , path = ""] = process.argv;
const { client } = await embedded({ path });
const { TableNames } = await client.send(new ListTablesCommand({}));
if (TableNames?.length === 0) await makeTable(client, TableName);

for (let amount = 1; ; amount++) {
  await move(client, amount);
  process.stdout.write("saved\n");
}

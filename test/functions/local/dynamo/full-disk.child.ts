import { accounts, move, TableName } from "./accounts.ts";
import { embedded, makeTable } from "./clients.ts";

/**
 * A process whose files may not grow beyond a limit set by its parent: it moves amounts with long notes until one is
 * not saved, and then tells what was said, what is stored, and what is stored after a small move. The real thing, but
 * for the reason: the system refuses the write in the middle of LevelDB's log, as it does on a full disk.
 */
const [, , path = ""] = process.argv;
const { client, close } = await embedded({ path });
await makeTable(client, TableName);

async function moveUntilFull(saved: number): Promise<{ saved: number; message: string }> {
  try {
    await move(client, saved + 1, "x".repeat(20_000));
  } catch (error) {
    return { saved, message: error instanceof Error ? error.message : "" };
  }
  return moveUntilFull(saved + 1);
}

const full = await moveUntilFull(0);
const after = await accounts(client);
await move(client, 1);
const later = await accounts(client);
await close();
process.stdout.write(JSON.stringify({ ...full, after, later }));

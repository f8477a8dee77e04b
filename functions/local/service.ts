import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { api } from "../../shared/api.ts";
import { createApp } from "../app.ts";
import { createVerifier } from "../auth/verifier.ts";
import { allHandlers } from "../handlers/index.ts";
import type { SendMail } from "../../shared/reminder/mail.ts";
import type { Log } from "../log.ts";
import { createStore } from "../store/dynamo-store.ts";
import type { Store } from "../store/model.ts";
import { ensureTable } from "../store/table.ts";
import { openEmbeddedDynamo } from "./dynamo/open.ts";
import { isLocked } from "./dynamo/storage.ts";
import { createIssuer, type DevelopmentIssuer } from "./issuer.ts";
import { mailFolder } from "./mail-folder.ts";
import { type Answering, type RunningServer, startServer } from "./server.ts";

const table = "fordela";

/** The whole service on this machine: every route over a socket, the embedded database, sign-in for development. */
export interface LocalService {
  readonly url: string;
  /** The API by itself, for a server that answers more than that. */
  readonly app: Answering;
  readonly issuer: DevelopmentIssuer;
  readonly store: Store;
  /** Puts letters where `letters` says; absent: none are sent. */
  readonly mail: SendMail | undefined;
  close(): Promise<void>;
}

export interface LocalServiceParts {
  /** Where the database is kept; null = in memory. */
  readonly folder: string | null;
  /** 0 = any free port. */
  readonly port: number;
  readonly log: Log;
  readonly now?: () => Date;
  /** Where letters are put as .eml files; absent: none are sent. */
  readonly letters?: string;
}

/**
 * Starts the service on 127.0.0.1.
 * @throws Error in Swedish when the port is taken or the folder is open in another process.
 */
export async function startLocalService({
  folder,
  port,
  log,
  now = () => new Date(),
  letters,
}: LocalServiceParts): Promise<LocalService> {
  const database = await openEmbeddedDynamo({ path: folder });
  try {
    const client = new DynamoDBClient({
      region: "local",
      endpoint: "http://embedded",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      requestHandler: database.requestHandler,
    });
    await ensureTable(client, table);
    const issuer = await createIssuer({
      stage: "local",
      issuer: "http://127.0.0.1",
      audience: "fordela",
      now,
    });
    const store = createStore(client, table, (ms) => sleep(ms));
    const mail = letters === undefined ? undefined : mailFolder(letters, "fordela@example.se", now);
    const app = createApp({
      routes: api,
      handlers: allHandlers,
      verify: createVerifier({ ...issuer, now }),
      store,
      now,
      log,
      mail,
    });
    const server: RunningServer = await startServer({ app, port });
    return {
      url: server.url,
      app,
      issuer,
      store,
      mail,
      close: async () => {
        await server.close();
        client.destroy();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** One JSON line per request at the end of a file. When it cannot be written, that is said once; answers go on. */
export function fileLog(path: string): Log {
  mkdirSync(dirname(path), { recursive: true });
  const state = { said: false };
  return {
    request: (line) => {
      try {
        appendFileSync(path, `${JSON.stringify(line)}\n`);
      } catch (error) {
        if (!state.said) process.stderr.write(`Loggen ${path} går inte att skriva: ${String(error)}\n`);
        state.said = true;
      }
    },
  };
}

/** Removes a database, also a damaged one. Throws in Swedish when another process has it open. */
export async function removeDatabase(folder: string): Promise<void> {
  try {
    await (await openEmbeddedDynamo({ path: folder })).close();
  } catch (error) {
    if (isLocked(error)) throw error;
  }
  rmSync(folder, { recursive: true, force: true });
}

import { setTimeout as wait } from "node:timers/promises";
import { ask, operation, parse, type Message, type Store, type Table } from "./dynalite.ts";
import { perform, tableOf } from "./items.ts";
import { refusal } from "./refusal.ts";

/** What a table has beside its description. dynalite has no place for it. */
interface Settings {
  readonly timeToLive?: string;
  readonly pointInTimeRecovery?: boolean;
}

const tableName = { type: "String", required: true, tableName: true, regex: "[a-zA-Z0-9_.-]+" };
const named = { types: { TableName: tableName } };
const settingsKey = (table: string): string => `settings~${table}`;

const createOperation = withProtection(operation("createTable"));
const updateOperation = withProtection(operation("updateTable"));
const deleteOperation = operation("deleteTable");

/** CreateTable, with deletion protection. */
export async function createTable(store: Store, input: Message): Promise<Message> {
  const request = parse(input, createOperation, store);
  request["DeletionProtectionEnabled"] ??= false;
  return settled(perform(store, createOperation, request));
}

/** UpdateTable, with deletion protection. Making or removing an index afterwards is refused: dynalite would ignore it. */
export async function updateTable(store: Store, input: Message): Promise<Message> {
  const protection = input["DeletionProtectionEnabled"];
  const onlyProtection = typeof protection === "boolean" && Object.keys(input).length === 2;
  const request = parse(input, onlyProtection ? { types: updateOperation.types } : updateOperation, store);
  refuseIndexChanges(request["GlobalSecondaryIndexUpdates"]);
  const protecting = typeof protection === "boolean" ? protectingAs(store, protection) : store;
  return settled(perform(protecting, updateOperation, request));
}

/** DeleteTable, refused while the table is protected. Its settings go with it. */
export async function deleteTable(store: Store, input: Message): Promise<Message> {
  const request = parse(input, deleteOperation, store);
  const table = await tableOf(store, request.TableName);
  if (table.DeletionProtectionEnabled === true) {
    throw refusal(
      "ValidationException",
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  }
  await ask((done) => {
    store.db.del(settingsKey(request.TableName), done);
  });
  return settled(perform(store, deleteOperation, request));
}

/** UpdateTimeToLive: remembers the attribute. Expired items stay, as they may for days in the service too. */
export async function updateTimeToLive(store: Store, input: Message): Promise<Message> {
  const types = {
    ...named.types,
    TimeToLiveSpecification: {
      type: "FieldStruct<TimeToLiveSpecification>",
      notNull: true,
      children: {
        AttributeName: { type: "String", notNull: true },
        Enabled: { type: "Boolean", notNull: true },
      },
    },
  };
  const request = parse(input, { types }, store);
  const wish = request["TimeToLiveSpecification"] as { AttributeName: string; Enabled: boolean };
  const { timeToLive, ...others } = await settingsOf(store, request.TableName);
  if (wish.Enabled && timeToLive !== undefined)
    throw refusal("ValidationException", "TimeToLive is already enabled");
  if (!wish.Enabled && timeToLive === undefined)
    throw refusal("ValidationException", "TimeToLive is already disabled");
  await keep(store, request.TableName, wish.Enabled ? { ...others, timeToLive: wish.AttributeName } : others);
  return { TimeToLiveSpecification: wish };
}

/** DescribeTimeToLive. */
export async function describeTimeToLive(store: Store, input: Message): Promise<Message> {
  const { timeToLive } = await settingsOf(store, parse(input, named, store).TableName);
  const description =
    timeToLive === undefined
      ? { TimeToLiveStatus: "DISABLED" }
      : { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive };
  return { TimeToLiveDescription: description };
}

/** UpdateContinuousBackups: remembers whether point-in-time recovery is on. There is nothing here to restore from. */
export async function updateContinuousBackups(store: Store, input: Message): Promise<Message> {
  const types = {
    ...named.types,
    PointInTimeRecoverySpecification: {
      type: "FieldStruct<PointInTimeRecoverySpecification>",
      notNull: true,
      children: { PointInTimeRecoveryEnabled: { type: "Boolean", notNull: true } },
    },
  };
  const request = parse(input, { types }, store);
  const wish = request["PointInTimeRecoverySpecification"] as { PointInTimeRecoveryEnabled: boolean };
  const settings = await settingsOf(store, request.TableName);
  const updated = { ...settings, pointInTimeRecovery: wish.PointInTimeRecoveryEnabled };
  await keep(store, request.TableName, updated);
  return backups(updated);
}

/** DescribeContinuousBackups. */
export async function describeContinuousBackups(store: Store, input: Message): Promise<Message> {
  return backups(await settingsOf(store, parse(input, named, store).TableName));
}

function backups({ pointInTimeRecovery = false }: Settings): Message {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: pointInTimeRecovery ? "ENABLED" : "DISABLED",
      },
    },
  };
}

async function settingsOf(store: Store, table: string): Promise<Settings> {
  await tableOf(store, table);
  return (await store.db.get(settingsKey(table))) ?? {};
}

function keep(store: Store, table: string, settings: Settings): Promise<undefined> {
  return ask((done) => {
    store.db.put(settingsKey(table), settings, done);
  });
}

function withProtection<T extends { types: Readonly<Record<string, unknown>> }>(plain: T): T {
  return { ...plain, types: { ...plain.types, DeletionProtectionEnabled: { type: "Boolean" } } };
}

/** The store, with the protection set on every table it hands out: dynalite then saves it with the table. */
function protectingAs(store: Store, protection: boolean): Store {
  return {
    ...store,
    getTable: (name, checkStatus, done) => {
      store.getTable(name, checkStatus, (error, table?: Table) => {
        if (table !== undefined) table.DeletionProtectionEnabled = protection;
        done(error, table);
      });
    },
  };
}

function refuseIndexChanges(updates: unknown): void {
  const list = (updates ?? []) as readonly Message[];
  if (list.some((update) => update["Create"] !== undefined || update["Delete"] !== undefined)) {
    throw refusal(
      "ValidationException",
      "The embedded DynamoDB cannot add or remove an index after the table is made",
    );
  }
}

/**
 * Waits for the second half of a table operation: dynalite answers with the table in transition and makes it final in
 * a timer of its own, set before it answered. A timer of ours with the same delay runs after it.
 */
async function settled(operation: Promise<Message>): Promise<Message> {
  const answer = structuredClone(await operation);
  await wait(0);
  return answer;
}

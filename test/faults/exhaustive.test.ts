import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../shared/errors.ts";
import { faultsInBooks, stateOf } from "../functions/books.ts";
import {
  type Connection,
  type Database,
  type FaultKind,
  openDatabase,
  type Sent,
} from "../functions/fixture.ts";
import { office } from "../functions/office.ts";
import {
  type Act,
  type Operation,
  reportsOfTheMunicipalities,
  smallOperations,
  stagedOperations,
} from "./operations.ts";

/** What befalls the request with the number `at`: once, so that the SDK's own second try goes well, or until it gives up. */
interface Case {
  readonly at: number;
  readonly kind: FaultKind;
  readonly lasts: boolean;
}

const isWrite = ({ operation }: Sent): boolean => /Write/.test(operation);

/** A read has nothing that can be applied and then lost; only a transaction can be in conflict with another. */
function casesFor(sent: Sent): Case[] {
  const at = sent.index;
  const lasting = (["throttled", "server error", "dropped before"] as const).map((kind) => ({
    at,
    kind,
    lasts: true,
  }));
  const crash = { at, kind: "crash before", lasts: false } as const;
  if (!isWrite(sent)) return [...lasting, crash];
  return [
    ...lasting,
    crash,
    { at, kind: "dropped before", lasts: false },
    { at, kind: "answer lost", lasts: false },
    { at, kind: "answer lost", lasts: true },
    { at, kind: "crash after", lasts: false },
    ...(sent.operation === "TransactWriteItems"
      ? [
          { at, kind: "transaction conflict", lasts: false } as const,
          { at, kind: "transaction conflict", lasts: true } as const,
        ]
      : []),
  ];
}

interface Arranged {
  readonly before: string;
  readonly after: string;
  readonly answer: unknown;
  readonly sent: readonly Sent[];
  readonly act: Act;
}

let database: Database;
const counted = { cases: 0, tables: 0 };

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => {
  await database.close();
  console.log(`faults: ${counted.cases} cases`);
});

/** The operation without any fault: what it sends, what it answers, and the state before and after. */
async function rehearse(operation: Operation, table: string): Promise<Arranged> {
  const { chains } = operation;
  const { store } = await database.connect({ table });
  await operation.arrange(office(store));
  await database.copy(table, `${table}-rehearsal`);
  const sent: Sent[] = [];
  const rehearsal = await database.connect({
    table: `${table}-rehearsal`,
    before: (request) => Promise.resolve(void sent.push(request)),
  });
  const before = await stateOf(store, chains);
  const act = await operation.ready(office(store));
  const answer = await act(office(rehearsal.store), "the-key");
  const looked = sent.slice();
  const after = await stateOf(rehearsal.store, chains);
  expect(after).not.toBe(before);
  expect(await faultsInBooks(rehearsal.store)).toEqual([]);
  return { before, after, answer, sent: looked, act };
}

/** The caller tries again with the same key until there is an answer; after a crash, on a service started anew. */
async function untilAnswered(act: Act, first: Connection, table: string): Promise<unknown> {
  const outcome = await act(office(first.store), "the-key").catch((error: unknown) => error);
  const unknownToTheCaller = outcome instanceof Error && !isFinal(outcome);
  if (!unknownToTheCaller) return outcome;
  const restarted = await database.connect({ table });
  return await act(office(restarted.store), "the-key");
}

/** Busy is the one refusal that asks the caller to try again. */
const isFinal = (error: Error): boolean => error instanceof Refusal && error.code !== "busy";

async function run(operation: Operation, arranged: Arranged, template: string, one: Case): Promise<void> {
  counted.cases += 1;
  counted.tables += 1;
  const table = `case-${counted.tables}`;
  await database.copy(template, table);
  const until = one.at + (one.lasts ? 3 : 1);
  const struck = await database.connect({
    table,
    fault: ({ index }) => (index >= one.at && index < until ? one.kind : undefined),
  });
  const outside = await database.connect({ table });
  const { chains } = operation;
  const { act } = arranged;
  const failed = await act(office(struck.store), "the-key").catch((error: unknown) => error);
  const seen = await stateOf(outside.store, chains);
  const where = `${operation.name}: ${one.kind}${one.lasts ? ", lasting," : ""} at request ${one.at}`;
  expect([arranged.before, arranged.after].includes(seen), `${where}: half visible`).toBe(true);
  if (!(failed instanceof Error)) expect(seen, `${where}: answered, not done`).toBe(arranged.after);

  const answer = await untilAnswered(act, one.kind.startsWith("crash") ? outside : struck, table);
  expect(answer, where).toEqual(arranged.answer);
  expect(await stateOf(outside.store, chains), `${where}: exactly once`).toBe(arranged.after);
}

describe("whatever fails on the way to DynamoDB, a write is done once and answered", () => {
  test.each(smallOperations)("$name", async (operation) => {
    const arranged = await rehearse(operation, operation.name);
    for (const one of arranged.sent.flatMap(casesFor)) await run(operation, arranged, operation.name, one);
  });

  test.each(stagedOperations)(
    "$name, in the first, a later and the last of each kind of write",
    async (operation) => {
      const template = `staged-${operation.name.replaceAll(/\W+/g, "-")}`;
      const arranged = await rehearse(operation, template);
      const batches = arranged.sent.filter((sent) => sent.operation === "BatchWriteItem");
      const writes = arranged.sent.filter((sent) => isWrite(sent) && !batches.slice(2, -2).includes(sent));
      expect(batches.length).toBeGreaterThan(5);
      expect(writes.at(-1)!.operation).toBe("TransactWriteItems");
      for (const one of writes.flatMap(casesFor)) await run(operation, arranged, template, one);
    },
  );
});

describe("while a large write is under way, others see all of it or nothing", () => {
  test.each([...stagedOperations, reportsOfTheMunicipalities])("$name", async (operation) => {
    const table = `seen-${operation.name.replaceAll(/\W+/g, "-")}`;
    const arranged = await rehearse(operation, table);
    const outside = await database.connect({ table });
    const seen: string[] = [];
    const writer = await database.connect({
      table,
      before: async () => void seen.push(await stateOf(outside.store, operation.chains)),
    });
    await arranged.act(office(writer.store), "the-key");
    seen.push(await stateOf(outside.store, operation.chains));
    expect(new Set(seen)).toEqual(new Set([arranged.before, arranged.after]));
    expect(seen.at(-2)).toBe(arranged.before);
  });

  test.each([...stagedOperations, reportsOfTheMunicipalities])(
    "$name: balances asked for at any time are those from before or after",
    async (operation) => {
      const table = `asked-${operation.name.replaceAll(/\W+/g, "-")}`;
      const { store } = await database.connect({ table });
      await operation.arrange(office(store));
      const ask = async (): Promise<string> =>
        JSON.stringify(await office(store)("eva", "balances", { year: 2022 }));
      const before = await ask();
      const state = { done: false };
      const writer = await database.connect({ table });
      const act = await operation.ready(office(store));
      const writing = act(office(writer.store), "the-key").finally(() => (state.done = true));
      const seen = new Set<string>();
      while (!state.done) seen.add(await ask());
      await writing;
      const after = await ask();
      expect(after).not.toBe(before);
      for (const one of seen) expect([before, after].includes(one)).toBe(true);
    },
  );
});

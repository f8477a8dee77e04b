import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemSize } from "../../functions/local/dynamo/item-size.ts";
import { storageRefusal } from "../../functions/http/storage-refusal.ts";
import { api, type RouteName } from "../../shared/api.ts";
import { applicationColumns } from "../../shared/application/columns.ts";
import type { Cell } from "../../shared/cell.ts";
import { Refusal } from "../../shared/errors.ts";
import { smallOperations } from "../faults/operations.ts";
import { stateOf } from "./books.ts";
import { type Database, openDatabase } from "./fixture.ts";
import { character, inputSchema, largest, unbounded } from "./largest.ts";
import { type Call, office } from "./office.ts";
import { otherWrites } from "./other-writes.ts";

const writes = (Object.keys(api) as RouteName[]).filter((name) => api[name].write);

test.each(writes)("%s says how much it takes: no text, list or record is without a maximum", (name) => {
  expect(unbounded(inputSchema(api[name].input))).toEqual([]);
});

/** What an item may hold, and what is kept free of it. */
const mostBytes = 400 * 1024;

let database: Database;
const refused: string[] = [];
const done = new Set<RouteName>();
const seen = new Map<RouteName, number>();

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => {
  await database.close();
  const sizes = [...seen].sort(([, a], [, b]) => b - a).map(([name, bytes]) => `${name} ${bytes}`);
  console.log(`largest items, bytes: ${sizes.join(", ")}; refused: ${refused.join("; ")}`);
});

type Grow = (name: RouteName, input: unknown) => unknown;

/** As large as the schemas of the route let it be; texts that are bounded together have a part each. */
const asLarge: Grow = (name, input) => {
  const { input: schema } = api[name];
  const shape = inputSchema(schema);
  const sizes = Array.from({ length: 10 }, (_, halved) => largest(shape, input, 1 / 2 ** halved));
  return sizes.find((one) => schema.safeParse(one).success) ?? largest(shape, input);
};

/** A sheet with texts of so many characters in all columns but those that say who, what and how much. */
const naming =
  /^(Omgång|Kod|Mottagartyp|Sökande|Organisationsnummer|Län|Belopp|Sökt|Budget|Förbrukat|Återbetal)/;
const longCells =
  (length: number): Grow =>
  (name, input) => {
    const [headings = [], ...rows] = (input as { readonly rows: Cell[][] }).rows;
    const longer = rows.map((row) =>
      row.map((one, i) => (naming.test(String(headings[i])) ? one : character.repeat(length))),
    );
    return { ...(asLarge(name, input) as object), rows: [headings, ...longer] };
  };

/** As many activities in one application as a request has room for, each with the longest texts that are in order. */
const manyActivities: Grow = (name, input) => {
  const { rows } = input as { readonly rows: Cell[][] };
  const texts = new Set(["purpose", "result"]);
  const more = applicationColumns([]).map(({ id, maxLength }) =>
    texts.has(id) ? character.repeat(maxLength) : null,
  );
  const all = [...rows, ...Array.from({ length: 300 }, () => more)];
  return { ...(asLarge(name, input) as object), rows: all };
};

/** Calls with what a caller would send, made larger. */
function growing(call: Call, grow: Grow): { readonly call: Call; readonly sent: RouteName[] } {
  const sent: RouteName[] = [];
  const larger = (person: Parameters<Call>[0], name: RouteName, input: unknown, options?: object) => {
    sent.push(name);
    return call(person, name, grow(name, input) as never, options);
  };
  return { call: larger as Call, sent };
}

async function largestItem(table: string): Promise<number> {
  const asSent = (value: unknown): unknown =>
    value instanceof Uint8Array
      ? Buffer.from(value).toString("base64")
      : Array.isArray(value)
        ? value.map(asSent)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asSent(one)]))
          : value;
  const items = await database.items(table);
  return Math.max(...items.map((item) => itemSize(asSent(item) as Record<string, unknown>)));
}

/** What grows with each time it is done is done as often as it may be. */
const often: Readonly<Record<string, number>> = { requestCompletion: 12, checkRecipient: 125 };

const operations = [...smallOperations, ...otherWrites];
const cases = operations.flatMap((operation) => [
  { ...operation, what: operation.name, grow: asLarge },
  ...(/^register(Requisitions|ReportBacks|Applications)$/.test(operation.name)
    ? [39_999, 4_000, 2_000, 100, 60, 20].map((length) => ({
        ...operation,
        what: `${operation.name}, cells of ${length} characters`,
        grow: longCells(length),
      }))
    : []),
  ...(operation.name === "registerApplications"
    ? [{ ...operation, what: "registerApplications, many activities", grow: manyActivities }]
    : []),
]);

describe("the largest that the schemas let in is kept, or refused before anything is written", () => {
  test.each(cases)("$what", async ({ name: operation, what, arrange, ready, grow }) => {
    const table = what.replaceAll(/\W+/g, "-");
    const { store } = await database.connect({ table });
    await arrange(office(store));
    const act = await ready(office(store));
    const { call, sent } = growing(
      office(store, () => Promise.resolve("sent")),
      grow,
    );
    for (let time = 0; time < (often[operation] ?? 1); time += 1) {
      const before = await stateOf(store);
      const error: unknown = await act(call, `time ${time}`).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) done.add(sent.at(-1)!);
      else {
        expect([what, storageRefusal(error)?.detail, error]).toEqual([what, undefined, expect.any(Refusal)]);
        refused.push(`${what}: ${(error as Refusal).detail.replaceAll(/€+/g, "€…")}`);
        expect(await stateOf(store)).toBe(before);
        break;
      }
    }
    const name = sent.at(-1)!;
    const bytes = await largestItem(table);
    seen.set(name, Math.max(bytes, seen.get(name) ?? 0));
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });

  test("and every write of the contract is among them, and done at least once", () => {
    expect(writes.filter((name) => !done.has(name))).toEqual([]);
  });
});

import {
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { brokenAt, canonical, genesis, sha256 } from "../../functions/audit.ts";
import { type Connection, type Database, openDatabase } from "./fixture.ts";
import { fixedKey, granted, office } from "./office.ts";
import { smallYear } from "./year.ts";

const round = "2022-region";
type Item = Record<string, AttributeValue>;

let database: Database;
let items: readonly Item[];
let audit: Awaited<ReturnType<typeof auditOf>>;
const state = { tables: 0 };

const auditOf = (connection: Connection, chain = round) =>
  office(connection.store)("rut", "audit", { chain });

/** A copy of the year to do damage in, directly in the table and past the service. */
async function copyOfYear(): Promise<Connection> {
  state.tables += 1;
  const table = `damaged-${state.tables}`;
  await database.copy("year", table);
  return database.connect({ table });
}

const put = ({ dynamo, table }: Connection, Item: Item) =>
  dynamo.send(new PutItemCommand({ TableName: table, Item }));
const remove = ({ dynamo, table }: Connection, { pk, sk }: Item) =>
  dynamo.send(new DeleteItemCommand({ TableName: table, Key: { pk: pk!, sk: sk! } }));

const named = (sk: string) => (item: Item) =>
  item["pk"]?.S === `chain#${round}` && (item["sk"]?.S ?? "").startsWith(sk);

beforeAll(async () => {
  database = await openDatabase();
  const connection = await database.connect({ table: "year" });
  await smallYear(office(connection.store));
  const scan = await connection.dynamo.send(new ScanCommand({ TableName: "year" }));
  items = scan.Items!;
  audit = await auditOf(connection);
});

const recordsOf = (): readonly Item[] => items.filter(named("record#"));

/** Every attribute of a value, however deep, replaced by another value: one damaged copy for each. */
function flips(value: AttributeValue): AttributeValue[] {
  if (value.S !== undefined) return [{ S: value.S === "" ? "x" : `${value.S.slice(0, -1)}~` }, { S: "" }];
  if (value.N !== undefined) return [{ N: String(Number(value.N) + 1) }, { N: "-1" }];
  if (value.BOOL !== undefined) return [{ BOOL: !value.BOOL }];
  if (value.NULL) return [{ S: "x" }];
  if (value.L !== undefined) {
    const { L } = value;
    return [
      { L: [...L, { S: "x" }] },
      ...(L.length > 0 ? [{ L: L.slice(1) }] : []),
      ...(L.length > 1 && canonical(L[0]) !== canonical(L[1]) ? [{ L: [L[1]!, L[0]!, ...L.slice(2)] }] : []),
      ...L.slice(0, 2).flatMap((one, i) => flips(one).map((other) => ({ L: L.toSpliced(i, 1, other) }))),
    ];
  }
  const { M = {} } = value;
  return [
    { M: { ...M, more: { S: "x" } } },
    ...Object.keys(M).map((name) => {
      const { [name]: _gone, ...rest } = M;
      return { M: rest };
    }),
    ...Object.entries(M).flatMap(([name, one]) =>
      flips(one).map((other) => ({ M: { ...M, [name]: other } })),
    ),
  ];
}

async function expectFound(
  what: string,
  damage: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const connection = await copyOfYear();
  await damage(connection);
  const { intact } = await auditOf(connection);
  expect(intact, what).toBe(false);
}

/** Damages one table again and again and mends it in between: much quicker than a table each. */
async function expectEachFound(
  damaged: readonly (readonly [what: string, item: Item])[],
  seq?: number,
): Promise<void> {
  const connection = await copyOfYear();
  for (const [what, item] of damaged) {
    const whole = items.find(({ pk, sk }) => pk!.S === item["pk"]!.S && sk!.S === item["sk"]!.S)!;
    await put(connection, item);
    const found = await auditOf(connection);
    expect(found.intact, what).toBe(false);
    if (seq !== undefined) expect(found.brokenAt, what).toBe(seq);
    await put(connection, whole);
  }
  expect((await auditOf(connection)).intact).toBe(true);
}

describe("the chain of a year's acts", () => {
  test("is intact when nobody has touched it, and tells who did what and how much it moved", () => {
    expect(audit.intact).toBe(true);
    expect(audit.brokenAt).toBeNull();
    expect(audit.records.map(({ seq, actor, action }) => `${seq} ${actor}: ${action}`)).toEqual([
      "1 hanna: nyckel förberedd",
      "2 bo: nyckel fastställd",
      "3 hanna: rekvisitioner registrerade",
      "4 hanna: beslut förberett",
      "5 bo: beslut fattat",
      "6 arne: betalningsunderlag attesterat",
      "7 eva: utbetalt",
      "8 bo: ej rekvirerade medel omfördelade",
      "9 hanna: återrapporter registrerade",
    ]);
    expect(audit.records[1]!.total).toBe(30_500_000);
  });

  test("of a round that nobody has worked in is empty and intact", async () => {
    const connection = await database.connect({ table: "year" });
    expect(await auditOf(connection, "2022-kommun-3")).toEqual({ intact: true, brokenAt: null, records: [] });
  });
});

describe("damage in the table is found", () => {
  test("any value of any record flipped, removed or added", async () => {
    const cases = recordsOf().flatMap((item, i) => {
      const { pk, sk, moves, ...others } = item;
      // No list of postings and an empty one say the same.
      const content = moves!.L!.length === 0 ? others : { moves: moves!, ...others };
      return flips({ M: content }).map(
        ({ M }) =>
          [i + 1, `record ${i + 1}: ${canonical(M).slice(0, 300)}`, { ...M, pk: pk!, sk: sk! }] as const,
      );
    });
    expect(cases.length).toBeGreaterThan(300);
    console.log(`audit: ${cases.length} damaged records`);
    const connection = await copyOfYear();
    for (const [seq, what, item] of cases) {
      await put(connection, item);
      const found = await auditOf(connection).catch(() => ({ intact: false, brokenAt: seq }));
      expect([found.intact, found.brokenAt], what).toEqual([false, seq]);
      await put(connection, recordsOf()[seq - 1]!);
    }
    expect((await auditOf(connection)).intact).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("record %i deleted", async (seq) => {
    const connection = await copyOfYear();
    await remove(connection, recordsOf()[seq - 1]!);
    expect(await auditOf(connection)).toMatchObject({ intact: false, brokenAt: seq });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("record %i and the one after it swapped", async (seq) => {
    const [a, b] = [recordsOf()[seq - 1]!, recordsOf()[seq]!];
    for (const renumbered of [false, true]) {
      const connection = await copyOfYear();
      const asIn = (at: Item, content: Item): Item => ({
        ...content,
        pk: at["pk"]!,
        sk: at["sk"]!,
        ...(renumbered && { seq: at["seq"]! }),
      });
      await put(connection, asIn(a, b));
      await put(connection, asIn(b, a));
      expect(await auditOf(connection)).toMatchObject({ intact: false, brokenAt: seq });
    }
  });

  test.each([1, 5, 9, 10])("a record put in as number %i, those after it moved along", async (seq) => {
    const connection = await copyOfYear();
    const later = recordsOf().slice(seq - 1);
    const at = (n: number): AttributeValue => ({ S: `record#${String(n).padStart(8, "0")}` });
    for (const [i, item] of later.entries())
      await put(connection, { ...item, sk: at(seq + 1 + i), seq: { N: String(seq + 1 + i) } });
    await put(connection, { ...recordsOf()[Math.min(seq, 9) - 1]!, sk: at(seq), seq: { N: String(seq) } });
    expect((await auditOf(connection)).intact).toBe(false);
  });

  test.each([0, 1, 5, 8])("all records after number %i cut off", async (left) => {
    const connection = await copyOfYear();
    for (const item of recordsOf().slice(left)) await remove(connection, item);
    expect(await auditOf(connection)).toMatchObject({ intact: false, brokenAt: left + 1 });
  });

  test("the head put back to an earlier act, or its hash or number changed", async () => {
    const head = items.find(named("head"))!;
    await expectEachFound([
      ["hash", { ...head, hash: { S: genesis } }],
      ["seq", { ...head, seq: { N: "8" } }],
      ["both, as they were", { ...head, seq: { N: "8" }, hash: recordsOf()[7]!["hash"]! }],
    ]);
  });

  test("an act of another round put in its place", async () => {
    const connection = await copyOfYear();
    await fixedKey(office(connection.store), "2022-kommun-3");
    const other = (
      await connection.dynamo.send(new ScanCommand({ TableName: connection.table }))
    ).Items!.find(({ pk, sk }) => pk!.S === "chain#2022-kommun-3" && sk!.S === "record#00000001")!;
    await put(connection, { ...other, pk: { S: `chain#${round}` } });
    expect(await auditOf(connection)).toMatchObject({ intact: false, brokenAt: 1 });
  });

  test("any value of a decision or a payment order changed, one removed, one put in", async () => {
    const papers = [...items.filter(named("decision#")), ...items.filter(named("payment#"))];
    expect(papers.length).toBeGreaterThan(2);
    await expectEachFound(
      papers.flatMap(({ pk, sk, ...content }) =>
        flips({ M: content }).map(
          ({ M }) => [canonical(M).slice(0, 300), { ...M, pk: pk!, sk: sk! }] as const,
        ),
      ),
    );
    await expectFound("removed", (connection) => remove(connection, papers[0]!));
    const invented: Item = { ...papers[0]!, sk: { S: "decision#beslut-99" } };
    await expectFound("put in", (connection) => put(connection, invented));
  });

  test("the balances in use changed behind the service's back", async () => {
    const rows = items.filter(({ pk }) => pk!.S!.startsWith(`bal#${round}`));
    expect(rows.length).toBe(21);
    const head = items.find(named("head"))!;
    await expectEachFound([
      ...rows.map(
        (row) => ["a krona more", { ...row, h: { N: String(Number(row["h"]?.N ?? 0) + 1) } }] as const,
      ),
      ["pool", { ...head, pool: { N: String(Number(head["pool"]!.N) - 1) } }],
      ["budget", { ...head, budget: { N: "1" } }],
    ]);
    await expectFound("a balance removed", (connection) => remove(connection, rows[0]!));
  });
});

test("the numbers given to applicants have a chain of their own, and a changed record of it is found", async () => {
  const connection = await database.connect({ table: "numbered" });
  await granted(office(connection.store), [1000]);
  const whole = await auditOf(connection, "sokande");
  expect(whole).toMatchObject({ intact: true, records: [{ action: "sökande numrerade" }] });
  const all = (await connection.dynamo.send(new ScanCommand({ TableName: "numbered" }))).Items!;
  const record = all.find(({ pk, sk }) => pk!.S === "chain#sokande" && sk!.S!.startsWith("record#"))!;
  await put(connection, { ...record, details: { M: { numbered: { N: "99" } } } });
  expect(await auditOf(connection, "sokande")).toMatchObject({ intact: false, brokenAt: 1 });
});

describe("the postings of a staged run, which stand in items of their own", () => {
  test("flipped, deleted or put in another order are found", async () => {
    const connection = await database.connect({ table: "staged" });
    await fixedKey(office(connection.store), "2022-kommun-1");
    const all = (await connection.dynamo.send(new ScanCommand({ TableName: "staged" }))).Items!;
    const part = all.find(({ pk }) => pk!.S!.startsWith("postings#"))!;
    const moves = part["moves"]!.L!;
    const [first, second] = [moves[0]!, moves[1]!];
    const posting = first.L!;
    const damaged: readonly (readonly [string, AttributeValue[]])[] = [
      ["a krona more", [{ L: posting.with(3, { N: String(Number(posting[3]!.N) + 1) }) }, ...moves.slice(1)]],
      ["another recipient", [{ L: posting.with(0, { S: "municipality:9999" }) }, ...moves.slice(1)]],
      ["another day", [{ L: posting.with(4, { S: "2022-04-02" }) }, ...moves.slice(1)]],
      ["one gone", moves.slice(1)],
      ["one twice", [first, ...moves]],
      ["two swapped", [second, first, ...moves.slice(2)]],
    ];
    for (const [what, list] of damaged) {
      await put(connection, { ...part, moves: { L: list } });
      expect(await auditOf(connection, "2022-kommun-1"), what).toMatchObject({ intact: false, brokenAt: 2 });
      await expect(
        office(connection.store)("eva", "balances", { year: 2022, asOf: "2022-12-31" }),
        what,
      ).rejects.toThrow("not those of its audit record");
    }
    await remove(connection, part);
    expect(await auditOf(connection, "2022-kommun-1")).toMatchObject({ intact: false, brokenAt: 2 });
    await put(connection, part);
    expect((await auditOf(connection, "2022-kommun-1")).intact).toBe(true);
  });
});

describe("how content becomes a hash", () => {
  test("the order of members says nothing, everything else does", () => {
    expect(canonical({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
    expect(canonical({ a: undefined })).toBe("{}");
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical("1")).not.toBe(canonical(1));
  });

  test("SHA-256 of the empty text is the published one", () => {
    expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test("an empty chain ends where every chain begins", () => {
    expect(brokenAt([], { chain: round, seq: 0, hash: genesis })).toBeNull();
    expect(brokenAt([], { chain: round, seq: 1, hash: genesis })).toBe(1);
  });
});

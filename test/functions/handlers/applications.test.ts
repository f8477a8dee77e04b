import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  applicationFile2013,
  proposals2013,
  publishedList2013,
} from "../../../preview/sample/application-file.ts";
import type { RouteRequest } from "../../../shared/api.ts";
import type { Cell } from "../../../shared/cell.ts";
import type { Row } from "../../shared/application/example.ts";
import { type Connection, type Database, openDatabase } from "../fixture.ts";
import { ngoApplications, type Call, documentNamed, office } from "../office.ts";

const round = "2013-kommun";
const file = await applicationFile2013();
const now = "2013-04-02T10:00:00.000Z";

let database: Database;
let connection: Connection;
let call: Call;
const tables = { made: 0 };

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  tables.made += 1;
  connection = await database.connect({ table: `applications-${tables.made}` });
  call = office(connection.store);
});

const register = (name = "ansökningar", rows: readonly (readonly Cell[])[] = file.rows) =>
  call(
    "hanna",
    "registerApplications",
    {
      round,
      sheet: "Ansökningar",
      rows: rows.map((row) => [...row]),
      document: documentNamed(name, "2013-03-01"),
    },
    { now },
  );

/** Refused in words that say which number to use. */
function told(error: unknown): "told" {
  expect((error as Error).message).toMatch(/löpnummer \d+/);
  return "told";
}

const listed = async () => (await call("hanna", "applications", { round })).applications;

type Assessed = RouteRequest<"assessApplications">["assessments"][number];

/** What the sample proposes, with the versions that are there now. */
async function proposed(): Promise<Assessed[]> {
  const byName = new Map(proposals2013.map((one) => [one.name, one]));
  return (await listed()).map(({ code, name, version }) => {
    const { outcome, amount, grounds, rank } = byName.get(name)!;
    return {
      code,
      version,
      outcome,
      amount,
      grounds: [...grounds],
      rank,
      note: null,
      statement: null,
      inputs: null,
    };
  });
}

const assess = (assessments: Assessed[], person: "hanna" | "frida" = "hanna") =>
  call(person, "assessApplications", { round, assessments }, { now });

const refused = (code: string, detail: RegExp) => ({
  code,
  detail: expect.stringMatching(detail) as unknown,
});

describe("the 127 applications of 2013 (exempeldata)", () => {
  test("come in: all good, units numbered apart from their city, 42 joint, 135 000 000 kr asked for", async () => {
    expect(await register()).toMatchObject({ registered: 127, returned: 0, unidentified: 0 });
    const all = await listed();
    expect(all).toHaveLength(127);
    expect(all.filter(({ members }) => members.length > 0)).toHaveLength(42);
    expect(all.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(135_000_000);
    const nameOf = new Map(all.map(({ code, name }) => [code, name]));
    expect(nameOf.get("018002")).toBe("Stockholms stad, SDF Bromma");
    expect(nameOf.has("0180")).toBe(false);
    expect(nameOf.get("140001")).toBe("Sjuhärads Kommunalförbund");
    expect(all.filter(({ type }) => type === "unit")).toHaveLength(18);
  });

  test("checked before, they ask for as much, and again after: each says that it is registered", async () => {
    const input = { round, sheet: "Ansökningar", rows: file.rows.map((row) => [...row]) };
    expect(await call("hanna", "validateApplications", input, { now })).toMatchObject({
      applications: 127,
      asked: 135_000_000,
      problems: [],
    });
    await register();
    const { problems } = await call("hanna", "validateApplications", input, { now });
    expect(problems.map(({ rule }) => rule)).toEqual(Array(127).fill("ansokan-inte-registrerad"));
  });
});

describe("the published list pasted (county letter, name, kronor)", () => {
  test("is matched, numbered and summed; each is returned for the rest of an application", async () => {
    expect(await register("bilaga 2", publishedList2013)).toMatchObject({
      registered: 0,
      returned: 106,
      unidentified: 0,
    });
    const all = await listed();
    expect(all.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(53_687_000);
    expect(new Set(all.map(({ code }) => code)).size).toBe(106);
  });

  test("then completed by the applications: the numbers stay", async () => {
    await register("bilaga 2", publishedList2013);
    const before = new Map((await listed()).map(({ code, name }) => [name, code]));
    expect(await register()).toMatchObject({ registered: 127 });
    for (const { name, code } of await listed()) expect(before.get(name) ?? code).toBe(code);
  });
});

describe("what comes in with faults", () => {
  const [title, ...rows] = file.rows.slice(3);
  const with_ = (...changed: readonly (readonly Cell[])[]) => [title!, ...changed];

  test("a name that is nobody's is kept with its rows; a faulty one is returned; a second is not lost", async () => {
    const [, , first, third] = rows;
    const unknown = first!.map((cell, at) => (at === 1 ? "Storstad" : cell));
    const faulty = third!.map((cell, at) => (at === 4 ? "mycket" : cell));
    const answer = await register("brister", with_(unknown, faulty, first!, first!));
    expect(answer).toMatchObject({ registered: 1, returned: 1, unidentified: 2 });
    const kept = await connection.store.unidentified(2013, answer.document);
    expect(kept.map(({ row }) => row)).toEqual([2, 5]);
    expect((await listed()).find(({ state }) => state === "returned")!.faults).toEqual(["belopp-tal"]);
  });

  test("a faulty one never takes the place of a good one", async () => {
    await register();
    const late = rows[2]!.map((cell) => (cell === "2013-02-02" ? "2013-03-20" : cell));
    expect(await register("sen", with_(late))).toMatchObject({ registered: 0, returned: 0, unidentified: 0 });
    expect((await listed()).every(({ state }) => state === "submitted")).toBe(true);
  });
});

test.each([
  ["asked for came in with the first", true, "submitted", "2022-03-01"],
  ["that nobody asked for came in on its own day", false, "returned", "2022-11-10"],
])("a completed application %s", async (_, asked, state, received) => {
  const round = "2022-ideell";
  const at = { now: "2022-11-20T10:00:00.000Z" };
  const send = (name: string, day: string, row: Row) => {
    const document = documentNamed(name, day);
    return call("hanna", "registerApplications", { round, ...ngoApplications(row), document }, at);
  };
  const row = { applicant: "Kvinnojouren Exempel" };
  const { document } = await send("fel", "2022-03-01", { ...row, amount: 0 });
  if (asked) {
    const from = { document };
    const ask = { year: 2022, of: "requisition", from, answerBy: "2022-11-15" } as const;
    await call("hanna", "requestCompletion", ask, { now: "2022-10-20T10:00:00.000Z" });
  }
  await send("rätt", "2022-11-10", { ...row, received: "2022-11-10" });
  const { applications } = await call("hanna", "applications", { round });
  expect(applications).toMatchObject([{ state, received }]);
});

describe("assessed", () => {
  beforeEach(async () => {
    await register();
  });

  test("all at a time, and prepared: 106 granted, 21 rejected, 53 687 000 kr", async () => {
    await assess(await proposed());
    const { id, total, recipients } = await call("frida", "prepareApplications", { round }, { now });
    expect([total, recipients]).toEqual([53_687_000, 127]);
    const { lines, state } = await call("bo", "decision", { round, decision: id });
    expect(state).toBe("prepared");
    const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
    expect([count("granted") + count("part"), count("rejected")]).toEqual([106, 21]);
    expect(lines.find(({ name }) => name === "Stockholms stad, SDF Bromma")).toMatchObject({
      code: "018002",
      amount: 900_000,
    });
    const rejected = lines.filter(({ outcome }) => outcome === "rejected");
    expect(rejected.every(({ amount, grounds }) => amount === 0 && grounds.length > 0)).toBe(true);
    expect(rejected.flatMap(({ grounds }) => grounds)).toContainEqual(
      expect.stringContaining("prestationskraven"),
    );
    const { decisions } = await call("bo", "decisions", { round });
    expect(decisions).toMatchObject([{ id, kind: "applications", state: "prepared", total: 53_687_000 }]);
    expect(await call("hanna", "applications", { round })).toMatchObject({
      medel: 70_000_000,
      left: 70_000_000,
    });
  });

  test("by two at the same time: the second hears who was first", async () => {
    const [one] = await proposed();
    await assess([one!], "frida");
    await expect(assess([one!])).rejects.toMatchObject({
      code: "conflict",
      extra: { version: 2, changed: { by: "Frida, föredragande", at: now } },
    });
  });

  test("an assessment stays through a completion", async () => {
    const [one] = await proposed();
    await assess([one!]);
    await register("komplettering");
    const after = (await listed()).find(({ code }) => code === one!.code)!;
    expect(after).toMatchObject({ version: 3, assessment: { outcome: one!.outcome } });
  });

  test.each<[why: string, change: Partial<Assessed>, detail: RegExp]>([
    ["more than asked", { amount: 999_000_000 }, /högst/],
    ["a ground of another time", { grounds: ["forordning-2015-454"] }, /ingen sådan grund/],
    ["a formula", { note: "=1+1" }, /börjar/],
  ])("%s is not saved, nor anything with it", async (_, change, detail) => {
    const all = await proposed();
    const wrong = all.map((one, i) => (i === 1 ? { ...one, ...change } : one));
    await expect(assess(wrong)).rejects.toMatchObject(refused("rules-broken", detail));
    expect((await listed()).every(({ assessment }) => assessment === null)).toBe(true);
  });

  test.each<[why: string, change: (one: Assessed, at: number) => Partial<Assessed>, detail: RegExp]>([
    ["an outcome lacks", (_, at) => (at === 3 ? { outcome: null } : {}), /Välj utfall/],
    [
      "one in part has no ground",
      ({ outcome }) => (outcome === "part" ? { grounds: [] } : {}),
      /Välj minst en grund/,
    ],
    [
      "requirements are not met and nothing is said of it",
      ({ grounds, outcome }) =>
        outcome === "rejected" && grounds.includes("krav-ej-uppfyllda")
          ? { outcome: "granted", amount: 500_000, grounds: [] }
          : {},
      /prestationskrav/,
    ],
    [
      "more is proposed than there is",
      ({ outcome }) => (outcome === "part" ? { outcome: "granted", grounds: [], amount: null } : {}),
      /finns 70.000.000 kronor kvar/,
    ],
  ])("no decision is prepared when %s", async (why, change, detail) => {
    const asked = new Map((await listed()).map(({ code, amount }) => [code, amount]));
    const all = (await proposed()).map((one, at) => {
      const changed = { ...one, ...change(one, at) };
      return why.startsWith("more")
        ? { ...changed, amount: changed.amount ?? asked.get(one.code)! }
        : changed;
    });
    await assess(all);
    await expect(call("frida", "prepareApplications", { round }, { now })).rejects.toMatchObject(
      refused("rules-broken", detail),
    );
    expect((await call("bo", "decisions", { round })).decisions).toEqual([]);
  });

  test("some of them may be decided first", async () => {
    await assess(await proposed());
    const { recipients } = await call(
      "frida",
      "prepareApplications",
      { round, codes: ["0184", "018002"] },
      { now },
    );
    expect(recipients).toBe(2);
    const { applications } = await call("hanna", "applications", { round });
    const rest = await call("frida", "prepareApplications", { round }, { now });
    expect(rest.recipients).toBe(applications.length - 2);
    await expect(call("frida", "prepareApplications", { round }, { now })).rejects.toMatchObject(
      refused("wrong-state", new RegExp(`redan förberett: .*${rest.id}`)),
    );
  });

  test("what is decided is what the assessment says, and once", async () => {
    const act = { date: "2013-04-02", dnr: "1/2013", ground: "Förordning" };
    const decide = (decision: string) => call("bo", "decide", { round, decision, ...act }, { now });
    const prepare = async () =>
      (await call("frida", "prepareApplications", { round, codes: ["0184"] }, { now })).id;
    await assess(await proposed());
    const first = await prepare();
    const [row] = (await proposed()).filter(({ code }) => code === "0184");
    await assess([{ ...row!, outcome: "part", amount: 1000, grounds: ["oklar-koppling-budget"] }]);
    await expect(decide(first)).rejects.toMatchObject(refused("wrong-state", /stämmer inte längre/));

    const second = await prepare();
    await expect(prepare()).rejects.toMatchObject(
      refused("wrong-state", new RegExp(`redan förberett: ${second}`)),
    );
    await decide(second);
    await expect(prepare()).rejects.toMatchObject(refused("not-found", /0184/));
    expect(await call("hanna", "applications", { round })).toMatchObject({ left: 69_999_000, decided: 1000 });
  });
});

test("decided here, 2013 is counted once: a city's published year gives way to its units'", async () => {
  const of2013 = async () => {
    const { recipients, distinct } = await call("hanna", "participation", {});
    const granted = recipients.flatMap(({ years }) =>
      years.flatMap((one) => (one.year === 2013 ? [one.granted] : [])),
    );
    return {
      kronor: granted.reduce((sum, kronor) => sum + kronor, 0),
      stockholm: recipients.flatMap(({ code, granted: kronor, never }) =>
        code.startsWith("0180") ? [[code, kronor > 0, never]] : [],
      ),
      municipalities: distinct.find(({ kind }) => kind === "municipality")!,
    };
  };
  // What is published names one that is no municipality, Sjuhärads Kommunalförbund; Region Gotland is Gotland.
  expect(await of2013()).toMatchObject({
    kronor: 53_087_000,
    stockholm: [["0180", true, false]],
    municipalities: { granted: 89, of: 290 },
  });
  await register();
  await assess(await proposed());
  const { id } = await call("frida", "prepareApplications", { round }, { now });
  const act = { round, decision: id, date: "2013-04-02", dnr: "1/2013", ground: "Förordning" };
  await call("bo", "decide", act, { now });
  const after = await of2013();
  expect(after.kronor).toBe(53_687_000);
  expect(after.stockholm).toEqual([
    ["0180", false, false],
    ...Array.from({ length: 10 }, (_, i) => [`0180${String(i + 1).padStart(2, "0")}`, true, false]),
  ]);
  expect(after.municipalities).toMatchObject({ granted: 90, of: 291 });
});

test("applications are not decided before they came in, and the refusal says whose", async () => {
  await register();
  const assessments = await proposed();
  await call("hanna", "assessApplications", { round, assessments }, { now });
  const { id: decision } = await call("hanna", "prepareApplications", { round }, { now });
  const { applications } = await call("hanna", "applications", { round });
  const last = applications.toSorted((a, b) => (a.received < b.received ? -1 : 1)).at(-1)!;
  const act = { round, decision, dnr: "1", ground: "Förordningen" };
  await expect(call("bo", "decide", { ...act, date: "2013-01-20" })).rejects.toThrow(
    new RegExp(`Datumet 2013-01-20 ligger före dagen då ansökan från .+ kom in den ${last.received}\\.`),
  );
});

test("a round that is requisitioned takes no applications", async () => {
  await expect(call("hanna", "applications", { round: "2022-kommun-1" })).rejects.toMatchObject(
    refused("wrong-state", /rekvireras/),
  );
});

test("one application is read whole; one that is not there is said so", async () => {
  await register();
  expect(await call("rut", "application", { round, code: "0184" })).toMatchObject({
    name: "Solna",
    contact: expect.stringContaining("exempeldata") as unknown,
    payee: { kind: "bankgiro" },
  });
  await expect(call("rut", "application", { round, code: "0180" })).rejects.toMatchObject(
    refused("not-found", /0180/),
  );
});

describe("NGOs and their serial numbers", () => {
  const ngos = "2022-ideell";
  const apply = (name: string, ...rows: Row[]) =>
    call("hanna", "registerApplications", {
      round: ngos,
      ...ngoApplications(...rows),
      document: documentNamed(name, "2022-03-01"),
    });
  const grant = (code: string, name: string, orgnr: string | null = null, round = ngos) =>
    call("hanna", "registerGrants", {
      ...{ round, decidedBy: "Generaldirektören", date: `${round.slice(0, 4)}-04-01`, dnr: "4", ground: "G" },
      grants: [{ code, name, orgnr, amount: 1000 }],
    });
  const all = async () =>
    (await call("hanna", "applications", { round: ngos })).applications.map(
      ({ code, name, orgnr, amount, state }) => [code, name, orgnr, amount, state],
    );
  const [first, second] = ["802002-5162", "802002-9990"];
  const jouren = { applicant: "Kvinnojouren", amount: 50_000, budget: 50_000 };

  test("two of one name are two, and neither replaces the other", async () => {
    await apply("ett", { ...jouren, orgnr: first, county: "AB" });
    const again = { ...jouren, orgnr: second, county: "M", amount: 70_000, budget: 70_000 };
    const checked = await call("hanna", "validateApplications", { round: ngos, ...ngoApplications(again) });
    expect(checked.problems).toMatchObject([
      { cell: "C2", severity: "warning", text: expect.stringContaining(first) as unknown },
    ]);
    await apply("två", again);
    await apply("tre", { ...again, amount: 60_000, budget: 60_000 });
    expect(await all()).toEqual([
      ["1", "Kvinnojouren", first, 50_000, "submitted"],
      ["2", "Kvinnojouren", second, 60_000, "submitted"],
    ]);
  });

  test("one that was numbered by its name alone keeps its number, and another of the name gets its own", async () => {
    await apply("utan nummer", { ...jouren, orgnr: null });
    await apply("komplettering", { ...jouren, orgnr: first });
    await apply("en annan", { ...jouren, orgnr: second });
    expect((await all()).map(([code, , orgnr]) => [code, orgnr])).toEqual([
      ["1", first],
      ["2", second],
    ]);
  });

  test("a number from before organisation numbers were kept is its applicant's, and no other's", async () => {
    await apply("ett", { ...jouren, orgnr: first });
    const [head] = await connection.store.heads(["sokande"]);
    const rows = await connection.store.rows(head!, "applicants");
    const old = new Map(
      [...rows].map(([id, row]) => [id, { ...row, value: { ...row.value, key: "ngo:kvinnojouren" } }]),
    );
    const chain = {
      head: head!,
      next: {},
      action: "x",
      details: {},
      postings: [],
      rows: { applicants: old },
    };
    await connection.store.save({
      ...{ at: now, actor: "x", actorName: "x", chains: [chain], answer: null },
      idempotency: { id: "gammal", requestHash: "x" },
    });
    await apply("två", { ...jouren, orgnr: second });
    await apply("tre", { ...jouren, orgnr: first, amount: 60_000, budget: 60_000 });
    expect((await all()).map(([code, , orgnr, amount]) => [code, orgnr, amount])).toEqual([
      ["1", first, 60_000],
      ["2", second, 50_000],
    ]);
  });

  test("a member of two joint applications in two documents is told of, with the first", async () => {
    const { document } = await apply("ett", { ...jouren, orgnr: first, members: "Medlem" });
    const other = { ...jouren, applicant: "Jouren B", orgnr: second, members: "medlem" };
    const { problems } = await call("hanna", "validateApplications", {
      round: ngos,
      ...ngoApplications(other),
    });
    expect(problems).toMatchObject([{ cell: "D2", rule: "medsokande-i-en-ansokan", severity: "error" }]);
    expect(problems[0]!.text).toContain(`”Kvinnojouren” som kom in 2022-03-01 (${document})`);
    expect(await apply("två", other)).toMatchObject({ registered: 0, returned: 1 });
    // Replaced without the member, the first stands in nobody's way.
    await apply("ett, rättad", { ...jouren, orgnr: first, members: null });
    expect(await apply("två, igen", other)).toMatchObject({ registered: 1, returned: 0 });
  });

  test("an application with more text than is kept is registered and returned, and says where to shorten", async () => {
    const more = Array.from({ length: 40 }, () => ({ purpose: "o".repeat(2000), budget: 0 }));
    const blank = { applicant: null, orgnr: null, amount: null, accountKind: null, account: null };
    const rest = { contact: null, email: null, signatory: null, received: null, statement: null };
    const rows = [{ ...jouren, orgnr: first }, ...more.map((one) => ({ ...blank, ...rest, ...one }))];
    const { problems } = await call("hanna", "validateApplications", {
      round: ngos,
      ...ngoApplications(...rows),
    });
    expect(problems.filter(({ rule }) => rule === "verksamheterna-ryms")).toMatchObject([
      { row: 32, text: expect.stringMatching(/^Korta texterna/) as string },
    ]);
    expect(await apply("lång", ...rows)).toMatchObject({ registered: 0, returned: 1 });
  });

  test("are in one series, whether they came with applications or with grants of any year", async () => {
    await grant("1", "Förening Ett", null, "2021-ideell");
    await apply("ett", { ...jouren, orgnr: first });
    expect((await all()).map(([code]) => code)).toEqual(["2"]);
    await grant("1", "Förening Ett", second);
    await expect(grant("1", "Förening Två", null, "2020-ideell")).rejects.toThrow(
      /Löpnummer 1 \(Förening Två\) hör till Förening Ett/,
    );
    await expect(grant("1", "Förening Ett", first, "2020-ideell")).rejects.toThrow(/hör till Förening Ett/);
    await expect(grant("3", "Kvinnojouren", first)).rejects.toThrow(/har redan löpnummer 2. Använd det/);
    await expect(grant("2", "Kvinnojouren", first)).rejects.toThrow(/har en ansökan i .*Besluta om ansökan/);
    await grant("2", "Kvinnojouren", first, "2020-ideell");
  });

  describe("that two officers register at the same time get one number, whoever is first", () => {
    /** Each as an officer would do it, in a round of their own; Kvinnojouren has no number yet. */
    const ways: readonly (readonly [way: string, act: () => Promise<unknown>])[] = [
      ["an application", () => apply("en", { ...jouren, orgnr: first })],
      ["an application without organisation number", () => apply("två", { ...jouren, orgnr: null })],
      ["a grant numbered 5", () => grant("5", "Kvinnojouren", first, "2021-ideell")],
      ["a grant numbered 6", () => grant("6", "Kvinnojouren", first, "2020-ideell")],
      [
        "a grant numbered 7, without organisation number",
        () => grant("7", "kvinnojouren ", null, "2020-ideell"),
      ],
    ];
    const pairs = ways.flatMap(([one, act], i) =>
      ways.slice(i + 1).map(([other, also]) => [one, other, act, also] as const),
    );

    /** The numbers that an organisation has, of all that are numbered. */
    const numbers = async (): Promise<readonly string[]> => {
      const [head] = await connection.store.heads(["sokande"]);
      return [...(await connection.store.rows(head!, "applicants")).keys()];
    };

    test.each(pairs)("%s and %s", async (_one, _other, act, also) => {
      for (const [table, order] of [
        ["first", async () => [await act(), await also().catch(told)]],
        ["last", async () => [await also(), await act().catch(told)]],
        ["together", () => Promise.all([act().catch(told), also().catch(told)])],
      ] as const) {
        connection = await database.connect({ table: `at-once-${tables.made}-${table}` });
        call = office(connection.store);
        const came = await order();
        expect(await numbers(), table).toHaveLength(1);
        // Somebody is always done, and who is refused hears which number to use.
        expect(came.filter((one) => one !== "told").length, table).toBeGreaterThan(0);
      }
    });

    test("nor does one sheet of grants give one organisation two", async () => {
      const line = { name: "Kvinnojouren", orgnr: first, amount: 1000 };
      const grants = [
        { ...line, code: "5" },
        { ...line, code: "6" },
      ];
      const sent = { round: ngos, decidedBy: "GD", date: "2022-04-01", dnr: "4", ground: "G", grants };
      await expect(call("hanna", "registerGrants", sent)).rejects.toThrow(/har redan löpnummer 5/);
      expect(await numbers()).toEqual([]);
    });
  });
});

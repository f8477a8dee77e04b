import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import { ApiProblem, type ApiClient, createApiClient } from "../../addin/api-client.ts";
import {
  createCache,
  type Known,
  pauseAfterFailure,
  type Source,
} from "../../addin/custom-functions/cache.ts";
import type { Outcome } from "../../addin/custom-functions/outcome.ts";
import { registerCustomFunctions } from "../../addin/custom-functions/register.ts";
import { createValues, type FunctionParts, type Values } from "../../addin/custom-functions/values.ts";
import { customFunctions, type FunctionId } from "../../addin/manifest/functions.ts";
import { allHandlers } from "../../functions/handlers/index.ts";
import { register } from "../../functions/handlers/rounds.ts";
import { signed } from "../functions/auth/tokens.ts";
import { memoryStore, service } from "../functions/http/service.ts";

/** Lets everything that waits for an answer go on. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A source whose answers are given by hand. */
function byHand(key = "saldon"): Source<string> & {
  readonly loads: {
    readonly answer: (value: string) => void;
    readonly fail: (why: Error) => void;
    readonly signal: AbortSignal;
  }[];
} {
  const loads: ReturnType<typeof byHand>["loads"] = [];
  return {
    key,
    loads,
    load: (signal) =>
      new Promise((answer, fail) => {
        loads.push({ answer, fail, signal });
      }),
  };
}

const seen = (known: Known<string>): string =>
  known.state === "ready" ? known.value : `fel: ${String(known.error)}`;

describe("the cache", () => {
  const clock = { now: 0 };
  const start = () => {
    clock.now = 0;
    const cache = createCache(() => clock.now);
    const source = byHand();
    const shown: string[] = [];
    const watch = () => cache.watch(source, (known) => shown.push(seen(known)));
    return { cache, source, shown, watch };
  };

  test("311 cells are one load, and each is told", async () => {
    const { source, shown, watch } = start();
    for (let i = 0; i < 311; i++) watch();
    expect(source.loads).toHaveLength(1);
    source.loads[0]!.answer("100");
    await settled();
    expect(shown).toEqual(Array(311).fill("100"));
  });
  test("a cell that comes later is told at once, without a load", async () => {
    const { source, shown, watch } = start();
    watch();
    source.loads[0]!.answer("100");
    await settled();
    watch();
    expect(shown).toEqual(["100", "100"]);
    expect(source.loads).toHaveLength(1);
  });
  test("a refresh is one load, and pushes to every cell", async () => {
    const { cache, source, shown, watch } = start();
    watch();
    watch();
    source.loads[0]!.answer("100");
    await settled();
    const refreshed = cache.refresh();
    expect(shown).toHaveLength(2);
    source.loads[1]!.answer("200");
    expect(await refreshed).toEqual([]);
    expect(shown).toEqual(["100", "100", "200", "200"]);
  });
  test("a failed refresh keeps the values, and says what failed", async () => {
    const { cache, source, shown, watch } = start();
    watch();
    source.loads[0]!.answer("100");
    await settled();
    clock.now = 60_000;
    const refreshed = cache.refresh();
    const why = new Error("nere");
    source.loads[1]!.fail(why);
    expect(await refreshed).toEqual([why]);
    expect(shown).toEqual(["100"]);
    expect(cache.report()).toEqual({ oldest: 0, failure: why });
  });
  test("the answer of a load that a refresh overtook is never shown", async () => {
    const { cache, source, shown, watch } = start();
    watch();
    const refreshed = cache.refresh();
    source.loads[1]!.answer("ny");
    source.loads[0]!.answer("gammal");
    await refreshed;
    await settled();
    expect(source.loads[0]!.signal.aborted).toBe(true);
    expect(shown).toEqual(["ny"]);
  });
  test("a stopped cell is told nothing more; the others are", async () => {
    const { source, shown, watch } = start();
    const stop = watch();
    watch();
    stop();
    expect(source.loads[0]!.signal.aborted).toBe(false);
    source.loads[0]!.answer("100");
    await settled();
    expect(shown).toEqual(["100"]);
  });
  test("when the last cell stops, the load is given up, and a new cell begins a new one", async () => {
    const { source, shown, watch } = start();
    watch()();
    expect(source.loads[0]!.signal.aborted).toBe(true);
    watch();
    source.loads[0]!.answer("gammal");
    source.loads[1]!.answer("ny");
    await settled();
    expect(shown).toEqual(["ny"]);
  });
  test.each([
    ["at once", 0, 1],
    ["just before the pause is over", pauseAfterFailure - 1, 1],
    ["after the pause", pauseAfterFailure, 2],
  ])("after a failure a new cell %s makes no storm of requests", async (_, later, loads) => {
    const { source, shown, watch } = start();
    watch();
    source.loads[0]!.fail(new Error("nere"));
    await settled();
    clock.now = later;
    watch();
    watch();
    expect(source.loads).toHaveLength(loads);
    expect(shown.length).toBe(loads === 1 ? 3 : 1);
  });
  test("a refresh drops what nobody watches", async () => {
    const { cache, source, watch } = start();
    const stop = watch();
    source.loads[0]!.answer("100");
    await settled();
    stop();
    await cache.refresh();
    expect(source.loads).toHaveLength(1);
    watch();
    expect(source.loads).toHaveLength(2);
  });
  test("nothing is left of what another person saw", async () => {
    const { cache, source, shown, watch } = start();
    const stop = watch();
    source.loads[0]!.answer("100");
    await settled();
    stop();
    cache.forget();
    watch();
    expect(shown).toEqual(["100"]);
    expect(source.loads).toHaveLength(2);
  });
});

const accounts = (of: Partial<Record<string, number[]>>): RouteOutput<"balances">["accounts"] => ({
  allotted: [0, 0, 0, 0, 0],
  payable: [0, 0, 0, 0, 0],
  held: [0, 0, 0, 0, 0],
  consumed: [0, 0, 0, 0, 0],
  carriedOver: [0, 0, 0, 0, 0],
  repayable: [0, 0, 0, 0, 0],
  repaid: [0, 0, 0, 0, 0],
  ...of,
});

const balances = (year: number): RouteOutput<"balances"> => ({
  year,
  asOf: `${year}-12-31`,
  imported: [],
  roundIds: [`${year}-kommun-1`],
  rounds: [0, 0, 0, 0, 0],
  recipients: ["municipality:0180", "municipality:0980", "region:09", "region:07", "ngo:7"],
  names: ["Stockholm", "Gotland", "Gotland", "Kronoberg", "Kvinnojouren Norr"],
  accounts: accounts({
    held: [250, 10, 20, 30, 40].map((kronor) => kronor + year - 2022),
    consumed: [750, 0, 0, 0, 0],
  }),
  totals: [],
});

const allotment = (code: string, name: string, amount: number) => ({
  code,
  name,
  population: 1000,
  base: 100,
  share: amount - 100,
  amount,
  explanation: `så blev det ${amount}`,
});
const states: Record<string, "none" | "preliminary" | "fixed"> = {};
const allotments: Record<string, ReturnType<typeof allotment>[]> = {
  "kommun-1": [allotment("0180", "Stockholm", 500), allotment("0980", "Gotland", 300)],
  "kommun-2": [allotment("0180", "Stockholm", 200), allotment("0980", "Gotland", 100)],
  region: [allotment("09", "Gotland", 900)],
};

/** What the service says; a function of the request, so that a test may take it down or change the figures. */
const said = {
  asked: [] as string[],
  down: null as ApiProblem | null,
  more: 0,
};

const answers: {
  readonly [N in "me" | "balances" | "status" | "allocation"]: (request: RouteRequest<N>) => unknown;
} = {
  me: () => ({ id: "1", name: "Anna Lind", roles: ["handlaggare"] }),
  balances: ({ year }) => {
    const answer = balances(Number(year));
    return {
      ...answer,
      accounts: { ...answer.accounts, held: answer.accounts.held.map((kr) => kr + said.more) },
    };
  },
  status: ({ year }) => ({
    year,
    rounds: Object.entries(states).map(([id, key]) => ({
      id,
      name: `Omgång ${id}`,
      kind: id.startsWith("region") ? "region" : "municipality",
      key,
    })),
    documents: [],
  }),
  allocation: ({ round }) => ({ round, state: states[round], allotments: allotments[round] }),
};

const client: ApiClient = {
  call: async (name, request) => {
    said.asked.push(name);
    await settled();
    if (said.down !== null) throw said.down;
    const answer = answers[name as keyof typeof answers] as (request: object) => unknown;
    return answer(request) as never;
  },
};

const who = { signedIn: true, year: 2022, time: new Date("2026-11-22T13:32:00Z") };
const parts: FunctionParts = {
  client,
  now: () => who.time,
  signedIn: () => who.signedIn,
  year: () => who.year,
};

beforeEach(() => {
  Object.assign(who, { signedIn: true, year: 2022, time: new Date("2026-11-22T13:32:00Z") });
  Object.assign(said, { asked: [], down: null, more: 0 });
  Object.assign(states, { "kommun-1": "fixed", "kommun-2": "fixed", region: "fixed", ideell: "none" });
});

const cellText = (outcome: Outcome | undefined): unknown =>
  outcome === undefined ? "…" : outcome.ok ? outcome.value : `${outcome.code} ${outcome.text}`;

interface Shown {
  readonly shown: Outcome[];
  readonly now: () => unknown;
  readonly stop: () => void;
}

function put(values: Values, id: FunctionId, ...args: unknown[]): Shown {
  const shown: Outcome[] = [];
  const stop = values.functions[id](args, (outcome) => shown.push(outcome));
  return { shown, now: () => cellText(shown.at(-1)), stop };
}

/** What a single cell comes to show. */
async function cell(id: FunctionId, ...args: unknown[]): Promise<unknown> {
  const { now } = put(createValues(parts), id, ...args);
  await settled();
  await settled();
  await settled();
  return now();
}

describe("UM.SALDO", () => {
  test.each([
    ["code as text", ["0180", 2022], 250],
    ["code as the number that Excel made of it", [180, 2022], 250],
    ["year as text", ["0180", "2022"], 250],
    ["the pane's year when none is given", ["0180", null], 250],
    ["a name, however it is written", ["  stockholm ", 2022], 250],
    ["a post by its heading", ["0180", 2022, "Förbrukat"], 750],
    ["a post in small letters", ["0180", 2022, "utbetalt"], 1000],
    ["a post left empty", ["0180", 2022, ""], 250],
    ["another year", ["0180", 2023], 251],
    ["region by its two digits", ["09", 2022], 20],
    ["organisation by its number as text", ["7", 2022], 40],
    ["a zero that is really zero", ["09", 2022, "Förbrukat"], 0],
  ])("%s", async (_, args, kronor) => {
    expect(await cell("SALDO", ...args)).toBe(kronor);
  });
  test.each([
    ["nobody", [null, 2022], /^#VALUE! Ange mottagaren: kommunkod, regionkod eller namn\.$/],
    [
      "a code that nobody has",
      ["0181", 2022],
      /^#VALUE! Ingen mottagare med kod eller namn "0181" finns det året\.$/,
    ],
    [
      "a number that fits two",
      [7, 2022],
      /"07" \(region Kronoberg\) eller "7" \(ideell organisation Kvinnojouren Norr\)/,
    ],
    ["a name that two have", ["Gotland", 2022], /"0980" \(kommun Gotland\) eller "09" \(region Gotland\)/],
    ["a range", [[["0180"]], 2022], /^#VALUE! Ange en mottagare per cell/],
    ["a year that is none", ["0180", "i år"], /^#VALUE! Ange bidragsåret med fyra siffror/],
    ["half a year", ["0180", 2022.5], /^#VALUE! Ange bidragsåret/],
    [
      "a post that is none",
      ["0180", 2022, "Pengar"],
      /^#VALUE! Ange posten som en av: Tilldelat, .*Ej återrapporterat\.$/,
    ],
    ["a post that is a number", ["0180", 2022, 3], /^#VALUE! Ange posten/],
  ])("%s is refused in words", async (_, args, text) => {
    expect(await cell("SALDO", ...args)).toMatch(text);
  });
});

describe("UM.SALDON", () => {
  test("is the table Saldo with its headings", async () => {
    const rows = (await cell("SALDON", 2022)) as unknown[][];
    expect(rows[0]!.slice(0, 4)).toEqual(["Mottagartyp", "Kod", "Mottagare", "Tilldelat"]);
    expect(rows).toHaveLength(6);
    expect(rows[1]!.slice(0, 4)).toEqual(["kommun", "0180", "Stockholm", 1000]);
    expect(rows[1]![rows[0]!.indexOf("Kontroll")]).toBe("Återrapport saknas");
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
  });
});

describe("UM.FÖRDELNING and UM.FÖRKLARA", () => {
  test("the fixed keys of the year, summed", async () => {
    expect(await cell("FORDELNING", "0180", 2022)).toBe(700);
    expect(await cell("FORDELNING", 9, 2022)).toBe(900);
  });
  test("Gotland is a municipality and a region: the name alone does not do", async () => {
    expect(await cell("FORDELNING", "Gotland", 2022)).toMatch(/"0980".*"09"/);
  });
  test("a key that is only preliminary gives no number", async () => {
    states["kommun-2"] = "preliminary";
    expect(await cell("FORDELNING", "0180", 2022)).toMatch(
      /^#N\/A Nyckeln för Omgång kommun-2 är preliminär/,
    );
    expect(await cell("FORDELNING", "09", 2022)).toBe(900);
  });
  test("no key yet", async () => {
    for (const id of Object.keys(states)) states[id] = "none";
    expect(await cell("FORDELNING", "0180", 2022)).toMatch(/^#N\/A Ingen nyckel är förberedd/);
  });
  test("a row per round, its state, its parts, and the sum", async () => {
    states["kommun-2"] = "preliminary";
    expect(await cell("FORKLARA", "0180", 2022)).toEqual([
      ["Omgång", "Nyckel", "Grundbelopp", "Befolkningsdel", "Belopp", "Så räknas det"],
      ["Omgång kommun-1", "Fastställd", 100, 400, 500, "så blev det 500"],
      ["Omgång kommun-2", "Preliminär", 100, 100, 200, "så blev det 200"],
      ["Summa", "", "", "", 700, ""],
    ]);
  });
});

describe("UM.NYCKEL", () => {
  test.each([
    ["shares sum to the funds", [[[1], [1], [1]], 100, 0, null], [[34], [33], [33]]],
    ["base amount at or below the limit", [[[10], [11]], 100, 50, 10], [[74], [26]]],
    ["everyone gets the base amount without a limit", [[[10], [30]], 100, 10, null], [[30], [70]]],
    ["empty cells stay empty", [[[10], [""], [10]], 100, 0, null], [[50], [""], [50]]],
    ["a row gives a row", [[[10, 10]], 100, 0, null], [[50, 50]]],
    ["a single cell", [25, 100, 0, null], [[100]]],
  ])("%s", async (_, args, amounts) => {
    expect(await cell("NYCKEL", ...args)).toEqual(amounts);
  });
  test.each([
    [
      "text among the populations",
      [[[10], ["tolv"]], 100, 0, null],
      /^#VALUE! Rad 2 i befolkningen: fyll i ett helt antal/,
    ],
    ["half an inhabitant", [[[10, 1.5]], 100, 0, null], /^#VALUE! Rad 1, kolumn 2 i befolkningen/],
    [
      "funds that do not cover the base amounts",
      [[[10], [10]], 100, 60, null],
      /räcker inte till grundbeloppen/,
    ],
    ["öre", [[[10]], 100.5, 0, null], /hela kronor/],
    ["a limit in words", [[[10]], 100, 0, "många"], /invånargränsen/],
    ["nothing at all", [[[""]], 100, 0, null], /minst en mottagare/],
  ])("%s is refused in words", async (_, args, text) => {
    expect(await cell("NYCKEL", ...args)).toMatch(text);
  });
  test("needs neither sign-in nor service", async () => {
    who.signedIn = false;
    expect(await cell("NYCKEL", [[1], [3]], 400, 0, null)).toEqual([[100], [300]]);
    expect(said.asked).toEqual([]);
  });
});

describe("requests", () => {
  test("all of Sweden in cells is one request, and one more at refresh, whatever is asked of it", async () => {
    const values = createValues(parts);
    const cells = Array.from({ length: 311 }, (_, i) =>
      put(values, "SALDO", i % 2 ? "0180" : 180, 2022, i % 3 ? null : "Förbrukat"),
    );
    put(values, "SALDON", 2022);
    await settled();
    await settled();
    expect(said.asked).toEqual(["balances"]);
    expect(cells[1]!.now()).toBe(250);
    said.more = 5;
    expect(await values.refresh()).toEqual([]);
    expect(said.asked).toEqual(["balances", "balances"]);
    expect(cells[1]!.shown.map(cellText)).toEqual([250, 255]);
  });
  test("every allotment of a year is one request for the rounds and one per round with a key", async () => {
    const values = createValues(parts);
    for (let i = 0; i < 311; i++) put(values, "FORDELNING", "0180", 2022);
    put(values, "FORKLARA", "0180", 2022);
    for (let i = 0; i < 3; i++) await settled();
    expect(said.asked).toEqual(["status", "allocation", "allocation", "allocation"]);
  });
  test("a cell that Excel has cancelled is shown nothing more", async () => {
    const values = createValues(parts);
    const stopped = put(values, "SALDO", "0180", 2022);
    stopped.stop();
    put(values, "SALDO", "0180", 2022);
    await settled();
    await values.refresh();
    expect(stopped.shown).toEqual([]);
  });
});

describe("never 0 for a failure", () => {
  const problem = (status: number, detail: string) =>
    new ApiProblem(status, status === 401 ? "not-signed-in" : "busy", "Tjänsten är upptagen", detail);
  const online: readonly FunctionId[] = ["SALDO", "SALDON", "FORDELNING", "FORKLARA"];
  const args = (id: FunctionId) => (id === "SALDON" ? [2022] : id === "SALDO" ? ["0180"] : ["0180", 2022]);

  test.each(online)("%s, signed out: where to sign in, and no request", async (id) => {
    who.signedIn = false;
    expect(await cell(id, ...args(id))).toBe("#N/A Logga in i panelen");
    expect(said.asked).toEqual([]);
  });
  test.each(online)("%s, the sign-in has expired", async (id) => {
    said.down = problem(401, "Inloggningen har gått ut.");
    expect(await cell(id, ...args(id))).toBe("#N/A Logga in i panelen");
  });
  test.each(online)("%s, the service is busy: its own words", async (id) => {
    said.down = problem(503, "Vänta några sekunder och försök igen.");
    expect(await cell(id, ...args(id))).toBe(
      "#VALUE! Tjänsten är upptagen. Vänta några sekunder och försök igen.",
    );
  });
  test("a failed refresh keeps what the cell shows, and tells the caller", async () => {
    const values = createValues(parts);
    const saldo = put(values, "SALDO", "0180", 2022);
    await settled();
    await settled();
    said.down = problem(503, "Vänta.");
    expect(await values.refresh()).toEqual([said.down]);
    expect(saldo.shown.map(cellText)).toEqual([250]);
  });
});

describe("sign-in, sign-out and change of year", () => {
  test("cells fill when somebody signs in, with one request", async () => {
    who.signedIn = false;
    const values = createValues(parts);
    const cells = Array.from({ length: 20 }, () => put(values, "SALDO", "0180"));
    who.signedIn = true;
    await values.refresh();
    expect(new Set(cells.map(({ now }) => now()))).toEqual(new Set([250]));
    expect(said.asked).toEqual(["balances"]);
  });
  test("cells empty when nobody is signed in, and the next person's figures are fetched anew", async () => {
    const values = createValues(parts);
    const saldo = put(values, "SALDO", "0180");
    await settled();
    who.signedIn = false;
    values.signOut();
    said.more = 1;
    who.signedIn = true;
    await values.refresh();
    expect(saldo.shown.map(cellText)).toEqual([250, "#N/A Logga in i panelen", 251]);
  });
  test("a formula without a year follows the pane; one with a year stays", async () => {
    const values = createValues(parts);
    const [follows, stays] = [put(values, "SALDO", "0180"), put(values, "SALDO", "0180", 2022)];
    await settled();
    who.year = 2023;
    await values.refresh();
    expect([follows.now(), stays.now()]).toEqual([251, 250]);
    expect(said.asked).toEqual(["balances", "balances", "balances"]);
  });
});

describe("UM.STATUS", () => {
  test("signed out", async () => {
    who.signedIn = false;
    expect(await cell("STATUS")).toBe("Inte inloggad. Logga in i panelen.");
  });
  test("who, and how old the values are, in Swedish time", async () => {
    expect(await cell("STATUS")).toBe("Inloggad som Anna Lind. Värdena hämtades 22 november kl. 14:32.");
  });
  test("follows a refresh, and says when one fails and how old the values then are", async () => {
    const values = createValues(parts);
    put(values, "SALDO", "0180");
    const status = put(values, "STATUS");
    await settled();
    await settled();
    who.time = new Date("2026-11-22T15:00:00Z");
    await values.refresh();
    expect(status.now()).toBe("Inloggad som Anna Lind. Värdena hämtades 22 november kl. 16:00.");
    said.down = new ApiProblem(0, "offline", "Ingen kontakt med Fördela", "Försök igen.");
    await values.refresh();
    expect(status.now()).toBe(
      "Inloggad som Anna Lind. Värdena hämtades 22 november kl. 16:00. " +
        "Senaste hämtningen misslyckades: Ingen kontakt med Fördela. Försök igen.",
    );
  });
});

describe("in Excel's runtime", () => {
  class ErrorOfExcel extends Error {
    readonly code: string;
    constructor(code: string, text?: string) {
      super(text);
      this.code = code;
    }
  }
  const associated = new Map<string, (...args: unknown[]) => unknown>();
  const runtime = {
    associate: (id: string, run: (...args: unknown[]) => unknown) => associated.set(id, run),
    Error: ErrorOfExcel,
    ErrorCode: { notAvailable: "#N/A", invalidValue: "#VALUE!" },
  };
  beforeAll(() => Object.assign(globalThis, { CustomFunctions: runtime }));
  afterAll(() => Reflect.deleteProperty(globalThis, "CustomFunctions"));
  afterEach(() => {
    associated.clear();
  });

  test("every function of the table is known before anything is awaited", () => {
    registerCustomFunctions(parts);
    expect([...associated.keys()]).toEqual(customFunctions.map(({ id }) => id));
  });
  test("a streaming function sets its results, and stops when Excel cancels it", async () => {
    const values = registerCustomFunctions(parts);
    const results: unknown[] = [];
    const invocation = { setResult: (value: unknown) => results.push(value), onCanceled: () => undefined };
    expect(associated.get("SALDO")!("0180", null, null, invocation)).toBeUndefined();
    await settled();
    await settled();
    await values.refresh();
    invocation.onCanceled();
    await values.refresh();
    expect(results).toEqual([250, 250]);
  });
  test("an error is Excel's own, with its text", () => {
    who.signedIn = false;
    registerCustomFunctions(parts);
    const results: unknown[] = [];
    associated.get("SALDON")!(2022, { setResult: (value: unknown) => results.push(value) });
    expect(results).toEqual([expect.objectContaining({ code: "#N/A", message: "Logga in i panelen" })]);
    expect(results[0]).toBeInstanceOf(ErrorOfExcel);
  });
  test("a function that knows its answer returns it, or throws Excel's error", () => {
    registerCustomFunctions(parts);
    const nyckel = associated.get("NYCKEL")!;
    expect(nyckel([[1], [1]], 100, 0, null, {})).toEqual([[50], [50]]);
    expect(() => nyckel([["x"]], 100, 0, null, {})).toThrow(/Rad 1 i befolkningen/);
  });
});

describe("against the real service", () => {
  test("a fixed key of the regions: every amount in a cell, together the round's money, in three requests", async () => {
    const { app, send } = service(allHandlers, await memoryStore());
    const prepared = await send("POST", "/v1/rounds/2022-region/allocation", { key: "forbered-1", body: {} });
    const { id: decision, total } = (await prepared.json()) as { id: string; total: number };
    const act = { decision, date: "2026-03-01", dnr: "1-2026", ground: "Beslut" };
    const other = { roles: ["beslutsfattare"], oid: "person-2", key: "faststall-1" };
    await send("POST", "/v1/rounds/2022-region/allocation/fix", { ...other, body: act });

    const asked: string[] = [];
    const real = createApiClient({
      baseUrl: "https://api.example.se",
      token: () => signed(),
      sleep: () => Promise.resolve(),
      fetch: async (url, init) => {
        asked.push(new URL(url).pathname);
        return await app.request(url.replace("https://api.example.se", ""), init);
      },
    });
    const values = createValues({ ...parts, client: real });
    const regions = register.list("region");
    const byKey = regions.map(({ code }) => put(values, "FORDELNING", code, 2022));
    const allotted = regions.map(({ code }) => put(values, "SALDO", Number(code), 2022, "Tilldelat"));
    await vi.waitFor(() => {
      expect([...byKey, ...allotted].every(({ shown }) => shown.length > 0)).toBe(true);
    });
    const sum = (cells: readonly Shown[]) => cells.reduce((kr, { now }) => kr + Number(now()), 0);
    expect(total).toBe(30_500_000);
    expect([sum(byKey), sum(allotted)]).toEqual([total, total]);
    expect(asked.sort()).toEqual([
      "/v1/rounds/2022-region/allocation",
      "/v1/years/2022",
      "/v1/years/2022/balances",
    ]);
    const [, row] = put(values, "FORKLARA", regions[0]!.code, 2022).now() as unknown[][];
    expect(row!.slice(0, 2)).toEqual(["Regioner 2022", "Fastställd"]);
    expect(row![5]).toMatch(/^grundbelopp 1.000.000 \+ /);
  });
});

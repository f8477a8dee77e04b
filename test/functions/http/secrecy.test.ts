import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { api, roles, type RouteName } from "../../../shared/api.ts";
import { refusals, Refusal, type RefusalCode } from "../../../shared/errors.ts";
import { standardLimits } from "../../../functions/app.ts";
import type { Handlers } from "../../../functions/context.ts";
import { allHandlers } from "../../../functions/handlers/index.ts";
import { createLog } from "../../../functions/log.ts";
import type { Store } from "../../../functions/store/model.ts";
import { forged, signed, unsigned } from "../auth/tokens.ts";
import { memoryStore, service } from "./service.ts";

/** Planted wherever a caller or a case can put text; none of it may ever come out in a log. */
const canary = "KANARIE-19121212-1212";
const names = Object.keys(api) as RouteName[];
const written: string[] = [];
const log = createLog("production", (line) => written.push(line));
let store: Store;

beforeAll(async () => {
  store = await memoryStore();
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((line) => written.push(String(line)) > 0);
  for (const way of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, way).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
});
afterAll(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  written.length = 0;
});

/** One line was logged per request, and nothing planted is in it: neither as it is, nor encoded, nor the token. */
function nothingLeaked(requests: number, ...tokens: string[]): void {
  const said = written.join("");
  expect(written).toHaveLength(requests);
  const parts = tokens.flatMap((token) => token.split(".")).filter((part) => part.length > 3);
  for (const secret of [canary, "KANARIE", "19121212", Buffer.from(canary).toString("base64"), ...parts])
    expect(said).not.toContain(secret);
}

const person = { name: canary, oid: canary, roles: [...roles, canary] };
const planted = {
  round: canary,
  year: canary,
  source: canary,
  ground: canary,
  dnr: canary,
  date: canary,
  decision: canary,
  key: { baseAmount: canary },
  sheet: "Blad1",
  rows: [[canary, 1], [canary]],
  grants: [{ code: canary, name: canary, orgnr: canary, amount: 1 }],
  expected: { [canary]: canary },
  [canary]: canary,
};

describe("through every route, with secrets in path, query, body, key, name and token", () => {
  const subject = () => service(allHandlers, store, { log });

  test.each(names)("%s", async (name) => {
    const { method, path } = api[name];
    const token = await signed(person);
    const send = (to: string) =>
      subject().send(method, `${to}?date=${canary}&asOf=${canary}&${canary}=1`, {
        token,
        key: `${canary}-${name}`,
        headers: { "x-request-id": canary, "user-agent": canary, cookie: canary, traceparent: canary },
        ...(method === "POST" ? { body: planted } : {}),
      });
    // Once refused at the door of the contract, once as far in as the handler gets.
    await send(path.replaceAll(/\{\w+\}/g, encodeURIComponent(canary)));
    await send(
      path
        .replace("{year}", "2022")
        .replace("{round}", "r3-2022")
        .replaceAll(/\{\w+\}/g, canary),
    );
    nothingLeaked(2, token);
  });

  test("a validation that finds faults in secret cells", async () => {
    const token = await signed(person);
    const body = {
      sheet: "Blad1",
      firstRow: 1,
      rows: [
        ["Kommun", canary],
        [canary, canary],
        ["Ale", canary],
      ],
    };
    const response = await subject().send("POST", "/v1/years/2022/requisitions/validate", { token, body });
    expect(response.status).toBe(200);
    nothingLeaked(1, token);
  });
});

describe("through every refusal", () => {
  test.each(Object.keys(refusals) as RefusalCode[])("%s", async (code) => {
    const me = () => Promise.reject(new Refusal(code, canary, { what: canary, [canary]: 1 }));
    const response = await service({ me }, store, { log }).send("GET", "/v1/me");
    expect(await response.text()).toContain(canary);
    nothingLeaked(1);
  });
});

describe("through every other error", () => {
  const withName = Object.assign(new Error(canary), { name: canary, code: canary });
  const changed = new Error(`${canary} first`);
  changed.message = "changed afterwards";
  const odd: readonly [string, unknown][] = [
    ["an error with a secret message", new TypeError(canary)],
    ["and a secret name and code", withName],
    ["and a secret cause", new Error("x", { cause: new Error(canary) })],
    ["a message over several lines", new Error(`${canary}\n${canary}\n`)],
    ["a message that looks like a stack", new Error(`x\n    at ${canary} (${canary}.ts:1:1)\n    at y`)],
    ["a message changed after the stack was taken", changed],
    ["a thrown text", canary],
    ["a thrown object", { [canary]: canary, message: canary }],
    ["a throttled database", Object.assign(new Error(canary), { name: "ThrottlingException" })],
    ["a full disk", Object.assign(new Error(canary), { code: "ENOSPC", path: canary })],
  ];

  test.each(odd)("%s", async (_, error) => {
    const me = () => {
      throw error;
    };
    const response = await service({ me }, store, { log }).send("GET", "/v1/me");
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await response.text()).not.toContain("KANARIE");
    nothingLeaked(1);
  });

  test("an answer outside the contract, with secrets as values and as keys", async () => {
    const handlers = {
      me: () => Promise.resolve({ id: canary, name: { [canary]: canary }, roles: [canary] }),
      balances: () => Promise.resolve({ accounts: { [canary]: [canary] }, totals: [{ [canary]: canary }] }),
    } as unknown as Partial<Handlers>;
    const subject = service(handlers, store, { log });
    expect((await subject.send("GET", "/v1/me")).status).toBe(500);
    expect((await subject.send("GET", "/v1/years/2022/balances")).status).toBe(500);
    nothingLeaked(2);
  });
});

test("through every way of not being let in", async () => {
  const subject = service(allHandlers, store, { log });
  const tokens = [
    await forged(person),
    unsigned(person),
    await signed({ ...person, aud: canary }),
    await signed({ ...person, iss: canary }),
    await signed({ ...person, exp: 1 }),
    await signed({ ...person, roles: [canary] }),
    canary,
  ];
  for (const token of tokens) await subject.send("GET", "/v1/me", { token });
  await subject.send("GET", "/v1/me", { token: null, headers: { authorization: `Basic ${canary}` } });
  nothingLeaked(tokens.length + 1, ...tokens);
});

test("through every request that cannot be read", async () => {
  const subject = service(allHandlers, store, { log });
  const path = "/v1/years/2022/requisitions/validate";
  await subject.send("POST", path, { body: `{"${canary}": ` });
  await subject.send("POST", path, { body: canary.padEnd(standardLimits.bodyBytes + 1, canary) });
  await subject.send("POST", "/v1/populations", { roles: ["administrator"], key: `${canary}\t` });
  await subject.send("GET", `/${canary}/${canary}?${canary}`);
  await subject.send("DELETE", `/v1/rounds/${canary}/payments`);
  nothingLeaked(5);
});

import { describe, expect, test } from "vitest";
import { api } from "../../shared/api.ts";
import { ApiProblem, createApiClient, type ApiClient } from "../../addin/api-client.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Handlers } from "../../functions/context.ts";
import { referenceHandlers } from "../../functions/handlers/reference.ts";
import { register } from "../../functions/handlers/rounds.ts";
import { signed } from "../functions/auth/tokens.ts";
import { memoryStore, service } from "../functions/http/service.ts";

const store = await memoryStore();

/** What stands between client and service on one attempt: nothing, a lost request, a lost answer, or another answer. */
type Weather = "clear" | "request lost" | "answer lost" | Response;

interface Ride {
  readonly client: ApiClient;
  readonly asked: { url: string; init: RequestInit }[];
  readonly slept: number[];
}

/** The client against the real API, over a network whose weather is told per attempt; clear when not told. */
function ride(
  handlers: Partial<Handlers>,
  weather: readonly Weather[] = [],
  roles = ["administrator"],
): Ride {
  const { app } = service(handlers, store);
  const asked: Ride["asked"] = [];
  const slept: number[] = [];
  const client = createApiClient({
    baseUrl: "https://api.example.se",
    token: () => signed({ roles }),
    sleep: (milliseconds, signal) => {
      slept.push(milliseconds);
      return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
    fetch: async (url, init) => {
      asked.push({ url, init });
      const now = weather[asked.length - 1] ?? "clear";
      if (now === "request lost") throw new TypeError("Failed to fetch");
      if (now instanceof Response) return now;
      const response = await app.request(url.replace("https://api.example.se", ""), init);
      if (now === "answer lost") throw new TypeError("Failed to fetch");
      return response;
    },
  });
  return { client, asked, slept };
}

const population = {
  date: "2033-12-31",
  source: "SCB",
  sheet: "Folkmängd",
  columns: { code: "A", inhabitants: "B" },
  rows: register.list("municipality").map(({ code }, i) => ({ row: i + 2, code, inhabitants: 1000 + i })),
};

async function problemOf(promise: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await promise.then(
    () => expect.fail("was answered"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

describe("a call goes where the contract says", () => {
  test("a GET without input", async () => {
    const { client, asked } = ride(referenceHandlers);
    expect(await client.call("me", {})).toEqual({
      id: "person-1",
      name: "Exempel Person",
      roles: ["administrator"],
    });
    expect(asked[0]).toMatchObject({ url: "https://api.example.se/v1/me", init: { method: "GET" } });
    expect(asked[0]!.init).not.toHaveProperty("body");
  });

  test("a GET with a query", async () => {
    const { client, asked } = ride(referenceHandlers);
    expect((await client.call("register", { date: "2021-12-31" })).date).toBe("2021-12-31");
    expect(asked[0]!.url).toBe("https://api.example.se/v1/register?date=2021-12-31");
  });

  test("path parameters in the path, escaped, and what is left out is not sent", async () => {
    const { client, asked } = ride(
      {
        pay: ({ round, payment, date }) =>
          Promise.resolve({ id: `${round}|${payment}|${date}`, recipients: 0, total: 0, warnings: [] }),
        balances: ({ asOf }) => Promise.reject(new Refusal("not-found", String(asOf))),
      },
      [],
      ["ekonom"],
    );
    const answer = await client.call(
      "pay",
      { round: "2022 å/?#%", payment: "..b", date: "2022-05-01" },
      { idempotencyKey: "pay-0001" },
    );
    expect(answer.id).toBe("2022 å/?#%|..b|2022-05-01");
    expect(asked[0]!.url).toBe("https://api.example.se/v1/rounds/2022%20%C3%A5%2F%3F%23%25/payments/..b/pay");
    expect(asked[0]!.init.body).toBe('{"date":"2022-05-01"}');
    await problemOf(client.call("balances", { year: 2022, asOf: undefined }));
    expect(asked[1]!.url).toBe("https://api.example.se/v1/years/2022/balances");
  });

  test("a write carries its key, and is not sent without one", async () => {
    const { client, asked } = ride(referenceHandlers);
    await client.call("importPopulation", population, { idempotencyKey: "write-key-1" });
    expect(asked[0]!.init.headers).toMatchObject({ "idempotency-key": "write-key-1" });
    await expect(client.call("importPopulation", population)).rejects.toThrow("needs an idempotency key");
    expect(asked).toHaveLength(1);
  });
});

describe("a refusal becomes a problem that says what the service said", () => {
  test("with code, words, id and what else there is to know", async () => {
    const { client, asked } = ride({
      me: () => Promise.reject(new Refusal("conflict", "Hämta på nytt.", { version: 7 })),
    });
    const problem = await problemOf(client.call("me", {}));
    expect(problem).toMatchObject({
      status: 409,
      code: "conflict",
      title: "Någon annan hann före",
      detail: "Hämta på nytt.",
      extra: { version: 7 },
    });
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["a gateway's page", new Response("<html>", { status: 500 })],
    ["JSON of another kind", new Response('{"message":"Forbidden"}', { status: 403 })],
    ["an unknown code", new Response('{"code":"__proto__"}', { status: 400 })],
    ["an answer outside the contract", new Response('{"id":7}')],
    ["no answer in the answer", new Response("")],
    ["a redirect", new Response(null, { status: 304 })],
  ])("and %s is said to be unreadable", async (_, answer) => {
    const { client } = ride(referenceHandlers, [answer]);
    expect(await problemOf(client.call("me", {}))).toMatchObject({
      code: "unreadable-answer",
      status: answer.status,
      detail:
        "Tillägget och tjänsten är kanske av olika version. Ladda om tillägget; hjälper det inte, kontakta administratören.",
    });
  });
});

const busy = (seconds?: string): Response =>
  new Response("{}", { status: 503, headers: seconds === undefined ? {} : { "retry-after": seconds } });

describe("what passes by itself is tried again", () => {
  test.each<[string, Weather[]]>([
    ["a lost request", ["request lost"]],
    ["a lost answer", ["answer lost"]],
    ["a busy service", [busy()]],
    ["a gateway that counts calls", [new Response("", { status: 429 })]],
    ["three in a row", ["request lost", busy(), "answer lost"]],
  ])("%s", async (_, weather) => {
    const { client, asked, slept } = ride(referenceHandlers, weather);
    expect((await client.call("me", {})).id).toBe("person-1");
    expect(asked).toHaveLength(weather.length + 1);
    expect(slept).toEqual([500, 1500, 4000].slice(0, weather.length));
  });

  test("a write whose answer was lost is done once, and answered", async () => {
    const times: string[] = [];
    const { client, asked } = ride(
      {
        importPopulation: (input, context) => {
          times.push(input.date);
          return referenceHandlers.importPopulation(input, context);
        },
      },
      ["answer lost", "answer lost"],
    );
    const answer = await client.call(
      "importPopulation",
      { ...population, date: "2034-12-31" },
      { idempotencyKey: "lost-answer" },
    );
    expect(answer.recipients).toBeGreaterThan(300);
    expect(asked).toHaveLength(3);
    expect(times).toEqual(["2034-12-31"]);
  });

  test("as long after as the service asks, but never longer than ten seconds", async () => {
    const { client, slept } = ride(referenceHandlers, [
      busy("3"),
      busy("3600"),
      busy("Wed, 21 Oct 2026 07:28:00 GMT"),
    ]);
    await client.call("me", {});
    expect(slept).toEqual([3000, 10_000, 4000]);
  });

  test("four times and no more: then there is no contact", async () => {
    const { client, asked } = ride(referenceHandlers, Array<Weather>(9).fill("request lost"));
    expect(await problemOf(client.call("me", {}))).toMatchObject({
      status: 0,
      code: "offline",
      title: "Ingen kontakt med Fördela",
    });
    expect(asked).toHaveLength(4);
  });

  test("four times and no more: then the service's own last word counts", async () => {
    const { client, asked } = ride({ me: () => Promise.reject(new Refusal("busy", "Vänta en stund.")) });
    expect(await problemOf(client.call("me", {}))).toMatchObject({
      status: 503,
      code: "busy",
      detail: "Vänta en stund.",
    });
    expect(asked).toHaveLength(4);
  });

  test.each([
    ["an unexpected error", () => Promise.reject(new Error("x")), 500],
    ["a refusal", () => Promise.reject(new Refusal("wrong-state", "")), 409],
  ])("but not %s", async (_, me, status) => {
    const { client, asked } = ride({ me });
    expect((await problemOf(client.call("me", {}))).status).toBe(status);
    expect(asked).toHaveLength(1);
  });
});

test("a user who gives up is not asked to wait, and sees no error of the service", async () => {
  const stop = new AbortController();
  const { client, asked } = ride(referenceHandlers, ["request lost", "request lost"]);
  stop.abort(new Error("Avbrutet"));
  await expect(client.call("me", {}, { signal: stop.signal })).rejects.toThrow("Avbrutet");
  expect(asked).toHaveLength(1);
});

test("a new token is asked for on every attempt", async () => {
  const tokens: string[] = [];
  const { app } = service(referenceHandlers, store);
  const client = createApiClient({
    baseUrl: "",
    token: () => Promise.resolve(`token-${tokens.length}`),
    sleep: () => Promise.resolve(),
    fetch: (url, init) => {
      tokens.push((init.headers as Record<string, string>)["authorization"]!);
      return tokens.length < 3 ? Promise.resolve(busy()) : Promise.resolve(app.request(url, init));
    },
  });
  expect((await problemOf(client.call("me", {}))).code).toBe("not-signed-in");
  expect(tokens).toEqual(["Bearer token-0", "Bearer token-1", "Bearer token-2"]);
});

test("every route of the contract can be called", async () => {
  for (const [name, route] of Object.entries(api)) {
    const { client, asked } = ride({}, [new Response('{"message":"-"}', { status: 404 })]);
    await problemOf(
      client.call(
        name as "me",
        {
          year: 2022,
          round: "r",
          decision: "d",
          document: "h",
          completion: "k",
          payment: "p",
          repayment: "å",
          chain: "c",
          recipient: "region:01",
          code: "0180",
          format: "pdf",
          id: "i",
        } as never,
        { idempotencyKey: "any-key-1" },
      ),
    );
    expect(asked[0]!.url, name).not.toMatch(/[{}]|undefined/);
    expect(asked[0]!.init.method).toBe(route.method);
  }
});

import { beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../../shared/errors.ts";
import { standardLimits } from "../../../functions/app.ts";
import { register } from "../../../functions/handlers/rounds.ts";
import { referenceHandlers } from "../../../functions/handlers/reference.ts";
import type { Store } from "../../../functions/store/model.ts";
import { signed } from "../auth/tokens.ts";
import { memoryStore, service, type Sent, type Service } from "./service.ts";

let store: Store;
let subject: Service;

beforeAll(async () => {
  store = await memoryStore();
  subject = service(referenceHandlers, store);
});

const path = "/v1/populations";
const population = {
  date: "2031-12-31",
  source: "SCB",
  sheet: "Blad1",
  columns: { code: "A", inhabitants: "C" },
  rows: register.list("municipality").map(({ code }, i) => ({ row: i + 2, code, inhabitants: 1000 + i })),
};

async function problem(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const body = (await response.json()) as Record<string, unknown>;
  expect(body["status"]).toBe(response.status);
  expect(body["instance"]).toBe(response.headers.get("x-request-id"));
  return body;
}

const post = (options: Sent = {}, to: Service = subject): Promise<Response> =>
  to.send("POST", path, { roles: ["administrator"], key: "key-00000001", body: population, ...options });

describe("an answer", () => {
  test("is JSON that no cache keeps, with the id of the request", async () => {
    const response = await subject.send("GET", "/v1/me");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ id: "person-1", name: "Exempel Person", roles: ["handlaggare"] });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("outside the contract does not leave: it is our fault, and the log says where", async () => {
    const wrong = service(
      {
        me: () => Promise.resolve({ id: "CANARY", name: 7, roles: ["CANARY"] } as never),
      },
      store,
    );
    const response = await wrong.send("GET", "/v1/me");
    expect(await problem(response)).toMatchObject({ status: 500, code: "unexpected" });
    expect(wrong.lines[0]?.fault).toMatchObject({
      name: "OutputMismatch",
      places: ["name invalid_type", "roles.* invalid_value"],
    });
    expect(JSON.stringify(wrong.lines)).not.toContain("CANARY");
  });
});

describe("an address", () => {
  test.each(["/", "/v1", "/v1/nothing", "/v1/me/more", "/admin"])(
    "%s that does not exist: 404",
    async (unknown) => {
      expect(await problem(await subject.send("GET", unknown))).toMatchObject({
        status: 404,
        code: "not-found",
      });
    },
  );

  test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
    "that exists but not for %s: 405",
    async (method) => {
      const response = await subject.send(method, "/v1/me");
      expect(response.headers.get("allow")).toBe("GET");
      expect(await problem(response)).toMatchObject({
        status: 405,
        detail: "Adressen tar emot GET, inget annat.",
      });
    },
  );

  test("without a handler in this function does not exist here", async () => {
    expect((await subject.send("GET", "/v1/years/2022/balances")).status).toBe(404);
  });
});

describe("a request that cannot be read says where and why, in Swedish", () => {
  test.each<[string, Sent, unknown]>([
    ["no body", { body: "" }, /^date saknas\. Ytterligare 4 fel finns i begäran\.$/],
    ["not JSON", { body: "{kind" }, /^Begäran är inte giltig JSON\./],
    ["a list", { body: [] }, "Begäran ska vara ett JSON-objekt."],
    ["not UTF-8", { body: new Uint8Array([0x7b, 0xe5, 0x7d]) }, /^Begäran är inte kodad i UTF-8\./],
    ["no source", { body: { ...population, source: " " } }, "source får inte vara tom."],
    [
      "a date that is none",
      { body: { ...population, date: "2031-02-30" } },
      "date ska vara ett datum som finns, skrivet ÅÅÅÅ-MM-DD.",
    ],
    ["rows missing", { body: { ...population, rows: undefined } }, "rows saknas."],
    [
      "an object as a cell",
      { body: { ...population, rows: [{ row: 2, code: {}, inhabitants: 1 }] } },
      "rows.0.code ska vara text, ett tal, sant/falskt eller tomt.",
    ],
    [
      "a text too long",
      { body: { ...population, source: "x".repeat(201) } },
      "source får ha högst 200 tecken.",
    ],
  ])("%s", async (_, sent, detail) => {
    const body = await problem(await post({ key: "unread-0001", ...sent }));
    expect(body).toMatchObject({ status: 400, code: "invalid-request", title: "Begäran går inte att läsa" });
    expect(body["detail"]).toEqual(detail instanceof RegExp ? expect.stringMatching(detail) : detail);
  });

  test("lists the paths of at most fifty faults", async () => {
    const rows = Array.from({ length: 60 }, () => ({ row: 2, code: {}, inhabitants: 1 }));
    const body = await problem(await post({ body: { ...population, rows } }));
    expect(body["errors"]).toHaveLength(50);
    expect((body["errors"] as unknown[])[49]).toEqual({
      path: "rows.49.code",
      text: "ska vara text, ett tal, sant/falskt eller tomt",
    });
    expect(body["detail"]).toMatch(/Ytterligare 59 fel/);
  });

  test("a wrong query: the same", async () => {
    expect(await problem(await subject.send("GET", "/v1/register?date=i+dag"))).toMatchObject({
      errors: [{ path: "date", text: "ska vara ett datum som finns, skrivet ÅÅÅÅ-MM-DD" }],
    });
  });

  test("but a byte order mark before the JSON is no fault", async () => {
    const withMark = await post({
      key: "with-mark-1",
      body: `\uFEFF${JSON.stringify({ ...population, rows: [] })}`,
    });
    expect((await problem(withMark))["code"]).toBe("rules-broken");
  });
});

describe("a body over the limit is refused", () => {
  const { bodyBytes } = standardLimits;

  test("unread, when it declares its length", async () => {
    const body = new ReadableStream(
      {
        pull: () => {
          throw new Error("read");
        },
      },
      { highWaterMark: 0 },
    );
    const response = await post({ body, headers: { "content-length": String(bodyBytes + 1) } });
    expect(await problem(response)).toMatchObject({
      status: 413,
      detail: "Begäran är större än 6 MB. Dela upp underlaget och skicka delarna var för sig.",
    });
  });

  test("while it is read, when it does not, and nothing more of it is taken in", async () => {
    const chunk = new Uint8Array(64 * 1024).fill(32);
    const pulled = { bytes: 0 };
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled.bytes += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const response = await post({ body: endless });
    expect((await problem(response))["status"]).toBe(413);
    expect(pulled.bytes).toBeLessThanOrEqual(bodyBytes + 3 * chunk.length);
  });

  test("when it is longer than it declares", async () => {
    const response = await post({ body: " ".repeat(bodyBytes + 1), headers: { "content-length": "10" } });
    expect((await problem(response))["status"]).toBe(413);
  });

  test("and one of just the limit is read", async () => {
    const filled = JSON.stringify({ ...population, rows: [] }).padEnd(bodyBytes, " ");
    expect((await problem(await post({ body: filled, key: "just-enough" })))["code"]).toBe("rules-broken");
  });
});

describe("a write", () => {
  test.each([undefined, "", "short", "with space", "å".repeat(8), "x".repeat(129)])(
    "needs a key of 8 to 128 visible characters (%s)",
    async (key) => {
      const { app } = subject;
      const response = await app.request(path, {
        method: "POST",
        headers: {
          authorization: `Bearer ${await signed({ roles: ["administrator"] })}`,
          ...(key === undefined
            ? {}
            : { "idempotency-key": encodeURI(key) === key ? key : "\xe5".repeat(8) }),
        },
        body: JSON.stringify(population),
      });
      expect(await problem(response)).toMatchObject({ status: 400, code: "key-missing" });
    },
  );

  describe("that was answered before", () => {
    const counted = { times: 0 };
    let counting: Service;
    beforeAll(() => {
      counting = service(
        {
          importPopulation: (input, context) => {
            counted.times += 1;
            return referenceHandlers.importPopulation(input, context);
          },
        },
        store,
      );
    });
    const send = (options: Sent = {}): Promise<Response> =>
      post({ key: "once-and-for-all", body: population, ...options }, counting);

    test("is answered alike, marked as a replay, and not done again", async () => {
      const first = await send();
      expect(first.status).toBe(200);
      expect(first.headers.get("idempotent-replay")).toBeNull();
      const answer = await first.text();
      for (let i = 0; i < 3; i += 1) {
        const again = await send();
        expect(again.headers.get("idempotent-replay")).toBe("true");
        expect(await again.text()).toBe(answer);
      }
      expect(counted.times).toBe(1);
      expect(counting.lines.map(({ replay }) => replay)).toEqual([undefined, true, true, true]);
    });

    test("is the same write with its members in another order", async () => {
      const turned = Object.fromEntries(Object.entries(population).reverse());
      expect((await send({ body: turned })).headers.get("idempotent-replay")).toBe("true");
    });

    test("is refused with other content", async () => {
      const other = await send({ body: { ...population, source: "Annan källa" } });
      expect(await problem(other)).toMatchObject({ status: 422, code: "key-reused" });
      expect(counted.times).toBe(1);
    });

    test("is another write when another person sends it", async () => {
      const other = await send({ oid: "person-2" });
      expect(other.headers.get("idempotent-replay")).toBeNull();
      expect(other.status).toBe(200);
    });
  });

  test("sent ten times at once is done once", async () => {
    const responses = await Promise.all(
      Array.from({ length: 10 }, () =>
        post({ key: "ten-at-once", body: { ...population, date: "2032-12-31" } }),
      ),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(await Promise.all(responses.map((response) => response.text()))).size).toBe(1);
  });
});

describe("time", () => {
  const never = service({ me: () => new Promise(() => undefined) }, undefined as never, {
    limits: { ...standardLimits, milliseconds: 30 },
  });

  test("a request that takes too long is answered all the same", async () => {
    const response = await never.send("GET", "/v1/me");
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await problem(response)).toMatchObject({
      status: 503,
      code: "too-slow",
      detail: "Svaret dröjde för länge. Försök igen med samma knapp; inget görs två gånger.",
    });
  });

  test("so is one whose body never ends", async () => {
    const slow = service(referenceHandlers, store, { limits: { ...standardLimits, milliseconds: 30 } });
    const silent = new ReadableStream({ pull: () => new Promise(() => undefined) });
    expect((await problem(await post({ body: silent }, slow)))["code"]).toBe("too-slow");
  });

  test("the limit leaves room under the gateway's thirty seconds", () => {
    expect(standardLimits.milliseconds).toBeLessThan(30_000);
  });
});

test("a refusal of a handler reaches the caller in its own words", async () => {
  const refusing = service(
    { me: () => Promise.reject(new Refusal("four-eyes", "Någon annan ska besluta.")) },
    store,
  );
  expect(await problem(await refusing.send("GET", "/v1/me"))).toMatchObject({
    status: 403,
    title: "Två personer krävs",
    detail: "Någon annan ska besluta.",
  });
  expect(refusing.lines).toEqual([expect.objectContaining({ route: "me", status: 403, code: "four-eyes" })]);
});

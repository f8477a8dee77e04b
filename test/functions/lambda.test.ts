import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { api, type RouteName } from "../../shared/api.ts";
import { openApiDocument } from "../../shared/openapi.ts";
import { buildFunctions, functionNames, largestBundleOf, type Bundle } from "../../functions/build.ts";
import { register } from "../../functions/handlers/rounds.ts";
import type { LambdaHandler } from "../../functions/lambda.ts";
import { createIssuer, type DevelopmentIssuer } from "../../functions/local/issuer.ts";
import { ensureTable } from "../../functions/store/table.ts";
import { dynamoEndpoint } from "./dynamo-endpoint.ts";

const folder = await mkdtemp(join(tmpdir(), "fordela-functions-"));
const names = Object.keys(api) as RouteName[];
let bundles: readonly Bundle[];
let dynamo: Awaited<ReturnType<typeof dynamoEndpoint>>;
let issuer: DevelopmentIssuer;
const handlers = new Map<string, LambdaHandler>();
const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockImplementation((line) => logged.push(String(line)) > 0);
  bundles = await buildFunctions(folder);
  dynamo = await dynamoEndpoint();
  issuer = await createIssuer({
    stage: "local",
    issuer: "http://127.0.0.1:3000/dev",
    audience: "api://fordela",
    now: () => new Date(),
  });
  const environment = {
    FORDELA_STAGE: "local",
    FORDELA_TABLE: "fordela",
    FORDELA_ISSUER: issuer.issuer,
    FORDELA_AUDIENCE: issuer.audience,
    FORDELA_JWKS: JSON.stringify(issuer.jwks),
    AWS_REGION: "eu-north-1",
    AWS_ACCESS_KEY_ID: "exempel",
    AWS_SECRET_ACCESS_KEY: "exempel",
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await ensureTable(new DynamoDBClient({}), "fordela");
  for (const { name, file } of bundles)
    handlers.set(name, ((await import(pathToFileURL(file).href)) as { handler: LambdaHandler }).handler);
});

afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await dynamo.close();
  await rm(folder, { recursive: true });
});

/** An event as API Gateway's HTTP API sends it, payload format 2.0. */
function event(
  method: string,
  path: string,
  {
    query = "",
    headers = {},
    body,
  }: { query?: string; headers?: Record<string, string>; body?: string } = {},
): APIGatewayProxyEventV2 {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: {
      host: "abc123.execute-api.eu-north-1.amazonaws.com",
      "x-forwarded-for": "192.0.2.1",
      ...headers,
    },
    requestContext: {
      accountId: "123456789012",
      apiId: "abc123",
      domainName: "abc123.execute-api.eu-north-1.amazonaws.com",
      domainPrefix: "abc123",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "Excel" },
      requestId: "gateway-1",
      routeKey: "$default",
      stage: "$default",
      time: "02/Mar/2026:12:00:00 +0000",
      timeEpoch: 1772452800000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

const invoke = async (name: string, sent: APIGatewayProxyEventV2) => {
  const { statusCode, headers, body } = await handlers.get(name)!(sent, { awsRequestId: "lambda-1" });
  return { status: statusCode, headers, body: JSON.parse(body ?? "null") as Record<string, unknown> };
};
const as = async (persona: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issuer.tokenFor(persona)}`,
});

describe.each(functionNames)("%s", (name) => {
  test(`is at most ${largestBundleOf(name)} kB`, () => {
    const { kilobytes } = bundles.find((bundle) => bundle.name === name)!;
    expect(kilobytes).toBeLessThanOrEqual(largestBundleOf(name));
  });

  test("holds no file formats of sheets, nothing of development and nothing of Excel", () => {
    const { inputs } = bundles.find((bundle) => bundle.name === name)!;
    expect(inputs.length).toBeGreaterThan(100);
    const stray = /hucre|fflate|dynalite|functions\/local|addin|preview/;
    // Letters are another matter: only the function that writes them may carry what writes them.
    const letters = name === "write-letters" ? /^$/ : /node_modules\/(docx|pdfmake|pdfkit)\//;
    expect(inputs.filter((input) => stray.test(input) || letters.test(input))).toEqual([]);
  });
});

test("every route of the contract is served by one function, and by one only", async () => {
  for (const name of names) {
    const { method, path } = api[name];
    const answers = await Promise.all(
      functionNames.map(
        async (one) => (await invoke(one, event(method, path.replaceAll(/\{\w+\}/g, "1")))).status,
      ),
    );
    // 401 where it is served, since nobody is signed in; 405 where only its namesake with another method is.
    expect(
      answers.filter((status) => status === 401),
      name,
    ).toHaveLength(1);
    expect(
      answers.filter((status) => ![401, 404, 405].includes(status ?? 0)),
      name,
    ).toEqual([]);
  }
});

describe("a function behind the gateway", () => {
  test("knows who is signed in", async () => {
    const { status, headers, body } = await invoke(
      "validate-requisitions",
      event("GET", "/v1/me", { headers: await as("hanna") }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "Hanna Handläggare", roles: ["handlaggare", "foredragande"] });
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "x-request-id": "lambda-1",
    });
  });

  test("logs a line that the function's own request id finds", async () => {
    logged.length = 0;
    await invoke("validate-requisitions", event("GET", "/v1/me", { headers: await as("hanna") }));
    expect(JSON.parse(logged.join(""))).toEqual({
      level: "INFO",
      stage: "local",
      request: "lambda-1",
      route: "me",
      status: 200,
      milliseconds: expect.any(Number) as number,
    });
  });

  test("reads the query and the path", async () => {
    const headers = await as("rut");
    const { status, body } = await invoke(
      "validate-requisitions",
      event("GET", "/v1/register", { headers, query: "date=2021-12-31" }),
    );
    expect(status).toBe(200);
    expect(body["date"]).toBe("2021-12-31");
    const balances = await invoke("refresh-balances", event("GET", "/v1/years/2022/balances", { headers }));
    expect(balances.status).toBe(200);
    expect(balances.body["year"]).toBe(2022);
  });

  test("writes once to the database, also when the body comes as base64 the second time", async () => {
    const body = JSON.stringify({
      date: "2031-12-31",
      source: "Statistikmyndigheten SCB, åäö",
      sheet: "Folkmängd",
      columns: { code: "A", inhabitants: "C" },
      rows: register.list("municipality").map(({ code }, i) => ({ row: i + 2, code, inhabitants: 1000 + i })),
    });
    const headers = { ...(await as("adam")), "idempotency-key": "population-2031" };
    const first = await invoke("validate-requisitions", event("POST", "/v1/populations", { headers, body }));
    expect(first.status).toBe(200);
    const again = await invoke("validate-requisitions", {
      ...event("POST", "/v1/populations", { headers, body: Buffer.from(body).toString("base64") }),
      isBase64Encoded: true,
    });
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ "idempotent-replay": "true" });
    const saved = await invoke(
      "validate-requisitions",
      event("GET", "/v1/register", { headers, query: "date=2031-12-31" }),
    );
    expect(saved.body["source"]).toBe("Statistikmyndigheten SCB, åäö");
  });

  test("describes the API byte for byte as the contract makes it", async () => {
    const headers = await as("rut");
    const { body } = await handlers.get("describe-api")!(event("GET", "/v1/openapi.json", { headers }), {
      awsRequestId: "lambda-1",
    });
    expect(body).toBe(JSON.stringify(openApiDocument(api)));
  });

  test("refuses in Swedish", async () => {
    const { status, body } = await invoke("compute-allocation", event("GET", "/v1/rounds/x/allocation"));
    expect(status).toBe(401);
    expect(body).toMatchObject({ detail: "Logga in och försök igen.", instance: "lambda-1" });
  });

  test("is not upset by odd headers", async () => {
    const headers = { ...(await as("hanna")), "x-odd": "a\nb", cookie: "å" };
    expect((await invoke("validate-requisitions", event("GET", "/v1/me", { headers }))).status).toBe(200);
  });

  test("does not start without its settings, and says which in Swedish", async () => {
    vi.stubEnv("FORDELA_TABLE", undefined);
    vi.stubEnv("FORDELA_STAGE", "production");
    await expect(import(`${pathToFileURL(bundles[0]!.file).href}?unset`)).rejects.toThrow(
      "Fördela kan inte starta. Rätta miljövariablerna:\n  FORDELA_TABLE saknas",
    );
  });
});

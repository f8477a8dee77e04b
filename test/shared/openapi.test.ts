import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test } from "vitest";
import { fromJSONSchema } from "zod";
import { api, type RouteName } from "../../shared/api.ts";
import type { Route } from "../../shared/api/route.ts";
import { openApiDocument } from "../../shared/openapi.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: object;
}
interface Operation {
  readonly operationId: string;
  readonly "x-roles": readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: object } } };
}

const document = openApiDocument(api);
const names = Object.keys(api) as RouteName[];

/** Every route that the description lacks, or tells another way than the contract. */
function missing(routes: Readonly<Record<string, Route>>): string[] {
  return Object.entries(routes).flatMap(([name, { method, path, roles, write }]) => {
    const found = document.paths[path]?.[method.toLowerCase()] as unknown as Operation | undefined;
    const told = found?.operationId === name && String(found["x-roles"]) === String(roles);
    const keyed = found?.parameters.some((one) => one.in === "header") === write;
    const placed = [...path.matchAll(/\{(\w+)\}/g)].every((match) =>
      found?.parameters.some((one) => one.in === "path" && one.required && one.name === match[1]),
    );
    return told && keyed && placed ? [] : [`${method} ${path}`];
  });
}

const operationOf = (name: RouteName): Operation =>
  document.paths[api[name].path]![api[name].method.toLowerCase()] as unknown as Operation;

describe("the description of the API", () => {
  let result: Awaited<ReturnType<Validator["validate"]>>;
  beforeAll(async () => {
    result = await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
  });
  test("is valid OpenAPI 3.1", () => {
    expect(result).toEqual({ valid: true });
  });
  test("has every route of the contract", () => {
    expect(missing(api)).toEqual([]);
    expect(Object.values(document.paths).flatMap(Object.keys)).toHaveLength(names.length);
  });
  test("and a route that it lacks is found", () => {
    expect(missing({ ...api, hidden: { ...api.me, path: "/v1/hidden" } })).toEqual(["GET /v1/hidden"]);
  });
  test("a document without paths is not valid", async () => {
    const { paths: _, ...rest } = document;
    expect((await new Validator().validate({ ...rest, paths: { v1: {} } })).valid).toBe(false);
  });
});

const act = { date: "2022-04-01", dnr: "1", ground: "regleringsbrevet" };
const cells = { sheet: "Blad1", rows: [["a", 1, true, null]] };
const document1 = {
  received: "2022-05-02",
  channel: "e-post",
  file: { name: "fil.xlsx", sha256: "a".repeat(64) },
};

/** A request as the pane sends it, and the same with a fault: what the contract says of them, the description says. */
const bodies: readonly (readonly [RouteName, object, object])[] = [
  ["previewAllocation", { key: { limit: 25_000 } }, { key: { limitt: 25_000 } }],
  ["fixAllocation", { decision: "d1", ...act }, { decision: "d1", ...act, date: "2022-02-30" }],
  ["validateRequisitions", cells, { ...cells, rows: [[{}]] }],
  ["registerRequisitions", { ...cells, document: document1 }, cells],
  ["registerReportBacks", { ...cells, document: document1 }, { ...cells, document: { ...document1, x: 1 } }],
];

describe("a body is right by the description exactly when it is by the contract", () => {
  test.each(bodies)("%s", (name, good, bad) => {
    const { schema } = operationOf(name).requestBody!.content["application/json"];
    const described = fromJSONSchema(schema as Parameters<typeof fromJSONSchema>[0]);
    const inPath = { year: 2022, round: "2022-kommun-1" };
    const used = Object.fromEntries(
      Object.entries(inPath).filter(([field]) => api[name].path.includes(`{${field}}`)),
    );
    for (const [body, right] of [
      [good, true],
      [bad, false],
    ] as const) {
      expect(api[name].input.safeParse({ ...used, ...body }).success, JSON.stringify(body)).toBe(right);
      expect(described.safeParse(body).success, JSON.stringify(body)).toBe(right);
    }
  });
});

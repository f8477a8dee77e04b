import * as z from "zod/mini";
import { idempotencyKeyForm, type Route } from "./api/route.ts";
import { refusals } from "./errors.ts";

type Schema = Readonly<Record<string, unknown>>;
interface ObjectSchema extends Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument extends Record<string, unknown> {
  readonly openapi: "3.1.0";
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

/**
 * The description of these routes (OpenAPI 3.1, schemas in JSON Schema 2020-12): all of it comes from the contract
 * table. `x-roles` says who may call. @throws Error for a schema that JSON Schema cannot say.
 */
export function openApiDocument(routes: Readonly<Record<string, Route>>): OpenApiDocument {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const [name, route] of Object.entries(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Fördela",
      version: "1",
      description:
        "Statsbidrag i Excel: rekvisitioner, fördelning, beslut, utbetalning, återrapportering och saldo. Belopp är hela kronor.",
    },
    servers: [{ url: "/" }],
    security: [{ signIn: [] }],
    paths,
    components: {
      securitySchemes: { signIn: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: problem },
      responses: {
        Problem: {
          description: "Varför tjänsten säger nej (RFC 9457), på svenska.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

/** What every refusal says; a refusal may add members of its own. */
const problem: Schema = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { type: "string", enum: Object.keys(refusals) },
  },
  required: ["type", "title", "status", "detail", "instance", "code"],
};

/** The header that makes a write happen once however often it is sent. */
const idempotencyKey: Schema = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Samma id med samma begäran tillämpas en gång och får samma svar.",
  schema: { type: "string", pattern: idempotencyKeyForm.source },
};

function operation(name: string, { method, path, roles, write, input, output }: Route): Schema {
  const sent = jsonSchema(input, "input") as ObjectSchema;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const rest = Object.keys(sent.properties).filter((field) => !inPath.includes(field));
  const parameter = (place: "path" | "query") => (field: string) => ({
    name: field,
    in: place,
    required: place === "path" || (sent.required ?? []).includes(field),
    schema: sent.properties[field],
  });
  return {
    operationId: name,
    "x-roles": roles,
    parameters: [
      ...inPath.map(parameter("path")),
      ...(method === "GET" ? rest.map(parameter("query")) : []),
      ...(write ? [idempotencyKey] : []),
    ],
    ...(method === "POST" && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: bodyOf(sent, rest) } },
      },
    }),
    responses: {
      "200": {
        description: "Svaret.",
        content: { "application/json": { schema: jsonSchema(output, "output") } },
      },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** The input without what stands in the path. */
function bodyOf({ properties, required = [], ...sent }: ObjectSchema, fields: readonly string[]): Schema {
  return {
    ...sent,
    properties: Object.fromEntries(fields.map((field) => [field, properties[field]])),
    required: required.filter((field) => fields.includes(field)),
  };
}

function jsonSchema(schema: z.ZodMiniType, io: "input" | "output"): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

import { api, type RouteName } from "../../../shared/api.ts";
import { createApp, type App, type Limits } from "../../../functions/app.ts";
import type { Handlers } from "../../../functions/context.ts";
import type { Log, RequestLine } from "../../../functions/log.ts";
import type { Store } from "../../../functions/store/model.ts";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openEmbeddedDynamo } from "../../../functions/local/dynamo/open.ts";
import { createStore } from "../../../functions/store/dynamo-store.ts";
import { ensureTable } from "../../../functions/store/table.ts";
import { noon, signed, verify } from "../auth/tokens.ts";

/** The real store on a database in memory. */
export async function memoryStore(): Promise<Store> {
  const { requestHandler } = await openEmbeddedDynamo({ path: null });
  const dynamo = new DynamoDBClient({
    requestHandler,
    endpoint: "http://embedded",
    region: "eu-north-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  await ensureTable(dynamo, "fordela");
  return createStore(dynamo, "fordela", () => Promise.resolve());
}

export interface Service {
  readonly app: App;
  readonly lines: RequestLine[];
  readonly send: (method: string, path: string, options?: Sent) => Promise<Response>;
}

export interface Sent {
  readonly token?: string | null;
  readonly roles?: readonly string[];
  readonly oid?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The API with these handlers, the real sign-in check, and its log lines kept. */
export function service(
  handlers: Partial<Handlers>,
  store: Store,
  more: { readonly limits?: Limits; readonly log?: Log; readonly now?: () => Date } = {},
): Service {
  const lines: RequestLine[] = [];
  const log: Log = { request: (line) => void lines.push(line) };
  const routes = Object.fromEntries((Object.keys(handlers) as RouteName[]).map((name) => [name, api[name]]));
  const app = createApp({ routes, handlers, verify, store, now: () => noon, log, ...more });
  const send: Service["send"] = async (method, path, { token, roles, oid, key, body, headers } = {}) => {
    const bearer =
      token === undefined ? await signed({ roles: roles ?? ["handlaggare"], oid: oid ?? "person-1" }) : token;
    return app.request(path, {
      method,
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: asBody(body), duplex: "half" }),
    });
  };
  return { app, lines, send };
}

function asBody(body: unknown): BodyInit {
  if (typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream)
    return body as BodyInit;
  return JSON.stringify(body);
}

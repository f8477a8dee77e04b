import type { Context as Call } from "hono";
import { Hono } from "hono/tiny";
import type { Route, RouteName } from "../shared/api.ts";
import { Refusal } from "../shared/errors.ts";
import type { SendMail } from "../shared/reminder/mail.ts";
import type { Context, Handlers } from "./context.ts";
import { authorise } from "./auth/access.ts";
import { bearer } from "./auth/bearer.ts";
import type { Verify } from "./auth/verifier.ts";
import { faultOf, OutputMismatch } from "./fault.ts";
import { earlierAnswer, idempotencyKey, idempotencyOf } from "./http/idempotency.ts";
import { problemAnswer } from "./http/problem-answer.ts";
import { readBody } from "./http/read-body.ts";
import { parseInput, parseJson } from "./http/read-input.ts";
import { within } from "./http/within.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store/model.ts";

export interface Limits {
  readonly bodyBytes: number;
  readonly milliseconds: number;
}

/** 6 MB is what a Lambda event holds; the gateway hangs up after 30 s, so the last second is left for the answer. */
export const standardLimits: Limits = { bodyBytes: 6 * 1024 * 1024, milliseconds: 29_000 };

export interface AppParts {
  /** The routes of the contract that are served, each with its handler. */
  readonly routes: Served;
  readonly handlers: Partial<Handlers>;
  readonly verify: Verify;
  readonly store: Store;
  readonly now: () => Date;
  readonly log: Log;
  readonly mail?: SendMail | undefined;
  readonly limits?: Limits;
}

/** What the host knows of a request beyond the request itself: the id by which its own logs name it. */
interface HostBindings {
  readonly requestId?: string;
}

export type App = Hono<{ Bindings: HostBindings }>;
type AppCall = Call<{ Bindings: HostBindings }>;

/** Part of the contract table, or all of it. */
export type Served = { readonly [N in RouteName]?: Route };

/** A handler whose input has been parsed by its own route's schema, which is what makes the types equal again. */
type AnyHandler = (input: unknown, context: Context) => Promise<unknown>;
interface Serving {
  readonly name: RouteName;
  readonly route: Route;
  readonly handler: AnyHandler;
}
interface Answer {
  readonly body: unknown;
  readonly replay: boolean;
}

/** The API over the routes of the contract table: the same in a Lambda function and on a server of one's own. */
export function createApp(parts: AppParts): App {
  const app: App = new Hono<{ Bindings: HostBindings }>();
  const { routes, handlers } = parts;
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const handler = handlers[name] as AnyHandler;
    app.on(route.method, honoPath(route), (call) =>
      logged(parts, call, name, () => answer(parts, call, { name, route, handler })),
    );
  }
  app.notFound((call) =>
    logged(parts, call, "unknown", () => Promise.reject(unknown(Object.values(routes), call.req.path))),
  );
  return app;
}

/** `/v1/years/{year}` in the contract is `/v1/years/:year` to the router. */
const honoPath = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** Authenticate, authorise, read, answer: in this order, so that a stranger's body is never read. */
async function answer(
  { verify, store, now, mail, limits = standardLimits }: AppParts,
  call: AppCall,
  { name, route, handler }: Serving,
): Promise<Answer> {
  const principal = await verify(bearer(call.req.header("authorization")));
  authorise(route, principal);
  const key = route.write ? idempotencyKey(call.req.header("idempotency-key")) : null;
  const sent =
    route.method === "GET" ? call.req.query() : parseJson(await readBody(call.req.raw, limits.bodyBytes));
  const input: unknown = parseInput(route.input, { ...sent, ...call.req.param() });
  const idempotency = key === null ? null : idempotencyOf(principal, key, name, input);
  const earlier = idempotency === null ? null : await earlierAnswer(store, idempotency);
  if (earlier !== null) return { body: leaving(route, earlier.answer), replay: true };
  return {
    body: leaving(route, await handler(input, { principal, store, now, idempotency, mail })),
    replay: false,
  };
}

/** What leaves is checked too: an answer outside the contract is our fault, not a riddle for the client. */
function leaving({ output }: Route, body: unknown): unknown {
  const result = output.safeParse(body);
  if (result.success) return result.data;
  throw new OutputMismatch(result.error.issues);
}

/** Runs one request within the time limit, answers it whatever happens, and logs one line about it. */
async function logged(
  { log, now, limits = standardLimits }: AppParts,
  call: AppCall,
  route: string,
  work: () => Promise<Answer>,
): Promise<Response> {
  const request = requestId(call);
  const started = now().getTime();
  const line = (status: number) => ({ request, route, status, milliseconds: now().getTime() - started });
  try {
    const { body, replay } = await within(limits.milliseconds, work());
    const response = success(body, request, replay);
    log.request({ ...line(200), ...(replay ? { replay } : {}) });
    return response;
  } catch (error) {
    const problem = problemAnswer(error, request);
    const fault = error instanceof Refusal ? {} : { fault: faultOf(error) };
    log.request({ ...line(problem.status), code: problem.code, ...fault });
    return new Response(problem.body, {
      status: problem.status,
      headers: { ...standardHeaders(request), ...problem.headers },
    });
  }
}

/** The host's own id where it has one, so that its logs and ours speak of the same request; never the caller's. */
function requestId(call: AppCall): string {
  return (call.env as HostBindings | undefined)?.requestId ?? crypto.randomUUID();
}

function success(body: unknown, request: string, replay: boolean): Response {
  return new Response(JSON.stringify(body), {
    headers: {
      ...standardHeaders(request),
      "content-type": "application/json; charset=utf-8",
      ...(replay ? { "idempotent-replay": "true" } : {}),
    },
  });
}

/** Nothing of a case may stay in a cache on the way. */
const standardHeaders = (request: string): Record<string, string> => ({
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-request-id": request,
});

/** An address that exists says how it may be called; any other does not exist. */
function unknown(served: readonly Route[], path: string): Refusal {
  const allow = served.filter((route) => isAt(route, path)).map(({ method }) => method);
  return allow.length > 0
    ? new Refusal("wrong-method", `Adressen tar emot ${allow.join(" och ")}, inget annat.`, { allow })
    : new Refusal("not-found", "Adressen finns inte i Fördela. Uppdatera tillägget till senaste versionen.");
}

/** Without regard to the method. */
function isAt(route: Route, path: string): boolean {
  const parts = route.path.split("/");
  const asked = path.split("/");
  return parts.length === asked.length && parts.every((part, i) => part.startsWith("{") || part === asked[i]);
}

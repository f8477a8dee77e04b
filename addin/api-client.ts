import type { RouteName, RouteOutput, RouteRequest } from "../shared/api.ts";
import { balanceRoutes } from "../shared/api/balances.ts";
import { referenceRoutes } from "../shared/api/reference.ts";
import type { Route } from "../shared/api/route.ts";
import { refusals, type RefusalCode } from "../shared/errors.ts";

/** What the service can say, and what only a client can find out. */
export type ApiProblemCode = RefusalCode | "offline" | "unreadable-answer";

/** The service said no, or could not be reached; `detail` is Swedish and says what to do. */
export class ApiProblem extends Error {
  /** 0 when no answer came. */
  readonly status: number;
  readonly code: ApiProblemCode;
  readonly title: string;
  readonly detail: string;
  /** The id to quote to the administrator; empty when no answer came. */
  readonly requestId: string;
  /** Further members of the answer, such as the version that is saved now. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: ApiProblemCode,
    title: string,
    detail: string,
    requestId = "",
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${code}: ${detail}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.requestId = requestId;
    this.extra = extra;
  }
}

export interface ApiClientParts {
  /** Origin of the API, such as `https://fordela.example.se`. */
  readonly baseUrl: string;
  /** Asked before every attempt, so that a token may be renewed between them. */
  readonly token: () => Promise<string>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits so many milliseconds; rejects with the signal's reason when the user gives up. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

interface CallOptions {
  /** One per act of the user: repeated after a lost answer, it gives the same answer instead of a second act. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface ApiClient {
  /**
   * Calls a route of the contract. Tries again when the network fails or the service is busy.
   * @throws ApiProblem, or the signal's reason when the user gave up.
   */
  call<N extends RouteName>(
    name: N,
    request: RouteRequest<N>,
    options?: CallOptions,
  ): Promise<RouteOutput<N>>;
}

/** Milliseconds before the second, third and fourth attempt; a longer Retry-After counts up to the cap. */
const pauses = [500, 1_500, 4_000];
const longestPause = 10_000;
/** What a gateway or the service says when the same request may do better in a moment. */
const passing = new Set([429, 502, 503, 504]);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export function createApiClient(parts: ApiClientParts): ApiClient {
  return {
    call: async <N extends RouteName>(
      name: N,
      request: RouteRequest<N>,
      options: CallOptions = {},
    ): Promise<RouteOutput<N>> => {
      const route = await routeOf(name);
      if (route.write && options.idempotencyKey === undefined)
        throw new TypeError(`${name} needs an idempotency key`);
      const answer = await persistent(parts, options, () => attempt(parts, route, request, options));
      return output(route, answer) as RouteOutput<N>;
    },
  };
}

/** What is asked before a tab is opened: it is in the first bundle, and the rest of the contract comes when needed. */
const atStart: Partial<Record<RouteName, Route>> = { ...referenceRoutes, ...balanceRoutes };

async function routeOf(name: RouteName): Promise<Route> {
  const known = atStart[name];
  if (known !== undefined) return known;
  const { api } = await import("../shared/api.ts").catch(() => {
    throw offline();
  });
  return api[name];
}

/** The answer, or "offline" when there is none after the last attempt. */
async function persistent(
  { sleep }: ApiClientParts,
  { signal }: CallOptions,
  once: () => Promise<Answer | null>,
): Promise<Answer> {
  for (const pause of pauses) {
    const answer = await once();
    if (answer !== null && !passing.has(answer.status)) return answer;
    await sleep(Math.min(Math.max(pause, retryAfter(answer)), longestPause), signal);
  }
  const last = await once();
  if (last !== null) return last;
  throw offline();
}

function offline(): ApiProblem {
  return new ApiProblem(
    0,
    "offline",
    "Ingen kontakt med Fördela",
    "Kontrollera att du har nät och försök igen. Det du har skrivit finns kvar.",
  );
}

/** In milliseconds; 0 when the answer does not say. */
function retryAfter(answer: Answer | null): number {
  return 1000 * (Number(answer?.headers.get("retry-after") ?? 0) || 0);
}

/** One attempt: null when the network failed before the whole answer was here. */
async function attempt(
  { baseUrl, token, fetch }: ApiClientParts,
  route: Route,
  request: object,
  { idempotencyKey, signal }: CallOptions,
): Promise<Answer | null> {
  const { url, body } = address(route, request);
  const headers = {
    authorization: `Bearer ${await token()}`,
    ...(body === null ? {} : { "content-type": "application/json" }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  };
  const init = {
    method: route.method,
    headers,
    ...(body === null ? {} : { body }),
    ...(signal ? { signal } : {}),
  };
  try {
    const response = await fetch(`${baseUrl}${url}`, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    // Whatever fetch throws is a lost network, unless it was the user who gave up.
    signal?.throwIfAborted();
    return null;
  }
}

/** Path parameters go into the path, the rest into the query of a GET or the body of a POST. */
function address({ method, path }: Route, request: object): { url: string; body: string | null } {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);
  const values = new Map(Object.entries(request).filter(([, value]) => value !== undefined));
  const url = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeURIComponent(String(values.get(parameter))),
  );
  const rest = [...values].filter(([key]) => !inPath.includes(key));
  if (method === "POST") return { url, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams(rest.map(([key, value]) => [key, String(value)])).toString();
  return { url: query === "" ? url : `${url}?${query}`, body: null };
}

function output(route: Route, answer: Answer): unknown {
  const body = json(answer.text);
  if (answer.status !== 200) throw problem(answer, body) ?? unreadable(answer);
  const result = route.output.safeParse(body);
  if (!result.success) throw unreadable(answer);
  return result.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isCode = (code: unknown): code is RefusalCode =>
  typeof code === "string" && Object.hasOwn(refusals, code);

const standardMembers = ["type", "title", "status", "detail", "instance", "code"];

/** A problem answer of the service; null for anything else, such as a gateway's own error page. */
function problem({ status }: Answer, body: unknown): ApiProblem | null {
  if (typeof body !== "object" || body === null) return null;
  const members = new Map(Object.entries(body as Record<string, unknown>));
  const text = (member: string): string => {
    const value = members.get(member);
    return typeof value === "string" ? value : "";
  };
  const code = members.get("code");
  if (!isCode(code)) return null;
  const extra = Object.fromEntries([...members].filter(([member]) => !standardMembers.includes(member)));
  return new ApiProblem(status, code, text("title"), text("detail"), text("instance"), extra);
}

function unreadable({ status, headers }: Answer): ApiProblem {
  return new ApiProblem(
    status,
    "unreadable-answer",
    "Svaret går inte att läsa",
    "Tillägget och tjänsten är kanske av olika version. Ladda om tillägget; hjälper det inte, kontakta administratören.",
    headers.get("x-request-id") ?? "",
  );
}

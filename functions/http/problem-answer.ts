import { Refusal, refusals, type RefusalCode } from "../../shared/errors.ts";
import { storageRefusal } from "./storage-refusal.ts";

/** An error as it leaves the service: RFC 9457, in Swedish, with the code that logs and clients know it by. */
export interface ProblemAnswer {
  readonly status: number;
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The one place where an error becomes a status. Four eyes is a matter of who asks, so 403 and not 409. */
const statuses: Readonly<Record<RefusalCode, number>> = {
  "invalid-request": 400,
  "key-missing": 400,
  "not-signed-in": 401,
  "not-allowed": 403,
  "four-eyes": 403,
  "not-found": 404,
  "wrong-method": 405,
  conflict: 409,
  "wrong-state": 409,
  "too-large": 413,
  "rules-broken": 422,
  "key-reused": 422,
  unexpected: 500,
  busy: 503,
  "too-slow": 503,
  "storage-failed": 507,
};

/**
 * Whatever was thrown, as an answer. A refusal says what it says; anything else tells a stranger nothing
 * but the request id to quote, because its message may hold names, amounts or the inside of the service.
 */
export function problemAnswer(error: unknown, requestId: string): ProblemAnswer {
  const refusal = error instanceof Refusal ? error : (storageRefusal(error) ?? unexpected(requestId));
  const status = statuses[refusal.code];
  return {
    status,
    code: refusal.code,
    headers: { "content-type": "application/problem+json; charset=utf-8", ...headersOf(refusal) },
    body: JSON.stringify({
      ...refusal.extra,
      type: `urn:fordela:problem:${refusal.code}`,
      title: refusals[refusal.code],
      status,
      detail: refusal.detail,
      instance: requestId,
      code: refusal.code,
    }),
  };
}

function unexpected(requestId: string): Refusal {
  return new Refusal(
    "unexpected",
    `Felet är vårt, inte ditt. Försök igen om en stund. Händer det igen: kontakta administratören och uppge begäran-id ${requestId}.`,
  );
}

/** Seconds until a new attempt is worth it; the client waits at least so long. */
const retryAfter = "1";

function headersOf({ code, extra }: Refusal): Record<string, string> {
  if (code === "busy" || code === "too-slow") return { "retry-after": retryAfter };
  if (code === "not-signed-in") return { "www-authenticate": "Bearer" };
  if (code === "wrong-method" && Array.isArray(extra["allow"])) return { allow: extra["allow"].join(", ") };
  return {};
}

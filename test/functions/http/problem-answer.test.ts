import { describe, expect, test } from "vitest";
import { Refusal, refusals, type RefusalCode } from "../../../shared/errors.ts";
import { problemAnswer } from "../../../functions/http/problem-answer.ts";

const statuses: readonly (readonly [RefusalCode, number])[] = [
  ["invalid-request", 400],
  ["key-missing", 400],
  ["not-signed-in", 401],
  ["not-allowed", 403],
  ["four-eyes", 403],
  ["not-found", 404],
  ["wrong-method", 405],
  ["conflict", 409],
  ["wrong-state", 409],
  ["too-large", 413],
  ["rules-broken", 422],
  ["key-reused", 422],
  ["unexpected", 500],
  ["busy", 503],
  ["too-slow", 503],
  ["storage-failed", 507],
];

describe("a refusal is answered with its status, its title and its own words", () => {
  test.each(statuses)("%s: %i", (code, status) => {
    const answer = problemAnswer(new Refusal(code, "Gör så här."), "id-1");
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(answer.body)).toEqual({
      type: `urn:fordela:problem:${code}`,
      title: refusals[code],
      status,
      detail: "Gör så här.",
      instance: "id-1",
      code,
    });
  });

  test("and none is forgotten here", () => {
    expect(statuses.map(([code]) => code).sort()).toEqual(Object.keys(refusals).sort());
  });
});

test("what a refusal says beside its words goes along, but cannot pose as a standard member", () => {
  const body = problemAnswer(
    new Refusal("conflict", "Hämta på nytt.", { version: 7, status: 200 }),
    "id-1",
  ).body;
  expect(JSON.parse(body)).toMatchObject({ version: 7, status: 409 });
});

describe("headers say what a client can do", () => {
  test.each([
    [new Refusal("busy", ""), "retry-after", "1"],
    [new Refusal("too-slow", ""), "retry-after", "1"],
    [new Refusal("not-signed-in", ""), "www-authenticate", "Bearer"],
    [new Refusal("wrong-method", "", { allow: ["GET", "POST"] }), "allow", "GET, POST"],
  ])("%s", (refusal, header, value) => {
    expect(problemAnswer(refusal, "id-1").headers[header]).toBe(value);
  });
});

/** An error as the SDK or Node throws it. */
const named = (name: string, more: object = {}): Error =>
  Object.assign(new Error("secret CANARY"), { name, ...more });

const busy = "Tjänsten är upptagen just nu. Vänta några sekunder och försök igen.";
const full =
  "Uppgifterna är inte sparade. Kontrollera att disken har ledigt utrymme och går att skriva till, och försök sedan igen.";

describe("a fault of the storage is told from a fault of ours", () => {
  test.each([
    ["throttled", named("ThrottlingException"), 503, busy],
    ["throughput exceeded", named("ProvisionedThroughputExceededException"), 503, busy],
    ["timed out", named("TimeoutError"), 503, busy],
    ["connection lost", named("Error", { code: "ECONNRESET" }), 503, busy],
    [
      "transaction in conflict",
      named("TransactionCanceledException", {
        CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
      }),
      503,
      busy,
    ],
    ["disk full", named("Error", { code: "ENOSPC" }), 507, full],
    [
      "disk full, two causes down",
      new Error("x", { cause: new Error("y", { cause: named("E", { code: "ENOSPC" }) }) }),
      507,
      full,
    ],
    ["disk read-only", named("Error", { code: "EROFS" }), 507, full],
  ])("%s", (_, error, status, detail) => {
    const answer = problemAnswer(error, "id-1");
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ detail });
    expect(answer.body).not.toContain("CANARY");
  });

  test("an error that is its own cause ends", () => {
    const error = named("Odd");
    error.cause = error;
    expect(problemAnswer(error, "id-1").status).toBe(500);
  });
});

describe("strangers are told nothing of an unexpected error but the id to quote", () => {
  test.each([
    ["an error", named("TypeError")],
    [
      "a failed condition that nobody foresaw",
      named("TransactionCanceledException", {
        CancellationReasons: [{ Code: "ConditionalCheckFailed" }, null, "x"],
      }),
    ],
    ["a string", "CANARY"],
    ["nothing", undefined],
  ])("%s", (_, error) => {
    const answer = problemAnswer(error, "4f1c");
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("CANARY");
    expect(JSON.parse(answer.body)).toMatchObject({
      title: "Något gick fel i tjänsten",
      detail:
        "Felet är vårt, inte ditt. Försök igen om en stund. Händer det igen: kontakta administratören och uppge begäran-id 4f1c.",
    });
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { api, roles, type Role, type RouteName } from "../../../shared/api.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Handlers } from "../../../functions/context.ts";
import { memoryStore, service, type Service } from "../http/service.ts";
import { tokenStates } from "./tokens.ts";

const names = Object.keys(api) as RouteName[];
const reached: string[] = [];
const arriving = Object.fromEntries(
  names.map((name) => [
    name,
    () => {
      reached.push(name);
      return Promise.reject(new Refusal("not-found", "Framme."));
    },
  ]),
) as unknown as Handlers;

/** Filled in so that every path parameter, query and body is good enough to be read or refused as unreadable. */
const pathOf = (name: RouteName): string =>
  `${api[name].path
    .replace("{year}", "2022")
    .replace("{recipient}", "region:01")
    .replaceAll(/\{\w+\}/g, "x")}?date=2022-01-01`;

let subject: Service;
const tokens = new Map<string, string | null>();

beforeAll(async () => {
  subject = service(arriving, await memoryStore());
  for (const [state, make] of Object.entries(tokenStates))
    for (const role of roles) tokens.set(`${state} ${role}`, await make(role));
});

async function knock(name: RouteName, role: Role, state: string) {
  reached.length = 0;
  const { method } = api[name];
  const response = await subject.send(method, pathOf(name), {
    token: tokens.get(`${state} ${role}`)!,
    key: "matrix-key-1",
    ...(method === "POST" ? { body: { ground: 1 } } : {}),
  });
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code, reached: [...reached] };
}

describe.each(names)("%s", (name) => {
  const { roles: allowed } = api[name];

  test.each(roles)("%s gets in with a valid token exactly when the contract says so", async (role) => {
    const { status, code, reached: arrived } = await knock(name, role, "valid");
    if (allowed.includes(role)) {
      // Past the guard: either the handler was reached or the input was read and found wanting.
      expect([arrived[0] ?? code, status]).toEqual(
        arrived.length > 0 ? [name, 404] : ["invalid-request", 400],
      );
    } else {
      expect({ status, code, arrived }).toEqual({ status: 403, code: "not-allowed", arrived: [] });
    }
  });

  test.each(Object.keys(tokenStates).filter((state) => state !== "valid"))(
    "nobody gets in with a token that is: %s",
    async (state) => {
      for (const role of roles)
        expect(await knock(name, role, state)).toEqual({ status: 401, code: "not-signed-in", reached: [] });
    },
  );
});

test("every route says who may use it, and the revisor never writes", () => {
  for (const name of names) {
    expect(api[name].roles.length, name).toBeGreaterThan(0);
    if (api[name].write) expect(api[name].roles, name).not.toContain("revisor");
  }
});

import * as z from "zod/mini";
import { type DevelopmentIssuer, personas } from "../../../functions/local/issuer.ts";
import { refusal, safeHeaders } from "./headers.ts";

const wanted = z.object({ persona: z.string().check(z.maxLength(40)) });

/** Sign-in for development: the list of people to be, and a token for one of them. */
export async function peopleAnswer(issuer: DevelopmentIssuer, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === "GET" && pathname === "/dev/personas")
    return json(personas.map(({ id, name, roles }) => ({ id, name, roles })));
  if (request.method !== "POST" || pathname !== "/dev/token") return refusal(404, "Adressen finns inte.");
  const asked = wanted.safeParse(await request.json().catch(() => null));
  if (!asked.success || !personas.some(({ id }) => id === asked.data.persona))
    return refusal(400, "Exempelpersonen finns inte.");
  return json({ token: await issuer.tokenFor(asked.data.persona) });
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    headers: { ...safeHeaders, "content-type": "application/json; charset=utf-8" },
  });
}

import { describe, expect, test } from "vitest";
import { entraSignIn } from "../../../addin/sign-in/entra.ts";
import { personaSignIn } from "../../../addin/sign-in/personas.ts";
import { isDark } from "../../../addin/theme.ts";

const minute = 60_000;

describe("development personas", () => {
  function local(status = 200) {
    const asked: { path: string; body: unknown }[] = [];
    const clock = { now: 0 };
    const kept = new Map<string, string>();
    const signIn = personaSignIn({
      origin: "http://localhost:3000",
      memory: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      now: () => clock.now,
      fetch: (url, init) => {
        const path = url.replace("http://localhost:3000", "");
        asked.push({ path, body: typeof init?.body === "string" ? JSON.parse(init.body) : null });
        const body =
          path === "/dev/personas" ? [{ id: "hanna", name: "Hanna" }] : { token: `token ${asked.length}` };
        return Promise.resolve(new Response(JSON.stringify(body), { status }));
      },
    });
    return { signIn, asked, clock };
  }

  test("nobody has a token before somebody is chosen", async () => {
    const { signIn, asked } = local();
    expect(await signIn.resume()).toBe(false);
    await expect(signIn.token()).rejects.toMatchObject({ code: "not-signed-in" });
    expect(asked).toEqual([]);
  });
  test("the chosen person's token is held, and renewed before it ceases", async () => {
    const { signIn, asked, clock } = local();
    const [hanna] = await signIn.people!();
    await signIn.signIn(hanna);
    expect([await signIn.token(), await signIn.token()]).toEqual(["token 2", "token 2"]);
    clock.now = 46 * minute;
    expect(await signIn.token()).toBe("token 3");
    expect(asked.slice(1)).toEqual(Array(2).fill({ path: "/dev/token", body: { persona: "hanna" } }));
  });
  test("who signs out has no token", async () => {
    const { signIn } = local();
    await signIn.signIn({ id: "hanna", name: "Hanna" });
    signIn.signOut();
    await expect(signIn.token()).rejects.toMatchObject({ code: "not-signed-in" });
  });
  test("a service that does not answer is offline, with what to do", async () => {
    await expect(local(503).signIn.people!()).rejects.toMatchObject({
      code: "offline",
      detail: "Starta tjänsten med npm start och försök igen.",
    });
  });
});

describe("Entra ID without nested authentication", () => {
  const clock = { now: 0 };
  const signIn = entraSignIn({
    entra: { client: "c", authority: "https://login.microsoftonline.com/organizations", scope: "s" },
    nested: () => false,
    loginHint: () => Promise.resolve(""),
    dialog: () => Promise.resolve(JSON.stringify({ token: "from the window", expires: 60 * minute })),
    now: () => clock.now,
  });

  test("the window's token is used until five minutes before it ceases", async () => {
    expect(await signIn.resume()).toBe(false);
    await signIn.signIn();
    clock.now = 54 * minute;
    expect(await signIn.token()).toBe("from the window");
    clock.now = 56 * minute;
    await expect(signIn.token()).rejects.toMatchObject({ code: "not-signed-in" });
  });
});

test.each([
  ["#FFFFFF", false],
  ["#F3F2F1", false],
  ["#262626", true],
  ["#0A0A0A", true],
  ["white", false],
])("Excel's background %s is dark: %s", (colour, dark) => {
  expect(isDark(colour)).toBe(dark);
});

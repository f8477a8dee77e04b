import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { standardLimits } from "../../../functions/app.ts";
import { referenceHandlers } from "../../../functions/handlers/reference.ts";
import { startServer } from "../../../functions/local/server.ts";
import { signed } from "../auth/tokens.ts";
import { memoryStore, service } from "../http/service.ts";

const store = await memoryStore();
const { app } = service(referenceHandlers, store);
const administrator = await signed({ roles: ["administrator"] });
const asHandlaggare = { authorization: `Bearer ${await signed()}` };

test("the API answers on a free port of this machine", async () => {
  const server = await startServer({ app, port: 0 });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  const response = await fetch(`${server.url}/v1/me`, { headers: asHandlaggare });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ name: "Exempel Person" });
  await server.close();
});

test("a port that is taken is said so, with what to do", async () => {
  const first = await startServer({ app, port: 0 });
  await expect(startServer({ app, port: first.port })).rejects.toThrow(
    `Porten ${first.port} är upptagen av ett annat program: stäng det andra programmet eller välj en annan port med --port.`,
  );
  await first.close();
  // Free again: the same port can be taken anew.
  const second = await startServer({ app, port: first.port });
  await second.close();
});

test("an address that is not this machine's is said so too", async () => {
  await expect(startServer({ app, port: 0, host: "192.0.2.1" })).rejects.toThrow(
    "Servern går inte att starta på port 0 (EADDRNOTAVAIL): välj en annan port med --port.",
  );
});

describe("a body over the limit is refused over a real connection", () => {
  const headers = { authorization: `Bearer ${administrator}`, "idempotency-key": "key-00000001" };
  test.each(["with", "without"])("%s Content-Length", async (kind) => {
    const server = await startServer({ app, port: 0 });
    const bytes = new Uint8Array(standardLimits.bodyBytes + 1).fill(32);
    const body = kind === "with" ? bytes : new Blob([bytes]).stream();
    const response = await fetch(`${server.url}/v1/populations`, {
      method: "POST",
      headers,
      body,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    await response.arrayBuffer();
    await server.close();
  });
});

test("closing lets a request under way finish and takes no new ones", async () => {
  const gate = { open: (): void => undefined };
  const waiting = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const started = { yes: (): void => undefined };
  const underway = new Promise<void>((resolve) => {
    started.yes = resolve;
  });
  const slow = service(
    {
      me: async (input, context) => {
        started.yes();
        await waiting;
        return referenceHandlers.me(input, context);
      },
    },
    store,
  );
  const server = await startServer({ app: slow.app, port: 0 });
  const answer = fetch(`${server.url}/v1/me`, { headers: asHandlaggare });
  await underway;
  const closed = server.close();
  await expect(fetch(`${server.url}/v1/me`, { headers: asHandlaggare })).rejects.toThrow();
  gate.open();
  expect((await answer).status).toBe(200);
  await closed;
});

test("what is not HTTP is turned away without harm", async () => {
  const server = await startServer({ app, port: 0 });
  const said = await new Promise<string>((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write("rappakalja\r\n\r\n"));
    socket.on("data", (data) => {
      resolve(data.toString());
    });
  });
  expect(said).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${server.url}/v1/me`, { headers: asHandlaggare })).status).toBe(200);
  await server.close();
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../../../functions/local/server.ts";
import { type LocalService, startLocalService } from "../../../functions/local/service.ts";
import { certificateFor } from "../../../preview/excel/certificates.ts";
import { writeCheckedManifest } from "../../../preview/excel/manifest.ts";
import { serveExcel } from "../../../preview/excel/server.ts";
import type { Certificate } from "../../../preview/excel/tools.ts";
import { paneFiles, type PaneFiles } from "../../../preview/page/serving/pane.ts";
import { fetchTools } from "./packages.ts";

const folder = mkdtempSync(join(tmpdir(), "fordela-excel-"));
const day = 24 * 60 * 60 * 1000;
const now = new Date();

let certificate: Certificate;
let pane: PaneFiles;
let service: LocalService;
let server: RunningServer;
let manifest: string;

beforeAll(async () => {
  fetchTools();
  certificate = await certificateFor("linux", join(folder, "certificates"), now);
  pane = await paneFiles({});
  service = await startLocalService({ folder: null, port: 0, log: { request: () => undefined } });
  manifest = writeCheckedManifest(3443, pane.files);
  server = await serveExcel({ pane, manifest, service, certificate, port: 0 });
});
afterAll(async () => {
  await server.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly trusted?: boolean;
}

interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Asks over a real connection, as a browser that trusts the issuer and nobody else. */
function ask(path: string, { method = "GET", headers = {}, body, trusted = true }: Asked = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const { port } = server;
    const sent = request(
      {
        ...{ host: "localhost", servername: "localhost", family: 4, port, path, method, headers },
        ca: trusted ? certificate.ca : [],
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode!, headers: response.headers, text });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const asJson = { "content-type": "application/json" };

describe("what Excel asks for over https", () => {
  test("is answered to who trusts the issuer, and to nobody else", async () => {
    expect((await ask("/taskpane.html")).status).toBe(200);
    await expect(ask("/taskpane.html", { trusted: false })).rejects.toThrow(/certificate|issuer/);
  });
  test("the pane's page: Microsoft's office.js, a policy that Excel may frame it under, no X-Frame-Options", async () => {
    const { headers, text } = await ask("/taskpane.html?_host_Info=Excel");
    expect(text).toContain('src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy-report-only"]).toMatch(
      /frame-ancestors https:\/\/\*\.office\.com /,
    );
    expect(headers["content-security-policy"]).toBeUndefined();
    expect(headers["x-frame-options"]).toBeUndefined();
  });
  test("every address in the manifest", async () => {
    const served = await ask("/manifest.xml");
    expect(served.text).toBe(manifest);
    const paths = [...manifest.matchAll(/"https:\/\/localhost:3443(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(20);
    const answers = await Promise.all(
      [...new Set(paths)].map(async (path) => [path, (await ask(path)).status]),
    );
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });
  test("the API, to who signs in as one of the example people", async () => {
    const signedIn = await ask("/dev/token", {
      method: "POST",
      headers: asJson,
      body: '{"persona":"hanna"}',
    });
    const { token } = JSON.parse(signedIn.text) as { token: string };
    expect((await ask("/v1/me")).status).toBe(401);
    const me = await ask("/v1/me", { headers: { authorization: `Bearer ${token}` } });
    expect(JSON.parse(me.text)).toMatchObject({ name: "Hanna Handläggare" });
  });
  test("the functions' descriptions, to Excel on the web as well; people and API to this page alone", async () => {
    const headers = { origin: "https://excel.officeapps.live.com" };
    const described = await ask("/functions.json", { headers });
    expect([described.status, described.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
    for (const path of ["/v1/me", "/dev/personas"]) {
      expect((await ask(path, { headers })).status).toBe(403);
      expect((await ask(path, { headers: { host: "elsewhere.example.se" } })).status).toBe(403);
      expect((await ask(path, { headers: { origin: `http://localhost:${server.port}` } })).status).toBe(403);
    }
    const own = { origin: `https://localhost:${server.port}` };
    expect((await ask("/dev/personas", { headers: own })).status).toBe(200);
  });
  test.each(["/package.json", "/../package.json", "/assets/", "/%2e%2e/package.json"])(
    "nothing at %s",
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );
  test("a port that is taken is said so, with what to do", async () => {
    await expect(serveExcel({ pane, manifest, service, certificate, port: server.port })).rejects.toThrow(
      `Porten ${server.port} är upptagen av ett annat program: stäng det andra programmet eller välj en annan port med --port.`,
    );
  });
});

describe("the manifest", () => {
  test("is refused when what it names is not served", () => {
    const files = new Map([...pane.files].filter(([name]) => name !== "assets/check-16.png"));
    expect(() => writeCheckedManifest(3443, files)).toThrow(/^Manifestet har fel:\n.*check-16\.png/);
  });
});

describe("a certificate of our own", () => {
  const place = join(folder, "own");
  const made = (when: Date): Promise<Certificate> => certificateFor("linux", place, when);
  test("is kept while it is valid, and made anew a day before it ends or when it is damaged", async () => {
    const first = await made(now);
    expect(await made(new Date(now.getTime() + 28 * day))).toEqual(first);
    const second = await made(new Date(now.getTime() + 29.5 * day));
    expect(second.cert).not.toEqual(first.cert);
    writeFileSync(join(place, "localhost.crt"), "inget certifikat");
    const third = await made(now);
    expect(third.cert).not.toEqual(second.cert);
    writeFileSync(join(place, "localhost.key"), readFileSync(join(folder, "certificates/localhost.key")));
    expect((await made(now)).key).not.toEqual(third.key);
  });
});

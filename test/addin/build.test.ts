import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AddinBuild,
  buildAddin,
  buildRequest,
  largestStart,
  securityHeaders,
} from "../../addin/build.ts";
import { manifestXml } from "../../addin/manifest/manifest-xml.ts";
import { paneFiles } from "../../preview/page/serving/pane.ts";

const entra = {
  client: "11111111-2222-4333-8444-555555555555",
  authority: "https://login.microsoftonline.com/organizations",
  scope: "api://fordela/access",
};
const local = { environment: "local", api: "", officeJs: "/office-js/office.js" } as const;

const folder = mkdtempSync(join(tmpdir(), "fordela-addin-"));
const built: { addin: AddinBuild | null } = { addin: null };
beforeAll(async () => {
  built.addin = await buildAddin({ folder, ...local });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Source files in the given output files. */
function inputsOf(names: readonly string[] | "all"): string[] {
  const { outputs } = built.addin!.metafile;
  return Object.entries(outputs)
    .filter(([path]) => names === "all" || names.includes(path.split("/").at(-1)!))
    .flatMap(([, { inputs }]) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

describe("the bundle of the pane", () => {
  test("is at most 200 kB gzip at start", () => {
    expect(built.addin!.startSize).toBeGreaterThan(100_000);
    expect(built.addin!.startSize).toBeLessThanOrEqual(largestStart);
  });

  test.each([
    ["municipalities", /shared\/register\/(municipalities|regions|swedish-register|ceased)/],
    ["the years of the programme", /shared\/programmes\//],
    ["published amounts", /shared\/published\//],
    ["exempeldata", /^preview\//],
    ["the service", /^functions\//],
  ])("holds no data that the service should give: %s", (_, what) => {
    expect(inputsOf("all").filter((path) => what.test(path))).toEqual([]);
  });

  test.each([
    ["MSAL", /@azure\/msal/],
    ["Excel's commands", /addin\/(commands\/create|excel\/|sheets\/)/],
    ["files", /hucre|fflate/],
    ["English texts", /texts-english/],
    [
      "what only the tabs ask of the service",
      /shared\/api\/(cases|decisions|applications|report-backs|history)/,
    ],
    [
      "the tabs but Start",
      /taskpane\/(cases|requisitions|applications|allocation|decisions|report-backs|balances|tables)\/\w+Page/,
    ],
  ])("fetches %s when it is needed, not at start", (_, what) => {
    expect(inputsOf("all").some((path) => what.test(path))).toBe(true);
    expect(inputsOf(built.addin!.startFiles).filter((path) => what.test(path))).toEqual([]);
  });

  test("names every script by its content, so that an old page never meets a new part", () => {
    for (const path of Object.keys(built.addin!.metafile.outputs))
      expect(path).toMatch(/-[A-Z0-9]{8}\.(js|css)$/);
  });

  test("compiles nothing at run time: zod is told so before its first schema", () => {
    const scripts = Object.keys(built.addin!.metafile.outputs).filter((path) => path.endsWith(".js"));
    for (const path of scripts)
      expect(readFileSync(join(folder, path.split("/").at(-1)!), "utf8")).toMatch(
        /^globalThis\.__zod_globalConfig=\{jitless:true\}/,
      );
  });
});

describe("the folder that is built", () => {
  const missing = (names: readonly string[]): string[] =>
    names.filter((name) => !existsSync(join(folder, name)));

  test("has every file that the manifest has an address for", () => {
    const origin = "https://fordela.example.se";
    const xml = manifestXml({ environment: "prod", origin, version: "1.2.3" });
    const named = [...xml.matchAll(/"https:\/\/fordela\.example\.se\/([^"]+)"/g)].map(([, name]) => name!);
    expect(named).toContain("functions.en.json");
    expect(named.length).toBeGreaterThan(20);
    expect(missing(named)).toEqual([]);
  });
  test.each(["taskpane.html", "dialog.html"])("has every file that %s asks for", (page) => {
    const asked = [...readFileSync(join(folder, page), "utf8").matchAll(/(?:src|href)="([^"/][^"]*)"/g)];
    expect(asked.length).toBeGreaterThan(0);
    expect(missing(asked.map(([, name]) => name!))).toEqual([]);
  });
  test("is what the preview serves, file by file", async () => {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(folder.length + 1)
          .replaceAll("\\", "/"),
      );
    const { files } = await paneFiles({ officeJs: local.officeJs });
    expect([...files.keys()].sort()).toEqual(names.sort());
    for (const [name, content] of files) expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
  });
});

describe("taskpane.html", () => {
  const page = (): string => readFileSync(join(folder, "taskpane.html"), "utf8");

  test("has office.js first of all scripts, and no script or style of its own", () => {
    const scripts = [...page().matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts[0]).toBe('<script src="/office-js/office.js">');
    expect(scripts.every((tag) => tag.includes(" src="))).toBe(true);
    expect(page()).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(page()).not.toContain("%");
  });
  test("has office.js from Microsoft in production", async () => {
    const production = mkdtempSync(join(tmpdir(), "fordela-addin-prod-"));
    await buildAddin({ folder: production, environment: "prod", api: "https://api.example.se", entra });
    const text = readFileSync(join(production, "taskpane.html"), "utf8");
    expect(text).toContain('src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
    expect(text).toContain(`content="${entra.client}"`);
    rmSync(production, { recursive: true });
  });
  test("is not built for production with development personas", async () => {
    await expect(buildAddin({ folder, environment: "prod", api: "https://api.example.se" })).rejects.toThrow(
      "Entra ID",
    );
  });
});

describe("what the build is asked for", () => {
  test("this machine, when nothing is said", () => {
    expect(buildRequest([])).toEqual({ environment: "local", api: "" });
  });
  test("an environment with its sign-in", () => {
    const { client, authority, scope } = entra;
    expect(
      buildRequest(["--env", "prod", "--client", client, "--authority", authority, "--scope", scope]),
    ).toEqual({ environment: "prod", api: "", entra });
  });
  test.each([
    [["--env", "production"], "Ange --env som något av: local, test, prod."],
    [["--env", "prod", "--client", entra.client], "Ange --client, --authority och --scope tillsammans."],
  ])("%s is refused in words", (args, message) => {
    expect(() => buildRequest(args)).toThrow(message);
  });
});

describe("the policy of the page", () => {
  const policy = (headers: Readonly<Record<string, string>>): string =>
    headers["Content-Security-Policy"] ?? headers["Content-Security-Policy-Report-Only"] ?? "";

  test("lets nothing be compiled or written inline, and never says X-Frame-Options", () => {
    for (const options of [
      { folder, ...local },
      { folder, environment: "prod", api: "https://a.se", entra } as const,
    ]) {
      const headers = securityHeaders(options);
      expect(policy(headers)).toContain("default-src 'none'");
      expect(policy(headers)).not.toMatch(/unsafe-(inline|eval)/);
      expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain("x-frame-options");
    }
  });
  test("holds on the preview, and only reports in Excel, also on this machine", () => {
    expect(securityHeaders({ folder, ...local })).toHaveProperty("Content-Security-Policy");
    const headers = securityHeaders({ folder, environment: "local", api: "" });
    expect(headers).toHaveProperty("Content-Security-Policy-Report-Only");
    expect(policy(headers)).toMatch(/frame-ancestors https:\/\/\*\.office\.com /);
  });
  test("in production only reports, lets Office frame the page, and reaches the API and the sign-in alone", () => {
    const headers = securityHeaders({ folder, environment: "prod", api: "https://api.example.se", entra });
    expect(headers).toHaveProperty("Content-Security-Policy-Report-Only");
    expect(policy(headers)).toMatch(/frame-ancestors https:\/\/\*\.office\.com /);
    expect(policy(headers)).toMatch(
      /connect-src 'self' https:\/\/api\.example\.se https:\/\/login\.microsoftonline\.com /,
    );
  });
});

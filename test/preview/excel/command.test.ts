import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environments } from "../../../addin/manifest/environments.ts";
import { startServer } from "../../../functions/local/server.ts";
import { fetchTools } from "./packages.ts";

const top = join(import.meta.dirname, "../../..");
const home = mkdtempSync(join(tmpdir(), "fordela-mac-"));
const tools = join(home, "bin");
const manifest = join(top, "manifest.xml");
const macChild = fileURLToPath(new URL("./as-mac.child.ts", import.meta.url));
const { id } = environments.local;

beforeAll(() => {
  fetchTools();
  mkdirSync(tools);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** A command of the Mac that Microsoft's tools call, and what it does here. */
function command(name: string, script: string): void {
  writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(tools, name), 0o755);
}

function asMac(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", macChild, ...args], {
    cwd: top,
    encoding: "utf8",
    env: { ...process.env, HOME: home, TMPDIR: home, PATH: `${tools}:${process.env.PATH ?? ""}` },
  });
  return { status, stdout, stderr };
}

describe("on a Mac, with Microsoft's own tools", () => {
  const wef = join(home, "Library/Containers/com.microsoft.Excel/Data/Documents/wef");
  const opened = join(home, "opened");

  test("the add-in is put where Excel looks, Excel is opened with it, and it can be done again", () => {
    command("open", `printf '%s' "$1" > '${opened}'`);
    for (const time of ["first", "again"]) {
      const { stdout, stderr } = asMac("add", manifest);
      expect([time, stdout.trim().split("\n").at(-1), stderr]).toEqual([time, "true", ""]);
    }
    expect(readdirSync(wef)).toEqual([`${id}.manifest.xml`]);
    expect(readFileSync(join(wef, `${id}.manifest.xml`), "utf8")).toBe(readFileSync(manifest, "utf8"));
    const parts = unzipSync(readFileSync(readFileSync(opened, "utf8")));
    expect(new TextDecoder().decode(parts["xl/webextensions/webextension.xml"])).toContain(id);
  });
  test("and is taken away again", () => {
    expect(asMac("remove", manifest).stdout).toContain("Tillägget är borttaget ur Excel på datorn.");
    expect(readdirSync(wef)).toEqual([]);
  });
  test("a failure says why and what to do, and the service may go on", () => {
    const { status, stdout, stderr } = asMac("add", join(home, "finns-inte.xml"));
    expect([status, stdout.trim()]).toEqual([0, "false"]);
    expect(stderr).toMatch(
      /^Tillägget gick inte att lägga in i Excel på datorn \(.+\)\. Se efter att Excel är/s,
    );
  });
  test("a certificate that the user refuses is explained", () => {
    command("security", '[ "$1" = add-trusted-cert ] && { echo "User canceled" >&2; exit 1; }; exit 0');
    const { status, stderr } = asMac("certificate");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Datorn litar inte på certifikatet för https:\/\/localhost \(.*User canceled.*\)\. Kör kommandot igen och svara ja/s,
    );
  });
  test("a certificate that is trusted is used", () => {
    command("security", `echo "$@" >> '${join(home, "asked")}'`);
    const { status, stdout } = asMac("certificate");
    expect([status, stdout.match(/BEGIN CERTIFICATE/g)?.length]).toEqual([0, 2]);
    expect(readFileSync(join(home, "asked"), "utf8")).toContain("login.keychain-db");
    expect(existsSync(join(home, ".office-addin-dev-certs/localhost.key"))).toBe(true);
  });
});

/** Starts the command; what it prints is gathered. */
function start(...args: string[]): { readonly child: ChildProcess; readonly text: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", "preview/excel/start.ts", ...args], { cwd: top });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => printed.push(part.toString()));
  return { child, text: () => printed.join("") };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) =>
    child.once("exit", (code) => {
      resolve(code);
    }),
  );

async function freePort(): Promise<number> {
  const server = await startServer({ app: { fetch: () => new Response() }, port: 0 });
  await server.close();
  return server.port;
}

describe("npm run excel, where there is no Excel", () => {
  test.each([["--nej"], ["--port=70000"]])("%s: how it is used", async (argument) => {
    const { child, text } = start(argument);
    expect(await ended(child)).toBe(1);
    expect(text()).toMatch(/^Så här provas Fördela i Excel:\nnpm run excel -- \[--web\]/);
  });
  test("--stop says that there is nothing to take away", async () => {
    const { child, text } = start("--stop");
    expect(await ended(child)).toBe(0);
    expect(text()).toContain("På den här datorn finns inget att ta bort.");
  });
  test("serves, says how to upload the manifest, and ends when it is told to", async () => {
    const port = await freePort();
    const { child, text } = start("--port", String(port), "--data", join(home, "data"));
    const exit = ended(child);
    await expect.poll(text, { timeout: 50_000 }).toContain("Så här provar du i Excel på webben:");
    expect(text()).toContain("Databasen är tom: npm start -- --once fyller den med ett exempelår.");
    const own = join(top, `dist/manifest/local-${port}.xml`);
    expect(text()).toContain(own);
    expect(readFileSync(own, "utf8")).toContain(`https://localhost:${port}/taskpane.html`);
    const status = await new Promise((resolve, reject) => {
      const ca = readFileSync(join(top, ".data/certifikat/ca.crt"));
      get({ host: "localhost", family: 4, port, path: "/taskpane.html", ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
    expect(status).toBe(200);
    child.kill("SIGINT");
    expect(await exit).toBe(0);
    rmSync(own);
  });
});

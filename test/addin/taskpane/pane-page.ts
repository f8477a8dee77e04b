import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser } from "playwright-core";
import { securityHeaders } from "../../../addin/build.ts";
import { recordAnswers } from "./sample-answers.ts";

const top = join(import.meta.dirname, "../../..");

/** The pane in a real browser, served under the policy that Excel's page has. */
export interface PanePage {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** As root, as in a container, Chromium wants to be told that there is no sandbox. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.FORDELA_CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

export async function openPanePage(): Promise<PanePage> {
  const [files, browser] = await Promise.all([pageFiles(), startChromium()]);
  const headers = securityHeaders({ folder: "", environment: "local", api: "", officeJs: "/office.js" });
  const server = createServer(({ url }, response) => {
    const file = files.get(url ?? "");
    response.writeHead(file === undefined ? 404 : 200, {
      ...headers,
      "content-type": file?.type ?? "text/plain",
    });
    response.end(file?.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    browser,
    close: async () => {
      await browser.close();
      await closed(server);
    },
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

interface PageFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const [{ outputFiles }, answers] = await Promise.all([
    build({
      entryPoints: { harness: join(import.meta.dirname, "harness.tsx") },
      absWorkingDir: top,
      outdir: "/",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      jsx: "automatic",
      write: false,
      banner: { js: "globalThis.__zod_globalConfig={jitless:true};" },
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "warning",
    }),
    recordAnswers(),
  ]);
  const page = `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Fördela</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/taskpane.css"><script type="module" src="/harness.js"></script></head>
<body></body></html>`;
  return new Map<string, PageFile>([
    ["/", { type: "text/html; charset=utf-8", body: page }],
    ["/favicon.ico", { type: "image/x-icon", body: "" }],
    ["/answers.json", { type: "application/json", body: JSON.stringify(answers) }],
    [
      "/taskpane.css",
      { type: "text/css", body: readFileSync(join(top, "addin/taskpane/taskpane.css"), "utf8") },
    ],
    ...outputFiles.map(({ path, contents }) => [path, { type: "text/javascript", body: contents }] as const),
  ]);
}

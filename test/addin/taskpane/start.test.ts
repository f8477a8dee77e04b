import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { expect, test } from "vitest";
import { buildAddin } from "../../../addin/build.ts";
import { startChromium } from "./pane-page.ts";

const officeJs = join(import.meta.dirname, "../../../node_modules/@microsoft/office-js/dist");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

test("the built page with Microsoft's office.js, in a browser without Excel, says to open it in Excel", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fordela-start-"));
  const { headers } = await buildAddin({
    folder,
    environment: "local",
    api: "",
    officeJs: "/office-js/office.js",
  });
  const server = createServer(({ url = "/" }, response) => {
    const name = url.split("?")[0]!;
    const path = name.startsWith("/office-js/") ? join(officeJs, name.slice(11)) : join(folder, name);
    try {
      const body = readFileSync(path);
      response.writeHead(200, { ...headers, "content-type": types[extname(path)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ locale: "sv-SE" });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    // Outside Excel office.js itself tries an inline style and a frame for telemetry; a script or an eval would be ours.
    page.on("console", (message) => {
      if (/script-src|unsafe-eval/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/taskpane.html`);
    await page.getByRole("heading", { name: "Öppna i Excel" }).waitFor({ timeout: 15_000 });
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
});

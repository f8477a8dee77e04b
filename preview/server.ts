import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { api } from "../shared/api.ts";
import { createApp } from "../functions/app.ts";
import { createVerifier } from "../functions/auth/verifier.ts";
import { allHandlers } from "../functions/handlers/index.ts";
import { type RunningServer, startServer } from "../functions/local/server.ts";
import type { LocalService } from "../functions/local/service.ts";
import type { Log } from "../functions/log.ts";
import { bundlePage } from "./page/serving/bundle.ts";
import { fromFolder } from "./page/serving/folder.ts";
import { fileAnswer, isLocal, pageAnswer, refusal } from "./page/serving/headers.ts";
import { paneFiles } from "./page/serving/pane.ts";
import { peopleAnswer } from "./page/serving/people.ts";

const top = join(import.meta.dirname, "..");
const officeJs = join(top, "node_modules/@microsoft/office-js/dist");
const revoGrid = join(top, "node_modules/@revolist/revogrid/dist/revo-grid");

/** What the preview is opened with. */
export interface PreviewParts {
  /** The workbook to show, an .xlsx; null opens an empty one. */
  readonly workbook: {
    readonly name: string;
    readonly bytes: Uint8Array;
    /** Workbook settings, which our .xlsx does not hold. */
    readonly settings?: Readonly<Record<string, unknown>>;
  } | null;
  /** Where the data is, who signs the tokens, and where letters go. */
  readonly service: Pick<LocalService, "issuer" | "store" | "mail">;
  /** "local" and nothing else: whoever reaches the preview is whoever they like. */
  readonly stage: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly log: Log;
  readonly now?: () => Date;
}

/**
 * Serves the workbook with the add-in beside it on this machine alone: page, pane, the client library from where it is
 * installed, sign-in for development and the API, all on one origin.
 * @throws Error in Swedish when the stage is not "local" or the port is taken.
 */
export async function openPreview({
  workbook,
  service,
  stage,
  port,
  log,
  now = () => new Date(),
}: PreviewParts): Promise<RunningServer> {
  if (stage !== "local") throw new Error(`Förhandsvisningen finns bara i miljön "local", inte i "${stage}".`);
  const { issuer, store, mail } = service;
  const app = createApp({
    routes: api,
    handlers: allHandlers,
    verify: createVerifier({ ...issuer, now }),
    store,
    now,
    log,
    mail,
  });
  const [built, pane, html, manifest, engine] = await Promise.all([
    bundlePage(),
    paneFiles({ officeJs: "/office-js/office.js" }),
    readFile(join(import.meta.dirname, "page/static/page.html"), "utf8"),
    readFile(join(top, "manifest.xml")),
    readFile(join(top, "node_modules/@ironcalc/wasm/wasm_bg.wasm")),
  ]);
  const files = new Map<string, string | Uint8Array>([
    ["/manifest.xml", manifest],
    ["/ironcalc.wasm", engine],
    ...[...built].map(([name, bytes]) => [`/page/${name}`, bytes] as const),
    [
      "/workbook.json",
      JSON.stringify({
        name: workbook?.name ?? "Bok1.xlsx",
        isEmpty: workbook === null,
        settings: workbook?.settings ?? {},
      }),
    ],
    ...(workbook === null ? [] : ([["/workbook.xlsx", workbook.bytes]] as const)),
  ]);

  const answer = async (request: Request): Promise<Response> => {
    if (!isLocal(request)) return refusal(403, "Förhandsvisningen svarar bara den egna datorn.");
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/v1/")) return await app.fetch(request, {});
    if (pathname.startsWith("/dev/")) return await peopleAnswer(issuer, request);
    if (pathname === "/") return pageAnswer(html);
    const own = pane.files.get(pathname.slice(1));
    if (own !== undefined) return fileAnswer(pathname, own, pane.headers);
    const file = files.get(pathname);
    if (file !== undefined) return fileAnswer(pathname, file);
    if (pathname.startsWith("/office-js/"))
      return await fromFolder(officeJs, pathname.slice("/office-js/".length));
    if (pathname.startsWith("/revo-grid/"))
      return await fromFolder(revoGrid, pathname.slice("/revo-grid/".length));
    return refusal(404, "Adressen finns inte.");
  };
  return await startServer({ app: { fetch: answer }, port });
}

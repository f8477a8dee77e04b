import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import type { LocalService } from "../../../functions/local/service.ts";
import type { Job } from "../../../preview/main-job/job.ts";
import { openSession } from "../../../preview/main-job/session.ts";
import { fittedSeed } from "../../../preview/sample/sample-year.ts";
import { openPreview, type PreviewParts } from "../../../preview/server.ts";
import { startChromium } from "../../addin/taskpane/pane-page.ts";

const dist = join(import.meta.dirname, "../../../node_modules/@microsoft/office-js/dist");
const client = ["excel-win32-16.01.js", "office.js"];
const noBytes = new Uint8Array();
const log = { request: () => undefined };

/** What a story begins with. */
export interface StoryParts {
  /** What has happened in the service before; files that came in are kept under their names. */
  readonly before: (job: Job, files: ReadonlyMap<string, Uint8Array>) => Promise<unknown>;
  /** The workbook that is open; absent: an empty one. */
  readonly workbook?: (files: ReadonlyMap<string, Uint8Array>) => NonNullable<PreviewParts["workbook"]>;
  /** As whom the page signs tokens, where the people of the local service are not enough. */
  readonly issuer?: (own: LocalService["issuer"]) => Promise<LocalService["issuer"]>;
  /** What the console may complain of: the weather that the story itself has made. */
  readonly expected?: RegExp;
}

/** The preview page in a browser, the service behind it, and what a story asks of both. */
export interface Story {
  readonly page: Page;
  /** The pane, found anew at every use: the page may load it again. */
  readonly pane: FrameLocator;
  readonly job: Job;
  readonly service: LocalService;
  /** The pane's own document, where Microsoft's client is. */
  readonly frame: () => Promise<Frame>;
  /** Signs in as one of the people, past the welcome if it is the first time in this workbook. */
  readonly signIn: (name: string) => Promise<void>;
  /** The workbook as the page saves it. */
  readonly saved: () => Promise<Uint8Array>;
  /**
   * That the client's files were those of node_modules byte for byte, that something went over the wire, that the host
   * knew all that was asked, and that nothing went wrong in the page or the pane.
   */
  readonly isSound: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Opens the page on a laptop of 1366 x 768, beside a service of its own. */
export async function openStory({ before, workbook, issuer, expected }: StoryParts): Promise<Story> {
  const files = new Map<string, Uint8Array>();
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: fittedSeed,
    ceiling: null,
    log,
    progress: () => undefined,
    keep: (file, content) => void files.set(file, content),
  });
  await before(job, files);
  const signer = (await issuer?.(service.issuer)) ?? service.issuer;
  const [preview, browser] = await Promise.all([
    openPreview({
      workbook: workbook?.(files) ?? null,
      service: { store: service.store, issuer: signer, mail: service.mail },
      stage: "local",
      port: 0,
      log,
    }),
    startChromium(),
  ]);
  const { page, loaded, wrong } = await openPage(browser, expected);
  await page.goto(preview.url);
  const pane = page.frameLocator(".pane iframe");
  return {
    page,
    pane,
    job,
    service,
    frame: async () => (await (await page.locator(".pane iframe").elementHandle()).contentFrame())!,
    signIn: async (name) => {
      await pane.getByRole("button", { name }).click();
      await pane.locator("[data-welcome], main[data-tab]").waitFor();
      if ((await pane.locator("[data-welcome]").count()) > 0)
        await pane.locator("[data-welcome] [data-primary]").click();
      await pane.locator('main[data-tab][data-state="full"], main[data-tab][data-state="empty"]').waitFor();
    },
    saved: async () => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /^(Spara|Save) / }).click(),
      ]);
      const leftOut = page.locator("dialog.alert");
      if ((await leftOut.count()) > 0) await leftOut.getByRole("button").click();
      return new Uint8Array(readFileSync(await download.path()));
    },
    isSound: async () => {
      const found = await Promise.all(
        client.map(async (name) => sha256((await loaded.get(name)) ?? noBytes)),
      );
      expect(found).toEqual(client.map((name) => sha256(readFileSync(join(dist, name)))));
      await page.locator(".title-bar .tool").last().click();
      const wire = page.locator(".drawer .wire");
      expect(await wire.locator("p").first().innerText()).toMatch(
        /^[1-9]\d* \S+ · .* · 0 (okända medlemmar|unknown members)$/,
      );
      expect(wrong).toEqual([]);
    },
    close: async () => {
      await browser.close();
      await preview.close();
      await service.close();
    },
  };
}

/** A page, the files of the client that it loads, and whatever it complains of. */
async function openPage(browser: Browser, expected: RegExp | undefined) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "sv-SE" });
  page.setDefaultTimeout(30_000);
  const loaded = new Map<string, Promise<Uint8Array>>();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && expected?.test(message.text()) !== true) wrong.push(message.text());
  });
  page.on("requestfinished", (request) => {
    const name = /\/office-js\/(.+\.js)$/.exec(new URL(request.url()).pathname)?.[1];
    if (name !== undefined && client.includes(name))
      loaded.set(
        name,
        request.response().then((answer) => answer!.body()),
      );
  });
  return { page, loaded, wrong };
}

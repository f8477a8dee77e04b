import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/**
 * The house: `shared` decides, `functions` remembers, `addin` shows, `infra` puts it somewhere. A room is the files
 * that match; `may` is what they may import (a path inside the project, or a package), and nothing else.
 */
const builtIn = /^node:/;
const rooms: readonly { room: string; files: RegExp; may: readonly RegExp[] }[] = [
  { room: "shared/files", files: /^shared\/files\//, may: [/^shared\//, /^(hucre|hucre\/xlsx|fflate)$/] },
  { room: "shared", files: /^shared\/(?!files\/)/, may: [/^shared\/(?!files\/)/, /^zod\/mini$/] },
  { room: "store", files: /^functions\/store\//, may: [/^(shared|functions)\//, /^@aws-sdk\//] },
  {
    room: "http and app",
    files: /^functions\/(http\/|app\.ts)/,
    may: [/^(shared|functions)\//, /^hono(\/|$)/, /^zod\/mini$/],
  },
  { room: "mail", files: /^functions\/mail\//, may: [/^shared\//, /^@aws-sdk\/client-sesv2$/] },
  { room: "auth", files: /^functions\/auth\//, may: [/^(shared|functions)\//, /^jose$/] },
  { room: "audit", files: /^functions\/audit\.ts$/, may: [/^node:crypto$/] },
  { room: "config", files: /^functions\/config\.ts$/, may: [/^(shared|functions)\//, /^zod\/mini$/] },
  {
    room: "local",
    files: /^functions\/local\//,
    may: [
      /^(shared|functions)\//,
      builtIn,
      /^(dynalite|jose|hono|@hono\/node-server|@aws-sdk\/.*|@smithy\/.*)$/,
    ],
  },
  {
    room: "entries and build",
    files: /^functions\/[^/]+\.ts$/,
    may: [/^(shared|functions)\//, builtIn, /^(esbuild|aws-lambda)$/],
  },
  {
    room: "letters",
    files: /^functions\/letters\//,
    may: [/^shared\/letter\//, /^functions\/letters\//, /^(docx|pdfmake(\/.*)?)$/],
  },
  { room: "functions", files: /^functions\//, may: [/^(shared|functions)\//] },
  {
    room: "add-in build and manifest scripts",
    files: /^addin\/(build\.ts|manifest\/(png|write-icons|write-manifest)\.ts)$/,
    may: [/^(shared|addin)\//, builtIn, /^esbuild$/],
  },
  { room: "addin/excel", files: /^addin\/excel\//, may: [/^shared\//, /^addin\/excel\//] },
  { room: "addin/sheets", files: /^addin\/sheets\//, may: [/^shared\//, /^addin\/(sheets|excel)\//] },
  {
    room: "addin/sign-in",
    files: /^addin\/sign-in\//,
    may: [/^(shared|addin)\//, /^@azure\/msal-browser(\/|$)/, /^zod\/mini$/],
  },
  {
    room: "addin",
    files: /^addin\//,
    may: [/^(shared|addin)\//, /^(react|react-dom\/client|zod\/mini)$/, /^@fluentui\/react-components$/],
  },
  { room: "preview", files: /^preview\//, may: [/^(?!infra\/)/] },
  {
    room: "infra",
    files: /^infra\//,
    may: [/^infra\//, builtIn, /^(aws-cdk-lib(\/.*)?|constructs|cdk-nag)$/],
  },
  { room: "test", files: /^test\//, may: [/./] },
];

/** Words that only one place may say; everywhere else they are a way round it. */
const words: readonly { word: RegExp; only: RegExp; why: string }[] = [
  {
    word: /process\.env/,
    only: /^(functions\/config\.ts|addin\/build\.ts|preview\/|test\/)/,
    why: "config alone reads the environment",
  },
  {
    word: /@aws-sdk\//,
    only: /^(functions\/(store|mail|local)\/|test\/)/,
    why: "the store and the mail alone name AWS",
  },
  {
    word: /preview\/sample|\.\/sample\//,
    only: /^(preview|test)\//,
    why: "exempeldata is seen by preview and tests alone",
  },
  {
    word: /\bExcel\.[a-z]/,
    only: /^(addin\/excel|preview\/host|test)\//,
    why: "addin/excel alone speaks to the workbook",
  },
  {
    word: /\bCustomFunctions\.[a-z]/,
    only: /^(addin\/custom-functions\/register\.ts|preview|test)/,
    why: "custom functions are registered in one place",
  },
  {
    word: /new Date\(\)|Date\.now|Math\.random|performance\.now/,
    only: /^(functions|addin|preview|test)\//,
    why: "in shared, time and chance come in as arguments",
  },
  {
    word: /\bconsole\./,
    only: /^(preview|test|functions\/local|functions\/build\.ts)/,
    why: "logs go through log.ts",
  },
];

const top = join(import.meta.dirname, "..");
const files = ["shared", "functions", "addin", "preview", "infra", "test"]
  .filter((folder) => existsSync(join(top, folder)))
  .flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules"));
const sources = new Map(files.map((file) => [file, readFileSync(join(top, file), "utf8")]));

function importsOf(file: string, source: string): string[] {
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|(?:^|\n)import\s*["']([^"']+)["']/g,
  );
  return [...found]
    .map((match) => (match[1] ?? match[2] ?? match[3])!)
    .map((target) =>
      target.startsWith(".") ? normalize(join(dirname(file), target)).replaceAll("\\", "/") : target,
    );
}

function strayImports(file: string, source: string): string[] {
  const room = rooms.find(({ files: pattern }) => pattern.test(file));
  if (!room) return [`${file}: belongs to no room`];
  return importsOf(file, source)
    .filter((target) => !room.may.some((allowed) => allowed.test(target)))
    .map((target) => `${file} (${room.room}) imports ${target}`);
}

function strayWords(file: string, source: string): string[] {
  return words
    .filter(({ word, only }) => !only.test(file) && word.test(source))
    .map(({ why }) => `${file}: ${why}`);
}

function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of importsOf(file, sources.get(file) ?? ""))
      if (sources.has(target)) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}

describe("the house stands", () => {
  test("every file imports only what its room may", () => {
    expect(files.length).toBeGreaterThan(20);
    expect([...sources].flatMap(([file, source]) => strayImports(file, source))).toEqual([]);
  });
  test("words that belong in one place stand there alone", () => {
    expect([...sources].flatMap(([file, source]) => strayWords(file, source))).toEqual([]);
  });
  test("no file imports itself through others", () => {
    expect(circles()).toEqual([]);
  });
});

describe("a fault in the house is found", () => {
  test.each([
    ["shared/money.ts", 'import { readFileSync } from "node:fs";'],
    ["shared/money.ts", 'import type { Store } from "../functions/store/model.ts";'],
    ["shared/money.ts", 'import { strToU8 } from "fflate";'],
    ["functions/handlers/me.ts", 'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";'],
    ["functions/app.ts", 'import { sampleYear } from "../preview/sample/year.ts";'],
    ["addin/api-client.ts", 'import { save } from "../functions/store/save.ts";'],
    ["functions/handlers/letters.ts", 'import { Document } from "docx";'],
    ["functions/letters/pdf.ts", 'import type { Store } from "../store/model.ts";'],
    ["elsewhere/x.ts", ""],
  ])("%s: %s", (file, source) => {
    expect(strayImports(file, source)).toHaveLength(1);
  });
  test.each([
    ["shared/ledger.ts", "const now = Date.now();"],
    ["functions/handlers/me.ts", "process.env.TABLE"],
    ["functions/app.ts", "console.log(1)"],
  ])("%s: %s", (file, source) => {
    expect(strayWords(file, source)).toHaveLength(1);
  });
});

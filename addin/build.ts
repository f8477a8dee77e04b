import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { type EnvironmentName, environments, isEnvironment } from "./manifest/environments.ts";
import { publicFiles } from "./manifest/public-files.ts";

/** Bytes, gzip: everything that has to be here before the pane can be used. */
export const largestStart = 200_000;

const microsoft = "https://appsforoffice.microsoft.com";
const officeOrigins = [
  "https://*.office.com",
  "https://*.officeapps.live.com",
  "https://*.microsoft365.com",
  "https://*.cloud.microsoft",
  "https://*.sharepoint.com",
];

export interface AddinOptions {
  /** Where the files go; emptied by nobody, so that older hashed files can stay a while. */
  readonly folder: string;
  readonly environment: EnvironmentName;
  /** Origin of the API; the page's own when empty. */
  readonly api: string;
  /** Address of office.js: Microsoft's CDN unless told (the preview serves the same file itself). */
  readonly officeJs?: string;
  /** Entra ID; absent: sign-in with development personas, refused in other environments than "local". */
  readonly entra?: { readonly client: string; readonly authority: string; readonly scope: string };
}

export interface AddinBuild {
  readonly metafile: Metafile;
  /** Name of the entry's file, and of everything it imports at once. */
  readonly startFiles: readonly string[];
  /** Bytes after gzip of `startFiles` together. */
  readonly startSize: number;
  /** What the web server must send with every file. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Everything that is served under the add-in's origin: the bundles of pane, ribbon and custom functions (one shared
 * runtime), the two pages, the files that the manifest points to, and the icons.
 */
export async function buildAddin(options: AddinOptions): Promise<AddinBuild> {
  const { folder, environment, entra } = options;
  if (entra === undefined && environment !== "local")
    throw new Error(`Miljön ${environment} behöver Entra ID: ange client, authority och scope.`);
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: {
      start: join(import.meta.dirname, "start.ts"),
      taskpane: join(import.meta.dirname, "taskpane/taskpane.css"),
      dialog: join(import.meta.dirname, "sign-in/dialog.ts"),
    },
    absWorkingDir: join(import.meta.dirname, ".."),
    outdir: folder,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: "esm",
    platform: "browser",
    // Excel 2021 and later show the pane in WebView2 or Safari 15.
    target: ["chrome110", "safari16"],
    jsx: "automatic",
    // zod looks for this before it makes its first schema; which chunk runs first is the bundler's business.
    banner: { js: "globalThis.__zod_globalConfig={jitless:true};" },
    define: { "process.env.NODE_ENV": '"production"' },
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  const files = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [path.split("/").at(-1)!, output]),
  );
  const fileOf = (entry: string): string => [...files].find(([, { entryPoint }]) => entryPoint === entry)![0];
  const script = fileOf("addin/start.ts");
  const startFiles = withImports(script, files);
  writePage("taskpane.html", { ...options, script, style: fileOf("addin/taskpane/taskpane.css") });
  writePage("sign-in/dialog.html", { ...options, script: fileOf("addin/sign-in/dialog.ts"), style: "" });
  for (const [name, text] of publicFiles()) writeFileSync(join(folder, name), text);
  cpSync(join(import.meta.dirname, "assets"), join(folder, "assets"), { recursive: true });
  return {
    metafile,
    startFiles,
    startSize: startFiles.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0),
    headers: securityHeaders(options),
  };
}

type Output = Metafile["outputs"][string];

/** A file and all that it imports before it runs; what is imported lazily is left out. */
function withImports(first: string, files: ReadonlyMap<string, Output>): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of files.get(name)?.imports ?? [])
      if (kind === "import-statement") visit(path.split("/").at(-1)!);
  };
  visit(first);
  return [...found];
}

interface Page extends AddinOptions {
  readonly script: string;
  readonly style: string;
}

function writePage(template: string, page: Page): void {
  const values: Readonly<Record<string, string>> = {
    OFFICE_JS: page.officeJs ?? `${microsoft}/lib/1/hosted/office.js`,
    ENVIRONMENT: page.environment,
    API: page.api,
    CLIENT: page.entra?.client ?? "",
    AUTHORITY: page.entra?.authority ?? "",
    SCOPE: page.entra?.scope ?? "",
    SCRIPT: page.script,
    STYLE: page.style,
  };
  const text = readFileSync(join(import.meta.dirname, template), "utf8").replaceAll(
    /%([A-Z_]+)%/g,
    (_, name: string) => attribute(values[name]!),
  );
  writeFileSync(join(page.folder, template.split("/").at(-1)!), text);
}

function attribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * The policy lets nothing in but this origin, office.js, the API and the sign-in. The hash is that of an empty style
 * element, which Fluent fills by script. Who may frame the page is said there too, so no X-Frame-Options.
 */
export function securityHeaders({ api, officeJs, entra }: AddinOptions): Record<string, string> {
  // With office.js of its own the page is shown by the preview, and by Excel without.
  const inExcel = officeJs === undefined;
  const office = inExcel ? ` ${microsoft}` : "";
  const login = entra === undefined ? "" : ` ${new URL(entra.authority).origin}`;
  const policy = [
    "default-src 'none'",
    `script-src 'self'${office}`,
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    `connect-src 'self'${api === "" ? "" : ` ${api}`}${login}${office}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${inExcel ? officeOrigins.join(" ") : "'self'"}`,
  ].join("; ");
  return {
    // In Excel the policy is untried, so there it reports first; on the preview it holds.
    [inExcel ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy"]: policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
}

interface BuildRequest {
  readonly environment: EnvironmentName;
  readonly api: string;
  readonly entra?: NonNullable<AddinOptions["entra"]>;
}

/**
 * Reads `--env local|test|prod --api https://… --client … --authority https://… --scope …`.
 * @throws Error in Swedish that says what to write instead.
 */
export function buildRequest(args: readonly string[]): BuildRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: "string", default: "local" },
      api: { type: "string", default: "" },
      client: { type: "string" },
      authority: { type: "string" },
      scope: { type: "string" },
    },
  });
  const { env, api, client, authority, scope } = values;
  if (!isEnvironment(env))
    throw new Error(`Ange --env som något av: ${Object.keys(environments).join(", ")}.`);
  if (client !== undefined && authority !== undefined && scope !== undefined)
    return { environment: env, api, entra: { client, authority, scope } };
  if (client !== undefined || authority !== undefined || scope !== undefined)
    throw new Error("Ange --client, --authority och --scope tillsammans.");
  return { environment: env, api };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(import.meta.dirname, "../dist/addin");
  try {
    const request = buildRequest(process.argv.slice(2));
    rmSync(folder, { recursive: true, force: true });
    const { startSize, headers } = await buildAddin({ folder, ...request });
    // Beside the folder: what is in it is served to everybody.
    writeFileSync(`${folder}-headers.json`, `${JSON.stringify(headers, null, 2)}\n`);
    process.stdout.write(
      `panelen vid start: ${(startSize / 1000).toFixed(0)} kB gzip av högst ${largestStart / 1000}\n`,
    );
    if (startSize > largestStart) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";

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
  readonly environment: "local" | "test" | "prod";
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
  /** What the web server must send with taskpane.html. */
  readonly headers: Readonly<Record<string, string>>;
}

/** zod's schemas can describe themselves as JSON Schema; nothing in the pane asks them to, and it is 18 kB. */
const withoutJsonSchema: Plugin = {
  name: "without-json-schema",
  setup: (bundler) => {
    bundler.onResolve({ filter: /(json-schema-processors|to-json-schema)\.js$/ }, ({ path, importer }) =>
      /zod[\\/]v4[\\/]classic[\\/]schemas\.js$/.test(importer) ? { path, namespace: "left-out" } : null,
    );
    bundler.onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({
      contents: path.includes("processors")
        ? "module.exports = {};"
        : "export const createToJSONSchemaMethod = () => undefined, createStandardJSONSchemaMethod = () => undefined;",
    }));
  },
};

/** Bundles the pane, ribbon and custom functions (one shared runtime) and writes taskpane.html. */
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
    plugins: [withoutJsonSchema],
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
export function securityHeaders({ environment, api, officeJs, entra }: AddinOptions): Record<string, string> {
  const office = officeJs === undefined ? ` ${microsoft}` : "";
  const login = entra === undefined ? "" : ` ${new URL(entra.authority).origin}`;
  const policy = [
    "default-src 'none'",
    `script-src 'self'${office}`,
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    `connect-src 'self'${api === "" ? "" : ` ${api}`}${login}${office}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${environment === "local" ? "'self'" : officeOrigins.join(" ")}`,
  ].join("; ");
  return {
    // In Excel the policy is untried, so there it reports first; on the preview it holds.
    [environment === "local" ? "Content-Security-Policy" : "Content-Security-Policy-Report-Only"]: policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      env: { type: "string", default: "local" },
      api: { type: "string", default: "" },
      client: { type: "string" },
      authority: { type: "string" },
      scope: { type: "string" },
    },
  });
  const { client, authority, scope } = values;
  const folder = join(import.meta.dirname, "../dist/addin");
  const { startSize, headers } = await buildAddin({
    folder,
    environment: values.env as AddinOptions["environment"],
    api: values.api,
    ...(client !== undefined && authority !== undefined && scope !== undefined
      ? { entra: { client, authority, scope } }
      : {}),
  });
  writeFileSync(join(folder, "headers.json"), `${JSON.stringify(headers, null, 2)}\n`);
  process.stdout.write(
    `panelen vid start: ${(startSize / 1000).toFixed(0)} kB gzip av högst ${largestStart / 1000}\n`,
  );
  if (startSize > largestStart) process.exitCode = 1;
}

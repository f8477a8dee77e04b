import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Metafile } from "esbuild";
import { neverLoaded } from "./store/never-loaded.ts";

/** The Lambda functions; each has its entry beside this file. */
export const functionNames = [
  "validate-requisitions",
  "compute-allocation",
  "make-decisions",
  "pull-reportbacks",
  "refresh-balances",
  "import-history",
  "send-reminders",
  "describe-api",
  "assess-applications",
  "register-cases",
  "write-letters",
] as const;

/** Kilobytes (1000 bytes), minified: what a cold start can afford to read. */
export const largestBundle = 450;

/**
 * The most for each function. A letter needs docx (0.9 MB), pdfmake with pdfkit (1.2 MB) and a font (0.9 MB): that is why it
 * has a function of its own, which nobody waits for while working in a sheet.
 */
export const largestBundleOf = (name: Bundle["name"]): number =>
  name === "write-letters" ? 4000 : largestBundle;

export interface Bundle {
  readonly name: (typeof functionNames)[number];
  readonly file: string;
  readonly kilobytes: number;
  /** Source files that went in, relative to the repository. */
  readonly inputs: readonly string[];
}

/** Bundles every function into `<folder>/<name>/index.mjs`. */
export function buildFunctions(folder: string): Promise<readonly Bundle[]> {
  return Promise.all(functionNames.map((name) => bundle(name, folder)));
}

async function bundle(name: Bundle["name"], folder: string): Promise<Bundle> {
  const file = join(folder, name, "index.mjs");
  const { metafile } = await build({
    entryPoints: { index: join(import.meta.dirname, `${name}.ts`) },
    absWorkingDir: join(import.meta.dirname, ".."),
    outdir: join(folder, name),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // What is loaded when it is first needed stands in a file of its own.
    splitting: true,
    minify: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    external: [...neverLoaded],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  return { name, file, kilobytes: atStart(metafile) / 1000, inputs: Object.keys(metafile.inputs) };
}

/**
 * Bytes that are read before the function answers its first ordinary request: the entry, and whatever it or its chunks
 * import at once. What is imported on demand is left out, and so it may only be what no ordinary request comes to:
 * here what the AWS client has for browsers (bowser) and for signing in outside Lambda, and the client that sends a
 * letter. A handler is never imported on demand: its first caller would wait for it.
 */
function atStart({ outputs }: Metafile): number {
  const read = new Set<string>();
  const walk = (path: string): void => {
    if (read.has(path)) return;
    read.add(path);
    for (const one of outputs[path]!.imports)
      if (one.kind === "import-statement" && one.external !== true) walk(one.path);
  };
  walk(Object.keys(outputs).find((path) => path.endsWith("/index.mjs"))!);
  return [...read].reduce((sum, path) => sum + outputs[path]!.bytes, 0);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bundles = await buildFunctions(join(import.meta.dirname, "../dist/functions"));
  for (const { name, kilobytes } of bundles)
    console.log(`${name.padEnd(24)}${kilobytes.toFixed(0).padStart(5)} kB`);
  for (const { name, kilobytes } of bundles)
    if (kilobytes > largestBundleOf(name)) {
      console.error(`${name} är större än ${largestBundleOf(name)} kB.`);
      process.exitCode = 1;
    }
}

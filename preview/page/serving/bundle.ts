import { join } from "node:path";
import { build } from "esbuild";

const page = join(import.meta.dirname, "..");

/** The script and the style of the page, built in memory: name under /page/, and content. */
export async function bundlePage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { page: join(page, "page.ts"), style: join(page, "static/page.css") },
    outdir: "/page",
    bundle: true,
    write: false,
    format: "esm",
    target: "chrome120",
    minify: true,
    sourcemap: false,
    legalComments: "none",
    loader: { ".wasm": "file" },
    logLevel: "silent",
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf("/") + 1), contents]));
}

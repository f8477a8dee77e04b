import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { buildAddin } from "../../../addin/build.ts";

export interface PaneFiles {
  /** Name under the origin, and content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The pane as it is built for production, but for who signs one in, and for the address of office.js where one is given. */
export async function paneFiles(office: { readonly officeJs?: string }): Promise<PaneFiles> {
  const folder = await mkdtemp(join(tmpdir(), "fordela-pane-"));
  try {
    const { headers } = await buildAddin({ folder, environment: "local", api: "", ...office });
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      found
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map(async (file) => [relative(folder, file).replaceAll(sep, "/"), await readFile(file)] as const),
    );
    return { files: new Map(files), headers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

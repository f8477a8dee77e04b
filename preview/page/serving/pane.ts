import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAddin } from "../../../addin/build.ts";

export interface PaneFiles {
  /** Name under the origin, and content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The pane as it is built for production, but for the address of office.js and who signs one in. */
export async function paneFiles(): Promise<PaneFiles> {
  const folder = await mkdtemp(join(tmpdir(), "fordela-pane-"));
  try {
    const { headers } = await buildAddin({
      folder,
      environment: "local",
      api: "",
      officeJs: "/office-js/office.js",
    });
    const names = await readdir(folder);
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name))] as const),
    );
    return { files: new Map(files), headers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

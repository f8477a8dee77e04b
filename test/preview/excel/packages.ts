import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const top = join(import.meta.dirname, "../../..");

/** Microsoft's tools are a package of their own, fetched when it is missing. */
export function fetchTools(): void {
  if (existsSync(join(top, "preview/excel/node_modules/office-addin-dev-certs"))) return;
  execFileSync(process.execPath, [join(top, ".ci/setup.mjs"), "preview/excel"], { stdio: ["ignore", 2, 2] });
}

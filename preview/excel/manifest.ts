import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestFaults } from "../../addin/manifest/check-manifest.ts";
import { localOrigin } from "../../addin/manifest/environments.ts";
import { manifestContext } from "../../addin/manifest/manifest-context.ts";
import { manifestXml } from "../../addin/manifest/manifest-xml.ts";
import { manifestPath, projectVersion } from "../../addin/manifest/write-manifest.ts";

const top = join(import.meta.dirname, "../..");

/** The port that `manifest.xml` in the repository names. */
export const manifestPort = Number(new URL(localOrigin).port);

/** Where Excel finds the manifest for a port: the repository's own, or beside those of other environments. */
export function manifestFile(port: number): string {
  return join(top, port === manifestPort ? manifestPath("local") : `dist/manifest/local-${port}.xml`);
}

/**
 * Writes the manifest for a port, after a look at it with `files`, what is served beside it.
 * @throws Error in Swedish with every fault.
 */
export function writeCheckedManifest(port: number, files: ReadonlyMap<string, Uint8Array>): string {
  const origin = `https://localhost:${port}`;
  const xml = manifestXml({ environment: "local", origin, version: projectVersion() });
  const faults = manifestFaults(
    xml,
    manifestContext(false, (path) => files.get(path)),
  );
  if (faults.length > 0) throw new Error(["Manifestet har fel:", ...faults].join("\n   "));
  const file = manifestFile(port);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, xml);
  return xml;
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { environments, type EnvironmentName, isEnvironment, localOrigin } from "./environments.ts";
import { manifestXml } from "./manifest-xml.ts";

const top = join(import.meta.dirname, "../..");

/** The version in package.json, which every manifest carries. */
export function projectVersion(): string {
  return (JSON.parse(readFileSync(join(top, "package.json"), "utf8")) as { version: string }).version;
}

/**
 * Reads `--env local|test|prod --origin https://…`.
 * @throws Error in Swedish that says what to write instead.
 */
export function manifestRequest(args: readonly string[]): { environment: EnvironmentName; origin: string } {
  const { values } = parseArgs({
    args: [...args],
    options: { env: { type: "string", default: "local" }, origin: { type: "string" } },
  });
  const environment = values.env;
  if (!isEnvironment(environment)) {
    throw new Error(`Ange --env som något av: ${Object.keys(environments).join(", ")}.`);
  }
  return { environment, origin: originOf(environment, values.origin) };
}

function originOf(environment: EnvironmentName, given: string | undefined): string {
  if (environment === "local" && given === undefined) return localOrigin;
  const url = given !== undefined && URL.canParse(given) ? new URL(given) : null;
  if (url?.protocol !== "https:" || url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    throw new Error(
      "Ange --origin som tilläggets https-adress utan sökväg, till exempel https://fordela.example.se.",
    );
  }
  if (environment !== "local" && /^(localhost|127\.|\[::1\])/.test(url.hostname)) {
    throw new Error("Ange --origin som en adress som andra datorer når, inte den egna datorns.");
  }
  return url.origin;
}

/** `manifest.xml` for this machine; for the others a file of their own, which is not committed. */
export function manifestPath(environment: EnvironmentName): string {
  return environment === "local" ? "manifest.xml" : join("dist", "manifest", `${environment}.xml`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { environment, origin } = manifestRequest(process.argv.slice(2));
    const path = join(top, manifestPath(environment));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, manifestXml({ environment, origin, version: projectVersion() }));
    process.stdout.write(`${manifestPath(environment)} pekar på ${origin}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

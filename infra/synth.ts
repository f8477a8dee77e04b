import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { apiPlaceholder, authorityOf, exampleSettings, readSettings, type Settings } from "./settings.ts";
import { createStack } from "./stack.ts";

const top = join(import.meta.dirname, "..");
const dist = join(top, "dist");

/** Runs a build of the repository, which says by itself what it made. */
function build(script: string, options: Readonly<Record<string, string>> = {}): void {
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  execFileSync(process.execPath, ["--import", "tsx", join(top, script), ...args], {
    cwd: top,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

function buildFor(settings: Settings): void {
  build("functions/build.ts");
  build("addin/build.ts", {
    env: settings.stage === "production" ? "prod" : settings.stage,
    api: apiPlaceholder,
    client: settings.client,
    authority: authorityOf(settings),
    scope: settings.scope,
  });
}

// `npm run synth -- --stage test --origin https://… …`: builds what is deployed, writes the template to dist/cloud and
// lists every finding.
try {
  const settings = readSettings(process.argv.slice(2));
  buildFor(settings);
  const app = new App({ outdir: join(dist, "cloud"), analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const headers = JSON.parse(readFileSync(join(dist, "addin-headers.json"), "utf8")) as Record<
    string,
    string
  >;
  const stack = createStack(app, settings, {
    functions: join(dist, "functions"),
    pane: { folder: join(dist, "addin"), headers },
  });
  app.synth();
  const template = join(dist, "cloud", stack.templateFile);
  const { Resources: resources } = JSON.parse(readFileSync(template, "utf8")) as { Resources: object };
  process.stdout.write(`${Object.keys(resources).length} resurser i dist/cloud/${stack.templateFile}\n`);
  if (settings === exampleSettings) {
    process.stdout.write(
      "Med exempelvärden: ange --stage, --origin, --tenant, --audience, --client, --scope och --certificate.\n",
    );
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { exampleSettings, readSettings } from "./settings.ts";
import { createStack } from "./stack.ts";

// `npm run synth -- --stage test --origin https://… …`: writes the template to dist/cloud and lists every finding.
const dist = join(import.meta.dirname, "../dist");
try {
  const settings = readSettings(process.argv.slice(2));
  const bundles = join(dist, "functions");
  if (!existsSync(bundles)) throw new Error("Kör npm run build först: funktionerna är inte byggda.");
  const app = new App({ outdir: join(dist, "cloud"), analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = createStack(app, settings, bundles);
  app.synth();
  const template = join(dist, "cloud", stack.templateFile);
  const { Resources: resources } = JSON.parse(readFileSync(template, "utf8")) as { Resources: object };
  process.stdout.write(`${Object.keys(resources).length} resurser i dist/cloud/${stack.templateFile}\n`);
  if (settings === exampleSettings) {
    process.stdout.write(
      "Med exempelvärden: ange --stage, --origin, --tenant, --audience och --certificate.\n",
    );
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

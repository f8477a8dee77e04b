import { type App, CfnOutput, Stack } from "aws-cdk-lib";
import { createFunctions } from "./functions.ts";
import { createApi } from "./http-api.ts";
import { createTable } from "./memory.ts";
import { createPane, type PaneBuild } from "./pane.ts";
import { createReminderDay } from "./reminder-day.ts";
import type { Settings } from "./settings.ts";

/** Swedish data stay in Sweden. */
const region = "eu-north-1";

/** What is deployed, as the builds leave it. */
export interface Built {
  /** Folder with a folder per function. */
  readonly functions: string;
  readonly pane: PaneBuild;
}

/** All of Fördela in one stack: the table, the functions on it, the API in front of them, and the pane's files. */
export function createStack(app: App, settings: Settings, built: Built): Stack {
  const stack = new Stack(app, `Fordela-${settings.stage}`, {
    env: { region },
    terminationProtection: true,
    description: "Fördela: state grants in Excel",
  });
  const table = createTable(stack);
  const functions = createFunctions(stack, { bundles: built.functions, table, settings });
  createReminderDay(stack, functions["send-reminders"], settings);
  const api = createApi(stack, functions, settings.origin);
  const { bucket, distribution } = createPane(stack, settings, api.apiEndpoint, built.pane);
  new CfnOutput(stack, "ApiUrl", { value: api.apiEndpoint });
  new CfnOutput(stack, "PaneBucket", { value: bucket.bucketName });
  new CfnOutput(stack, "DistributionDomain", { value: distribution.distributionDomainName });
  return stack;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IgnoreMode, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { CfnBucket, IBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** Files that are named by their content: what such a name holds never changes. */
const hashed = ["*-????????.js", "*-????????.css"];
const pages = ["taskpane.html", "dialog.html"];

const forEver = CacheControl.fromString("public, max-age=31536000, immutable");
const asked = CacheControl.fromString("no-cache");

/**
 * Uploads the pane with the stack. Old parts stay, for panes that are open; new parts come before the pages that name
 * them. `finished` writes into a page what is known only when it is deployed.
 * @throws Error in Swedish when the pane was built for another stage.
 */
export function uploadPane(
  scope: Construct,
  bucket: IBucket,
  folder: string,
  stage: Settings["stage"],
  finished: (page: string) => string,
): void {
  const common = { destinationBucket: bucket, prune: false, ...uploader(scope) };
  const parts = new BucketDeployment(scope, "PaneParts", {
    ...common,
    sources: [
      Source.asset(folder, {
        exclude: ["*", ...hashed.map((name) => `!${name}`)],
        ignoreMode: IgnoreMode.GIT,
      }),
    ],
    cacheControl: [forEver],
  });
  const rest = new BucketDeployment(scope, "PanePages", {
    ...common,
    sources: [
      Source.asset(folder, { exclude: [...hashed, ...pages], ignoreMode: IgnoreMode.GIT }),
      ...pages.map((name) => Source.data(name, finished(pageFor(stage, join(folder, name))))),
    ],
    cacheControl: [asked],
  });
  rest.node.addDependency(parts);
  acknowledge(common.role, bucket);
}

/** A page of the build; it says itself where it belongs. */
function pageFor(stage: Settings["stage"], file: string): string {
  const page = readFileSync(file, "utf8");
  const environment = stage === "production" ? "prod" : stage;
  if (!page.includes(`name="fordela-environment" content="${environment}"`))
    throw new Error(`Panelen är inte byggd för miljön ${environment}: kör npm run synth, som bygger den.`);
  return page;
}

/** Who uploads: CDK's own function, with a log and a role that are ours. */
function uploader(scope: Construct): { readonly role: Role; readonly logGroup: LogGroup } {
  const logGroup = new LogGroup(scope, "upload-log", {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const role = new Role(scope, "upload-role", {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      log: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [logGroup.logGroupArn],
          }),
        ],
      }),
    },
  });
  return { role, logGroup };
}

/** What CDK's function for copying does that the rules of AWS ask about. */
function acknowledge(role: Role, bucket: IBucket): void {
  const stack = Stack.of(role);
  const assets = `arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}`;
  const pane = `<${stack.getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>`;
  const actions = ["GetObject*", "GetBucket*", "List*", "DeleteObject*", "Abort*"];
  Validations.of(role).acknowledge(
    ...[
      ...actions.map((action) => `Action::s3:${action}`),
      ...[assets, pane].map((name) => `Resource::${name}/*`),
    ].map((found) => ({
      id: `AwsSolutions-IAM5[${found}]`,
      reason:
        "CDK's own grant: any file, but of the pane's bucket and the bucket of the stack's files alone.",
    })),
  );
  for (const child of stack.node.children.filter(({ node }) =>
    node.id.startsWith("Custom::CDKBucketDeployment"),
  ))
    Validations.of(child).acknowledge({
      id: "AwsSolutions-L1",
      reason: "CDK's own function, whose runtime follows the version of CDK; it runs at deployment alone.",
    });
}

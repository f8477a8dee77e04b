import { join } from "node:path";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type FunctionName, functionNames } from "./routes.ts";
import { authorityOf, type Settings } from "./settings.ts";

/** What the store does with the table: it reads, and adds and replaces items; it never deletes or scans. */
const storeActions = [
  "dynamodb:GetItem",
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:PutItem",
  "dynamodb:BatchWriteItem",
];

export interface FunctionParts {
  /** Folder with a folder per function and `index.mjs` in it, as functions/build.ts leaves them. */
  readonly bundles: string;
  readonly table: ITableV2;
  readonly settings: Settings;
}

/** The functions from their bundles. Each may use the table and write its own log, and one of them letters. */
export function createFunctions(
  scope: Construct,
  parts: FunctionParts,
): Readonly<Record<FunctionName, LambdaFunction>> {
  const created = functionNames.map((name) => [name, createFunction(scope, name, parts)]);
  return Object.fromEntries(created) as Record<FunctionName, LambdaFunction>;
}

function createFunction(
  scope: Construct,
  name: FunctionName,
  { bundles, table, settings }: FunctionParts,
): LambdaFunction {
  const logGroup = new LogGroup(scope, `${name}-log`, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const role = new Role(scope, `${name}-role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      store: new PolicyDocument({
        statements: [new PolicyStatement({ actions: storeActions, resources: [table.tableArn] })],
      }),
      ...(name === "send-reminders" && { letters: lettersFrom(scope, settings) }),
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
  return new LambdaFunction(scope, name, {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    code: Code.fromAsset(join(bundles, name)),
    role,
    logGroup,
    memorySize: 512,
    // The gateway hangs up after 30 s; the function itself answers after 29.
    timeout: Duration.seconds(30),
    environment: {
      ...environmentOf(table, settings),
      ...(name === "send-reminders" && { FORDELA_SENDER: settings.sender }),
    },
  });
}

/** Sends letters from the one address, by its own domain, and nothing else. */
function lettersFrom(scope: Construct, { sender }: Settings): PolicyDocument {
  const domain = sender.slice(sender.indexOf("@") + 1);
  const resource = Stack.of(scope).formatArn({
    service: "ses",
    resource: "identity",
    resourceName: domain,
  });
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        actions: ["ses:SendEmail"],
        resources: [resource],
        conditions: { StringEquals: { "ses:FromAddress": sender } },
      }),
    ],
  });
}

/** What functions/config.ts reads. The keys come from the provider: FORDELA_JWKS is for development alone. */
function environmentOf(table: ITableV2, settings: Settings): Record<string, string> {
  const provider = authorityOf(settings);
  return {
    FORDELA_STAGE: settings.stage,
    FORDELA_TABLE: table.tableName,
    FORDELA_ISSUER: `${provider}/v2.0`,
    FORDELA_AUDIENCE: settings.audience,
    FORDELA_JWKS_URL: `${provider}/discovery/v2.0/keys`,
  };
}

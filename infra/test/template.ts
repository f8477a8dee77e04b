import { deepStrictEqual, match, ok } from "node:assert/strict";
import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { functionNames, routes } from "../routes.ts";
import { exampleSettings, type Settings } from "../settings.ts";
import { createStack } from "../stack.ts";

/** A sentence that holds for the template, and the check that throws when it does not. */
export interface Sentence {
  readonly sentence: string;
  readonly check: () => void;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

function templateOf(settings: Settings, bundles: string): Template {
  return Template.fromStack(createStack(new App({ analyticsReporting: false }), settings, bundles));
}

/** What the AWS rules find in the stack; `more` plants something in it first. */
function findings(
  bundles: string,
  more: (stack: ReturnType<typeof createStack>) => void = () => undefined,
): string[] {
  const app = new App({ analyticsReporting: false });
  const stack = createStack(app, exampleSettings, bundles);
  more(stack);
  return new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
}

/** The environment variables of each function, with references written as the name of what they refer to. */
export function environments(bundles: string): Record<string, string>[] {
  const functions = templateOf(exampleSettings, bundles).findResources("AWS::Lambda::Function");
  return Object.values(functions as Record<string, Resource>).map(({ Properties }) => {
    const { Variables: variables } = Properties["Environment"] as { Variables: Record<string, unknown> };
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        typeof value === "string" ? value : (value as { Ref: string }).Ref,
      ]),
    );
  });
}

/** What each function may do with the table. */
export function tableActions(bundles: string): string[][] {
  const roles = templateOf(exampleSettings, bundles).findResources("AWS::IAM::Role") as Record<
    string,
    Resource
  >;
  return Object.values(roles).map(({ Properties }) => {
    const policies = Properties["Policies"] as {
      PolicyName: string;
      PolicyDocument: { Statement: { Action: string[] }[] };
    }[];
    return policies.find(({ PolicyName }) => PolicyName === "store")!.PolicyDocument.Statement[0]!.Action;
  });
}

/** Everything the template must hold. */
export function sentences(bundles: string): Sentence[] {
  const template = templateOf(exampleSettings, bundles);
  const all = template.toJSON() as { Resources: Record<string, Resource> };
  const of = (type: string): Resource[] => Object.values(all.Resources).filter(({ Type }) => Type === type);
  const functions = of("AWS::Lambda::Function");
  const headersOf = (settings: Settings) =>
    JSON.stringify(templateOf(settings, bundles).findResources("AWS::CloudFront::ResponseHeadersPolicy"));
  const enforced = headersOf({ ...exampleSettings, contentSecurityPolicy: "enforced" });

  return [
    {
      sentence:
        "the table is keyed as the store keys it, paid by use, encrypted and protected, and can be taken back 35 days",
      check: () => {
        template.hasResource("AWS::DynamoDB::GlobalTable", {
          DeletionPolicy: "Retain",
          Properties: {
            KeySchema: [
              { AttributeName: "pk", KeyType: "HASH" },
              { AttributeName: "sk", KeyType: "RANGE" },
            ],
            BillingMode: "PAY_PER_REQUEST",
            SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
            Replicas: [
              Match.objectLike({
                Region: "eu-north-1",
                DeletionProtectionEnabled: true,
                PointInTimeRecoverySpecification: {
                  PointInTimeRecoveryEnabled: true,
                  RecoveryPeriodInDays: 35,
                },
              }),
            ],
          },
        });
      },
    },
    {
      sentence: "the four functions run on Node 24 and arm64, with a log kept for a year",
      check: () => {
        deepStrictEqual(functions.length, functionNames.length);
        for (const { Properties } of functions) {
          deepStrictEqual(
            [
              Properties["Runtime"],
              Properties["Architectures"],
              Properties["Handler"],
              Properties["Timeout"],
            ],
            ["nodejs24.x", ["arm64"], "index.handler", 30],
          );
          ok("LoggingConfig" in Properties);
        }
        const logs = of("AWS::Logs::LogGroup");
        deepStrictEqual(logs.length, functionNames.length + 1);
        for (const { Properties } of logs) deepStrictEqual(Properties["RetentionInDays"], 365);
      },
    },
    {
      sentence: "a function may do nothing but use the table and write its own log",
      check: () => {
        for (const { Properties } of of("AWS::IAM::Role")) {
          ok(!("ManagedPolicyArns" in Properties));
          const document = JSON.stringify(Properties["Policies"]);
          ok(!document.includes('"*"') && !/dynamodb:\*|Delete|Scan/.test(document), document);
        }
        template.resourceCountIs("AWS::IAM::Policy", 0);
      },
    },
    {
      sentence: "the API is throttled, and open to the pane's origin alone",
      check: () => {
        template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
          DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        });
        template.hasResourceProperties("AWS::ApiGatewayV2::Api", {
          CorsConfiguration: {
            AllowOrigins: [exampleSettings.origin],
            AllowMethods: ["GET", "POST"],
            AllowHeaders: ["authorization", "content-type", "idempotency-key"],
          },
        });
      },
    },
    {
      sentence: "every route reaches a function, and there is no catch-all",
      check: () => {
        const keys = of("AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties["RouteKey"] as string);
        deepStrictEqual([...keys].sort(), Object.values(routes).flat().sort());
        ok(keys.every((key) => !key.includes("$default") && !key.includes("+}")));
      },
    },
    {
      sentence: "the log of the API names no person and no address",
      check: () => {
        const [stage] = of("AWS::ApiGatewayV2::Stage");
        const log = JSON.stringify(stage!.Properties["AccessLogSettings"]);
        ok(!/sourceIp|identity|authorizer|path\b/i.test(log), log);
      },
    },
    {
      sentence:
        "the pane's files are in a private bucket that the distribution alone reads, over TLS 1.2 or later",
      check: () => {
        for (const { Properties } of of("AWS::S3::Bucket")) {
          deepStrictEqual(Properties["PublicAccessBlockConfiguration"], {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          });
        }
        template.resourceCountIs("AWS::CloudFront::OriginAccessControl", 1);
        template.hasResourceProperties("AWS::CloudFront::Distribution", {
          DistributionConfig: {
            Aliases: ["fordela.example.se"],
            DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
            ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
          },
        });
      },
    },
    {
      sentence:
        "the pane says what it may load, first as a report and then enforced, and never X-Frame-Options",
      check: () => {
        const reported = headersOf(exampleSettings);
        match(reported, /"Content-Security-Policy-Report-Only"/);
        ok(!enforced.includes("Report-Only"));
        for (const headers of [reported, enforced]) {
          match(headers, /default-src 'none'; script-src 'self' https:\/\/appsforoffice\.microsoft\.com;/);
          match(headers, /frame-ancestors https:\/\/\*\.office\.com /);
          ok(!/unsafe|FrameOptions|X-Frame/i.test(headers), headers);
        }
      },
    },
    {
      sentence: "what remembers stays when the stack is removed",
      check: () => {
        const remembering = ["AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::Logs::LogGroup"];
        for (const { Type, DeletionPolicy } of remembering.flatMap(of))
          deepStrictEqual([Type, DeletionPolicy], [Type, "Retain"]);
      },
    },
    {
      sentence: "the rules of AWS find nothing that is not fixed or given a reason",
      check: () => {
        deepStrictEqual(findings(bundles), []);
      },
    },
    {
      sentence: "a fault in the stack is found: a bucket that anyone may read without TLS",
      check: () => {
        const planted = findings(bundles, (stack) => new Bucket(stack, "Planted"));
        ok(planted.length > 0);
      },
    },
  ];
}

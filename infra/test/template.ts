import { deepStrictEqual, match, ok, throws } from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { functionNames, routes } from "../routes.ts";
import { apiPlaceholder, exampleSettings, type Settings } from "../settings.ts";
import { type Built, createStack } from "../stack.ts";

/** A sentence that holds for the template, and the check that throws when it does not. */
export interface Sentence {
  readonly sentence: string;
  readonly check: () => void;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

function templateOf(settings: Settings, built: Built): Template {
  return Template.fromStack(createStack(new App({ analyticsReporting: false }), settings, built));
}

/** What the AWS rules find in the stack; `more` plants something in it first. */
function findings(
  built: Built,
  more: (stack: ReturnType<typeof createStack>) => void = () => undefined,
): string[] {
  const app = new App({ analyticsReporting: false });
  const stack = createStack(app, exampleSettings, built);
  more(stack);
  return new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
}

/** The functions of ours, by logical id; the others are CDK's own. */
function ownFunctions(all: Record<string, Resource>): [id: string, Resource][] {
  return Object.entries(all).filter(
    ([, { Type, Properties }]) =>
      Type === "AWS::Lambda::Function" && /^nodejs/.test(Properties["Runtime"] as string),
  );
}

const resourcesOf = (template: Template): Record<string, Resource> =>
  (template.toJSON() as { Resources: Record<string, Resource> }).Resources;

/** The environment variables of each function, with references written as the name of what they refer to. */
export function environments(built: Built): Record<string, string>[] {
  return ownFunctions(resourcesOf(templateOf(exampleSettings, built))).map(([, { Properties }]) => {
    const { Variables: variables } = Properties["Environment"] as { Variables: Record<string, unknown> };
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        typeof value === "string" ? value : (value as { Ref: string }).Ref,
      ]),
    );
  });
}

/** The roles of our functions. */
function ownRoles(all: Record<string, Resource>): Resource[] {
  return ownFunctions(all).map(([, { Properties }]) => {
    const role = Properties["Role"] as { "Fn::GetAtt": [string, string] };
    return all[role["Fn::GetAtt"][0]]!;
  });
}

/** What each function may do with the table. */
export function tableActions(built: Built): string[][] {
  return ownRoles(resourcesOf(templateOf(exampleSettings, built))).map(({ Properties }) => {
    const policies = Properties["Policies"] as {
      PolicyName: string;
      PolicyDocument: { Statement: { Action: string[] }[] };
    }[];
    return policies.find(({ PolicyName }) => PolicyName === "store")!.PolicyDocument.Statement[0]!.Action;
  });
}

/** Files under a folder, with `/` between folders. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    );
}

interface Uploaded {
  readonly name: string;
  readonly text: string;
  readonly cache: unknown;
}

/** Every file that is uploaded, as it lies beside the template that names it. */
function uploaded(built: Built): Uploaded[] {
  const outdir = mkdtempSync(join(tmpdir(), "fordela-cloud-"));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const { templateFile } = createStack(app, exampleSettings, built);
    app.synth();
    const { Resources: all } = JSON.parse(readFileSync(join(outdir, templateFile), "utf8")) as {
      Resources: Record<string, Resource>;
    };
    return Object.values(all)
      .filter(({ Type }) => Type === "Custom::CDKBucketDeployment")
      .flatMap(({ Properties }) => {
        const { "cache-control": cache } = Properties["SystemMetadata"] as Record<string, unknown>;
        return (Properties["SourceObjectKeys"] as string[]).flatMap((key) => {
          const folder = join(outdir, `asset.${key.replace(".zip", "")}`);
          return filesIn(folder).map((name) => ({
            name,
            text: readFileSync(join(folder, name), "utf8"),
            cache,
          }));
        });
      });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Everything the template must hold. */
export function sentences(built: Built): Sentence[] {
  const template = templateOf(exampleSettings, built);
  const all = resourcesOf(template);
  const of = (type: string): Resource[] => Object.values(all).filter(({ Type }) => Type === type);
  const functions = ownFunctions(all).map(([, resource]) => resource);
  const files = uploaded(built);
  const headersOf = (settings: Settings) =>
    JSON.stringify(templateOf(settings, built).findResources("AWS::CloudFront::ResponseHeadersPolicy"));
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
      sentence: "the functions run on Node 24 and arm64, with a log kept for a year",
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
        // And one for the API, one for the upload.
        deepStrictEqual(logs.length, functionNames.length + 2);
        for (const { Properties } of logs) deepStrictEqual(Properties["RetentionInDays"], 365);
      },
    },
    {
      sentence: "a function may do nothing but use the table and write its own log",
      check: () => {
        for (const { Properties } of of("AWS::IAM::Role")) ok(!("ManagedPolicyArns" in Properties));
        deepStrictEqual(ownRoles(all).length, functionNames.length);
        for (const { Properties } of ownRoles(all)) {
          const document = JSON.stringify(Properties["Policies"]);
          ok(!document.includes('"*"') && !/dynamodb:\*|Delete|Scan/.test(document), document);
        }
        // The only policy that is added to a role is the upload's.
        const [policy, ...others] = of("AWS::IAM::Policy");
        deepStrictEqual(others, []);
        ok(JSON.stringify(policy!.Properties["Roles"]).includes("uploadrole"));
        const document = JSON.stringify(policy!.Properties["PolicyDocument"]);
        ok(!/dynamodb|"Resource":"\*"/.test(document), document);
      },
    },
    {
      sentence: "one function may send letters, from one address of one domain, and knows it as the sender",
      check: () => {
        const senders = ownRoles(all).filter((role) => JSON.stringify(role).includes("ses:"));
        deepStrictEqual(senders.length, 1);
        const statements = JSON.stringify(senders[0]!.Properties["Policies"]);
        ok(statements.includes('"Action":"ses:SendEmail"') && statements.includes(":identity/example.se"));
        ok(statements.includes('"ses:FromAddress":"bidrag@example.se"'), statements);
        const knowing = functions.filter((one) => JSON.stringify(one).includes("FORDELA_SENDER"));
        deepStrictEqual(knowing.length, 1);
      },
    },
    {
      sentence:
        "the list of reminders is prepared on weekdays by the function that may send, once that is decided",
      check: () => {
        const rulesOf = (settings: Settings) =>
          Object.values(resourcesOf(templateOf(settings, built))).filter(
            ({ Type }) => Type === "AWS::Events::Rule",
          );
        const [rule, ...others] = rulesOf(exampleSettings);
        deepStrictEqual(others, []);
        const { ScheduleExpression, State, Targets } = rule!.Properties;
        deepStrictEqual([ScheduleExpression, State], ["cron(0 5 ? * MON-FRI *)", "DISABLED"]);
        const [target] = Targets as [{ Arn: { "Fn::GetAtt": [string] }; Input: string }];
        deepStrictEqual(JSON.parse(target.Input), { task: "prepare-reminders" });
        const [id] = target.Arn["Fn::GetAtt"];
        ok(JSON.stringify(all[id]).includes("FORDELA_SENDER"));
        const [on] = rulesOf({ ...exampleSettings, reminders: "prepared" });
        deepStrictEqual(on!.Properties["State"], "ENABLED");
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
      sentence: "the policy of the pane is the one that it was built with, with the API's address in it",
      check: () => {
        const { "Content-Security-Policy-Report-Only": policy } = built.pane.headers;
        const joined = (text: string): string =>
          text.replaceAll(/",\{"Fn::GetAtt":\["Api\w+","ApiEndpoint"\]\},"/g, apiPlaceholder);
        for (const headers of [headersOf(exampleSettings), enforced])
          ok(joined(headers).includes(policy!), headers);
      },
    },
    {
      sentence: "the pane is uploaded whole, each file once",
      check: () => {
        deepStrictEqual(files.map(({ name }) => name).sort(), filesIn(built.pane.folder).sort());
      },
    },
    {
      sentence:
        "names made from the content are kept for a year, everything else is asked for again each time",
      check: () => {
        for (const { name, cache } of files)
          deepStrictEqual(
            [name, cache],
            [name, /-[A-Z0-9]{8}\.(js|css)$/.test(name) ? "public, max-age=31536000, immutable" : "no-cache"],
          );
        ok(files.some(({ cache }) => cache !== "no-cache"));
      },
    },
    {
      sentence: "new parts come before the pages that name them, and old parts stay",
      check: () => {
        const uploads = Object.entries(all).filter(([, { Type }]) => Type === "Custom::CDKBucketDeployment");
        for (const [, { Properties }] of uploads) deepStrictEqual(Properties["Prune"], false);
        const [parts, pages] = ["PaneParts", "PanePages"].map((name) =>
          uploads.find(([id]) => id.startsWith(name))!,
        );
        ok(pages![1].DependsOn?.includes(parts![0]));
      },
    },
    {
      sentence:
        "the pages get the API's address when they are deployed, and nothing keeps what stood in its place",
      check: () => {
        for (const page of ["taskpane.html", "dialog.html"]) {
          const { text } = files.find(({ name }) => name === page)!;
          match(text, /name="fordela-api" content="<<marker:0xbaba:\d+>>"/);
        }
        const everything = [JSON.stringify(all), ...files.map(({ text }) => text)];
        ok(everything.every((text) => !text.includes(apiPlaceholder)));
      },
    },
    {
      sentence: "a pane that was built for another stage is refused",
      check: () => {
        throws(
          () => templateOf({ ...exampleSettings, stage: "production" }, built),
          /inte byggd för miljön prod/,
        );
      },
    },
    {
      sentence: "a header that CloudFront is not told of is refused",
      check: () => {
        const headers = { ...built.pane.headers, "X-Frame-Options": "DENY" };
        const pane = { ...built.pane, headers };
        throws(() => templateOf(exampleSettings, { ...built, pane }), /other headers/);
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
        deepStrictEqual(findings(built), []);
      },
    },
    {
      sentence: "a fault in the stack is found: a bucket that anyone may read without TLS",
      check: () => {
        const planted = findings(built, (stack) => new Bucket(stack, "Planted"));
        ok(planted.length > 0);
      },
    },
  ];
}

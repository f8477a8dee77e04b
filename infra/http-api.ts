import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type FunctionName, functionNames, routes } from "./routes.ts";

/** Requests a second that are let through, and how many may come at once: some fifty officials, and room to spare. */
const throttle = { rateLimit: 50, burstLimit: 100 };

/** The API: every route to its function, open to the pane's origin alone. */
export function createApi(
  scope: Construct,
  functions: Readonly<Record<FunctionName, IFunction>>,
  origin: string,
): HttpApi {
  const api = new HttpApi(scope, "Api", {
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: [origin],
      allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
      allowHeaders: ["authorization", "content-type", "idempotency-key"],
      exposeHeaders: ["x-request-id", "retry-after"],
      maxAge: Duration.hours(1),
    },
  });
  const log = new LogGroup(scope, "api-log", {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  new HttpStage(scope, "Stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle,
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      // No address, no person: who did what stands in the audit chain.
      format: AccessLogFormat.custom(
        JSON.stringify({
          request: "$context.requestId",
          route: "$context.routeKey",
          status: "$context.status",
          milliseconds: "$context.responseLatency",
        }),
      ),
    },
  });
  for (const name of functionNames) {
    const integration = new HttpLambdaIntegration(`${name}-integration`, functions[name]);
    for (const route of routes[name]) {
      const [method, path] = route.split(" ") as [keyof typeof HttpMethod, string];
      api.addRoutes({ path, methods: [HttpMethod[method]], integration });
    }
  }
  Validations.of(api).acknowledge({
    id: "AwsSolutions-APIG4",
    reason:
      "Every function verifies the token itself, the same code as in development and tests, and answers in Swedish.",
  });
  return api;
}

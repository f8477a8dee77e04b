import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { App } from "./app.ts";

/** A Lambda function behind an HTTP API, payload format 2.0. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Pick<Context, "awsRequestId">,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The app as a Lambda function: event in, request, answer, result out. The function's own request id names both. */
export function asLambda(app: App): LambdaHandler {
  return async (event, { awsRequestId }) => {
    const response = await app.fetch(requestOf(event), { requestId: awsRequestId });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}

/** The host is of no interest to the routes, so the event's is not trusted with being one. */
function requestOf({
  rawPath,
  rawQueryString,
  headers,
  body,
  isBase64Encoded,
  requestContext,
}: APIGatewayProxyEventV2): Request {
  const url = new URL("https://api.invalid");
  url.pathname = rawPath;
  url.search = rawQueryString;
  const { method } = requestContext.http;
  const bytes = body === undefined ? null : Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  return new Request(url, {
    method,
    headers: wanted(headers),
    ...(bytes === null || method === "GET" || method === "HEAD" ? {} : { body: bytes }),
  });
}

/** The headers that are read; others may hold what a Request refuses, and a refusal there would have no answer. */
function wanted(headers: APIGatewayProxyEventV2["headers"]): Record<string, string> {
  const names = ["authorization", "idempotency-key", "content-length"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return value !== undefined && /^[\x20-\x7e]*$/.test(value) ? [[name, value]] : [];
    }),
  );
}

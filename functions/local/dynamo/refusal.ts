import type { Message } from "./dynalite.ts";

/** An answer DynamoDB gives on purpose: an error with a type, a message and perhaps more. Nothing was saved. */
export interface Refusal extends Error {
  readonly statusCode: number;
  readonly body: Message;
}

/** Refuses the request as the service would: `type` is the exception's name without namespace. */
export function refusal(type: string, message: string, more: Message = {}): Refusal {
  const namespace =
    type === "ValidationException" ? "com.amazon.coral.validate" : "com.amazonaws.dynamodb.v20120810";
  const body = { __type: `${namespace}#${type}`, message, ...more };
  return Object.assign(new Error(message), { statusCode: 400, body });
}

/** Tells a refusal (ours or dynalite's, which have the same form) from a failure. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && "statusCode" in error && "body" in error;
}

/** Whether it is the refusal with this name. */
export function isRefusalOf(error: unknown, type: string): error is Refusal {
  return isRefusal(error) && String(error.body["__type"]).endsWith(`#${type}`);
}

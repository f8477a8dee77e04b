/** A value as JSON carries it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Is this JSON value a plain object, neither null nor a list? */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Is this JSON value a list? */
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Reads JSON text; text that is no JSON throws SyntaxError. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** The number at a key, or null when there is none. */
export function numberAt(object: JsonObject, key: string): number | null {
  const value = object[key];
  return typeof value === "number" ? value : null;
}

/** The text at a key, or the empty text when there is none. */
export function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

/** The list at a key, or an empty list when there is none. */
export function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = object[key];
  return isList(value) ? value : [];
}

/** The object at a key, or an empty object when there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

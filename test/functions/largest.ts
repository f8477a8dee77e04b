import * as z from "zod";

/** As much of a JSON Schema as the inputs of routes have. */
export interface InputSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: InputSchema;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly propertyNames?: InputSchema;
  readonly additionalProperties?: InputSchema | boolean;
  readonly anyOf?: readonly InputSchema[];
}

export function inputSchema(input: z.ZodType): InputSchema {
  return z.toJSONSchema(input, { io: "input" }) as InputSchema;
}

/** A pattern that says itself how long the text may be. */
const isBounded = (pattern: string): boolean => /^\^.*\$$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern);

/** Where a caller may send as much as it likes: texts, lists and records without a maximum. */
export function unbounded(schema: InputSchema, at = ""): readonly string[] {
  const { type, pattern, format, items, properties = {}, additionalProperties, anyOf = [] } = schema;
  const isEnumerated = schema.enum !== undefined || schema.const !== undefined;
  const isDated = format === "date" || format === "time";
  const own =
    (type === "string" &&
      !isEnumerated &&
      schema.maxLength === undefined &&
      !isDated &&
      !(pattern !== undefined && isBounded(pattern))) ||
    (type === "array" && schema.maxItems === undefined) ||
    (typeof additionalProperties === "object" &&
      schema.propertyNames?.enum === undefined &&
      schema.maxProperties === undefined);
  return [
    ...(own ? [at] : []),
    ...anyOf.flatMap((one) => unbounded(one, at)),
    ...(items === undefined ? [] : unbounded(items, `${at}[]`)),
    ...Object.entries(properties).flatMap(([name, one]) => unbounded(one, `${at}.${name}`)),
    ...(schema.propertyNames === undefined ? [] : unbounded(schema.propertyNames, `${at}{name}`)),
    ...(typeof additionalProperties === "object" ? unbounded(additionalProperties, `${at}{}`) : []),
  ];
}

/** Three bytes for each character that a schema counts: no text is larger. */
const character = "€";

/** What names a thing that must be there, and is sent as it is. */
const naming =
  /^(round|recipient|decision|payment|repayment|document|reminders|to|id|item|sheet|code|codes|area|orgnr|account|sha256|person|columns)$/;

/** Texts of so few characters name something too: a ground, a column. */
const shortest = 60;

/** The sample made as large as the schema lets it be, where that leaves it the same request. */
export function largest(schema: InputSchema, sample: unknown, name = ""): unknown {
  if (naming.test(name) || name === "rows") return sample;
  const branch =
    schema.anyOf?.find((one) => fits(one, sample)) ?? schema.anyOf?.find(({ type }) => type !== "null");
  if (branch !== undefined) return largest(branch, sample, name);
  const { type, maxLength = 0, maxItems = 0, items, properties, pattern, format } = schema;
  if (type === "string" && schema.enum === undefined && pattern === undefined && format === undefined) {
    if (maxLength <= shortest) return sample;
    const text = typeof sample === "string" ? sample : "";
    return text + character.repeat(Math.max(0, maxLength - text.length));
  }
  if (type === "array") {
    const given = (sample as readonly unknown[] | undefined) ?? [];
    const grown = given.map((one) => largest(items!, one));
    // What names things that must be there is not made up; texts, and rows of texts, are.
    if (items?.properties !== undefined && "code" in items.properties) return grown;
    const one = grown[0] ?? largest(items!, undefined);
    if (one === undefined || items?.enum !== undefined) return sample;
    return [...grown, ...Array.from({ length: maxItems - grown.length }, () => one)];
  }
  if (type === "object" && properties !== undefined) {
    const given = (sample ?? {}) as Readonly<Record<string, unknown>>;
    const grown = Object.entries(properties).map(
      ([key, one]) => [key, largest(one, given[key], key)] as const,
    );
    return Object.fromEntries(grown.filter(([, value]) => value !== undefined));
  }
  return sample;
}

function fits({ type }: InputSchema, sample: unknown): boolean {
  if (sample === null || sample === undefined) return false;
  if (Array.isArray(sample)) return type === "array";
  return type === (typeof sample === "number" ? "integer" : typeof sample);
}

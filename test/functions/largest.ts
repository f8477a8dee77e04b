import * as z from "zod/mini";

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
  readonly required?: readonly string[];
  readonly items?: InputSchema;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly propertyNames?: InputSchema;
  readonly additionalProperties?: InputSchema | boolean;
  readonly anyOf?: readonly InputSchema[];
}

export function inputSchema(input: z.ZodMiniType): InputSchema {
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
export const character = "€";

/** What names a thing that must be there, and is sent as it is. */
const naming =
  /^(round|recipient|decision|payment|repayment|document|reminders|to|id|item|sheet|code|codes|area|orgnr|email|rows|fills|account|sha256|person|columns)$/;

/** Texts of so few characters name something too: a ground, a column. */
const shortest = 60;

/** What a request may weigh is bounded too (6 MB): a list made longer weighs at most this. */
const mostCharacters = 1_500_000;

/**
 * The sample made as large as the schema lets it be, where that leaves it the same request. `part` of what each text may
 * hold, where a rule on several of them together says less.
 */
export function largest(schema: InputSchema, sample: unknown, part = 1, name = ""): unknown {
  if (naming.test(name)) return sample;
  const branch =
    schema.anyOf?.find((one) => fits(one, sample)) ?? schema.anyOf?.find(({ type }) => type === "string");
  if (branch !== undefined) return largest(branch, sample, part, name);
  const { type, maxLength = 0, maxItems = 0, items, properties, pattern, format } = schema;
  if (type === "string" && schema.enum === undefined && pattern === undefined && format === undefined) {
    if (maxLength <= shortest) return sample;
    const text = typeof sample === "string" ? sample : name;
    return text + character.repeat(Math.max(0, Math.floor(maxLength * part) - text.length));
  }
  if (type === "array") {
    const given = ((sample as readonly unknown[] | undefined) ?? []).map((one) => largest(items!, one, part));
    // What names things that must be there is not made up; texts, and lists of texts, are.
    if (items?.enum !== undefined || (items?.properties !== undefined && "code" in items.properties))
      return sample === undefined ? sample : given;
    const one = given[0] ?? largest(items!, items!.type === "object" ? {} : undefined, part);
    if (one === undefined || (given.length === 0 && items!.type === "object" && !isWhole(items!, one)))
      return sample;
    const most = Math.min(maxItems, Math.ceil(mostCharacters / JSON.stringify(one).length));
    return [...given, ...Array.from({ length: Math.max(0, most - given.length) }, () => one)];
  }
  if (type === "object" && properties !== undefined) {
    const own = (sample ?? {}) as Readonly<Record<string, unknown>>;
    const grown = Object.entries(properties).map(
      ([key, one]) => [key, largest(one, own[key], part, key)] as const,
    );
    return Object.fromEntries(grown.filter(([, value]) => value !== undefined));
  }
  return sample;
}

/** Whether an object that was made of nothing has all that it must have. */
function isWhole({ required = [] }: InputSchema, made: unknown): boolean {
  return required.every((name) => name in (made as object));
}

function fits({ type }: InputSchema, sample: unknown): boolean {
  if (sample === null || sample === undefined) return false;
  if (Array.isArray(sample)) return type === "array";
  return type === (typeof sample === "number" ? "integer" : typeof sample);
}

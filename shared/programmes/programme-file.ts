import * as z from "zod/mini";
import type { GroupKind, Programme, Rules } from "../programme.ts";
import { fail, ok, type Result } from "../result.ts";

const text = z.string();
const kronor = z.number();
const unknown = z.strictObject({ unknown: text });
const orUnknown = <T extends z.ZodMiniType>(known: T) =>
  z.union([unknown, known], {
    // What is wrong with the value that it seems meant to be, rather than that it is neither.
    error: ({ input, errors }) => {
      const says =
        typeof input === "object" && input !== null && "unknown" in input ? errors[0] : errors.at(-1);
      const faults = (says ?? []).map(({ path, message }) => [...path, message].join(" "));
      return `${faults.join("; ")}, eller { "unknown": "varför det inte är känt" }`;
    },
  });
const period = z.strictObject({ from: text, to: text });
const groupKind = z.enum(["municipality", "region", "ngo", "agency", "county-board"] satisfies GroupKind[]);
const perGroup = <T extends z.ZodMiniType>(value: T) => z.partialRecord(groupKind, value);

const key = {
  baseAmount: kronor,
  limit: z.nullable(kronor),
  rounding: z.enum(["largest-remainder", "sainte-lague"]),
};

const amountRule = z.discriminatedUnion(
  "by",
  [
    z.strictObject({ by: z.literal("frame") }),
    z.strictObject({ by: z.literal("assessment") }),
    z.strictObject({ by: z.literal("key"), key: z.strictObject(key) }),
    z.strictObject({
      by: z.literal("fixed"),
      sums: z.array(z.strictObject({ to: text, recipients: z.number(), each: kronor })),
    }),
  ],
  { error: "ska vara något av: frame, assessment, key, fixed" },
);

const lines = <T extends z.ZodMiniType>(value: T) =>
  z.array(
    z.strictObject({
      from: text,
      to: z.nullable(text),
      value: orUnknown(value),
      source: z.nullable(text),
      assumption: z.nullable(text),
    }),
  );

const rules = z.strictObject({
  recipients: lines(text),
  decides: lines(text),
  route: lines(z.enum(["application", "requisition"])),
  amount: lines(amountRule),
  requirements: lines(z.array(z.strictObject({ id: text, text }))),
  redistribution: lines(z.nullable(text)),
  carryOver: lines(z.enum(["after-decision", "by-itself", "not-allowed"])),
  repayment: lines(text),
  conditions: lines(z.array(text)),
  appeal: lines(text),
  regulation: lines(text),
  reportForm: lines(text),
} satisfies Record<keyof Rules, z.ZodMiniType>);

const round = z.strictObject({
  id: text,
  year: z.int(),
  kind: z.enum(["municipality", "region", "ngo", "agency"]),
  name: text,
  amount: orUnknown(kronor),
  purpose: text,
  decision: z.strictObject({ date: z.nullable(text), dnr: z.nullable(text), source: text }),
  route: z.enum(["requisition", "grant"]),
  topUpOf: z.nullable(text),
  key: z.nullable(z.strictObject({ ...key, populationDate: text })),
  redistribution: z.nullable(
    z.strictObject({ capPerRecipient: z.nullable(kronor), ceiling: z.nullable(kronor) }),
  ),
  window: orUnknown(period),
  use: orUnknown(period),
  reportBy: orUnknown(text),
  repayBy: orUnknown(text),
  assumptions: z.array(text),
});

const year = z.strictObject({
  year: z.int(),
  available: perGroup(orUnknown(kronor)),
  granted: perGroup(kronor),
  costs: z.array(z.strictObject({ purpose: text, amount: kronor })),
  appropriations: orUnknown(
    z.array(z.strictObject({ item: orUnknown(text), amount: kronor, purpose: text })),
  ),
  rounds: z.array(round),
  source: text,
  notes: z.array(text),
});

const programme = z.strictObject({
  id: text,
  name: text,
  valid: period,
  source: text,
  fictional: z.boolean(),
  groups: perGroup(rules),
  years: z.array(year),
});

/**
 * Reads a programme from JSON as `rules template` writes it. The reasons with their places when it cannot; `issueText`
 * says in Swedish what is wrong with one value.
 */
export function parseProgramme(json: string, issueText: z.core.$ZodErrorMap): Result<Programme, string[]> {
  const value = parseJson(json);
  if (value === undefined) return fail(["Filen är inte JSON. Utgå från det som rules template skriver."]);
  const parsed = programme.safeParse(value, { error: issueText });
  if (!parsed.success)
    return fail(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  return ok(parsed.data as Programme);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

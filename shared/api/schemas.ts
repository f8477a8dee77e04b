import * as z from "zod/mini";
import { lackKinds } from "../case/recipient-file.ts";

export const kronor = z.int().check(z.gte(0));
export const isoDate = z.iso.date();
export const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
export const code = z.string().check(z.regex(/^\d{1,10}$/));
export const kind = z.enum(["municipality", "region", "ngo", "agency"]);
/** A recipient's id: kind and code. */
export const recipient = z.string().check(z.regex(new RegExp(`^(${kind.options.join("|")}):\\d{1,10}$`)));
/** What a decision or a payment order is called. */
export const paper = z.string().check(z.maxLength(60));
export const accountKind = z.enum(["bankgiro", "plusgiro"]);
export const cell = z.union([z.string().check(z.maxLength(40_000)), z.number(), z.boolean(), z.null()]);

// What a caller writes is strict: a misspelt parameter must not leave the standing one in its place unseen.
export const round = z.strictObject({ round: z.string().check(z.maxLength(60)) });
export const year = z.strictObject({ year: z.coerce.number().check(z.int(), z.gte(2000), z.lte(2100)) });

/** A block of worksheet cells as read: `firstRow` is the 1-based worksheet row of the first row in `rows`. */
export const sheetCells = z.object({
  sheet: z.string().check(z.minLength(1), z.maxLength(31)),
  firstRow: z._default(z.int().check(z.gte(1), z.lte(1_048_576)), 1),
  /** 0-based worksheet column of the first cell of each row. */
  firstColumn: z._default(z.int().check(z.gte(0), z.lte(16_383)), 0),
  rows: z.array(z.array(cell).check(z.maxLength(200))).check(z.maxLength(100_000)),
});

/** A record of at most so many members. */
export function atMost<R extends z.ZodMiniRecord>(most: number, record: R): R {
  const few = record.check(
    z.refine((all) => Object.keys(all).length <= most, {
      message: `Dela upp underlaget: högst ${most} i taget.`,
    }),
  );
  z.globalRegistry.add(few, { maxProperties: most });
  return few;
}

export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The ways in which a document comes in. */
export const channels = ["e-tjänst", "e-post", "post"] as const;
export type Channel = (typeof channels)[number];

/** The incoming document, registered whatever its faults: when it came, by which channel, and which file it is. */
export const document = z.strictObject({
  received: isoDate,
  /** The time of day, "14:32"; null when nobody knows. */
  time: z._default(z.nullable(z.iso.time({ precision: -1 })), null),
  channel: z.enum(channels),
  dnr: z._default(z.nullable(text), null),
  sender: z._default(z.nullable(text), null),
  file: z.object({ name: text, sha256 }),
});

const problem = z.object({
  sheet: z.string(),
  cell: z.string(),
  row: z.int(),
  column: z.string(),
  rule: z.string(),
  severity: z.enum(["error", "warning"]),
  text: z.string(),
  value: cell,
  fix: z.optional(cell),
});
/** What is waited for, or was sent, to complete what came in: null when there is no such request, or it has ended. */
export const latestRequest = z.object({
  answer: z.nullable(z.object({ document: z.string(), received: isoDate })),
});
export const validation = z.object({
  rowCount: z.int(),
  withoutProblems: z.int(),
  problems: z.array(problem),
});

export const keyParameters = z.strictObject({
  baseAmount: kronor,
  limit: z.nullable(z.int().check(z.gte(0))),
  populationDate: isoDate,
  rounding: z.enum(["largest-remainder", "sainte-lague"]),
});

/** Somebody who took no part because of disqualification (jäv), and why. */
export const disqualification = z.object({ name: text, why: text });

/**
 * A decision: when, under which registration number, on what ground, who presented it (else who prepared it), who else
 * took part, and who did not because of disqualification. A decision without ground is refused by the handler, in words.
 */
export const decisionAct = z.object({
  date: isoDate,
  dnr: text,
  ground: z.string().check(z.trim(), z.maxLength(2000)),
  presentedBy: z.optional(text),
  tookPart: z.optional(z.array(text).check(z.maxLength(20))),
  disqualified: z.optional(z.array(disqualification).check(z.maxLength(20))),
});

/** Who last changed something, by the name in their token ("" when it has none), and when: ISO date-time, UTC. */
export const changed = z.object({ by: z.string(), at: z.string() });
export type Changed = z.output<typeof changed>;

export const registered = z.object({
  document: z.string(),
  registered: z.int(),
  returned: z.int(),
  unidentified: z.int(),
});
/** Version per recipient id as the caller saw it; another version today is answered with 409 and today's. */
export const expectedVersions = z._default(
  atMost(10_000, z.record(z.string().check(z.maxLength(60)), z.int().check(z.gte(0)))),
  {},
);

export const committed = z.object({ id: z.string(), recipients: z.int(), total: kronor });

/** What recipients that get money lack today: those that lack something. It forbids nothing but a payment without account. */
export const warnings = z.array(z.object({ code, name: z.string(), lacking: z.array(z.enum(lackKinds)) }));
export type Warnings = z.output<typeof warnings>;
/** An act on a decision or its money, with what the one who did it is to know: of the first 300 recipients. */
export const warned = z.extend(committed, { warnings: z._default(warnings, []) });

export const period = z.object({ from: isoDate, to: isoDate });

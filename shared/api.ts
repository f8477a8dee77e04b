import * as z from "zod";
import { recipientAccounts } from "./ledger.ts";

/** What a person may do; the values of the app roles in the identity provider. */
export const roles = [
  "handlaggare",
  "foredragande",
  "beslutsfattare",
  "attestant",
  "ekonom",
  "administrator",
  "revisor",
] as const;
export type Role = (typeof roles)[number];

/**
 * One route of the API. `input` is the path parameters together with the query (GET) or the JSON body (POST);
 * `output` is the answer. A `write` route demands an Idempotency-Key header and is applied exactly once.
 */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: "GET" | "POST";
  readonly path: `/v1/${string}`;
  readonly roles: readonly Role[];
  readonly write: boolean;
  readonly input: I;
  readonly output: O;
}

const everyone = roles;
const caseWork = ["handlaggare", "foredragande"] as const;
const readsCases = [
  "handlaggare",
  "foredragande",
  "beslutsfattare",
  "attestant",
  "ekonom",
  "revisor",
] as const;

const kronor = z.int().min(0);
const isoDate = z.iso.date();
const text = z.string().trim().min(1).max(200);
const code = z.string().regex(/^\d{1,10}$/);
const kind = z.enum(["municipality", "region", "ngo"]);
const accountKind = z.enum(["bankgiro", "plusgiro"]);
const cell = z.union([z.string().max(40_000), z.number(), z.boolean(), z.null()]);

// What a caller writes is strict: a misspelt parameter must not leave the standing one in its place unseen.
const round = z.strictObject({ round: z.string().max(60) });
const year = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });

/** A block of worksheet cells as read: `firstRow` is the 1-based worksheet row of the first row in `rows`. */
const sheetCells = z.object({
  sheet: z.string().min(1).max(31),
  firstRow: z.int().min(1).max(1_048_576).default(1),
  /** 0-based worksheet column of the first cell of each row. */
  firstColumn: z.int().min(0).max(16_383).default(0),
  rows: z.array(z.array(cell).max(200)).max(100_000),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The ways in which a document comes in. */
export const channels = ["e-tjänst", "e-post", "post"] as const;
export type Channel = (typeof channels)[number];

/** The incoming document, registered whatever its faults: when it came, by which channel, and which file it is. */
const document = z.strictObject({
  received: isoDate,
  channel: z.enum(channels),
  dnr: text.nullable().default(null),
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
  fix: cell.optional(),
});
const validation = z.object({ rowCount: z.int(), withoutProblems: z.int(), problems: z.array(problem) });

const keyParameters = z.strictObject({
  baseAmount: kronor,
  limit: z.int().min(0).nullable(),
  populationDate: isoDate,
  rounding: z.enum(["largest-remainder", "sainte-lague"]),
});
const allotment = z.object({
  code,
  name: z.string(),
  population: z.int(),
  base: kronor,
  share: kronor,
  amount: kronor,
  explanation: z.string(),
});
const allocation = z.object({
  round: z.string(),
  state: z.enum(["preview", "preliminary", "fixed"]),
  amount: kronor,
  key: keyParameters,
  total: kronor,
  allotments: z.array(allotment),
  warnings: z.array(z.string()),
});

const decisionState = z.enum(["prepared", "decided"]);
const decision = z.object({
  id: z.string(),
  kind: z.enum(["key", "redistribution", "requisitions", "grants"]),
  state: decisionState,
  preparedBy: z.string(),
  presentedBy: z.string(),
  decidedBy: z.string().nullable(),
  date: isoDate.nullable(),
  dnr: z.string().nullable(),
  total: kronor,
  recipients: z.int(),
});
/** A decision: when, under which registration number, on what ground, and who presented it (else who prepared it). */
const decisionAct = z.object({ date: isoDate, dnr: text, ground: text, presentedBy: text.optional() });

const redistributionParameters = z.object({
  capPerRecipient: kronor.nullable().optional(),
  ceiling: kronor.nullable().optional(),
  /** Close although faulty requisitions still wait for completion: they count as not requisitioned. */
  excludeReturned: z.boolean().default(false),
});
const redistribution = z.object({
  round: z.string(),
  pool: kronor,
  redistributed: kronor,
  left: kronor,
  reason: z.string(),
  shares: z.array(z.object({ code, amount: kronor, explanation: z.string() })),
});

/** Who last changed something, by the name in their token ("" when it has none), and when: ISO date-time, UTC. */
const changed = z.object({ by: z.string(), at: z.string() });
export type Changed = z.output<typeof changed>;

const requisition = z.object({
  code,
  name: z.string(),
  state: z.enum(["submitted", "returned"]),
  amount: kronor.nullable(),
  wantsMore: z.boolean(),
  received: isoDate,
  document: z.string(),
  faults: z.array(z.string()),
  version: z.int(),
  changed: changed.nullable(),
});
const reportBack = z.object({
  kind,
  code,
  name: z.string(),
  state: z.enum(["submitted", "returned"]),
  received: isoDate,
  document: z.string(),
  paid: kronor,
  consumed: kronor,
  repaid: kronor,
  reasons: z.array(z.string()),
  version: z.int(),
  changed: changed.nullable(),
});

const registered = z.object({
  document: z.string(),
  registered: z.int(),
  returned: z.int(),
  unidentified: z.int(),
});
/** Version per recipient id as the caller saw it; another version today is answered with 409 and today's. */
const expectedVersions = z.record(z.string(), z.int().min(0)).default({});

const committed = z.object({ id: z.string(), recipients: z.int(), total: kronor });
const payment = z.object({
  id: z.string(),
  decision: z.string(),
  state: z.enum(["attested", "paid"]),
  attestedBy: z.string(),
  date: isoDate.nullable(),
  total: kronor,
  recipients: z.int(),
});

const account = z.enum(["budget", "pool", ...recipientAccounts]);
/** A posting with the act that made it. `date` is when it counts; `changed` who wrote it, and when. */
const posting = z.object({
  round: z.string(),
  date: isoDate,
  act: z.string(),
  dnr: z.string().nullable(),
  /** The decision, payment order or incoming document that it follows from. */
  reference: z.string().nullable(),
  from: account,
  to: account,
  amount: z.int().min(1),
  changed,
});

const roundStatus = z.object({
  id: z.string(),
  name: z.string(),
  kind,
  amount: kronor,
  key: z.enum(["none", "preliminary", "fixed"]),
  closed: z.boolean(),
  requisitions: z.int(),
  returned: z.int(),
  reportBacks: z.int(),
  budget: kronor,
  pool: kronor,
  accounts: z.record(z.enum(recipientAccounts), kronor),
  unaccounted: z.int(),
  assumptions: z.array(z.string()),
});

const period = z.object({ from: isoDate, to: isoDate });

const rounds = z.array(
  z.object({
    id: z.string(),
    year: z.int(),
    kind,
    name: z.string(),
    amount: kronor,
    purpose: z.string(),
    decision: z.object({ date: isoDate.nullable(), dnr: z.string().nullable(), source: z.string() }),
    route: z.enum(["requisition", "grant"]),
    topUpOf: z.string().nullable(),
    key: keyParameters.nullable(),
    redistribution: z.object({ capPerRecipient: kronor.nullable(), ceiling: kronor.nullable() }).nullable(),
    window: period,
    use: period,
    reportBy: isoDate,
    repayBy: isoDate,
    assumptions: z.array(z.string()),
  }),
);

function route<I extends z.ZodType, O extends z.ZodType>(
  method: "GET" | "POST",
  path: `/v1/${string}`,
  allowed: readonly Role[],
  kindOfRoute: "read" | "write",
  input: I,
  output: O,
): Route<I, O> {
  return { method, path, roles: allowed, write: kindOfRoute === "write", input, output };
}

/** Every route: the server's routes, its access rules and the typed client all come from this table. */
export const api = {
  me: route(
    "GET",
    "/v1/me",
    everyone,
    "read",
    z.object({}),
    z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) }),
  ),
  rounds: route("GET", "/v1/rounds", everyone, "read", z.object({}), z.object({ rounds })),
  status: route(
    "GET",
    "/v1/years/{year}",
    everyone,
    "read",
    year,
    z.object({
      year: z.int(),
      rounds: z.array(roundStatus),
      documents: z.array(
        z.object({
          id: z.string(),
          type: z.enum(["requisitions", "report-backs"]),
          name: z.string(),
          sha256: z.string(),
          received: isoDate,
          /** ISO moment: of two documents with the same requisition, the one registered first has it. */
          registeredAt: z.string(),
        }),
      ),
    }),
  ),
  register: route(
    "GET",
    "/v1/register",
    everyone,
    "read",
    z.object({ date: isoDate }),
    z.object({
      date: isoDate,
      source: z.string(),
      /** Who read the population in; null for what Statistics Sweden has published and is built in. */
      changed: changed.nullable(),
      /** Parallel columns: kind, code, name, county, its letter and inhabitants of each recipient in use. */
      kinds: z.array(kind),
      codes: z.array(code),
      names: z.array(z.string()),
      counties: z.array(z.string()),
      letters: z.array(z.string()),
      inhabitants: z.array(z.int()),
      /** Codes that have ceased, and which code followed. */
      ceased: z.array(z.object({ kind, code, name: z.string(), date: isoDate, successor: code })),
    }),
  ),
  importPopulation: route(
    "POST",
    "/v1/populations",
    ["administrator"],
    "write",
    z.object({
      date: isoDate,
      source: text,
      sheet: z.string().min(1).max(31),
      /** Letters of the worksheet columns that hold code and inhabitants. */
      columns: z.object({ code: z.string().max(3), inhabitants: z.string().max(3) }),
      rows: z.array(z.object({ row: z.int().min(1), code: cell, inhabitants: cell })).max(2000),
    }),
    committed,
  ),

  validateRequisitions: route(
    "POST",
    "/v1/years/{year}/requisitions/validate",
    caseWork,
    "read",
    // With the file's SHA-256, what this very file registered is not taken for an earlier requisition.
    year.extend(sheetCells.shape).extend({ sha256: sha256.optional() }),
    validation,
  ),
  registerRequisitions: route(
    "POST",
    "/v1/years/{year}/requisitions",
    caseWork,
    "write",
    year.extend(sheetCells.shape).extend({ document, expected: expectedVersions }),
    registered,
  ),
  requisitions: route(
    "GET",
    "/v1/rounds/{round}/requisitions",
    readsCases,
    "read",
    round,
    z.object({ requisitions: z.array(requisition) }),
  ),

  previewAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation/preview",
    [...caseWork, "beslutsfattare"],
    "read",
    round.extend({ key: keyParameters.partial().default({}), amount: kronor.optional() }),
    allocation,
  ),
  prepareAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation",
    caseWork,
    "write",
    round.extend({ key: keyParameters.partial().default({}) }),
    committed,
  ),
  fixAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation/fix",
    ["beslutsfattare"],
    "write",
    round.extend({ decision: z.string() }).extend(decisionAct.shape),
    committed,
  ),
  allocation: route("GET", "/v1/rounds/{round}/allocation", readsCases, "read", round, allocation),

  previewRedistribution: route(
    "POST",
    "/v1/rounds/{round}/redistribution/preview",
    [...caseWork, "beslutsfattare"],
    "read",
    round.extend(redistributionParameters.shape),
    redistribution,
  ),
  decideRedistribution: route(
    "POST",
    "/v1/rounds/{round}/redistribution",
    ["beslutsfattare"],
    "write",
    round.extend(redistributionParameters.shape).extend(decisionAct.shape),
    committed.extend({ pool: kronor, left: kronor }),
  ),

  prepareDecision: route("POST", "/v1/rounds/{round}/decisions", caseWork, "write", round, committed),
  decide: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/decide",
    ["beslutsfattare"],
    "write",
    round.extend({ decision: z.string() }).extend(decisionAct.shape),
    committed,
  ),
  decisions: route(
    "GET",
    "/v1/rounds/{round}/decisions",
    readsCases,
    "read",
    round,
    z.object({ decisions: z.array(decision) }),
  ),
  /** A decision with its annex: the publishable list of all recipients. */
  decision: route(
    "GET",
    "/v1/rounds/{round}/decisions/{decision}",
    readsCases,
    "read",
    round.extend({ decision: z.string() }),
    decision.extend({ lines: z.array(z.object({ code, name: z.string(), amount: kronor })) }),
  ),
  registerGrants: route(
    "POST",
    "/v1/rounds/{round}/grants",
    caseWork,
    "write",
    round.extend(decisionAct.shape).extend({
      decidedBy: text,
      grants: z
        .array(
          z.object({
            code,
            name: text,
            orgnr: z.string().max(20).nullable(),
            account: z
              .object({ kind: accountKind, account: z.string().max(20) })
              .nullable()
              .default(null),
            amount: z.int().min(1),
          }),
        )
        .min(1)
        .max(1000),
    }),
    committed,
  ),

  attestPayment: route(
    "POST",
    "/v1/rounds/{round}/payments",
    ["attestant", "ekonom"],
    "write",
    round.extend({ decision: z.string() }),
    committed,
  ),
  pay: route(
    "POST",
    "/v1/rounds/{round}/payments/{payment}/pay",
    ["ekonom"],
    "write",
    round.extend({ payment: z.string(), date: isoDate }),
    committed,
  ),
  payments: route(
    "GET",
    "/v1/rounds/{round}/payments",
    readsCases,
    "read",
    round,
    z.object({ payments: z.array(payment) }),
  ),
  /** A payment order line by line: whom to pay, how much, to which account; null where no account is stated. */
  payment: route(
    "GET",
    "/v1/rounds/{round}/payments/{payment}",
    readsCases,
    "read",
    round.extend({ payment: z.string() }),
    payment.extend({
      lines: z.array(
        z.object({
          code,
          name: z.string(),
          orgnr: z.string().nullable(),
          payee: z
            .object({ kind: accountKind, account: z.string(), reference: z.string().nullable() })
            .nullable(),
          amount: kronor,
        }),
      ),
    }),
  ),

  validateReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs/validate",
    caseWork,
    "read",
    year.extend(sheetCells.shape),
    validation,
  ),
  registerReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs",
    caseWork,
    "write",
    year.extend(sheetCells.shape).extend({ document, expected: expectedVersions }),
    registered,
  ),
  reportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs",
    readsCases,
    "read",
    year,
    z.object({ reportBacks: z.array(reportBack) }),
  ),
  missingReportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs/missing",
    readsCases,
    "read",
    year,
    z.object({ missing: z.array(z.object({ kind, code, name: z.string(), paid: kronor, dueBy: isoDate })) }),
  ),

  balances: route(
    "GET",
    "/v1/years/{year}/balances",
    readsCases,
    "read",
    year.extend({ asOf: isoDate.optional() }),
    z.object({
      year: z.int(),
      asOf: isoDate,
      /** Parallel columns, one value per (round, recipient); `rounds` holds an index into `roundIds`. */
      roundIds: z.array(z.string()),
      rounds: z.array(z.int()),
      recipients: z.array(z.string()),
      names: z.array(z.string()),
      accounts: z.record(z.enum(recipientAccounts), z.array(kronor)),
      /** Per round: amount = unallotted + pool + the sum of all accounts. */
      totals: z.array(z.object({ amount: kronor, budget: kronor, pool: kronor, unaccounted: z.int() })),
    }),
  ),
  /** The postings that one recipient's balance is made of, over the rounds of the year, oldest first. */
  recipientPostings: route(
    "GET",
    "/v1/years/{year}/recipients/{recipient}/postings",
    readsCases,
    "read",
    year.extend({ recipient: z.string().regex(/^(municipality|region|ngo):\d{1,10}$/) }),
    z.object({
      recipient: z.string(),
      name: z.string(),
      postings: z.array(posting),
    }),
  ),
  /**
   * Who last changed what the sheets of a year show, and when. Read from every act of the year, which is several times
   * dearer than the balances: asked for only when a cell is found to have been changed by two.
   */
  changes: route(
    "GET",
    "/v1/years/{year}/changes",
    readsCases,
    "read",
    year,
    z.object({
      changes: z.array(changed),
      /** Indexes into `changes`, per round or recipient id: the last act that moved its money. */
      rounds: z.record(z.string(), z.int()),
      recipients: z.record(z.string(), z.int()),
      /** Per round: the last act on its key or redistribution. */
      allocations: z.record(z.string(), z.int()),
    }),
  ),
  audit: route(
    "GET",
    "/v1/chains/{chain}/audit",
    ["revisor", "administrator"],
    "read",
    z.object({ chain: z.string().max(60) }),
    z.object({
      intact: z.boolean(),
      brokenAt: z.int().nullable(),
      records: z.array(
        z.object({
          seq: z.int(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          recipients: z.int(),
          total: kronor,
          hash: z.string(),
        }),
      ),
    }),
  ),
} satisfies Record<string, Route>;

export type RouteName = keyof typeof api;
/** What a caller sends (defaults may be left out), what a handler gets, and what comes back. */
export type RouteRequest<N extends RouteName> = z.input<(typeof api)[N]["input"]>;
export type RouteInput<N extends RouteName> = z.output<(typeof api)[N]["input"]>;
export type RouteOutput<N extends RouteName> = z.output<(typeof api)[N]["output"]>;

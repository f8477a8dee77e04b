import * as z from "zod/mini";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import {
  kronor,
  isoDate,
  text,
  code,
  round,
  keyParameters,
  decisionAct,
  committed,
  paper,
} from "./schemas.ts";

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

const redistributionParameters = z.object({
  capPerRecipient: z.optional(z.nullable(kronor)),
  ceiling: z.optional(z.nullable(kronor)),
  /** Close although faulty requisitions still wait for completion: they count as not requisitioned. */
  excludeReturned: z._default(z.boolean(), false),
});
/** What the preview showed the one who decides: kronor not requisitioned, and who is given what. */
const seenRedistribution = z.strictObject({
  pool: kronor,
  shares: z.array(z.strictObject({ code, amount: kronor })).check(z.maxLength(1000)),
});
const redistribution = z.object({
  round: z.string(),
  pool: kronor,
  redistributed: kronor,
  left: kronor,
  reason: z.string(),
  shares: z.array(z.object({ code, amount: kronor, explanation: z.string() })),
});

/** The allocation key and the redistribution of what was not requisitioned. */
export const allocationRoutes = {
  previewAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation/preview",
    [...caseWork, "beslutsfattare"],
    "read",
    z.extend(round, { key: z._default(z.partial(keyParameters), {}), amount: z.optional(kronor) }),
    allocation,
  ),
  prepareAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation",
    caseWork,
    "write",
    z.extend(round, { key: z._default(z.partial(keyParameters), {}) }),
    committed,
  ),
  fixAllocation: route(
    "POST",
    "/v1/rounds/{round}/allocation/fix",
    ["beslutsfattare"],
    "write",
    z.extend(round, { decision: paper, ...decisionAct.shape }),
    committed,
  ),
  allocation: route("GET", "/v1/rounds/{round}/allocation", readsCases, "read", round, allocation),
  /** What the round's money is by a government decision that came late; only before anything of it is handed out. */
  decideRoundMoney: route(
    "POST",
    "/v1/rounds/{round}/money",
    caseWork,
    "write",
    z.extend(round, { amount: z.int().check(z.gte(1)), date: isoDate, dnr: text }),
    committed,
  ),
  previewRedistribution: route(
    "POST",
    "/v1/rounds/{round}/redistribution/preview",
    [...caseWork, "beslutsfattare"],
    "read",
    z.extend(round, redistributionParameters.shape),
    redistribution,
  ),
  decideRedistribution: route(
    "POST",
    "/v1/rounds/{round}/redistribution",
    ["beslutsfattare"],
    "write",
    z.extend(round, {
      ...redistributionParameters.shape,
      ...decisionAct.shape,
      /** Refused when it is not so any more. */
      seen: seenRedistribution,
      /** Close although the window is still open on the day of the decision: what comes in then has nothing to ask for. */
      beforeWindowEnds: z._default(z.boolean(), false),
    }),
    z.extend(committed, { pool: kronor, left: kronor }),
  ),
} satisfies Record<string, Route>;

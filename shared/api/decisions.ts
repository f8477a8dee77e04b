import * as z from "zod";
import { decisionKinds } from "../decision/kinds.ts";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import { kronor, isoDate, text, code, accountKind, round, decisionAct, committed } from "./schemas.ts";

const decisionState = z.enum(["prepared", "decided"]);
const decision = z.object({
  id: z.string(),
  kind: z.enum(decisionKinds),
  state: decisionState,
  preparedBy: z.string(),
  presentedBy: z.string(),
  decidedBy: z.string().nullable(),
  date: isoDate.nullable(),
  dnr: z.string().nullable(),
  total: kronor,
  recipients: z.int(),
});

/** Decisions on requisitions, and grants decided outside Fördela. */
export const decisionRoutes = {
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
} satisfies Record<string, Route>;

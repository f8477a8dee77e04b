import { api, type RouteName, type RouteOutput, type RouteRequest } from "../../shared/api.ts";
import { type ApplicationColumnId, applicationColumns } from "../../shared/application/columns.ts";
import type { Cell } from "../../shared/cell.ts";
import { reportBackColumns, type ReportBackColumnId } from "../../shared/report-back/columns.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../shared/requisition/columns.ts";
import { kindName, type RecipientKind } from "../../shared/recipient.ts";
import type { SendMail } from "../../shared/reminder/mail.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { sha256 } from "../../functions/audit.ts";
import type { Context, Principal } from "../../functions/context.ts";
import { allHandlers } from "../../functions/handlers/index.ts";
import { idempotencyOf } from "../../functions/http/idempotency.ts";
import type { Store } from "../../functions/store/model.ts";
import { goodRow, type Row } from "../shared/application/example.ts";
import { testOrganisationNumber } from "../../preview/sample/test-numbers.ts";

/** The people of a made-up authority, each with one part in the work. */
export const people = {
  hanna: { id: "hanna", name: "Hanna, handläggare", roles: ["handlaggare"] },
  frida: { id: "frida", name: "Frida, föredragande", roles: ["foredragande"] },
  bo: { id: "bo", name: "Bo, beslutsfattare", roles: ["beslutsfattare"] },
  arne: { id: "arne", name: "Arne, attestant", roles: ["attestant"] },
  eva: { id: "eva", name: "Eva, ekonom", roles: ["ekonom"] },
  rut: { id: "rut", name: "Rut, revisor", roles: ["revisor"] },
  ada: { id: "ada", name: "Ada, administratör", roles: ["administrator"] },
} as const satisfies Record<string, Principal>;
export type Person = keyof typeof people;

export interface CallOptions {
  /** Idempotency key; absent: a new one for every write. */
  readonly key?: string;
  /** ISO date-time. */
  readonly now?: string;
}

export type Call = <N extends RouteName>(
  person: Person,
  route: N,
  input: RouteRequest<N>,
  options?: CallOptions,
) => Promise<RouteOutput<N>>;

/** The year is reported and paid by then, and nothing in the tests is in the future. */
const today = "2023-04-02T10:00:00.000Z";

const state = { keys: 0 };

/** Calls handlers on a store, with input and answer checked against the contract as the service does. */
export function office(store: Store, mail?: SendMail): Call {
  return async (person, route, input, { key, now = today } = {}) => {
    state.keys += 1;
    const parsed: unknown = api[route].input.parse(input);
    const idempotency = api[route].write
      ? idempotencyOf(people[person], key ?? `key-${state.keys}`, route, parsed)
      : null;
    const handler = allHandlers[route] as (input: unknown, context: Context) => Promise<unknown>;
    const answer = await handler(parsed, {
      principal: people[person],
      store,
      now: () => new Date(now),
      idempotency,
      mail,
    });
    return api[route].output.parse(answer) as RouteOutput<typeof route>;
  };
}

/** An incoming file; another name is another file. */
export function documentNamed(
  name: string,
  received = "2022-06-01",
): RouteRequest<"registerRequisitions">["document"] {
  return { received, channel: "e-post", file: { name, sha256: sha256(name) } };
}

const register = swedishRegister();

/** The recipients of a kind in the register's order. */
export const codes: Readonly<Record<"municipality" | "region", readonly string[]>> = {
  municipality: register.list("municipality").map(({ code }) => code),
  region: register.list("region").map(({ code }) => code),
};

/** A requisition row in the order of the columns: good, but for what `changes` says. */
export function requisitionRow(
  round: string,
  code: string,
  amount: Cell,
  changes: Partial<Record<RequisitionColumnId, Cell>> = {},
): Cell[] {
  const kind = code.length === 2 ? "region" : "municipality";
  const row: Record<RequisitionColumnId, Cell> = {
    round,
    code,
    name: register.find({ kind, code })?.name ?? "Okänd",
    orgnr: testOrganisationNumber(
      kind === "region" ? "232100" : "212000",
      700 + Math.max(0, codes[kind].indexOf(code)),
    ),
    amount,
    wantsMore: "nej",
    contact: "Kim Ek",
    email: "kim.ek@example.se",
    representative: null,
    representativeApproved: null,
    accountKind: "bankgiro",
    account: "5050-1055",
    reference: null,
    received: "2022-05-02",
    signatory: "Kim Ek",
    ...changes,
  };
  return requisitionColumns.map(({ id }) => row[id]);
}

/** The cells of a sheet as a request carries them. */
export interface SentSheet {
  readonly year: number;
  readonly sheet: string;
  readonly rows: Cell[][];
}

export function requisitionSheet(...rows: Cell[][]): SentSheet {
  return {
    year: 2022,
    sheet: "Rekvisitioner",
    rows: [requisitionColumns.map(({ heading }) => heading), ...rows],
  };
}

/** Requisitions with these rows come in as a file of this name. */
export function requisitioned(
  call: Call,
  rows: readonly Cell[][],
  name: string,
  received?: string,
): Promise<RouteOutput<"registerRequisitions">> {
  return call("hanna", "registerRequisitions", {
    ...requisitionSheet(...rows),
    document: documentNamed(name, received),
  });
}

/** A row of an NGO's application, of one activity: good, but for what `changes` says. The serial makes its number. */
export function applicationRow(
  name: string,
  serial: number,
  amount: Cell,
  changes: Partial<Record<ApplicationColumnId, Cell>> = {},
): Cell[] {
  const row: Partial<Record<ApplicationColumnId, Cell>> = {
    county: "AB",
    applicant: name,
    orgnr: testOrganisationNumber("899999", 700 + serial),
    amount,
    purpose: "Utbilda om våld (exempeldata)",
    result: "Fler får stöd (exempeldata)",
    budget: amount,
    statement: "Tillstyrks (exempeldata)",
    contact: "Kim Ek",
    email: "kim.ek@example.se",
    accountKind: "bankgiro",
    account: "5050-1055",
    received: "2013-02-10",
    signatory: "Kim Ek",
    ...changes,
  };
  return applicationColumns([]).map(({ id }) => row[id] ?? null);
}

export function applicationSheet(...rows: Cell[][]): Omit<SentSheet, "year"> {
  return { sheet: "Ansökningar", rows: [applicationColumns([]).map(({ heading }) => heading), ...rows] };
}

/** A report-back row in the order of the columns: good when consumed + repaid is what was paid. */
export function reportBackRow(
  kind: RecipientKind,
  code: string,
  consumed: Cell,
  repaid: Cell,
  changes: Partial<Record<ReportBackColumnId, Cell>> = {},
): Cell[] {
  const row: Record<ReportBackColumnId, Cell> = {
    kind: kindName[kind],
    code,
    name: null,
    paid: null,
    consumed,
    repaid,
    reasons: repaid === 0 ? null : "annat",
    received: "2023-03-15",
    ...changes,
  };
  return reportBackColumns.map(({ id }) => row[id]);
}

export function reportBackSheet(...rows: Cell[][]): SentSheet {
  return {
    year: 2022,
    sheet: "Återrapporter",
    rows: [reportBackColumns.map(({ heading }) => heading), ...rows],
  };
}

const ground = "Förordning och regleringsbrev";

/** Applications of NGOs to a round without requirements: good, but for what each row says. */
export function ngoApplications(...rows: readonly Row[]): { sheet: string; rows: Cell[][] } {
  const columns = applicationColumns([]);
  const good: Row = { ...goodRow, county: null, members: null, received: "2022-03-01" };
  return {
    sheet: "Ansökningar",
    rows: [
      columns.map(({ heading }) => heading),
      ...rows.map((changes) => {
        const row: Row = { ...good, ...changes };
        return columns.map(({ id }) => row[id] ?? null);
      }),
    ],
  };
}

/** Assesses applications, granted as asked but for what is said of a code, and prepares a decision on all. */
export async function assessed(
  call: Call,
  round: string,
  changes: Readonly<Record<string, Partial<RouteRequest<"assessApplications">["assessments"][number]>>> = {},
): Promise<string> {
  const { applications } = await call("hanna", "applications", { round });
  await call("hanna", "assessApplications", {
    round,
    assessments: applications
      .filter(({ state }) => state === "submitted" || state === "returned")
      .map(({ code, version, amount }) => ({
        code,
        version,
        outcome: "granted",
        amount,
        grounds: [],
        rank: null,
        note: "Bedömd (exempeldata).",
        statement: null,
        inputs: null,
        ...changes[code],
      })),
  });
  return (await call("hanna", "prepareApplications", { round })).id;
}

/** Prepares and fixes the key of a round. */
export async function fixedKey(call: Call, round: string, date = "2022-04-01"): Promise<string> {
  const { id } = await call("hanna", "prepareAllocation", { round });
  await call("bo", "fixAllocation", { round, decision: id, date, dnr: "1/2022", ground });
  return id;
}

/** Prepares and decides what is requisitioned in a round. */
export async function decided(call: Call, round: string, date = "2022-09-10"): Promise<string> {
  const { id } = await call("hanna", "prepareDecision", { round });
  await call("bo", "decide", { round, decision: id, date, dnr: "2/2022", ground });
  return id;
}

/** Attests and pays a decision. */
export async function paidOut(
  call: Call,
  round: string,
  decision: string,
  date = "2022-09-20",
  withoutAccount: string | null = null,
): Promise<string> {
  const { id } = await call("arne", "attestPayment", { round, decision, withoutAccount });
  await call("eva", "pay", { round, payment: id, date });
  return id;
}

/** What whoever decides a redistribution has seen: the preview of it now. */
export async function seenBy(
  call: Call,
  request: RouteRequest<"previewRedistribution">,
): Promise<RouteRequest<"decideRedistribution">["seen"]> {
  const { pool, shares } = await call("bo", "previewRedistribution", request);
  return { pool, shares: shares.map(({ code, amount }) => ({ code, amount })) };
}

/** Nothing: for a request that is refused whatever was seen. */
export const nothingSeen = { pool: 0, shares: [] };

/** Closes a round: what was not requisitioned goes to the pool and out again to those who want more. */
export async function closed(call: Call, round: string, date = "2022-10-15"): Promise<void> {
  await call("bo", "decideRedistribution", {
    round,
    date,
    dnr: "3/2022",
    ground,
    excludeReturned: true,
    seen: await seenBy(call, { round, excludeReturned: true }),
  });
}

/** An account that a grant is paid to. */
export const giro = { kind: "bankgiro", account: "5050-1055" } as const;

/** Grants to NGOs with these amounts, numbered from `from`. */
export async function granted(
  call: Call,
  amounts: readonly number[],
  from = 1,
  account: typeof giro | null = giro,
): Promise<string> {
  const { id } = await call("hanna", "registerGrants", {
    round: "2022-ideell",
    decidedBy: "Generaldirektören",
    date: "2022-04-01",
    dnr: "4/2022",
    ground,
    grants: amounts.map((amount, i) => ({
      code: String(from + i),
      name: `Kvinnojouren ${from + i}`,
      orgnr: null,
      account,
      amount,
    })),
  });
  return id;
}

/** Kronor by the key, per code. */
export async function allottedBy(call: Call, round: string): Promise<ReadonlyMap<string, number>> {
  const { allotments } = await call("hanna", "allocation", { round });
  return new Map(allotments.map(({ code, amount }) => [code, amount]));
}

import { Refusal } from "../../shared/errors.ts";
import { type Posting, post, type RoundLedger } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { accountName, overdrawn } from "../../shared/ledger-days.ts";
import { kindName, type RecipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context, Idempotency } from "../context.ts";
import type { RowsOf } from "../store/kept.ts";
import type { Change, ChainChange, Head, Store } from "../store/model.ts";
import { withMoney } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

/** What a handler decides to save, and what it answers; the rest of the change is the same for all. */
export interface Decided<T> extends Pick<
  Change,
  "chains" | "decisions" | "payments" | "documents" | "entries" | "files" | "populations"
> {
  readonly answer: T;
}

/** Two writers on one round take turns; more turns than this in one request means that something is wrong. */
const mostTurns = 100;

/**
 * Load, decide, save: applied once and together with its audit records. When somebody else changed a chain
 * meanwhile, `decide` is asked again with the new heads; when a row that it read has a new version, 409.
 */
export async function change<T>(
  context: Context,
  chains: readonly string[],
  decide: (heads: readonly Head[], at: string) => Promise<Decided<T>>,
): Promise<T> {
  const { store, principal, idempotency } = context;
  if (!idempotency) throw new Error("a route that writes has an idempotency id");
  const at = context.now().toISOString();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const heads = await store.heads(chains);
    const decided = await decide(heads, at).catch((error: unknown) => asRefusal(error));
    if (decided instanceof Refusal) {
      // What is refused now may be what this very request has done, or what another did while we were reading.
      const earlier = await store.answerTo(idempotency.id);
      if (earlier) return sameRequest(earlier, idempotency) as T;
      if (await haveMoved(context, heads)) continue;
      throw decided;
    }
    const outcome = await store.save({
      ...decided,
      at,
      actor: principal.id,
      actorName: principal.name,
      idempotency,
    });
    if (outcome.kind === "saved") return decided.answer;
    if (outcome.kind === "already-answered")
      return sameRequest(await store.answerTo(idempotency.id), idempotency) as T;
    if (outcome.kind === "document-known") throw documentKnown(outcome.name);
    if (outcome.kind === "version-conflict") throw conflict(outcome.what);
  }
  throw tooManyTurns();
}

/**
 * Heads and what hangs on them as they stood at one moment: when a head has moved meanwhile, all is read again, so
 * that nobody is shown half of what another is saving.
 */
export async function atOneMoment<T>(
  context: Context,
  chains: readonly string[],
  read: (heads: readonly Head[]) => Promise<T>,
): Promise<T> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    // An old one costs half, and is found out when the heads are read again; then they are read as they are.
    const heads = await context.store.heads(chains, turn === 0);
    const found = await read(heads);
    if (!(await haveMoved(context, heads))) return found;
  }
  throw tooManyTurns();
}

async function haveMoved({ store }: Context, heads: readonly Head[]): Promise<boolean> {
  const now = await store.heads(heads.map(({ chain }) => chain));
  return now.some(({ seq }, i) => seq !== heads[i]!.seq);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function sameRequest(earlier: Awaited<ReturnType<Store["answerTo"]>>, { requestHash }: Idempotency): unknown {
  if (earlier?.requestHash === requestHash) return earlier.answer;
  throw new Refusal("key-reused", "Samma begäran-id har redan använts till något annat. Börja om.");
}

function tooManyTurns(): Refusal {
  return new Refusal("busy", "Många ändrar i omgången just nu. Försök igen om en stund.");
}

function documentKnown(name: string): Refusal {
  return new Refusal(
    "wrong-state",
    `Filen ${name} är redan registrerad. Se årets handlingar, och välj en annan fil om det är en ny handling.`,
  );
}

export function conflict(what: string, extra: Readonly<Record<string, unknown>> = {}): Refusal {
  return new Refusal(
    "conflict",
    `Någon annan har ändrat ${what} sedan du hämtade. Hämta på nytt, jämför och försök igen.`,
    { what, ...extra },
  );
}

/** An act that moves no money and replaces no rows: what it leaves is a record in its chain. */
export function actOn(head: Head, act: Pick<ChainChange, "action" | "details">): ChainChange {
  return { head, next: {}, ...act, postings: [], rows: {} };
}

/** The same in a round, which has all of its money from the first act on, and with the rows that it replaces. */
export function actInRound(
  round: Round,
  head: Head,
  act: Pick<ChainChange, "action" | "details">,
  rows: Omit<ChainChange["rows"], "balances"> = {},
): ChainChange {
  return { ...actOn(head, act), next: { budget: budgetOf(round, head) }, rows };
}

/** Kronor of a round that are not allotted: all of them before the first act. */
function budgetOf(round: Round, head: Head): number {
  return head.seq === 0 ? round.amount : head.budget;
}

/** A posting before it is recorded; it counts from the day of the act when it has none of its own. */
export type Move = Omit<Posting, "recordedAt" | "effectiveDate"> & Pick<Partial<Posting>, "effectiveDate">;

/** The ledger of a round with the accounts of all recipients, or of those named. */
export async function ledgerOf(
  { store }: Context,
  round: Round,
  head: Head,
  recipients?: readonly RecipientId[],
): Promise<RoundLedger> {
  return ledgerFrom(round, head, await store.rows(head, "balances", recipients));
}

function ledgerFrom(round: Round, head: Head, rows: RowsOf<"balances">): RoundLedger {
  const { amount } = withMoney(round, head);
  return {
    amount,
    budget: budgetOf(withMoney(round, head), head),
    pool: head.pool,
    recipients: new Map([...rows].map(([id, { value }]) => [id, value])),
  };
}

/** What happens in one round: the act, its facts, the money it moves, and the rows it replaces. */
export interface Act extends Pick<ChainChange, "action" | "details"> {
  readonly effectiveDate: string;
  readonly moves?: readonly Move[];
  readonly next?: Pick<ChainChange["next"], "key" | "keyDecision" | "closed">;
  readonly rows?: Omit<ChainChange["rows"], "balances">;
}

/** Turns an act into its part of a change: postings, the balances they give, and what remains of the budget. */
export async function chainChange(
  context: Context,
  round: Round,
  head: Head,
  at: string,
  { action, details, effectiveDate, moves = [], next = {}, rows = {} }: Act,
): Promise<ChainChange> {
  const postings = moves.map((move) => ({ effectiveDate, ...move, recordedAt: at }));
  const days = [...new Set(postings.map((posting) => posting.effectiveDate))].sort();
  refuseUnlikely([effectiveDate, ...days], round, swedishDay(at));
  const touched = [...new Set(moves.map(({ recipient }) => recipient))];
  const before = await context.store.rows(head, "balances", touched);
  const ledger = ledgerFrom(round, head, before);
  const after = posted(ledger, postings);
  if (!countsLast(head, days)) await refuseBelowZero(context, round, head, postings);
  const balances = new Map(
    touched.map((id) => [id, { version: before.get(id)?.version ?? 0, value: after.recipients.get(id)! }]),
  );
  return {
    head,
    action,
    details: { ...(moves.length > 0 && sumsOf(moves)), ...details, effectiveDate },
    next: {
      ...next,
      budget: after.budget,
      pool: after.pool,
      ...(days.length > 0 &&
        head.lastDay !== undefined && { lastDay: [head.lastDay ?? "", ...days].sort().at(-1)! }),
    },
    postings,
    rows: { ...rows, ...(touched.length > 0 && { balances }) },
  };
}

/**
 * How many recipients the moves of an act are about, and the kronor that they come to: what passes through an account on
 * its way, or goes back in the same act, is counted where it ends.
 */
export function sumsOf(moves: readonly Move[]): { readonly recipients: number; readonly total: number } {
  const net = new Map<string, number>();
  const add = (account: Move["from"], recipient: string, kronor: number): void => {
    const at = account === "budget" || account === "pool" ? account : `${account} ${recipient}`;
    net.set(at, (net.get(at) ?? 0) + kronor);
  };
  for (const { recipient, from, to, amount } of moves) {
    add(from, recipient, -amount);
    add(to, recipient, amount);
  }
  return {
    recipients: new Set(moves.map(({ recipient }) => recipient)).size,
    total: [...net.values()].reduce((sum, kronor) => sum + Math.max(0, kronor), 0),
  };
}

/** Nothing has happened tomorrow; and a date long before the round is a slip of the pen. */
function refuseUnlikely(days: readonly string[], { year, name }: Round, today: string): void {
  const future = days.find((day) => day > today);
  if (future !== undefined)
    throw new Refusal("rules-broken", `Datumet ${future} ligger i framtiden. Ange ett datum som har varit.`);
  const first = `${year - 1}-01-01`;
  const past = days.find((day) => day < first);
  if (past !== undefined)
    throw new Refusal(
      "rules-broken",
      `Datumet ${past} ligger långt före ${name}. Kontrollera årtalet, och ange en dag från ${first}.`,
    );
}

/** Whether postings of one act on these days count after all that is written: then what there is now is enough. */
function countsLast({ lastDay, moneyDecision }: Head, days: readonly string[]): boolean {
  const [first, ...more] = days;
  if (first === undefined) return true;
  return (
    more.length === 0 &&
    lastDay !== undefined &&
    first >= (lastDay ?? "") &&
    first >= (moneyDecision?.date ?? "")
  );
}

/** An act is never dated before what it builds on: each day's balances add up, whenever it was written. */
async function refuseBelowZero(
  { store }: Context,
  round: Round,
  head: Head,
  postings: readonly Posting[],
): Promise<void> {
  const found = overdrawn(
    (day) => withMoney(round, head, day).amount,
    [...(await store.postings(head)), ...postings],
  );
  if (found === null) return;
  const { recipient, account, until } = found;
  const { kind, code } = recipient === null ? { kind: round.kind, code: "" } : recipientKey(recipient);
  const who = recipient === null ? "omgången" : `${kindName[kind]} ${code}`;
  throw new Refusal(
    "rules-broken",
    `Datumet ${postings[0]!.effectiveDate} ligger före det som händelsen bygger på: ${who} hade då inte kronorna på kontot ${accountName[account]}. Ange ${until} eller en senare dag.`,
    { earliest: until },
  );
}

function posted(ledger: RoundLedger, postings: readonly Posting[]): RoundLedger {
  try {
    return post(ledger, postings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(
      "wrong-state",
      "Pengarna finns inte längre på det kontot. Hämta på nytt och försök igen.",
      {
        posting: error.message,
      },
    );
  }
}

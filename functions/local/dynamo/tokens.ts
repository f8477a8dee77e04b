import { ask, type ConsumedCapacity, type Store } from "./dynalite.ts";
import { refusal } from "./refusal.ts";

/** A transaction that was done, as remembered under its ClientRequestToken. */
interface Remembered {
  /** A digest of what the transaction did. */
  readonly content: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** What a repetition costs: reading the items. */
  readonly reading: readonly ConsumedCapacity[];
}

/** A token is remembered for ten minutes (DynamoDB's promise). */
const LIFE_MS = 10 * 60 * 1000;

const byToken = (token: string): string => `token~${token}`;
const byTime = (at: number, token: string): string => `token-time~${String(at).padStart(16, "0")}~${token}`;

/** The transaction already done with this token, if any. IdempotentParameterMismatchException if it did something else. */
export async function tokenOutcome(
  store: Store,
  token: string,
  content: string,
  now: number,
): Promise<Remembered | undefined> {
  const found = (await store.db.get(byToken(token))) as Remembered | undefined;
  if (found === undefined || now - found.at > LIFE_MS) return undefined;
  if (found.content !== content) {
    const message = "The request uses the same client token as a previous, but non-identical request.";
    throw refusal("IdempotentParameterMismatchException", message, { Message: message });
  }
  return found;
}

/** Remembers the token together with what the transaction writes, and forgets those whose time is out. */
export async function rememberToken(store: Store, token: string, remembered: Remembered): Promise<void> {
  for (const key of await store.db
    .keys({ gt: byTime(0, ""), lt: byTime(remembered.at - LIFE_MS, "") })
    .all()) {
    await remove(store, key);
    await remove(store, byToken(key.split("~").slice(2).join("~")));
  }
  await put(store, byTime(remembered.at, token), true);
  await put(store, byToken(token), remembered);
}

function put(store: Store, key: string, value: unknown): Promise<undefined> {
  return ask((done) => {
    store.db.put(key, value, done);
  });
}

function remove(store: Store, key: string): Promise<undefined> {
  return ask((done) => {
    store.db.del(key, done);
  });
}

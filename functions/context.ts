import type { Role, RouteInput, RouteName, RouteOutput } from "../shared/api.ts";
import type { SendMail } from "../shared/reminder/mail.ts";
import type { Store } from "./store/model.ts";

/** The person behind a verified token. `id` is the provider's object id, never a personal number. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Names one write: the same id with the same request is applied once and answered alike ever after. */
export interface Idempotency {
  readonly id: string;
  readonly requestHash: string;
}

/** What every handler gets passed in. `idempotency` is null on routes that do not write. */
export interface Context {
  readonly principal: Principal;
  readonly store: Store;
  readonly now: () => Date;
  readonly idempotency: Idempotency | null;
  /** Absent where no sender is set up. */
  readonly mail?: SendMail | undefined;
}

export type Handler<N extends RouteName> = (
  input: RouteInput<N>,
  context: Context,
) => Promise<RouteOutput<N>>;

/** One handler per route of the contract; a Lambda function holds some of them, the local server all. */
export type Handlers = { readonly [N in RouteName]: Handler<N> };

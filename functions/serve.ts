import type { SendMail } from "../shared/reminder/mail.ts";
import type { Handlers } from "./context.ts";
import { type AppParts, createApp, type Served } from "./app.ts";
import { createVerifier } from "./auth/verifier.ts";
import { readConfig } from "./config.ts";
import { asLambda, type LambdaHandler } from "./lambda.ts";
import { createLog } from "./log.ts";
import { openStore } from "./store/open-store.ts";

/** A Lambda function that serves these routes, with what the environment says; throws when that is not enough. */
export function serve<R extends Served>(
  routes: R,
  handlers: Pick<Handlers, keyof R & keyof Handlers>,
): LambdaHandler {
  return asLambda(createApp(partsFor(routes, handlers)));
}

/** What such a function is made of. `mailFrom` for those that write letters. */
export function partsFor<R extends Served>(
  routes: R,
  handlers: Pick<Handlers, keyof R & keyof Handlers>,
  mailFrom?: (sender: string) => SendMail,
): AppParts {
  const { stage, table, sender, ...provider } = readConfig();
  const now = (): Date => new Date();
  return {
    routes,
    handlers,
    verify: createVerifier({ ...provider, now }),
    store: openStore(table),
    now,
    log: createLog(stage),
    mail: sender === null ? undefined : mailFrom?.(sender),
  };
}

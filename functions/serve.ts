import type { SendMail } from "../shared/reminder/mail.ts";
import type { Handlers } from "./context.ts";
import { createApp, type Served } from "./app.ts";
import { createVerifier } from "./auth/verifier.ts";
import { readConfig } from "./config.ts";
import { asLambda, type LambdaHandler } from "./lambda.ts";
import { createLog } from "./log.ts";
import { openStore } from "./store/open-store.ts";

/** A Lambda function that serves these routes, with what the environment says; throws when that is not enough. `mailFrom` for those that write letters. */
export function serve<R extends Served>(
  routes: R,
  handlers: Pick<Handlers, keyof R & keyof Handlers>,
  mailFrom?: (sender: string) => SendMail,
): LambdaHandler {
  const { stage, table, sender, ...provider } = readConfig();
  const now = (): Date => new Date();
  const verify = createVerifier({ ...provider, now });
  return asLambda(
    createApp({
      routes,
      handlers,
      verify,
      store: openStore(table),
      now,
      log: createLog(stage),
      mail: sender === null ? undefined : mailFrom?.(sender),
    }),
  );
}

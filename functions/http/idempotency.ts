import { idempotencyKeyForm } from "../../shared/api/route.ts";
import { Refusal } from "../../shared/errors.ts";
import { canonical, sha256 } from "../audit.ts";
import type { Idempotency, Principal } from "../context.ts";
import type { Store } from "../store/model.ts";

/** The header's value when it can name a write. */
export function idempotencyKey(header: string | undefined): string {
  if (header !== undefined && idempotencyKeyForm.test(header)) return header;
  throw new Refusal(
    "key-missing",
    "Huvudet Idempotency-Key ska ha 8–128 synliga tecken (a–z, A–Z, 0–9, skiljetecken). Utan det kan samma sak sparas två gånger.",
  );
}

/** One person's key on one route with one content; another person's equal key is another write. */
export function idempotencyOf(
  principal: Principal,
  headerKey: string,
  route: string,
  input: unknown,
): Idempotency {
  return { id: `${principal.id}#${headerKey}`, requestHash: sha256(`${route}\n${canonical(input)}`) };
}

/** The answer already given to this very request, or null when it is new. */
export async function earlierAnswer(
  store: Store,
  { id, requestHash }: Idempotency,
): Promise<{ readonly answer: unknown } | null> {
  const earlier = await store.answerTo(id);
  if (earlier === null || earlier.requestHash === requestHash) return earlier;
  throw new Refusal(
    "key-reused",
    "Samma begäran-id har redan använts med annat innehåll. Hämta läget på nytt och gör om ändringen.",
  );
}

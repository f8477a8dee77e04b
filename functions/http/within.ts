import { Refusal } from "../../shared/errors.ts";

/**
 * The outcome of `work`, or a refusal when it takes longer than `milliseconds`. The work is not undone: a write may
 * still come through, which is why the text asks for the same request again and the idempotency record answers it.
 */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new Refusal(
          "too-slow",
          "Svaret dröjde för länge. Försök igen med samma knapp; inget görs två gånger.",
        ),
      );
    }, milliseconds);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

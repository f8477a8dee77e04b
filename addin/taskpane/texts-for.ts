import type { Texts } from "./texts.ts";
import { swedish } from "./texts-swedish.ts";

/**
 * The texts for a language tag such as Office.context.displayLanguage: Swedish unless it is another language, and when
 * the English ones cannot be fetched.
 */
export async function textsFor(displayLanguage: string): Promise<Texts> {
  if (displayLanguage === "" || /^sv\b/i.test(displayLanguage)) return swedish;
  return import("./texts-english.ts").then(
    ({ english }) => english,
    () => swedish,
  );
}

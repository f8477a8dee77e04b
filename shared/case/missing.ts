import { askedOfRecipient } from "./asked-of-recipient.ts";
import { mendableFaults } from "./case.ts";

/** A rule that has no words any more: what came in may have been kept since an earlier version. */
const otherwise = "Någon uppgift är ofullständig eller går inte att läsa. Lämna uppgifterna på nytt.";

/**
 * What a recipient is asked to see to, one Swedish text a rule broken: what is wrong, and what to do about it. Nothing
 * of being late.
 */
export function missingOf(faults: readonly string[]): readonly string[] {
  return [...new Set(mendableFaults(faults).map((rule) => askedOfRecipient(rule) ?? otherwise))];
}

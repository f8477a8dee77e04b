import { Refusal } from "../../shared/errors.ts";

/** Names and codes under which the AWS SDK and Node say: not now. The SDK has already tried again itself. */
const passing = new Set([
  "ThrottlingException",
  "ThrottledException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionConflictException",
  "TransactionInProgressException",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** Codes under which a disk says: no more, or broken. */
const full = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "LEVEL_IO_ERROR", "LEVEL_CORRUPTION"]);

/** What DynamoDB says of an item over 400 KB and of a transaction over 4 MB, alone or among the reasons. */
const tooLargeItem = /item size (to update )?has exceeded the maximum|aggregate size of the items/i;

/** A fault of the storage as a refusal, found by name along the chain of causes; null for any other error. */
export function storageRefusal(error: unknown): Refusal | null {
  const names = causes(error).flatMap(namesOf);
  if (names.some((name) => full.has(name)))
    return new Refusal(
      "storage-failed",
      "Uppgifterna är inte sparade. Kontrollera att disken har ledigt utrymme och går att skriva till, och försök sedan igen.",
    );
  if (causes(error).some(({ message }) => tooLargeItem.test(message)))
    return new Refusal(
      "too-large",
      "Uppgifterna är fler än vad som ryms på ett ställe, och är inte sparade. Korta texterna eller dela upp underlaget, och försök igen.",
    );
  if (names.some((name) => passing.has(name)))
    return new Refusal("busy", "Tjänsten är upptagen just nu. Vänta några sekunder och försök igen.");
  return null;
}

/** A cause may point back at itself; five levels are more than anyone nests. */
function causes(error: unknown, depth = 5): Error[] {
  return error instanceof Error && depth > 0 ? [error, ...causes(error.cause, depth - 1)] : [];
}

function namesOf(error: Error): string[] {
  return [error.name, ...stringsIn(error, "code"), ...cancellationCodes(error)];
}

function stringsIn(value: object, member: string): string[] {
  const found: unknown = member in value ? (value as Record<string, unknown>)[member] : undefined;
  return typeof found === "string" ? [found] : [];
}

/** DynamoDB hides throttling of a transaction among its cancellation reasons. */
function cancellationCodes(error: Error): string[] {
  if (!("CancellationReasons" in error) || !Array.isArray(error.CancellationReasons)) return [];
  const codes = error.CancellationReasons.flatMap((reason: unknown) =>
    typeof reason === "object" && reason !== null ? stringsIn(reason, "Code") : [],
  );
  const passingCodes = ["ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict"];
  return codes.some((code) => passingCodes.includes(code)) ? ["ThrottlingException"] : [];
}

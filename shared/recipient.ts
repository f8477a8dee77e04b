/** Who may receive the grant: an NGO (ideell organisation), an agency (myndighet) of the state, and so on. */
export type RecipientKind = "municipality" | "region" | "ngo" | "agency";

/**
 * A recipient is known by (kind, code), never by organisation number: Region Gotland is both municipality 0980
 * and region 09, and one legal person. `code` is text: "0180" (municipality), "09" (region), "7" (NGO serial), "09"
 * (the county board of a county, länsstyrelsen), "101" (another agency).
 */
export interface RecipientKey {
  readonly kind: RecipientKind;
  readonly code: string;
}

/** The key as one string, "municipality:0180": the identity used in maps, store keys and hidden sheet columns. */
export type RecipientId = `${RecipientKind}:${string}`;

export function recipientId({ kind, code }: RecipientKey): RecipientId {
  return `${kind}:${code}`;
}

/** The key that an id was made of. */
export function recipientKey(id: RecipientId): RecipientKey {
  const at = id.indexOf(":");
  return { kind: id.slice(0, at) as RecipientKind, code: id.slice(at + 1) };
}

/** The Swedish word that officials see for a kind. */
export const kindName: Readonly<Record<RecipientKind, string>> = {
  municipality: "kommun",
  region: "region",
  ngo: "ideell organisation",
  agency: "myndighet",
};

/** Digits of a code in the register, and at least of one that the authority gives at registration. */
export const codeDigits: Readonly<Record<RecipientKind, number>> = {
  municipality: 4,
  region: 2,
  ngo: 1,
  agency: 2,
};

/** Whether a code was given at registration and is in no register: an NGO's, an agency's, a part of a municipality's. */
export function isNumbered({ kind, code }: RecipientKey): boolean {
  return kind === "ngo" || code.length > codeDigits[kind];
}

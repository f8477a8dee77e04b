/** Who may receive the grant. An NGO (ideell organisation) is numbered by the authority at registration. */
export type RecipientKind = "municipality" | "region" | "ngo";

/**
 * A recipient is known by (kind, code), never by organisation number: Region Gotland is both municipality 0980
 * and region 09, and one legal person. `code` is text: "0180" (municipality), "09" (region), "7" (NGO serial).
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
};

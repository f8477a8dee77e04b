import type { Cell } from "./cell.ts";
import type { RecipientKind } from "./recipient.ts";
import { fail, ok } from "./result.ts";
import type { Result } from "./result.ts";

/** The two Swedish giro systems that a grant is paid through. */
export type AccountKind = "bankgiro" | "plusgiro";

/** Why a cell is not an organisation number. `third-digit`: below 2, as in a personal identity number. */
export type OrganisationNumberFault = "form" | "third-digit" | "check-digit";

/** Why a cell is not a giro number. */
export type AccountFault = "form" | "check-digit";

/**
 * The first six digits that an organisation number of each kind usually has; anything else is only worth a
 * warning. Region Gotland is one legal person with the number of a municipality.
 */
export const usualPrefixes: Readonly<Record<RecipientKind, readonly string[]>> = {
  municipality: ["212000"],
  region: ["232100", "212000"],
  ngo: [],
  agency: ["202100"],
};

/** No identifier is longer, with any separators. */
const longest = 20;

/**
 * Reads an organisation number, with or without hyphen and with or without the century "16" in front, and gives it
 * as NNNNNN-NNNN.
 */
export function parseOrganisationNumber(cell: Cell): Result<string, OrganisationNumberFault> {
  const parts = /^(?:16)?(\d{6})[-\u2013 ]?(\d{4})$/.exec(asText(cell));
  if (parts === null) return fail("form");
  const written = `${parts[1]!}-${parts[2]!}`;
  if (written.charAt(2) < "2") return fail("third-digit");
  return passesLuhn(written) ? ok(written) : fail("check-digit");
}

/** Whether text is a correct organisation number already written as NNNNNN-NNNN. Allocates nothing. */
export function isOrganisationNumber(text: string): boolean {
  return text.length === 11 && text.charCodeAt(6) === hyphen && text.charCodeAt(2) >= two && passesLuhn(text);
}

/**
 * Reads a bankgiro (7-8 digits, as NNN-NNNN or NNNN-NNNN) or plusgiro number (2-8 digits, as N-N to NNNNNNN-N), with or
 * without hyphen and spaces, and gives it with hyphen and without spaces.
 */
export function parseAccount(kind: AccountKind, cell: Cell): Result<string, AccountFault> {
  const text = asText(cell);
  const tail = tailLength[kind];
  const parts = accountForm[kind].exec(text.replace(/[ \u00a0]/g, ""));
  if (parts === null) return fail("form");
  const digits = `${parts[1]!}${parts[2]!}`;
  return passesLuhn(digits) ? ok(`${digits.slice(0, -tail)}-${digits.slice(-tail)}`) : fail("check-digit");
}

/** Whether text is a correct giro number already written with its hyphen. Allocates nothing. */
export function isAccount(kind: AccountKind, text: string): boolean {
  const { length } = text;
  const digits = length - 1;
  const rightLength = kind === "bankgiro" ? digits === 7 || digits === 8 : digits >= 2 && digits <= 8;
  return rightLength && text.charCodeAt(length - tailLength[kind] - 1) === hyphen && passesLuhn(text);
}

/** Digits after the hyphen. */
const tailLength: Readonly<Record<AccountKind, number>> = { bankgiro: 4, plusgiro: 1 };

const accountForm: Readonly<Record<AccountKind, RegExp>> = {
  bankgiro: /^(\d{3,4})-?(\d{4})$/,
  plusgiro: /^(\d{1,7})-?(\d)$/,
};

const hyphen = 45;
const two = 50;

function asText(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  return typeof cell === "string" && cell.length <= longest ? cell.trim() : "";
}

/**
 * The modulus-10 check of organisation and giro numbers. The text holds digits and at most one hyphen; anything
 * else fails. All zeros pass the sum but are nobody's number.
 */
function passesLuhn(text: string): boolean {
  let sum = 0;
  let position = 0;
  let hyphens = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      const weighted = position % 2 === 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
      position++;
    } else if (digit !== hyphen - 48 || ++hyphens > 1) {
      return false;
    }
  }
  return sum > 0 && sum % 10 === 0;
}

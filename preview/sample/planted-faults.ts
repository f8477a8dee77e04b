import type { Cell } from "../../shared/cell.ts";
import { serialToIso } from "../../shared/dates.ts";
import { serialOfIsoDate } from "../../shared/files/date-serial.ts";
import type { RequisitionColumnId } from "../../shared/requisition/columns.ts";
import { requisitionRounds } from "./sample-year.ts";
import { testOrganisationNumber } from "./test-numbers.ts";
import type { RequisitionRow } from "./true-row.ts";

/** One fault in the requisition file: what somebody wrote instead of the truth in one cell of one recipient's row. */
export interface PlantedFault {
  readonly round: string;
  readonly code: string;
  readonly column: RequisitionColumnId;
  /** What stands in the cell, or how it comes from the true rows of the recipient and of the one before it in the list. */
  readonly change: Cell | ((truth: RequisitionRow, neighbour: RequisitionRow) => Cell);
  /** The fault stands on a further row of the recipient, at the end of the file. */
  readonly extraRow?: true;
  /** What a recipient must have for the change to be a fault; absent: nothing, but no representative either. */
  readonly needs?: Trait;
  /** What happened, in words. */
  readonly note: string;
}

/** What sets some recipients apart from others. */
export type Trait =
  "representative" | "asks less" | "zero first in code" | "å, ä or ö in name" | "neighbour's kind of account";

/**
 * The faults of the fitted year, in order of column: every rule of the requisition sheet is broken at least once, and
 * every fault is one problem with one cause. No two neighbours in the list have faults.
 */
export const plantedFaults: readonly PlantedFault[] = [
  municipal("0604", "round", null, "the round is left blank"),
  municipal("0160", "round", "2022-kommun-4", "a round that does not exist"),
  municipal("0760", "round", "2022-kommun-2", "the round of a top-up, which takes no requisitions"),
  municipal("0380", "round", "2022-ideell", "the round of the NGOs, which takes applications"),
  municipal("2034", "code", null, "the code is left blank"),
  municipal(
    "0120",
    "code",
    ({ code }) => Number(code),
    "the code as a number, without its first zero",
    "zero first in code",
  ),
  municipal(
    "0584",
    "code",
    ({ code }) => Number(code),
    "the code as a number, without its first zero",
    "zero first in code",
  ),
  municipal("0191", "code", ({ code }) => `O${String(code).slice(1)}`, "the letter O for the first digit"),
  municipal("1960", "code", "9191", "a code that no municipality has"),
  municipal("0331", "code", "1917", "the code from before Heby moved to Uppsala län in 2007"),
  municipal("1783", "name", null, "the name is left blank"),
  municipal("0305", "name", "Habo", "Habo (0643) for Håbo, two different municipalities"),
  municipal(
    "2183",
    "name",
    ({ name }) => `${String(name).slice(0, -1)}x`,
    "the last letter of the name is mistyped",
  ),
  municipal(
    "2021",
    "name",
    ({ name }) => `${String(name).slice(0, 3)}\u200b${String(name).slice(3)}`,
    "a character without width, pasted from a web page",
  ),
  municipal(
    "1267",
    "name",
    ({ name }) => String(name).replace(/[åäö]/g, "\ufffd"),
    "the letter å, ä or ö was lost on the way",
    "å, ä or ö in name",
  ),
  municipal("1864", "orgnr", null, "the organisation number is left blank"),
  municipal("2584", "orgnr", ({ orgnr }) => String(orgnr).replace("-", ""), "without hyphen"),
  municipal(
    "1488",
    "orgnr",
    ({ orgnr }) => Number(String(orgnr).replace("-", "")),
    "without hyphen, as a number",
  ),
  municipal("1402", "orgnr", ({ orgnr }) => String(orgnr).slice(0, -2), "the last two digits are missing"),
  municipal("1441", "orgnr", "991399-9992", "the third digit is 1, as in the birth date of a person"),
  municipal("0127", "orgnr", ({ orgnr }) => withNextDigit(orgnr), "the last digit is mistyped"),
  municipal("2101", "orgnr", ({ orgnr }) => withNextDigit(orgnr), "the last digit is mistyped"),
  municipal("1452", "orgnr", testOrganisationNumber("222000", 741), "the prefix of a local federation"),
  municipal(
    "1730",
    "orgnr",
    (_, neighbour) => neighbour.orgnr,
    "the number of the municipality before it in the list",
  ),
  municipal("0765", "amount", null, "the amount is left blank"),
  municipal("1285", "amount", "hela beloppet", "words for the amount"),
  municipal("1263", "amount", ({ amount }) => Number(amount) - 0.5, "half a krona"),
  municipal("1384", "amount", ({ amount }) => `${String(amount)},00`, "öre after a comma"),
  municipal("1472", "amount", ({ amount }) => grouped(amount, "."), "points between the groups of digits"),
  municipal("1484", "amount", "99999999999999999999", "a key that got stuck"),
  municipal("2514", "amount", 0, "nothing is asked for"),
  municipal("2523", "amount", ({ amount }) => -Number(amount), "a minus in front"),
  municipal(
    "1881",
    "amount",
    ({ amount }) => `${String(amount).slice(0, -2)} ${String(amount).slice(-2)}`,
    "the space stands before the last two digits",
  ),
  municipal("1492", "amount", ({ amount }) => `${grouped(amount, "\u00a0")} kr`, "as text, with the unit"),
  municipal(
    "1763",
    "amount",
    ({ amount }) => grouped(amount, " "),
    "as text, with spaces between the groups",
  ),
  municipal("1904", "amount", ({ amount }) => Number(amount) + 1_000, "1 000 kr more than allotted"),
  municipal("0138", "amount", ({ amount }) => Number(amount) * 10, "one zero too many"),
  municipal("0862", "amount", "#VÄRDEFEL!", "the value of a formula that failed"),
  municipal("1260", "amount", true, "a tick box for the amount"),
  municipal("1446", "wantsMore", null, "the wish is left blank"),
  municipal("1231", "wantsMore", ({ wantsMore }) => String(wantsMore).toUpperCase(), "in capitals"),
  municipal("2284", "wantsMore", ({ wantsMore }) => wantsMore === "ja", "a truth value for ja or nej"),
  municipal("2083", "wantsMore", "kanske", "neither ja nor nej"),
  municipal("0180", "wantsMore", "ja", "wants more, but asks less than allotted", "asks less"),
  municipal("0512", "contact", null, "the contact is left blank"),
  municipal("1281", "contact", null, "the contact is left blank"),
  municipal("1486", "contact", ({ contact }) => `${String(contact)}\nväxeln`, "a line break"),
  municipal("2482", "contact", "=SUMMA(E5:E9)", "a formula was pasted as text"),
  municipal(
    "0643",
    "contact",
    ({ contact }) => `${String(contact)}, ${"telefon via växeln, ".repeat(6)}`,
    "instructions for the one who rings",
  ),
  municipal("1461", "email", null, "the address is left blank"),
  municipal("1275", "email", ({ email }) => String(email).replace("@", "(at)"), "(at) for @"),
  municipal("0115", "email", ({ email }) => `${String(email)}; registrator@example.se`, "two addresses"),
  municipal(
    "0180",
    "email",
    ({ email }) => String(email).replace(".se", ""),
    "the end of the address is missing",
  ),
  municipal(
    "2305",
    "email",
    ({ email }) => `\u202e${String(email)}`,
    "a character that turns the reading direction",
  ),
  municipal(
    "2132",
    "representative",
    null,
    "the day of the approval stands there without a name",
    "representative",
  ),
  municipal(
    "1290",
    "representativeApproved",
    null,
    "the representative stands there without a day of approval",
    "representative",
  ),
  municipal("0183", "representativeApproved", "i mars", "a month for the day", "representative"),
  municipal(
    "2180",
    "representativeApproved",
    ({ representativeApproved }) => String(representativeApproved).replaceAll("-", "/"),
    "strokes between year, month and day",
    "representative",
  ),
  municipal(
    "1861",
    "representativeApproved",
    "2022-09-20",
    "approved after the requisition came in",
    "representative",
  ),
  municipal("1415", "accountKind", null, "the kind of account is left blank"),
  municipal("1277", "accountKind", "bankkonto", "an account that is neither bankgiro nor plusgiro"),
  municipal(
    "2417",
    "accountKind",
    ({ accountKind }) => (accountKind === "bankgiro" ? "BG" : "PG"),
    "the kind of account in short",
  ),
  municipal(
    "1962",
    "accountKind",
    ({ accountKind }) => (accountKind === "bankgiro" ? "Bankgiro:" : "Plusgiro:"),
    "as in a letterhead",
  ),
  municipal("0483", "account", null, "the account is left blank"),
  municipal("1315", "account", ({ account }) => String(account).replace("-", ""), "without hyphen"),
  municipal("2262", "account", "se faktura", "words for the account number"),
  municipal("1435", "account", ({ account }) => withNextDigit(account), "the last digit is mistyped"),
  municipal("1766", "account", ({ account }) => withNextDigit(account), "the last digit is mistyped"),
  municipal(
    "0428",
    "account",
    (_, neighbour) => neighbour.account,
    "the account of the municipality before it in the list",
    "neighbour's kind of account",
  ),
  municipal(
    "1283",
    "reference",
    "Utvecklingsmedel mot våld i nära relationer, enheten för uppföljning",
    "more than 35 characters",
  ),
  municipal("2506", "received", null, "the day is left blank"),
  municipal("0682", "received", "i våras", "a season for the day"),
  municipal("1281", "received", "våren", "a season for the day"),
  municipal("0187", "received", ({ received }) => isoDate(received).replaceAll("-", ""), "without hyphens"),
  municipal("0562", "received", day("2021-05-03"), "the year is mistyped"),
  municipal("2462", "received", day("2022-09-05"), "the month is mistyped"),
  municipal("1444", "received", day("2202-05-03"), "two digits of the year have changed places"),
  municipal("1439", "signatory", null, "nobody has signed"),
  regional(
    "09",
    "code",
    ({ code }) => Number(code),
    "the code as a number, without its first zero",
    "zero first in code",
  ),
  regional("05", "orgnr", ({ orgnr }) => withNextDigit(orgnr), "the last digit is mistyped"),
  regional("20", "amount", ({ amount }) => Number(amount) + 500_000, "half a million more than allotted"),
  regional("13", "email", ({ email }) => `Exempelperson <${String(email)}>`, "a name around the address"),
  { ...municipal("1480", "code", ({ code }) => code, "the same requisition sent twice"), extraRow: true },
  { ...municipal("2480", "code", ({ code }) => code, "the same requisition sent twice"), extraRow: true },
  { ...regional("17", "code", ({ code }) => code, "the same requisition sent twice"), extraRow: true },
];

function municipal(
  code: string,
  column: RequisitionColumnId,
  change: PlantedFault["change"],
  note: string,
  needs?: Trait,
): PlantedFault {
  return { round: requisitionRounds.municipality, code, column, change, note, ...(needs && { needs }) };
}

function regional(
  code: string,
  column: RequisitionColumnId,
  change: PlantedFault["change"],
  note: string,
  needs?: Trait,
): PlantedFault {
  return { round: requisitionRounds.region, code, column, change, note, ...(needs && { needs }) };
}

/** Another last digit: no check digit holds for two. */
function withNextDigit(number: Cell): string {
  const text = String(number);
  return `${text.slice(0, -1)}${String((Number(text.slice(-1)) + 1) % 10)}`;
}

function grouped(kronor: Cell, separator: string): string {
  return String(kronor).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

/** A day as the sheet holds it, an Excel date. */
function day(iso: string): Cell {
  return serialOfIsoDate(iso) ?? null;
}

function isoDate(serial: Cell): string {
  return serialToIso(Number(serial)) ?? "";
}

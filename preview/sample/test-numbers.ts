/** The digits with the check digit after them that makes the modulus-10 sum even out (Luhn). */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, place) => Number(digit) * (place % 2 === 0 ? 2 : 1))
    .reduce((total, weighted) => total + (weighted > 9 ? weighted - 9 : weighted), 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`;
}

/**
 * A test number with the prefix of agencies, municipalities, local federations or regions and a serial of three digits,
 * "212000-7003". Serials from 700 on are used: the numbers of real municipalities and regions lie well below. That of
 * an NGO begins with 8, as associations' do, and with nines, far above those that are given.
 */
export function testOrganisationNumber(
  prefix: "202100" | "212000" | "222000" | "232100" | "899999",
  serial: number,
): string {
  const number = withCheckDigit(`${prefix}${String(serial)}`);
  return `${number.slice(0, 6)}-${number.slice(6)}`;
}

/** A test number as NNNN-NNNN from seven digits. */
export function testBankgiro(digits: number): string {
  const number = withCheckDigit(String(digits).padStart(7, "5"));
  return `${number.slice(0, 4)}-${number.slice(4)}`;
}

/** A test number as NNNNNN-N from six digits. */
export function testPlusgiro(digits: number): string {
  const number = withCheckDigit(String(digits).padStart(6, "9"));
  return `${number.slice(0, 6)}-${number.slice(6)}`;
}

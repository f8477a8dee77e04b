/** A whole number as Swedish text: groups of three with U+00A0, minus as U+2212. */
export function kr(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(?:\d{3})+$)/g, "\u00a0");
  return value < 0 ? `\u2212${digits}` : digits;
}

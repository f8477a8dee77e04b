/** Who has a case, by the name in their token; with a day, for a colleague who is away until then. */
export interface Responsible {
  readonly name: string;
  readonly since: string;
  readonly reason: string;
  /** ISO date, included; null: for good. */
  readonly until: string | null;
  /** Who has it after that day; null: nobody. */
  readonly otherwise: string | null;
}

/** Who has a case on a day. */
export function responsibleOn(responsible: Responsible | null, day: string): string | null {
  if (responsible === null) return null;
  const { name, until, otherwise } = responsible;
  return until === null || day <= until ? name : otherwise;
}

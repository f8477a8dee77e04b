import { at } from "../facts.ts";
import type { CellRule, RowRule } from "../rule.ts";

/** The contact's address, and the representative who acts for the recipient. */
export const peopleCellRules: readonly CellRule[] = [
  {
    id: "epost-form",
    column: "email",
    sentence: "E-postadressen är en enda adress, skriven som namn@doman.se.",
    severity: "error",
    faults: ["form"],
    text: "Skriv en enda e-postadress, till exempel namn@kommun.se.",
  },
  {
    id: "ombud-datum-form",
    column: "representativeApproved",
    sentence: "Dagen då ombudet godkändes är ett datum.",
    severity: "error",
    faults: ["not-a-date", "spelling"],
    text: "Skriv dagen då ombudet godkändes som ett datum, till exempel 2022-03-01.",
  },
];

export const peopleRowRules: readonly RowRule[] = [
  {
    id: "ombud-angivet",
    column: "representative",
    sentence: "Ett godkännande av ombud har ett ombud.",
    severity: "error",
    holds: ({ approved, cells, faults }) =>
      approved === null || cells[at.representative] !== null || faults[at.representative] !== "",
    text: () => "Fyll i ombudets namn, eller ta bort dagen då ombudet godkändes.",
  },
  {
    id: "ombud-datum-angivet",
    column: "representativeApproved",
    sentence: "Ett ombud har en dag då det godkändes.",
    severity: "error",
    holds: ({ cells, faults }) =>
      cells[at.representative] === null ||
      cells[at.representativeApproved] !== null ||
      faults[at.representativeApproved] !== "",
    text: () => "Fyll i dagen då ombudet godkändes. Ett godkännande tar ungefär en månad.",
  },
  {
    id: "ombud-godkant-fore-inkommen",
    column: "representativeApproved",
    sentence: "Ombudet var godkänt när rekvisitionen kom in.",
    severity: "error",
    holds: ({ approved, received, cells }) =>
      approved === null || received === null || cells[at.representative] === null || approved <= received,
    text: ({ received }) =>
      `Kontrollera dagen. Ombudet ska ha godkänts senast ${received ?? ""}, då rekvisitionen kom in.`,
  },
];

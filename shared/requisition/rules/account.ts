import { quote } from "../rule.ts";
import type { CellRule, RowRule } from "../rule.ts";
import { at } from "../facts.ts";

/** The account that the money is paid to. */
export const accountCellRules: readonly CellRule[] = [
  {
    id: "kontotyp-kand",
    column: "accountKind",
    sentence: "Kontotypen är bankgiro eller plusgiro.",
    severity: "error",
    faults: ["unknown", "spelling"],
    text: ({ cells }) => `Skriv bankgiro eller plusgiro i stället för ${quote(cells[at.accountKind])}.`,
  },
  {
    id: "konto-form",
    column: "account",
    sentence: "Kontonumret har så många siffror som kontotypen kräver och är skrivet med bindestreck.",
    severity: "error",
    faults: ["form", "spelling"],
    text: ({ accountKind }) =>
      accountKind === "plusgiro"
        ? "Fyll i plusgironumret med två till åtta siffror och bindestreck före den sista, till exempel 123456-6."
        : "Fyll i bankgironumret med sju eller åtta siffror och bindestreck före de fyra sista, till exempel 5050-1055.",
  },
  {
    id: "konto-kontrollsiffra",
    column: "account",
    sentence: "Kontonumrets kontrollsiffra stämmer.",
    severity: "error",
    faults: ["check-digit"],
    text: "Kontrollera kontonumret. Kontrollsiffran stämmer inte, så någon siffra är fel.",
  },
];

export const accountRowRules: readonly RowRule[] = [
  {
    id: "konto-en-mottagare",
    column: "account",
    sentence: "Ett konto hör till en enda mottagare.",
    severity: "warning",
    holds: ({ accountOwner }) => accountOwner === null,
    text: ({ accountOwner }) =>
      `Kontrollera kontot. Det används tidigare i bladet av organisationsnummer ${accountOwner ?? ""}.`,
  },
];

import { requisitionColumns } from "../columns.ts";
import type { CellRule } from "../rule.ts";

/** Rules for every cell, whatever its column; they come first, since nothing else can be said of such a cell. */
export const cellRules: readonly CellRule[] = [
  {
    id: "cell-utan-felvarde",
    column: "every",
    sentence: "Ingen cell visar ett felvärde.",
    severity: "error",
    faults: ["error-value"],
    text: "Formeln i cellen ger ett fel. Skriv in värdet i stället för formeln.",
  },
  {
    id: "cell-utan-sanningsvarde",
    column: "every",
    sentence: "SANT och FALSKT står bara där svaret är ja eller nej.",
    severity: "error",
    faults: ["truth-value"],
    text: (_, { heading }) => `Cellen innehåller SANT eller FALSKT. Fyll i ”${heading}”.`,
  },
  {
    id: "text-utan-olasliga-tecken",
    column: "every",
    sentence: "Alla tecken i en cell går att läsa.",
    severity: "error",
    faults: ["unreadable"],
    text: "Skriv om texten: ett tecken i cellen har gått sönder och går inte att läsa.",
  },
  {
    id: "text-utan-vand-lasriktning",
    column: "every",
    sentence: "Ingen text innehåller tecken som vänder läsriktningen.",
    severity: "error",
    faults: ["misleading"],
    text: "Skriv om texten: dolda tecken vänder läsriktningen så att cellen visar något annat än den innehåller.",
  },
  {
    id: "text-utan-dolda-tecken",
    column: "every",
    sentence: "Ingen text innehåller dolda tecken.",
    severity: "error",
    faults: ["hidden"],
    text: "Ta bort de dolda tecknen i cellen, till exempel radbrytningar.",
  },
  {
    id: "text-utan-formel",
    column: "every",
    sentence: "Ingen text börjar som en formel.",
    severity: "error",
    faults: ["formula"],
    text: "Skriv om texten så att den inte börjar med =, +, - eller @. Den kan annars bli en formel i en annan fil.",
  },
  {
    id: "text-langd",
    column: "every",
    sentence: "Ingen text är längre än kolumnen tillåter.",
    severity: "error",
    faults: ["too-long"],
    text: (_, { heading, maxLength }) => `Korta texten: ”${heading}” får ha högst ${maxLength} tecken.`,
  },
  ...requisitionColumns.flatMap((column): CellRule[] =>
    column.required
      ? [
          {
            id: column.filled.rule,
            column: column.id,
            sentence: column.filled.sentence,
            severity: "error",
            faults: ["blank", "derivable"],
            text: column.filled.text,
          },
        ]
      : [],
  ),
];

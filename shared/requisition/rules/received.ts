import type { CellRule, RowRule } from "../rule.ts";

/** The id of the one fault that nobody can mend: being outside the window is tried in a decision. */
export const outsideWindow = "inkom-i-fonstret";

/** The day on which the requisition came in. */
export const receivedCellRules: readonly CellRule[] = [
  {
    id: "inkom-datum",
    column: "received",
    sentence: "Dagen då rekvisitionen kom in är ett datum.",
    severity: "error",
    faults: ["not-a-date", "spelling"],
    text: "Skriv dagen då rekvisitionen kom in som ett datum, till exempel 2022-05-01.",
  },
];

/** A day in the future is wrong before it is early or late. */
export const receivedRowRules: readonly RowRule[] = [
  {
    id: "inkom-inte-efter-idag",
    column: "received",
    sentence: "Rekvisitionen kom inte in efter dagens datum.",
    severity: "error",
    holds: ({ received, today }) => received === null || received <= today,
    text: ({ today }) => `Kontrollera dagen. Den ligger efter dagens datum, ${today}.`,
  },
  {
    id: outsideWindow,
    column: "received",
    sentence: "Rekvisitionen kom in medan omgången var öppen.",
    severity: "error",
    holds: ({ counted, round, today }) =>
      counted === null ||
      round === null ||
      counted > today ||
      (counted >= round.window.from && counted <= round.window.to),
    text: ({ counted, round }) =>
      counted === null || round === null
        ? ""
        : counted < round.window.from
          ? `Kontrollera dagen. Omgången öppnade ${round.window.from}.`
          : `Rekvisitionen kom in efter ${round.window.to}, då omgången stängde. Den registreras ändå och prövas i ett särskilt beslut.`,
  },
];

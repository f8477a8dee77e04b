import { kindName } from "../../recipient.ts";
import { at } from "../facts.ts";
import { quote } from "../rule.ts";
import type { CellRule, RowRule } from "../rule.ts";

/** Round, code and name: which recipient asks for money, and in which round. */
export const recipientCellRules: readonly CellRule[] = [
  {
    id: "omgang-finns",
    column: "round",
    sentence: "Omgången finns bland årets omgångar.",
    severity: "error",
    faults: ["unknown"],
    text: ({ cells }) => `Välj en av årets omgångar. ${quote(cells[at.round])} finns inte.`,
  },
  {
    id: "omgang-tar-rekvisitioner",
    column: "round",
    sentence: "Omgången tar emot egna rekvisitioner.",
    severity: "error",
    faults: ["takes-applications", "top-up"],
    text: ({ named }) =>
      named?.route === "grant"
        ? `Registrera en ansökan i stället för en rekvisition. ${quote(named.name)} söks med ansökan.`
        : `Medlen i ${quote(named?.name)} lämnas till den som har rekvirerat i den tidigare omgången. Välj den omgången.`,
  },
  {
    id: "kod-form",
    column: "code",
    sentence: "Koden har fyra siffror för en kommun och två för en region.",
    severity: "error",
    faults: ["form", "padding"],
    text: ({ kind, faults }) =>
      faults[at.code] === "padding"
        ? "Skriv koden med nollan först, till exempel 0180, och formatera cellen som text."
        : `Skriv koden med ${kind === "region" ? "två siffror, till exempel 09" : kind === "municipality" ? "fyra siffror, till exempel 0180" : "siffror"}.`,
  },
  {
    id: "kod-finns",
    column: "code",
    sentence: "Koden finns i registret för den sorts mottagare som omgången gäller.",
    severity: "error",
    faults: ["unknown"],
    text: ({ kind, cells }) =>
      `Kontrollera koden och omgången. Det finns ingen ${kind === null ? "mottagare" : kindName[kind]} med koden ${quote(cells[at.code])}.`,
  },
  {
    id: "mottagare-aktiv",
    column: "code",
    sentence: "Mottagarens kod används fortfarande.",
    severity: "error",
    faults: ["ceased"],
    text: ({ entry }) =>
      `Byt till koden ${entry?.ceased?.successor ?? ""}. Koden ${entry?.code ?? ""} (${entry?.name ?? ""}) upphörde ${entry?.ceased?.date ?? ""}.`,
  },
  {
    id: "mottagare-stammer-med-kod",
    column: "name",
    sentence: "Namn och kod gäller samma mottagare.",
    severity: "error",
    faults: ["other-recipient"],
    text: ({ entry, cells }) =>
      `Rätta namnet eller koden. Koden ${entry?.code ?? ""} är ${entry?.name ?? ""}, inte ${quote(cells[at.name])}.`,
  },
];

export const recipientRowRules: readonly RowRule[] = [
  {
    id: "en-rekvisition-per-mottagare",
    column: "code",
    sentence: "Varje mottagare har en enda rekvisition i omgången.",
    severity: "error",
    holds: ({ earlierRow }) => earlierRow === 0,
    text: ({ earlierRow, entry }) =>
      `Behåll en av raderna. ${entry?.name ?? ""} har redan en rekvisition i samma omgång på rad ${earlierRow}.`,
  },
  {
    id: "rekvisition-inte-registrerad",
    column: "code",
    sentence: "Mottagaren har ingen registrerad rekvisition i omgången sedan tidigare.",
    severity: "warning",
    holds: ({ registered, earlierRow }) => !registered || earlierRow !== 0,
    text: ({ entry }) =>
      `Kontrollera att raden ska ersätta den rekvisition från ${entry?.name ?? "mottagaren"} som redan är registrerad.`,
  },
];

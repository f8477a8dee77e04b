import { usualPrefixes } from "../../identifiers.ts";
import { kindName } from "../../recipient.ts";
import type { RecipientKind } from "../../recipient.ts";
import { at } from "../facts.ts";
import type { CellRule, RowRule } from "../rule.ts";

/** The organisation number of the recipient. */
export const organisationNumberCellRules: readonly CellRule[] = [
  {
    id: "orgnr-form",
    column: "orgnr",
    sentence: "Organisationsnumret är skrivet som NNNNNN-NNNN.",
    severity: "error",
    faults: ["form", "spelling"],
    text: ({ faults }) =>
      faults[at.orgnr] === "spelling"
        ? "Skriv organisationsnumret med tio siffror och bindestreck."
        : "Skriv organisationsnumret med tio siffror och bindestreck, till exempel 212000-0142.",
  },
  {
    id: "orgnr-tredje-siffra",
    column: "orgnr",
    sentence: "Organisationsnumrets tredje siffra är minst 2.",
    severity: "error",
    faults: ["third-digit"],
    text: "Kontrollera organisationsnumret. Den tredje siffran är lägre än 2, som i ett personnummer.",
  },
  {
    id: "orgnr-kontrollsiffra",
    column: "orgnr",
    sentence: "Organisationsnumrets kontrollsiffra stämmer.",
    severity: "error",
    faults: ["check-digit"],
    text: "Kontrollera organisationsnumret. Kontrollsiffran stämmer inte, så någon siffra är fel.",
  },
];

export const organisationNumberRowRules: readonly RowRule[] = [
  {
    id: "orgnr-prefix",
    column: "orgnr",
    sentence: "Organisationsnumret börjar som det brukar för en sådan mottagare.",
    severity: "warning",
    holds: ({ orgnr, kind }) => orgnr === null || kind === null || hasUsualPrefix(kind, orgnr),
    text: ({ kind }) =>
      kind === null
        ? ""
        : `Kontrollera organisationsnumret. Det börjar vanligen med ${usualPrefixes[kind][0] ?? ""} för en ${kindName[kind]}.`,
  },
  {
    id: "orgnr-en-mottagare",
    column: "orgnr",
    sentence: "Ett organisationsnummer hör till en enda mottagare.",
    severity: "error",
    holds: ({ orgnrOwner }) => orgnrOwner === null,
    text: ({ orgnrOwner }) =>
      `Kontrollera organisationsnumret. Mottagaren med koden ${orgnrOwner ?? ""} har samma nummer tidigare i bladet.`,
  },
];

function hasUsualPrefix(kind: RecipientKind, orgnr: string): boolean {
  const usual = usualPrefixes[kind];
  return usual.length === 0 || usual.some((prefix) => orgnr.startsWith(prefix));
}

import type { Requirement } from "../programme.ts";
import type { RequisitionColumn } from "../requisition/columns.ts";

/** How a column of the sheet "Ansökningar" is read. `of`: it says something of the application, or of one activity. */
export interface ApplicationColumn extends Omit<RequisitionColumn, "filled"> {
  readonly of: "application" | "activity";
  /** What a line break in a cell stands for; absent: it does not belong there. */
  readonly lineBreak?: ";" | " ";
  /** What to do when a required cell is empty. */
  readonly empty?: string;
}

/** The id of a column; those of the performance requirements are "requirement " and the requirement's id. */
export type ApplicationColumnId =
  | "county"
  | "applicant"
  | "orgnr"
  | "members"
  | "amount"
  | "carriedOver"
  | "purpose"
  | "result"
  | "budget"
  | `requirement ${string}`
  | "statement"
  | "contact"
  | "email"
  | "accountKind"
  | "account"
  | "reference"
  | "received"
  | "signatory";

type Column = ApplicationColumn & { readonly id: ApplicationColumnId };

const before: readonly Column[] = [
  {
    id: "county",
    heading: "Län",
    alternatives: ["Länsbokstav", "Länskod", "Län bokstav"],
    required: false,
    maxLength: 60,
    value: "text",
    of: "application",
  },
  {
    id: "applicant",
    heading: "Sökande",
    alternatives: ["Kommun", "Kommun/stadsdel", "Organisation", "Sökandens namn", "Huvudansvarig", "Namn"],
    required: true,
    maxLength: 100,
    value: "text",
    of: "application",
    empty: "Fyll i vem som söker.",
  },
  {
    id: "orgnr",
    heading: "Organisationsnummer",
    alternatives: ["Org.nr", "Orgnr", "Org nr", "Organisationsnr"],
    required: true,
    maxLength: 20,
    value: "organisation-number",
    of: "application",
    empty: "Fyll i sökandens organisationsnummer.",
  },
  {
    id: "members",
    heading: "Medsökande",
    alternatives: ["Gemensam ansökan med", "Ingår i ansökan", "Samverkande kommuner"],
    required: false,
    maxLength: 4000,
    value: "text",
    of: "application",
    lineBreak: ";",
  },
  {
    id: "amount",
    heading: "Sökt belopp",
    alternatives: ["Belopp", "Belopp (kr)", "Sökt belopp (kr)", "Sökta medel"],
    required: true,
    maxLength: 60,
    value: "kronor",
    of: "application",
    empty: "Fyll i det belopp som söks, i hela kronor.",
  },
  {
    id: "carriedOver",
    heading: "Överförs från förra året",
    alternatives: ["Överfört", "Överförda medel", "Medel från föregående år"],
    required: false,
    maxLength: 60,
    value: "kronor",
    of: "application",
  },
  {
    id: "purpose",
    heading: "Ändamål",
    alternatives: ["Verksamhet", "Aktivitet", "Syfte"],
    required: true,
    maxLength: 2000,
    value: "text",
    of: "activity",
    lineBreak: " ",
    empty: "Fyll i vad verksamheten ska gå ut på.",
  },
  {
    id: "result",
    heading: "Förväntat resultat",
    alternatives: ["Resultat", "Mål"],
    required: true,
    maxLength: 2000,
    value: "text",
    of: "activity",
    lineBreak: " ",
    empty: "Fyll i vad verksamheten förväntas leda till.",
  },
  {
    id: "budget",
    heading: "Budget",
    alternatives: ["Budget (kr)", "Kostnad", "Beräknad kostnad"],
    required: true,
    maxLength: 60,
    value: "kronor",
    of: "activity",
    empty: "Fyll i verksamhetens budget i hela kronor.",
  },
];

const after: readonly Column[] = [
  {
    id: "statement",
    heading: "Yttrande",
    alternatives: [
      "Länsstyrelsens yttrande",
      "Synpunkter",
      "Yttrande från länsstyrelsen",
      "Yttrande från Jämställdhetsmyndigheten",
      "Jämställdhetsmyndighetens synpunkter",
    ],
    required: false,
    maxLength: 2000,
    value: "text",
    of: "application",
    lineBreak: " ",
  },
  {
    id: "contact",
    heading: "Kontaktperson",
    alternatives: ["Kontakt"],
    required: true,
    maxLength: 100,
    value: "text",
    of: "application",
    empty: "Fyll i kontaktpersonens namn.",
  },
  {
    id: "email",
    heading: "E-post",
    alternatives: ["E-postadress", "Epost", "Mejl"],
    required: true,
    maxLength: 254,
    value: "email",
    of: "application",
    empty: "Fyll i kontaktpersonens e-postadress.",
  },
  {
    id: "accountKind",
    heading: "Kontotyp",
    alternatives: ["Typ av konto", "Bankgiro/plusgiro"],
    required: true,
    maxLength: 20,
    value: "account-kind",
    of: "application",
    empty: "Fyll i om kontot är bankgiro eller plusgiro.",
  },
  {
    id: "account",
    heading: "Kontonummer",
    alternatives: ["Konto", "Kontonr"],
    required: true,
    maxLength: 20,
    value: "account",
    of: "application",
    empty: "Fyll i det kontonummer som medlen ska betalas till.",
  },
  {
    id: "reference",
    heading: "Er referens",
    alternatives: ["Referens", "Märkning"],
    required: false,
    maxLength: 35,
    value: "text",
    of: "application",
  },
  {
    id: "received",
    heading: "Inkom",
    alternatives: ["Inkommen", "Inkom datum"],
    required: true,
    maxLength: 20,
    value: "date",
    of: "application",
    empty: "Fyll i vilken dag ansökan kom in.",
  },
  {
    id: "signatory",
    heading: "Undertecknad av",
    alternatives: ["Undertecknare", "Behörig företrädare", "Firmatecknare"],
    required: true,
    maxLength: 100,
    value: "text",
    of: "application",
    empty: "Fyll i vem som har undertecknat ansökan.",
  },
];

/** The id of the column in which a performance requirement is answered. */
export function requirementColumn({ id }: Requirement): `requirement ${string}` {
  return `requirement ${id}`;
}

/**
 * The columns of the sheet, in the order in which Fördela writes them. A row is one activity: the first row of an
 * applicant says all of the application, the rows right below with the same applicant (or none) and no amount asked for
 * say one more activity each. Each performance requirement of the round has a column, answered "ja" or "nej" and, after
 * a comma, in words.
 */
export function applicationColumns(requirements: readonly Requirement[]): readonly Column[] {
  return [
    ...before,
    ...requirements.map((requirement, at): Column => ({
      id: requirementColumn(requirement),
      heading: `Prestationskrav ${at + 1}`,
      alternatives: [`Krav ${at + 1}`, requirement.id],
      required: true,
      maxLength: 2000,
      value: "text",
      of: "application",
      lineBreak: " ",
      empty: `Svara ja eller nej: ${requirement.text}`,
    })),
    ...after,
  ];
}

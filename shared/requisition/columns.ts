/** How the cells of a column are read; every kind but "text" and "email" has a parser of its own. */
export type RequisitionValue =
  | "round"
  | "code"
  | "recipient-name"
  | "organisation-number"
  | "kronor"
  | "yes-no"
  | "text"
  | "email"
  | "date"
  | "account-kind"
  | "account";

/** One column of the requisition sheet. */
export interface RequisitionColumn {
  readonly id: string;
  /** The heading that Fördela writes. */
  readonly heading: string;
  /** Other headings that are read as this column, compared without regard to case and spaces. */
  readonly alternatives: readonly string[];
  /** Whether every row must have a value here. */
  readonly required: boolean;
  /** Most characters in a cell. */
  readonly maxLength: number;
  readonly value: RequisitionValue;
  /** The rule that a required column is filled in, and what to do when it is not. */
  readonly filled?: { readonly rule: string; readonly sentence: string; readonly text: string };
}

/** The columns of the requisition sheet, in the order in which Fördela writes them. */
export const requisitionColumns = [
  {
    id: "round",
    heading: "Omgång",
    alternatives: ["Utlysning", "Medelsomgång", "Bidragsomgång"],
    required: true,
    maxLength: 60,
    value: "round",
    filled: {
      rule: "omgang-angiven",
      sentence: "Raden anger vilken omgång rekvisitionen gäller.",
      text: "Fyll i vilken omgång rekvisitionen gäller.",
    },
  },
  {
    id: "code",
    heading: "Kod",
    alternatives: [
      "Kommunkod",
      "Regionkod",
      "Länskod",
      "Kommun-/regionkod",
      "Kommun- eller regionkod",
      "Mottagarkod",
    ],
    required: true,
    maxLength: 10,
    value: "code",
    filled: {
      rule: "kod-angiven",
      sentence: "Raden anger mottagarens kod.",
      text: "Fyll i mottagarens kod, fyra siffror för en kommun och två för en region.",
    },
  },
  {
    id: "name",
    heading: "Mottagare",
    alternatives: ["Kommun", "Region", "Kommun/region", "Kommun eller region", "Mottagarens namn", "Namn"],
    required: true,
    maxLength: 100,
    value: "recipient-name",
    filled: {
      rule: "mottagare-angiven",
      sentence: "Raden anger mottagarens namn.",
      text: "Fyll i mottagarens namn.",
    },
  },
  {
    id: "orgnr",
    heading: "Organisationsnummer",
    alternatives: ["Org.nr", "Orgnr", "Org nr", "Org.nummer", "Organisationsnr"],
    required: true,
    maxLength: 20,
    value: "organisation-number",
    filled: {
      rule: "orgnr-angivet",
      sentence: "Raden anger mottagarens organisationsnummer.",
      text: "Fyll i mottagarens organisationsnummer.",
    },
  },
  {
    id: "amount",
    heading: "Rekvirerat belopp",
    alternatives: [
      "Belopp",
      "Belopp (kr)",
      "Belopp, kr",
      "Rekvirerat belopp (kr)",
      "Rekvirerat belopp, kr",
      "Rekvirerade medel",
    ],
    required: true,
    maxLength: 60,
    value: "kronor",
    filled: {
      rule: "belopp-angivet",
      sentence: "Raden anger det belopp som rekvireras.",
      text: "Fyll i det belopp som rekvireras, i hela kronor.",
    },
  },
  {
    id: "wantsMore",
    heading: "Önskar ta del av ej rekvirerade medel",
    alternatives: ["Önskar ej rekvirerade medel", "Önskar mer medel", "Ej rekvirerade medel"],
    required: true,
    maxLength: 10,
    value: "yes-no",
    filled: {
      rule: "mer-medel-angivet",
      sentence: "Raden anger om mottagaren önskar ta del av ej rekvirerade medel.",
      text: "Fyll i ja eller nej: önskar mottagaren ta del av ej rekvirerade medel?",
    },
  },
  {
    id: "contact",
    heading: "Kontaktperson",
    alternatives: ["Kontakt", "Kontaktpersonens namn"],
    required: true,
    maxLength: 100,
    value: "text",
    filled: {
      rule: "kontakt-angiven",
      sentence: "Raden anger en kontaktperson.",
      text: "Fyll i kontaktpersonens namn.",
    },
  },
  {
    id: "email",
    heading: "E-post",
    alternatives: [
      "E-postadress",
      "Epost",
      "Epostadress",
      "Mejl",
      "Mejladress",
      "Mail",
      "Kontaktpersonens e-post",
    ],
    required: true,
    maxLength: 254,
    value: "email",
    filled: {
      rule: "epost-angiven",
      sentence: "Raden anger kontaktpersonens e-postadress.",
      text: "Fyll i kontaktpersonens e-postadress.",
    },
  },
  {
    id: "representative",
    heading: "Ombud",
    alternatives: ["Ombudets namn", "Ombud namn"],
    required: false,
    maxLength: 100,
    value: "text",
  },
  {
    id: "representativeApproved",
    heading: "Ombud godkänt",
    alternatives: ["Ombud godkänt datum", "Ombudet godkänt", "Datum för godkänt ombud"],
    required: false,
    maxLength: 20,
    value: "date",
  },
  {
    id: "accountKind",
    heading: "Kontotyp",
    alternatives: ["Typ av konto", "Bankgiro/plusgiro", "Bankgiro eller plusgiro"],
    required: true,
    maxLength: 20,
    value: "account-kind",
    filled: {
      rule: "kontotyp-angiven",
      sentence: "Raden anger om kontot är bankgiro eller plusgiro.",
      text: "Fyll i om kontot är bankgiro eller plusgiro.",
    },
  },
  {
    id: "account",
    heading: "Kontonummer",
    alternatives: ["Konto", "Kontonr", "Gironummer"],
    required: true,
    maxLength: 20,
    value: "account",
    filled: {
      rule: "konto-angivet",
      sentence: "Raden anger det kontonummer som medlen betalas till.",
      text: "Fyll i det kontonummer som medlen ska betalas till.",
    },
  },
  {
    id: "reference",
    heading: "Er referens",
    alternatives: ["Referens", "Mottagarens referens", "Märkning"],
    required: false,
    maxLength: 35,
    value: "text",
  },
  {
    id: "received",
    heading: "Inkom",
    alternatives: ["Inkom datum", "Inkommen", "Inkommen datum", "Ankomstdatum"],
    required: true,
    maxLength: 20,
    value: "date",
    filled: {
      rule: "inkom-angivet",
      sentence: "Raden anger vilken dag rekvisitionen kom in.",
      text: "Fyll i vilken dag rekvisitionen kom in.",
    },
  },
  {
    id: "signatory",
    heading: "Undertecknad av",
    alternatives: ["Undertecknare", "Undertecknat av", "Behörig företrädare"],
    required: true,
    maxLength: 100,
    value: "text",
    filled: {
      rule: "undertecknad-angiven",
      sentence: "Raden anger vem som har undertecknat rekvisitionen.",
      text: "Fyll i vem som har undertecknat rekvisitionen.",
    },
  },
] as const satisfies readonly RequisitionColumn[];

/** The id of a column of the requisition sheet. */
export type RequisitionColumnId = (typeof requisitionColumns)[number]["id"];

import { usualPrefixes } from "../identifiers.ts";
import { formatKronor } from "../money.ts";
import type { Round } from "../programme.ts";
import type { Severity } from "../problems.ts";
import { quote } from "../requisition/rule.ts";
import type { Applicant, ApplicantFault } from "./applicant.ts";
import type { ApplicationContent } from "./application.ts";
import type { ApplicationColumnId } from "./columns.ts";

/** What is known of one application when the rules look at it. Nothing is said twice: an unknown value holds. */
export interface ApplicationFacts {
  readonly round: Pick<Round, "kind" | "name" | "window">;
  /** ISO date. */
  readonly today: string;
  /** As written; null when the cell is empty or cannot be trusted. */
  readonly name: string | null;
  readonly applicant: Applicant | null;
  readonly applicantFault: ApplicantFault | null;
  /** The county as written, and whether it is none of Sweden's. */
  readonly county: { readonly written: string; readonly known: boolean } | null;
  readonly content: ApplicationContent;
  /** The ISO day that counts: of the application that this one completes, or its own. */
  readonly counted: string | null;
  /** Worksheet row of an application of the same applicant above; 0 for none. */
  readonly earlierRow: number;
  /** The applicant has an application registered in the round since before. */
  readonly registered: boolean;
  /** Member names that are nobody's. */
  readonly unknownMembers: readonly string[];
  /** Members that stand twice in the cell, or are the applicant itself. */
  readonly repeatedMembers: readonly string[];
  /** The organisation number of another NGO of the same name; null when there is none. */
  readonly namesake: string | null;
  /** Members that also stand in another joint application. */
  readonly sharedMembers: readonly Elsewhere[];
  /** Members that apply themselves. */
  readonly leadingMembers: readonly Elsewhere[];
  /** The joint application that came in before and has the applicant as a member; null when there is none. */
  readonly memberOf: Elsewhere | null;
  /** Another organisation number with the same account. */
  readonly accountOwner: string | null;
}

/** A member that another application names, in the sheet or in an earlier document. */
export type Elsewhere = { readonly name: string } & (
  { readonly row: number } | { readonly lead: string; readonly received: string; readonly document: string }
);

const whereOf = (one: Elsewhere): string =>
  "row" in one ? `på rad ${one.row}` : `från ${quote(one.lead)} som kom in ${one.received} (${one.document})`;

/** A rule about a whole application: the sentence that holds when all is well, and what to do when it does not. */
export interface ApplicationRule {
  readonly id: string;
  readonly column: ApplicationColumnId;
  readonly severity: Severity;
  readonly sentence: string;
  readonly holds: (facts: ApplicationFacts) => boolean;
  readonly text: (facts: ApplicationFacts) => string;
}

function applicantRule(
  fault: ApplicantFault,
  rule: Pick<ApplicationRule, "id" | "column" | "sentence" | "text">,
): ApplicationRule {
  return { ...rule, severity: "error", holds: ({ applicantFault }) => applicantFault !== fault };
}

const [agencyPrefix] = usualPrefixes.agency as readonly [string];

const budgetSum = ({ content: { activities } }: ApplicationFacts): number | null =>
  activities.reduce<number | null>(
    (sum, { budget }) => (sum === null || budget === null ? null : sum + budget),
    0,
  );

/** Every rule about an application as a whole, in the order of its columns. All that fail are told. */
export const applicationRules: readonly ApplicationRule[] = [
  {
    id: "lan-kant",
    column: "county",
    severity: "error",
    sentence: "Länet är ett av Sveriges län, skrivet som bokstav, kod eller namn.",
    holds: ({ county }) => county === null || county.known,
    text: ({ county }) => `Skriv länets bokstav, till exempel AB. ${quote(county?.written)} är inget län.`,
  },
  applicantRule("county-needed", {
    id: "lan-for-forbund",
    column: "county",
    sentence: "Ett kommunalförbund har sitt län angivet.",
    text: () => "Fyll i länets bokstav. Ett kommunalförbund får sitt nummer i det län där det ligger.",
  }),
  applicantRule("other-county", {
    id: "lan-stammer",
    column: "county",
    sentence: "Sökanden ligger i det län som raden anger.",
    text: ({ name }) => `Rätta länet eller namnet. ${quote(name)} ligger i ett annat län.`,
  }),
  applicantRule("unknown", {
    id: "sokande-kand",
    column: "applicant",
    sentence: "Sökanden är en kommun, en del av en kommun eller ett kommunalförbund, eller en myndighet.",
    text: ({ name, round: { kind } }) =>
      kind === "agency"
        ? `Kontrollera namnet. ${quote(name)} är ingen länsstyrelse; skriv till exempel ”Länsstyrelsen i Skåne län”.`
        : `Kontrollera namnet. ${quote(name)} är ingen kommun och inget kommunalförbund. En stadsdelsförvaltning skrivs efter kommunen: ”Stockholms stad, SDF Bromma”.`,
  }),
  applicantRule("ceased", {
    id: "sokande-finns-kvar",
    column: "applicant",
    sentence: "Kommunen finns kvar.",
    text: ({ name }) =>
      `Kontrollera namnet. ${quote(name)} har upphört; skriv den kommun som har följt på den.`,
  }),
  {
    id: "en-ansokan-per-sokande",
    column: "applicant",
    severity: "error",
    sentence: "Varje sökande har en enda ansökan i omgången.",
    holds: ({ earlierRow }) => earlierRow === 0,
    text: ({ earlierRow, name }) =>
      `Behåll en av ansökningarna. ${quote(name)} söker också på rad ${earlierRow}. En verksamhet till i samma ansökan skrivs på raden direkt under, utan sökt belopp.`,
  },
  {
    id: "ansokan-inte-registrerad",
    column: "applicant",
    severity: "warning",
    sentence: "Sökanden har ingen registrerad ansökan i omgången sedan tidigare.",
    holds: ({ registered, earlierRow }) => !registered || earlierRow !== 0,
    text: ({ name }) =>
      `Kontrollera att raden ska ersätta den ansökan från ${quote(name)} som redan är registrerad.`,
  },
  {
    id: "orgnr-myndighet",
    column: "orgnr",
    severity: "warning",
    sentence: "En myndighet har ett organisationsnummer som statens myndigheter brukar ha.",
    holds: ({ content: { orgnr }, round: { kind } }) =>
      kind !== "agency" || orgnr === null || orgnr.startsWith(agencyPrefix),
    text: () =>
      `Kontrollera sökanden. En myndighets organisationsnummer börjar vanligen med ${agencyPrefix}.`,
  },
  {
    id: "organisation-eget-namn",
    column: "orgnr",
    severity: "warning",
    sentence: "Ingen annan sökande har samma namn och ett annat organisationsnummer.",
    holds: ({ namesake }) => namesake === null,
    text: ({ namesake, name }) =>
      `Kontrollera numret. ${quote(name)} söker också med organisationsnummer ${namesake ?? ""}. Med olika nummer är de två sökande med var sitt löpnummer, och den ena ersätter inte den andra.`,
  },
  {
    id: "medsokande-kand",
    column: "members",
    severity: "error",
    sentence: "Varje medsökande är en kommun, en del av en kommun eller ett kommunalförbund.",
    holds: ({ unknownMembers }) => unknownMembers.length === 0,
    text: ({ unknownMembers }) =>
      `Kontrollera namnen, och skilj dem åt med semikolon eller radbrytning. Okända: ${unknownMembers.map(quote).join(", ")}.`,
  },
  {
    id: "medsokande-en-gang",
    column: "members",
    severity: "error",
    sentence: "Varje medsökande står en gång, och den huvudansvariga står inte bland dem.",
    holds: ({ repeatedMembers }) => repeatedMembers.length === 0,
    text: ({ repeatedMembers }) =>
      `Ta bort ${repeatedMembers.map(quote).join(", ")}: den står två gånger eller är själv huvudansvarig.`,
  },
  {
    id: "medsokande-i-en-ansokan",
    column: "members",
    severity: "error",
    sentence: "En medsökande ingår i en enda gemensam ansökan.",
    holds: ({ sharedMembers }) => sharedMembers.length === 0,
    text: ({ sharedMembers }) =>
      `Fråga sökandena vilken ansökan som gäller. ${sharedMembers.map((one) => `${quote(one.name)} ingår också i ansökan ${whereOf(one)}`).join("; ")}.`,
  },
  {
    id: "medsokande-soker-inte-sjalv",
    column: "members",
    severity: "error",
    sentence: "Den som är huvudansvarig för en ansökan är inte medsökande i en annan.",
    holds: ({ leadingMembers }) => leadingMembers.length === 0,
    text: ({ leadingMembers }) =>
      `Fråga sökandena vilken ansökan som gäller. ${leadingMembers.map((one) => `${quote(one.name)} söker själv ${"row" in one ? "" : "i ansökan "}${whereOf(one)}`).join("; ")}.`,
  },
  {
    id: "sokande-inte-medsokande",
    column: "applicant",
    severity: "error",
    sentence: "Den som söker är inte medsökande i en ansökan som redan har kommit in.",
    holds: ({ memberOf }) => memberOf === null,
    text: ({ memberOf }) =>
      memberOf === null
        ? ""
        : `Fråga sökandena vilken ansökan som gäller. ${quote(memberOf.name)} är medsökande i ansökan ${whereOf(memberOf)}.`,
  },
  {
    id: "budget-ar-sokt-belopp",
    column: "amount",
    severity: "error",
    sentence: "Verksamheternas budgetar är tillsammans det sökta beloppet.",
    holds: (facts) =>
      facts.content.amount === null || (budgetSum(facts) ?? facts.content.amount) === facts.content.amount,
    text: (facts) =>
      `Kontrollera beloppen. Verksamheternas budgetar är tillsammans ${formatKronor(budgetSum(facts) ?? 0)} kronor, men ${formatKronor(facts.content.amount ?? 0)} kronor söks.`,
  },
  {
    id: "konto-en-mottagare",
    column: "account",
    severity: "warning",
    sentence: "Ett konto hör till en enda sökande.",
    holds: ({ accountOwner }) => accountOwner === null,
    text: ({ accountOwner }) =>
      `Kontrollera kontot. Det används tidigare i bladet av organisationsnummer ${accountOwner ?? ""}.`,
  },
  {
    id: "inkom-inte-efter-idag",
    column: "received",
    severity: "error",
    sentence: "Ansökan kom inte in efter dagens datum.",
    holds: ({ content: { received }, today }) => received === null || received <= today,
    text: ({ today }) => `Kontrollera dagen. Den ligger efter dagens datum, ${today}.`,
  },
  {
    id: "inkom-i-fonstret",
    column: "received",
    severity: "error",
    sentence: "Ansökan kom in medan utlysningen var öppen.",
    holds: ({ counted, round: { window }, today }) =>
      counted === null || counted > today || (counted >= window.from && counted <= window.to),
    text: ({ counted, round: { window } }) =>
      (counted ?? "") < window.from
        ? `Kontrollera dagen. Utlysningen öppnade ${window.from}.`
        : `Ansökan kom in efter ${window.to}, då utlysningen stängde. Den registreras ändå och prövas i ett särskilt beslut.`,
  },
];

/** Places in sheltered housing are never paid for: a text that asks for them is worth a look before assessment. */
export const shelterRule = {
  id: "inga-boendeplatser",
  severity: "warning",
  sentence: "Ansökan gäller inte köp av platser i skyddat boende.",
  text: "Läs verksamheten: den tycks gälla köp av platser i skyddat boende, som aldrig beviljas.",
  found: (text: string): boolean =>
    /(?<!\p{L})(?:in)?(?:köp|upphandl|betal)\p{L}*(?!\p{L})[^.]{0,60}?(?:boendeplats|dygnsplats|plats(?:er)?\s+(?:i|på|vid)\s+(?:ett\s+)?(?:skydda|kvinnojour))/iu.test(
      text,
    ),
} as const;

/** Other faults of cells that only this sheet has. */
export const cellTexts = {
  filled: {
    id: "uppgift-angiven",
    sentence: "Alla uppgifter som en ansökan måste ha är ifyllda.",
  },
  answered: {
    id: "krav-besvarat",
    sentence: "Varje prestationskrav är besvarat med ja eller nej.",
    text: (requirement: string): string => `Börja svaret med ja eller nej. Kravet: ${requirement}`,
  },
  short: {
    id: "verksamheterna-ryms",
    sentence: "Verksamheterna i ansökan är högst så långa att de får plats.",
    text: "Korta texterna, eller slå ihop verksamheter: tillsammans får de i en ansökan vara högst 60 000 tecken. Det som skickades in finns kvar i handlingen.",
  },
  first: {
    id: "uppgift-pa-forsta-raden",
    sentence: "Det som gäller hela ansökan står på dess första rad.",
    text: (row: number): string =>
      `Skriv uppgiften på ansökans första rad, rad ${row}. Här står bara ytterligare en verksamhet.`,
  },
} as const;

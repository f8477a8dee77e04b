import { formatKronor } from "../../../shared/money.ts";
import type { Texts } from "../texts.ts";

interface Words {
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly working: Readonly<
    Record<"sheet" | "check" | "register" | "fetch" | "save" | "share" | "prepare", string>
  >;
  readonly round: string;
  readonly incomingTitle: string;
  readonly newSheet: string;
  readonly check: string;
  readonly checked: (sheet: string, applications: number, asked: number) => string;
  readonly allWell: string;
  readonly faults: (problems: number) => string;
  readonly received: string;
  readonly channel: string;
  readonly register: (applications: number) => string;
  readonly assessmentTitle: string;
  readonly none: string;
  readonly asked: string;
  readonly proposed: string;
  readonly medelLeft: string;
  readonly afterProposal: string;
  readonly outcomes: (granted: number, part: number, rejected: number, withdrawn: number) => string;
  readonly unassessed: (applications: number) => string;
  readonly cutOff: (name: string) => string;
  readonly spread: string;
  readonly county: (kronor: number, perThousand: number, share: number) => string;
  readonly grounds: string;
  readonly fetch: string;
  readonly save: string;
  readonly share: string;
  readonly prepare: string;
  readonly assessmentFaults: (problems: number) => string;
  readonly assessmentWarnings: (ranks: number) => string;
  readonly show: (cell: string) => string;
  readonly said: {
    readonly sheet: string;
    readonly share: (cells: number) => string;
    readonly insert: (cells: number) => string;
    readonly register: (registered: number, returned: number, unidentified: number) => string;
    readonly save: (applications: number) => string;
    readonly prepare: (id: string, recipients: number, total: number) => string;
  };
}

const kr = (kronor: number): string => `${formatKronor(kronor)} kr`;
const svCount = (number: number): string => (number === 1 ? "1 ansökan" : `${number} ansökningar`);
const enCount = (number: number): string => (number === 1 ? "1 application" : `${number} applications`);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The words of the tab, which come with it and not with the pane's start. */
export const applicationWords: Readonly<Record<Texts["language"], Words>> = {
  sv: {
    emptyTitle: "Inga ansökningar det här året",
    emptyText: "Ingen av årets omgångar beslutas på ansökan. Välj ett annat år på Start.",
    working: {
      sheet: "Skapar bladet …",
      check: "Kontrollerar ansökningarna …",
      register: "Registrerar ansökningarna …",
      fetch: "Hämtar ansökningarna …",
      save: "Sparar bedömningen …",
      share: "Fördelar det som är kvar …",
      prepare: "Förbereder beslutet …",
    },
    round: "Omgång",
    incomingTitle: "Inkomna ansökningar",
    newSheet: "Skapa blad att fylla i",
    check: "Kontrollera bladet",
    checked: (sheet, applications, asked) => `Bladet ${sheet}: ${svCount(applications)}, sökt ${kr(asked)}.`,
    allWell: "Inget att rätta.",
    faults: (problems) => `${problems} att rätta eller komplettera`,
    received: "Inkom",
    channel: "Kanal",
    register: (applications) => `Registrera ${svCount(applications)}`,
    assessmentTitle: "Bedömning",
    none: "Inga ansökningar är registrerade än. Skapa ett blad, fyll i eller klistra in, och kontrollera det.",
    asked: "Sökt",
    proposed: "Föreslås",
    medelLeft: "Kvar av medlen",
    afterProposal: "Kvar efter förslaget",
    outcomes: (granted, part, rejected, withdrawn) =>
      `${granted} beviljas, ${part} delvis, ${rejected} avslås, ${withdrawn} återtagna.`,
    unassessed: (applications) => `${applications} är inte ${applications === 1 ? "bedömd" : "bedömda"}.`,
    cutOff: (name) => `I rangordning räcker medlen inte till och med ${name}.`,
    spread: "Spridning över länen",
    county: (kronor, perThousand, share) =>
      `${kr(kronor)} · ${kr(perThousand)} per 1 000 inv. · ${percent(share)}`,
    grounds: "Grunder",
    fetch: "Infoga ansökningar",
    save: "Spara bedömningen",
    share: "Fördela det som är kvar",
    prepare: "Förbered beslut",
    assessmentFaults: (problems) => `${problems} att rätta i bedömningen. Inget har sparats.`,
    assessmentWarnings: (ranks) =>
      ranks === 1
        ? "Flera ansökningar har samma rang."
        : `Flera ansökningar har samma rang, på ${ranks} ställen.`,
    show: (cell) => `Visa ${cell}`,
    said: {
      sheet: "Ett blad att fylla i eller klistra in i är skapat.",
      share: (cells) =>
        cells === 0
          ? "Det finns inget att fördela på dem som beviljas delvis."
          : `Det som var kvar är fördelat på ${svCount(cells)} i bladet. Spara bedömningen när den är klar.`,
      insert: (cells) => `${cells === 1 ? "1 cell" : `${cells} celler`} infogade. Kontrollera bladet.`,
      register: (registered, returned, unidentified) =>
        `${registered} registrerade, ${returned} väntar på komplettering, ${unidentified} rader att placera.`,
      save: (applications) =>
        applications === 1 ? "1 bedömning är sparad." : `${applications} bedömningar är sparade.`,
      prepare: (id, recipients, total) =>
        `${id} är förberett: ${recipients} sökande, ${kr(total)}. Bilagan finns i bladet Beslut ansökningar.`,
    },
  },
  en: {
    emptyTitle: "No applications this year",
    emptyText: "None of the year's rounds is decided on application. Choose another year under Start.",
    working: {
      sheet: "Making the sheet …",
      check: "Checking the applications …",
      register: "Registering the applications …",
      fetch: "Fetching the applications …",
      save: "Saving the assessment …",
      share: "Sharing what is left …",
      prepare: "Preparing the decision …",
    },
    round: "Round",
    incomingTitle: "Incoming applications",
    newSheet: "Make a sheet to fill in",
    check: "Check the sheet",
    checked: (sheet, applications, asked) =>
      `The sheet ${sheet}: ${enCount(applications)}, ${kr(asked)} asked for.`,
    allWell: "Nothing to mend.",
    faults: (problems) => `${problems} to mend or complete`,
    received: "Received",
    channel: "Channel",
    register: (applications) => `Register ${enCount(applications)}`,
    assessmentTitle: "Assessment",
    none: "No applications are registered yet. Make a sheet, fill it in or paste, and check it.",
    asked: "Asked for",
    proposed: "Proposed",
    medelLeft: "Left of the funds",
    afterProposal: "Left after the proposal",
    outcomes: (granted, part, rejected, withdrawn) =>
      `${granted} granted, ${part} in part, ${rejected} rejected, ${withdrawn} withdrawn.`,
    unassessed: (applications) => `${applications} ${applications === 1 ? "is" : "are"} not assessed.`,
    cutOff: (name) => `By rank the funds do not reach ${name}.`,
    spread: "Spread over the counties",
    county: (kronor, perThousand, share) =>
      `${kr(kronor)} · ${kr(perThousand)} per 1,000 inh. · ${percent(share)}`,
    grounds: "Grounds",
    fetch: "Insert applications",
    save: "Save the assessment",
    share: "Share what is left",
    prepare: "Prepare decision",
    assessmentFaults: (problems) => `${problems} to mend in the assessment. Nothing is saved.`,
    assessmentWarnings: (ranks) =>
      ranks === 1
        ? "Several applications have the same rank."
        : `Several applications have the same rank, in ${ranks} places.`,
    show: (cell) => `Show ${cell}`,
    said: {
      sheet: "A sheet to fill in or paste into is made.",
      share: (cells) =>
        cells === 0
          ? "There is nothing to share over those granted in part."
          : `What was left is shared over ${enCount(cells)} in the sheet. Save the assessment when it is ready.`,
      insert: (cells) => `${cells === 1 ? "1 cell" : `${cells} cells`} inserted. Check the sheet.`,
      register: (registered, returned, unidentified) =>
        `${registered} registered, ${returned} wait for completion, ${unidentified} rows to place.`,
      save: (applications) =>
        applications === 1 ? "1 assessment is saved." : `${applications} assessments are saved.`,
      prepare: (id, recipients, total) =>
        `${id} is prepared: ${recipients} applicants, ${kr(total)}. Its annex is in the sheet Beslut ansökningar.`,
    },
  },
};

import { sources } from "../published/sources.ts";

/** One question of a form. `options` are what may be answered; "several": more than one of them. */
export interface FormQuestion {
  readonly id: string;
  readonly text: string;
  readonly answer: "kronor" | "one" | "several" | "scale 1-5" | "yes-no" | "text";
  readonly options?: readonly string[];
}

/** A form of report-back (återrapportering): what is asked of the whole and of each area of activity. */
export interface ReportForm {
  readonly id: string;
  readonly name: string;
  /** The areas, by the heading that they stand under; "" where there is none. */
  readonly areas: readonly { readonly heading: string; readonly areas: readonly string[] }[];
  readonly questions: readonly FormQuestion[];
  readonly perArea: readonly FormQuestion[];
  readonly source: string;
}

const freeText: FormQuestion = { id: "fritext", text: "Egen beskrivning", answer: "text" };

const kronor2013: readonly FormQuestion[] = [
  { id: "forbrukat", text: "Förbrukat den 31 december", answer: "kronor" },
  { id: "overfort", text: "Överfört till nästa år", answer: "kronor" },
  { id: "aterbetalat", text: "Återbetalat", answer: "kronor" },
];
const training: FormQuestion = {
  id: "utbildning",
  text: "Har ni deltagit i länsstyrelsens utbildning?",
  answer: "yes-no",
};
const perArea2013: readonly FormQuestion[] = [
  { id: "medel", text: "Har ni haft medel till området?", answer: "yes-no" },
  {
    id: "lage",
    text: "Hur långt har arbetet kommit?",
    answer: "one",
    options: ["Genomfört", "Pågår vid årsskiftet", "Ej genomfört"],
  },
  {
    id: "resultat",
    text: "Har förväntat resultat uppnåtts?",
    answer: "one",
    options: ["Helt", "I stor utsträckning", "Delvis", "I liten utsträckning", "Inte alls"],
  },
  {
    id: "gemensamt",
    text: "Har arbetet gjorts tillsammans med andra?",
    answer: "several",
    options: ["Ideell förening", "Annan kommun eller stadsdelsförvaltning", "Annan aktör", "Nej"],
  },
  {
    id: "malgrupper",
    text: "Målgrupper",
    answer: "several",
    options: [
      "Våldsutsatta kvinnor, 18 år och äldre",
      "Våldsutsatta flickor under 18 år",
      "Barn som bevittnat våld",
      "Barn som utsatts för våld av närstående",
      "Våldsutövare",
    ],
  },
  {
    id: "sarskilda-grupper",
    text: "Grupper med särskilda behov",
    answer: "several",
    options: [
      "Våldsutsatta kvinnor med funktionsnedsättning",
      "Våldsutsatta kvinnor med missbruksproblem",
      "Våldsutsatta kvinnor med utländsk bakgrund",
      "Våldsutsatta kvinnor i samkönade relationer",
      "Våldsutsatta kvinnor över 65 år",
      "Nej, ingen särskild grupp",
    ],
  },
];

const questions2020: readonly FormQuestion[] = [
  { id: "forbrukat", text: "Förbrukat", answer: "kronor" },
  { id: "aterbetalat", text: "Återbetalat", answer: "kronor" },
  {
    id: "orsak",
    text: "Varför är medel inte förbrukade?",
    answer: "several",
    options: ["Pandemin", "Personal- och tidsbrist", "Annat"],
  },
  freeText,
  {
    id: "kvalitet",
    text: "Har medlen bidragit till kvalitetsutveckling? (5 = i stor utsträckning)",
    answer: "scale 1-5",
  },
  { id: "utan-medel", text: "Hade arbetet gått att göra utan medlen?", answer: "yes-no" },
];
const perArea2020: readonly FormQuestion[] = [
  { id: "anvant", text: "Har medlen använts till området?", answer: "yes-no" },
  { id: "varaktigt", text: "Kan förbättringen bestå?", answer: "yes-no" },
];

/** The forms whose content is published. A rule `reportForm` names one by its id, which is for ever. */
export const reportForms: readonly ReportForm[] = [
  {
    id: "kommun-2013",
    name: "Återrapportering 2013, kommuner",
    areas: [
      {
        heading: "Förutsättningar för en fungerande verksamhet",
        areas: ["Kartläggning", "Handlingsplan", "Samverkan", "Samordningsfunktion", "Kompetensutveckling"],
      },
      {
        heading: "Upptäckt, utredning, bedömning och uppföljning",
        areas: ["Information", "Rutiner", "Bedömningsmetoder"],
      },
      {
        heading: "Skydd, bedömning, stöd och behandling",
        areas: [
          "Stödinsatser våldsutsatta kvinnor",
          "Stödinsatser barn",
          "Behandlingsinsatser våldsutövare",
          "Boendeplatser",
        ],
      },
      { heading: "", areas: ["Andra åtgärder"] },
    ],
    questions: [...kronor2013, training, freeText],
    perArea: perArea2013,
    source: `${sources.R1}, tabell 1-7`,
  },
  {
    id: "ideell-2013",
    name: "Återrapportering 2013, ideella organisationer",
    areas: [
      {
        heading: "",
        areas: [
          "Dokumentation och statistik",
          "Kompetensutveckling",
          "Information",
          "Stödinsatser kvinnor",
          "Stödinsatser barn",
          "Insatser för våldsutövare",
          "Boendeplatser",
          "Andra åtgärder",
        ],
      },
    ],
    questions: [...kronor2013, training, freeText],
    perArea: perArea2013,
    source: `${sources.R1}, tabell 8-15`,
  },
  {
    id: "kommun-region-2020",
    name: "Återrapportering 2020-2022, kommuner och regioner",
    areas: [
      {
        heading: "",
        areas: [
          "Kompetenshöjande insatser",
          "Efterleva och tillämpa SOSFS 2014:4 och gällande regelverk",
          "Samverkan",
          "Samordningsfunktion",
          "Metoder för våldsutsatta med särskilda behov",
          "Upptäcka och stödja våldsutsatta barn och vuxna",
          "Nå våldsutövare och förebygga återfall",
        ],
      },
    ],
    questions: questions2020,
    perArea: perArea2020,
    source: sources.R3,
  },
  {
    id: "ideell-2020",
    name: "Återrapportering 2020-2022, ideella organisationer",
    areas: [
      {
        heading: "",
        areas: [
          "Regelverk inklusive kompetensutveckling",
          "Metoder för våldsutsatta med särskilda behov",
          "Upptäcka och stödja våldsutsatta barn och vuxna",
          "Våldsutövare",
        ],
      },
    ],
    questions: [
      ...questions2020,
      {
        id: "resultat",
        text: "Har förväntade resultat uppnåtts? (5 = i stor utsträckning)",
        answer: "scale 1-5",
      },
      {
        id: "kostnader",
        text: "Vad har medlen gått till?",
        answer: "several",
        options: ["Lön", "Köpta tjänster", "Annat"],
      },
    ],
    perArea: perArea2020,
    source: sources.R3,
  },
];

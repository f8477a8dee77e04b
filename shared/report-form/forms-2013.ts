import { sources } from "../published/sources.ts";
import type { FormQuestion, FormRule, ReportForm } from "./form.ts";

const questions: readonly FormQuestion[] = [
  {
    id: "forbrukat",
    heading: "Förbrukat",
    text: "Hur mycket var förbrukat den 31 december?",
    answer: "kronor",
  },
  { id: "overfort", heading: "Överfört", text: "Hur mycket överförs till nästa år?", answer: "kronor" },
  { id: "aterbetalat", heading: "Återbetalas", text: "Hur mycket återbetalas?", answer: "kronor" },
  {
    id: "utbildning",
    heading: "Länsstyrelsens utbildning",
    text: "Har ni deltagit i länsstyrelsens utbildning?",
    answer: "yes-no",
  },
  { id: "fritext", heading: "Egen beskrivning", text: "Beskriv arbetet med egna ord.", answer: "text" },
];

const perArea: readonly FormQuestion[] = [
  { id: "medel", heading: "Haft medel", text: "Har ni haft medel till området?", answer: "yes-no" },
  {
    id: "lage",
    heading: "Läge",
    text: "Hur långt har arbetet kommit?",
    answer: "one",
    options: ["Genomfört", "Pågår vid årsskiftet", "Ej genomfört"],
  },
  {
    id: "resultat",
    heading: "Förväntat resultat",
    text: "Har förväntat resultat uppnåtts?",
    answer: "one",
    options: ["Helt", "I stor utsträckning", "Delvis", "I liten utsträckning", "Inte alls"],
  },
  {
    id: "gemensamt",
    heading: "Gemensamt med andra",
    text: "Har arbetet gjorts tillsammans med andra?",
    answer: "several",
    options: ["Ideell förening", "Annan kommun eller stadsdelsförvaltning", "Annan aktör", "Nej"],
    none: "Nej",
  },
  {
    id: "malgrupper",
    heading: "Målgrupper",
    text: "Vilka är målgrupperna?",
    answer: "several",
    options: [
      "Våldsutsatta kvinnor, 18 år och äldre",
      "Våldsutsatta flickor under 18 år",
      "Barn som bevittnat våld",
      "Barn som utsatts för våld av närstående",
      "Våldsutövare",
    ],
    optionsIn: { Information: ["Berörda professioner, vårdgivare eller liknande", "Allmänheten"] },
  },
  {
    id: "sarskilda-grupper",
    heading: "Grupper med särskilda behov",
    text: "Riktar sig arbetet till grupper med särskilda behov?",
    answer: "several",
    options: [
      "Våldsutsatta kvinnor med funktionsnedsättning",
      "Våldsutsatta kvinnor med missbruksproblem",
      "Våldsutsatta kvinnor med utländsk bakgrund",
      "Våldsutsatta kvinnor i samkönade relationer",
      "Våldsutsatta kvinnor över 65 år",
      "Nej, ingen särskild grupp",
    ],
    none: "Nej, ingen särskild grupp",
  },
];

/** The NGOs' tables have two options that those of the municipalities lack (R1, tables 10-12). */
const perAreaNgo = perArea.map((question): FormQuestion => {
  const { id, options = [], optionsIn } = question;
  if (id === "sarskilda-grupper") return { ...question, options: [...options, "Annan särskild grupp"] };
  if (id === "malgrupper" && optionsIn)
    return { ...question, optionsIn: { Information: [...optionsIn["Information"]!, "Andra"] } };
  return question;
});

const rules: readonly FormRule[] = [
  { rule: "sum", of: ["forbrukat", "overfort", "aterbetalat"], question: "aterbetalat" },
  { rule: "gate", gate: "medel" },
  { rule: "never-both", when: "lage", is: "Ej genomfört", question: "resultat", not: "Helt" },
];

/** The two forms of 2013: 13 areas for municipalities, 8 for NGOs. */
export const forms2013: readonly ReportForm[] = [
  {
    id: "kommun-2013",
    name: "Återrapportering 2013, kommuner",
    years: { from: 2013, to: 2013 },
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
    questions,
    perArea,
    rules,
    consumedAtYearEnd: true,
    source: `${sources.R1}, tabell 1-7`,
    assumption: null,
  },
  {
    id: "ideell-2013",
    name: "Återrapportering 2013, ideella organisationer",
    years: { from: 2013, to: 2013 },
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
    questions,
    perArea: perAreaNgo,
    rules,
    consumedAtYearEnd: true,
    source: `${sources.R1}, tabell 8-15`,
    assumption: null,
  },
];

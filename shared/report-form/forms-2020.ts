import { sources } from "../published/sources.ts";
import type { FormQuestion, FormRule, ReportForm } from "./form.ts";

const questions: readonly FormQuestion[] = [
  {
    id: "forbrukat",
    heading: "Förbrukat",
    text: "Hur mycket av medlen är förbrukat?",
    answer: "kronor",
  },
  { id: "aterbetalat", heading: "Återbetalas", text: "Hur mycket återbetalas?", answer: "kronor" },
  {
    id: "orsak",
    heading: "Orsaker till ej förbrukade medel",
    text: "Varför är medel inte förbrukade?",
    answer: "several",
    options: ["Pandemi", "Personal- och tidsbrist", "Annat"],
  },
  {
    id: "fritext",
    heading: "Egen beskrivning",
    text: "Beskriv aktiviteterna med egna ord.",
    answer: "text",
  },
  {
    id: "kvalitet",
    heading: "Kvalitetsutveckling 1-5",
    text: "Har medlen bidragit till kvalitetsutveckling? (5 = i stor utsträckning)",
    answer: "scale 1-5",
  },
  {
    id: "utan-medel",
    heading: "Möjligt utan medlen",
    text: "Hade arbetet gått att göra utan medlen?",
    answer: "yes-no",
  },
];

const questionsNgo: readonly FormQuestion[] = [
  ...questions,
  {
    id: "resultat",
    heading: "Förväntade resultat 1-5",
    text: "Har förväntade resultat uppnåtts? (5 = i stor utsträckning)",
    answer: "scale 1-5",
  },
  {
    id: "kostnader",
    heading: "Medlen gick till",
    text: "Vad har medlen gått till?",
    answer: "several",
    options: ["Lön", "Köpta tjänster", "Annat"],
  },
];

const perArea: readonly FormQuestion[] = [
  { id: "anvant", heading: "Använt", text: "Har medlen använts till området?", answer: "yes-no" },
  { id: "varaktigt", heading: "Varaktigt", text: "Kan förbättringen bestå?", answer: "yes-no" },
];

const rules: readonly FormRule[] = [
  { rule: "sum", of: ["forbrukat", "aterbetalat"], question: "aterbetalat" },
  { rule: "reason", when: "aterbetalat", question: "orsak" },
  { rule: "gate", gate: "anvant" },
];

const common = {
  years: { from: 2020, to: 2022 },
  rules,
  source: sources.R3,
  assumption:
    "Förslag: rapporten återger frågorna i sammandrag; ordalydelsen och alternativet Annat, med egna ord, är Fördelas.",
} as const;

/** The two forms of 2020-2022: 7 named areas for municipalities and regions, 4 for NGOs. */
export const forms2020: readonly ReportForm[] = [
  {
    ...common,
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
    questions,
    perArea,
  },
  {
    ...common,
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
    questions: questionsNgo,
    perArea,
  },
];

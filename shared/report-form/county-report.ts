import { sources } from "../published/sources.ts";
import type { FormQuestion, ReportForm } from "./form.ts";

/** What each part of the template asks: a code or several, and words. */
function part(id: string, heading: string, text: string, options: readonly string[]): FormQuestion[] {
  return [
    { id, heading, text, answer: "several", options: [...options, "Annat"] },
    { id: `${id}-text`, heading: `${heading}, egna ord`, text: `${text} Beskriv.`, answer: "text" },
  ];
}

/** What a county administrative board (länsstyrelse) reports of its county: development, needs, successes, obstacles. */
export const countyReport: ReportForm = {
  id: "lansstyrelse-2012",
  name: "Länsrapport 2012-2014, länsstyrelser",
  years: { from: 2012, to: 2014 },
  areas: [],
  questions: [
    ...part("utveckling", "Utveckling", "Hur har arbetet i länet utvecklats?", [
      "Fler kommuner arbetar strukturerat",
      "Samverkan har stärkts",
      "Kunskapen har ökat",
      "Ingen tydlig förändring",
    ]),
    ...part("behov", "Behov", "Vilka behov finns i länet?", [
      "Kompetensutveckling",
      "Samverkan och samordning",
      "Skyddat boende",
      "Stöd till barn",
      "Insatser för våldsutövare",
    ]),
    ...part("framgang", "Framgångsfaktorer", "Vad har bidragit till att arbetet har lyckats?", [
      "Förankring i ledningen",
      "Samordnare",
      "Samverkan mellan kommuner",
      "Långsiktig finansiering",
    ]),
    ...part("hinder", "Hinder", "Vad har hindrat arbetet?", [
      "Brist på tid och personal",
      "Kortsiktig finansiering",
      "Bristande förankring i ledningen",
      "Små kommuner saknar underlag",
    ]),
  ],
  perArea: [],
  rules: ["utveckling", "behov", "framgang", "hinder"].map((question) => ({ rule: "answered", question })),
  ofCounties: true,
  source: sources.R0,
  assumption:
    "Förslag: mallen och dess koder är inte publicerade; delarna är kända, koderna och att varje del besvaras är Fördelas förslag.",
};

import type { Round } from "../programme.ts";

/** Sentences that several years share. What no source states is assumed, and says so. */
export const assumed = {
  decision: "Antagande: beslutets datum och diarienummer är inte kända (inte publicerade).",
  window:
    "Antagande: tiden för rekvisition eller ansökan är inte publicerad; datumen följer mönstret från 2020 (15 april-1 september).",
  applicationWindow: (year: number): string =>
    `Antagande: tiden för rekvisition eller ansökan är inte publicerad; här 15 januari-1 mars ${year}.`,
  use: (year: number): string => `Antagande: tiden för användning är kalenderåret ${year} (inte publicerad).`,
  reportBy: (year: number): string =>
    `Antagande: återrapportering senast 31 mars ${year + 1} (dagen är inte publicerad).`,
  repayBy: (year: number): string =>
    `Antagande: återbetalning senast 30 april ${year + 1} (dagen är inte publicerad).`,
  rounding: "Antagande: avrundning med största rest (ingen källa anger hur beloppen avrundas).",
  noRedistribution: "Antagande: ingen omfördelning i denna omgång.",
  redistribution:
    "Antagande: omfördelning av ej rekvirerade medel i förhållande till folkmängd, högst 50 000 kronor per mottagare (regeln är inte publicerad).",
  limit:
    "Antagande: invånargränsen är 30 000 (Medel mot våld, 2023); de publicerade beloppen för 2022 ligger närmare 25 000.",
  population: (year: number): string => `Antagande: folkmängden den 31 december ${year - 1} används.`,
  oneRound: "Antagande: bidragen beslutades i en enda omgång.",
  fixedSums:
    "Antagande: länsstyrelsernas fastställda belopp registreras som bidrag (hur de fick sina medel är inte publicerat).",
  smallTopUp:
    "Antagande: tilläggsmedlen fördelas enbart efter folkmängd; beloppet räcker inte till ett grundbelopp till alla som skulle ha det.",
} as const;

/** What the money is for, as the sources put it in short. */
export const purposes = {
  municipality: "Kvalitetsutveckling av kommunernas arbete mot våld i nära relationer.",
  region: "Kvalitetsutveckling av regionernas arbete mot våld i nära relationer.",
  ngo: "Kvalitetsutveckling av ideella organisationers och stiftelsers lokala arbete mot våld i nära relationer.",
  agency: "Särskilda stimulansmedel till myndigheter för arbete mot våld i nära relationer.",
  countyBoards: "Länsstyrelsernas arbete mot våld i nära relationer i sina län.",
} as const;

/** What is not published of nearly every year: its period of use and the days of report-back and repayment. */
export function daysAssumed(year: number): string[] {
  return [assumed.use(year), assumed.reportBy(year), assumed.repayBy(year)];
}

/** The calendar year, report-back 31 March and repayment 30 April the year after: assumed, see `daysAssumed`. */
export function calendarOf(year: number): Pick<Round, "year" | "use" | "reportBy" | "repayBy"> {
  return {
    year,
    use: { from: `${year}-01-01`, to: `${year}-12-31` },
    reportBy: `${year + 1}-03-31`,
    repayBy: `${year + 1}-04-30`,
  };
}

import type { Texts } from "../texts.ts";

/** The words of what is done with the money of a round beside its key. */
interface RoundWords {
  readonly working: string;
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
  readonly redistribution: string;
  readonly about: string;
  readonly requisitions: string;
  readonly excludeReturned: (waiting: number) => string;
  readonly cap: string;
  readonly ceiling: string;
  readonly preview: string;
  readonly pool: string;
  readonly given: (recipients: number) => string;
  readonly left: string;
  readonly shares: string;
  readonly window: string;
  readonly beforeWindowEnds: (lastDay: string) => string;
  readonly decide: string;
  readonly confirmDecide: (given: string, recipients: number, left: string) => string;
  readonly redistributed: (given: string, recipients: number, left: string) => string;
  readonly money: string;
  readonly amount: string;
  readonly decideMoney: string;
  readonly confirmMoney: (amount: string, before: string) => string;
  readonly moneyDecided: (amount: string) => string;
}

const swedish: RoundWords = {
  working: "Arbetar …",
  date: "Datum",
  dnr: "Diarienummer",
  ground: "Grund för beslutet",
  redistribution: "Omfördelning",
  about:
    "Det som inte har rekvirerats fördelas bland dem som vill ha mer, och omgången stängs. Räkna ut det först.",
  requisitions: "Rekvisitioner som väntar på komplettering",
  excludeReturned: (waiting) => `Räkna dem som ej rekvirerade (${waiting})`,
  cap: "Högst till en mottagare, kr (tomt: enligt omgången)",
  ceiling: "Högst att omfördela, kr (tomt: enligt omgången)",
  preview: "Räkna ut omfördelningen",
  pool: "Ej rekvirerat",
  given: (recipients) => `Omfördelas till ${recipients} mottagare`,
  left: "Kvar",
  shares: "Vem som får vad",
  window: "Fönster för rekvisitioner",
  beforeWindowEnds: (lastDay) => `Fönstret är öppet till ${lastDay}: omfördela ändå`,
  decide: "Besluta om omfördelning",
  confirmDecide: (given, recipients, left) =>
    `${given} omfördelas till ${recipients} mottagare och ${left} blir kvar. Omgången stängs och öppnas inte igen.`,
  redistributed: (given, recipients, left) =>
    `${given} är omfördelat till ${recipients} mottagare. ${left} är kvar. Omgången är stängd.`,
  money: "Regeringens beslut om medel",
  amount: "Omgångens medel, kr",
  decideMoney: "Registrera beslutet om medel",
  confirmMoney: (amount, before) =>
    `Omgångens medel blir ${amount} i stället för ${before}. Det kan ändras så länge inget är fördelat.`,
  moneyDecided: (amount) => `Omgångens medel är ${amount}. Förbered nyckeln på nytt om den var förberedd.`,
};

const many = (recipients: number): string => `${recipients} recipient${recipients === 1 ? "" : "s"}`;

const english: RoundWords = {
  working: "Working …",
  date: "Date",
  dnr: "Registration number",
  ground: "Ground for the decision",
  redistribution: "Redistribution",
  about:
    "What was not requisitioned is allotted to those who want more, and the round is closed. Work it out first.",
  requisitions: "Requisitions that wait for completion",
  excludeReturned: (waiting) => `Count them as not requisitioned (${waiting})`,
  cap: "At most to one recipient, kr (empty: as the round has it)",
  ceiling: "At most to redistribute, kr (empty: as the round has it)",
  preview: "Work out the redistribution",
  pool: "Not requisitioned",
  given: (recipients) => `Redistributed to ${many(recipients)}`,
  left: "Left",
  shares: "Who is given what",
  window: "Window for requisitions",
  beforeWindowEnds: (lastDay) => `The window is open until ${lastDay}: redistribute all the same`,
  decide: "Decide the redistribution",
  confirmDecide: (given, recipients, left) =>
    `${given} is redistributed to ${many(recipients)} and ${left} is left. The round is closed and not opened again.`,
  redistributed: (given, recipients, left) =>
    `${given} is redistributed to ${many(recipients)}. ${left} is left. The round is closed.`,
  money: "The government's decision on the money",
  amount: "Money of the round, kr",
  decideMoney: "Register the decision on the money",
  confirmMoney: (amount, before) =>
    `The money of the round will be ${amount} instead of ${before}. It can be changed as long as nothing is allotted.`,
  moneyDecided: (amount) => `The money of the round is ${amount}. Prepare the key again if it was prepared.`,
};

export function roundWords({ language }: Pick<Texts, "language">): RoundWords {
  return language === "sv" ? swedish : english;
}

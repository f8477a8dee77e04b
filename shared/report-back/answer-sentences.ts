/** What is wrong with an answer of a report and what to do, one text a rule that `judgeAnswers` tells by. */
const sentences: Readonly<Record<string, string>> = {
  "forbrukat-hogst-mottaget": "Det förbrukade är mer än vad som har betalats ut. Ange högst det utbetalda.",
  "overforing-tillats":
    "Medel kan inte överföras till nästa år. Ange det som inte är förbrukat som belopp att återbetala.",
  "summan-stammer":
    "Förbrukat, överfört och återbetalt är tillsammans inte det som har betalats ut. Rätta beloppen.",
  "forbrukat-hogst-beslutat":
    "Förbrukat och överfört är tillsammans mer än vad ni har kvar efter beslut. Rätta beloppen, eller förklara dem.",
  "orsak-angiven": "Orsaken till att medel inte har förbrukats saknas. Ange den.",
  "fraga-besvarad": "En fråga som ska besvaras saknar svar. Besvara den.",
  "omrade-utan-medel":
    "Ett område är angivet som utan medel men har andra svar. Ange om området hade medel, eller ta bort svaren.",
  "svaren-gar-ihop": "Svaren om ett område går inte ihop med varandra. Rätta dem.",
  "omrade-i-formularet":
    "Ett svar gäller ett område som inte finns i årets formulär. Svara om formulärets områden.",
  "fraga-i-formularet":
    "Ett svar gäller en fråga som inte ställs i årets formulär. Svara på formulärets frågor.",
  "svaren-ryms": "Svaren är för långa. Korta dem till högst 40 000 tecken tillsammans.",
  "ett-svar-per-fraga": "En fråga har fått mer än ett svar. Ange ett enda.",
  "ensamt-svar": "Ett svar som utesluter andra står tillsammans med dem. Ange vilket som gäller.",
  "svar-i-formularet": "Ett svar finns inte bland dem som årets formulär har att välja på. Välj ett av dem.",
  "fritext-som-text": "En fritext börjar som en formel eller har dolda tecken. Skriv om den.",
  "omrade-har-rubrik": "Ett svar om ett område står utan områdets rubrik. Ange området.",
};

/** Rules that each question on kronor has, by the end of their names. */
const ofAmounts: Readonly<Record<string, string>> = {
  angivet: "saknas. Ange det i hela kronor",
  tal: "är inte ett antal hela kronor. Ange det med siffror",
  skrivsatt: "är inte skrivet som ett tal. Ange det med siffror, utan kr",
};

const amountNames: Readonly<Record<string, string>> = {
  forbrukat: "Förbrukat belopp",
  aterbetalas: "Belopp att återbetala",
  overfort: "Belopp att överföra",
};

/** The words of a rule about answers; null when it is no such rule. */
export function answerSentence(rule: string): string | null {
  const own = sentences[rule];
  if (own !== undefined) return own;
  const [, word, end] = /^(.+)-([a-z]+)$/.exec(rule) ?? [];
  const what = end === undefined ? undefined : ofAmounts[end];
  return word === undefined || what === undefined ? null : `${amountNames[word] ?? "Ett belopp"} ${what}.`;
}

/** How an answer of a report should be, one sentence a rule that `judgeAnswers` tells by: what a letter asks to be seen to. */
const sentences: Readonly<Record<string, string>> = {
  "forbrukat-hogst-mottaget": "Det förbrukade är högst så mycket som har betalats ut.",
  "overforing-tillats": "Inget överförs till nästa år: det som inte är förbrukat återbetalas.",
  "summan-stammer": "Förbrukat, överfört och återbetalt är tillsammans det som har betalats ut.",
  "orsak-angiven": "Orsaken anges när medel inte har förbrukats.",
  "fraga-besvarad": "Alla frågor som ska besvaras har ett svar.",
  "omrade-utan-medel": "Ett område som svaret säger är utan medel har inga andra svar.",
  "svaren-gar-ihop": "Svaren om ett område går ihop med varandra.",
  "omrade-i-formularet": "Svaren gäller områden som finns i årets formulär.",
  "fraga-i-formularet": "Svaren gäller frågor som ställs i årets formulär.",
  "svaren-ryms": "Svaren är tillsammans högst 40 000 tecken.",
  "ett-svar-per-fraga": "Varje fråga har ett enda svar.",
  "ensamt-svar": "Ett svar som utesluter andra står ensamt.",
  "svar-i-formularet": "Svaren väljs bland dem som finns i årets formulär.",
  "fritext-som-text": "Fritext börjar inte som en formel och har inga dolda tecken.",
  "omrade-har-rubrik": "Varje svar om ett område har områdets rubrik.",
};

/** Rules that each question on kronor has, by the end of their names. */
const ofAmounts: Readonly<Record<string, string>> = {
  angivet: "är angivet i hela kronor",
  tal: "är ett belopp i hela kronor",
  skrivsatt: "är skrivet som ett tal",
};

const amountNames: Readonly<Record<string, string>> = {
  forbrukat: "Förbrukat belopp",
  aterbetalas: "Belopp att återbetala",
  overfort: "Belopp att överföra",
};

/** The sentence of a rule about answers; null when it is no such rule. */
export function answerSentence(rule: string): string | null {
  const own = sentences[rule];
  if (own !== undefined) return own;
  const [, word, end] = /^(.+)-([a-z]+)$/.exec(rule) ?? [];
  const what = end === undefined ? undefined : ofAmounts[end];
  return word === undefined || what === undefined ? null : `${amountNames[word] ?? "Ett belopp"} ${what}.`;
}

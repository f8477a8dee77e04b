/** Why a command could not be done in the workbook; each code has its sentence in Swedish. */
const texts = {
  "cell-edit": [
    "En cell redigeras",
    "Avsluta redigeringen av cellen (Retur eller Esc) och försök igen. Inget har ändrats.",
  ],
  protected: [
    "Bladet är skyddat",
    "Ta bort skyddet (Granska > Ta bort bladets skydd) och försök igen. Inget har ändrats.",
  ],
  "sheet-gone": [
    "Bladet finns inte kvar",
    "Bladet har tagits bort eller bytt namn. Hämta eller kontrollera igen.",
  ],
  "row-gone": ["Raden finns inte kvar", "Raden har tagits bort sedan kontrollen. Kontrollera bladet igen."],
  "column-gone": [
    "Kolumnen finns inte kvar",
    "Sätt tillbaka kolumnens rubrik och försök igen. Inget har ändrats.",
  ],
  "sheet-changed": [
    "Bladet ändrades under tiden",
    "Någon ändrade bladet medan det lästes. Inget har skrivits. Försök igen.",
  ],
  "sheet-taken": [
    "Bladets namn är upptaget",
    "Byt namn på bladet som redan finns, eller ta bort det, och försök igen.",
  ],
  "nothing-here": ["Bladet är tomt", "Öppna bladet som har kommit in och försök igen."],
  "wrong-sheet": ["Fel blad", "Öppna bladet som har kommit in och försök igen. Inget har ändrats."],
  "other-year": ["Bladet visar ett annat år", "Välj bladets år på fliken Start. Inget har ändrats."],
  "no-recipients": ["Inga mottagare", "Välj ett annat slag av mottagare eller ett annat år."],
  "too-large": [
    "Bladet är för stort",
    "Dela upp bladet: högst 100 000 rader och 200 kolumner kan kontrolleras på en gång.",
  ],
  "formula-landed": [
    "En text blev en formel",
    "Excel tolkade en text utifrån som en formel. Cellen har tömts. Kontakta administratören.",
  ],
  "stale-check": [
    "Bladet har ändrats sedan kontrollen",
    "Kontrollera igen och registrera sedan det du ser. Inget har registrerats.",
  ],
  "faulty-sheet": ["Bladet har fel", "Rätta cellerna med fel och försök igen. Inget har ändrats."],
  "colleague-first": [
    "En kollega har ändrat",
    "Hämta på nytt, se vad som står och försök igen. Inget har ändrats.",
  ],
  "done-not-shown": [
    "Gjort, men bladet är inte uppdaterat",
    "Det du bad om är gjort, men bladet är inte uppdaterat. Hämta på nytt.",
  ],
  file: ["Filen går inte att läsa", "Välj en annan fil."],
  "old-excel": [
    "Din version av Excel räcker inte",
    "Uppdatera Excel, eller öppna arbetsboken i Excel på webben, och försök igen.",
  ],
  busy: ["Excel är upptaget", "Vänta en stund och försök igen."],
  failed: [
    "Excel kunde inte göra det",
    "Försök igen. Hjälper det inte: spara, stäng arbetsboken och öppna den igen.",
  ],
} as const satisfies Record<string, readonly [title: string, detail: string]>;

export type WorkbookProblemCode = keyof typeof texts;

/** The workbook said no. Like ApiProblem it has a title and a Swedish sentence that says what to do. */
export class WorkbookProblem extends Error {
  readonly code: WorkbookProblemCode;
  readonly title: string;
  readonly detail: string;

  /** `detail` replaces the code's own sentence where more is known, such as the name of the sheet. */
  constructor(code: WorkbookProblemCode, detail: string = texts[code][1], cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = "WorkbookProblem";
    this.code = code;
    this.title = texts[code][0];
    this.detail = detail;
  }
}

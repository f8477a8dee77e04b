export type Language = "sv" | "en";

const texts = {
  saved: ["Sparas på den här datorn", "Kept on this computer"],
  ribbon: ["Menyfliksområde", "Ribbon"],
  nameBox: ["Namnruta", "Name box"],
  formulaBar: ["Formelfält", "Formula bar"],
  sheets: ["Blad", "Sheets"],
  addSheet: ["Nytt blad", "New sheet"],
  grid: ["Celler", "Cells"],
  pane: ["Fördela", "Fördela"],
  closePane: ["Stäng panelen", "Close the pane"],
  ready: ["Klar", "Ready"],
  editing: ["Redigera", "Edit"],
  average: ["Medel", "Average"],
  count: ["Antal", "Count"],
  sum: ["Summa", "Sum"],
  rowsFound: ["rader av", "rows of"],
  undo: ["Ångra", "Undo"],
  dark: ["Mörkt tema", "Dark theme"],
  light: ["Ljust tema", "Light theme"],
  language: ["Språk", "Language"],
  nobody: ["Välj person", "Choose a person"],
  person: ["Inloggad", "Signed in"],
  developer: ["Utvecklarverktyg", "Developer tools"],
  close: ["Stäng", "Close"],
  download: ["Spara som .xlsx", "Save as .xlsx"],
  latency: ["Fördröjning", "Latency"],
  none: ["Ingen", "None"],
  cellEdit: ["En cell redigeras", "A cell is being edited"],
  apiVersion: ["Version av ExcelApi", "Version of ExcelApi"],
  offline: ["Tjänsten svarar inte", "The service is offline"],
  coAuthor: ["En medförfattare ändrar", "A co-author edits"],
  requests: ["begäranden", "requests"],
  unknownMembers: ["okända medlemmar", "unknown members"],
  clear: ["Töm", "Clear"],
  restart: ["Starta om panelen", "Restart the pane"],
  retry: ["Försök igen", "Retry"],
  cancel: ["Avbryt", "Cancel"],
  keep: ["Behåll", "Keep"],
  choices: ["Välj ur listan", "Choose from the list"],
  filter: ["Filtrera", "Filter"],
  all: ["Alla", "All"],
  blank: ["(Tomma)", "(Blanks)"],
  sortUp: ["Sortera stigande", "Sort ascending"],
  sortDown: ["Sortera fallande", "Sort descending"],
  clearFilter: ["Ta bort filtret", "Clear the filter"],
  apply: ["Använd", "Apply"],
  starting: ["Arbetsboken öppnas …", "Opening the workbook …"],
  cannotOpen: ["Arbetsboken går inte att öppna.", "The workbook cannot be opened."],
  paneFailed: ["Panelen kunde inte öppnas.", "The pane could not be opened."],
} satisfies Record<string, readonly [string, string]>;

export type TextId = keyof typeof texts;

/** The words of the page in a language. */
export function wordsIn(language: Language): (id: TextId) => string {
  return (id) => texts[id][language === "sv" ? 0 : 1];
}

const SWEDISH: Readonly<Record<string, string>> = {
  "#N/A": "#SAKNAS!",
  "#VALUE!": "#VÄRDEFEL!",
  "#REF!": "#REFERENS!",
  "#DIV/0!": "#DIVISION/0!",
  "#NUM!": "#OGILTIGT!",
  "#NAME?": "#NAMN?",
  "#NULL!": "#SKÄRNING!",
  "#BUSY!": "#UPPTAGEN!",
  "#GETTING_DATA": "#HÄMTAR_DATA",
};

/** An error as Swedish Excel shows it: "#N/A" -> "#SAKNAS!". Errors with one name in all languages stay. */
export function displayError(error: string): string {
  return SWEDISH[error] ?? error;
}

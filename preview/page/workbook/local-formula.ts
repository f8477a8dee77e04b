import { displayError } from "../../host/evaluate/display-error.ts";
import { tokensOf } from "../../host/evaluate/formula-tokens.ts";

/** Functions as Swedish Excel calls them, where the name is another than in the file. */
const swedish: Readonly<Record<string, string>> = {
  AND: "OCH",
  AVERAGE: "MEDEL",
  AVERAGEIF: "MEDEL.OM",
  AVERAGEIFS: "MEDEL.OMF",
  CEILING: "RUNDA.UPP",
  CHOOSE: "VÄLJ",
  CLEAN: "STÄDA",
  COLUMN: "KOLUMN",
  COLUMNS: "KOLUMNER",
  CONCAT: "SAMMAN",
  CONCATENATE: "SAMMANFOGA",
  COUNT: "ANTAL",
  COUNTA: "ANTALV",
  COUNTBLANK: "ANTAL.TOMMA",
  COUNTIF: "ANTAL.OM",
  COUNTIFS: "ANTAL.OMF",
  DATE: "DATUM",
  DATEVALUE: "DATUMVÄRDE",
  DAY: "DAG",
  DAYS: "DAGAR",
  EDATE: "EDATUM",
  EOMONTH: "SLUTMÅNAD",
  EXACT: "EXAKT",
  FIND: "HITTA",
  FLOOR: "RUNDA.NED",
  HLOOKUP: "LETAKOLUMN",
  HYPERLINK: "HYPERLÄNK",
  IF: "OM",
  IFERROR: "OMFEL",
  IFNA: "OMSAKNAS",
  INDIRECT: "INDIREKT",
  INT: "HELTAL",
  ISBLANK: "ÄRTOM",
  ISERROR: "ÄRFEL",
  ISNA: "ÄRSAKNAD",
  ISNUMBER: "ÄRTAL",
  ISTEXT: "ÄRTEXT",
  LARGE: "STÖRSTA",
  LEFT: "VÄNSTER",
  LEN: "LÄNGD",
  LOOKUP: "LETAUPP",
  LOWER: "GEMENER",
  MATCH: "PASSA",
  MID: "EXTEXT",
  MOD: "REST",
  MONTH: "MÅNAD",
  NA: "SAKNAS",
  NOT: "ICKE",
  NOW: "NU",
  OFFSET: "FÖRSKJUTNING",
  OR: "ELLER",
  POWER: "UPPHÖJT.TILL",
  PRODUCT: "PRODUKT",
  PROPER: "INITIAL",
  RANK: "RANG",
  REPLACE: "ERSÄTT",
  REPT: "REP",
  RIGHT: "HÖGER",
  ROUND: "AVRUNDA",
  ROUNDDOWN: "AVRUNDA.NEDÅT",
  ROUNDUP: "AVRUNDA.UPPÅT",
  ROW: "RAD",
  ROWS: "RADER",
  SEARCH: "SÖK",
  SIGN: "TECKEN",
  SMALL: "MINSTA",
  SQRT: "ROT",
  SUBSTITUTE: "BYT.UT",
  SUBTOTAL: "DELSUMMA",
  SUM: "SUMMA",
  SUMIF: "SUMMA.OM",
  SUMIFS: "SUMMA.OMF",
  SUMPRODUCT: "PRODUKTSUMMA",
  TODAY: "IDAG",
  TRIM: "RENSA",
  TRUNC: "AVKORTA",
  UPPER: "VERSALER",
  VALUE: "TEXTNUM",
  VLOOKUP: "LETARAD",
  WEEKDAY: "VECKODAG",
  XLOOKUP: "XLETAUPP",
  YEAR: "ÅR",
};
const invariant = new Map(Object.entries(swedish).map(([name, local]) => [local, name]));

/** The signs of a formula: between arguments, in numbers, between the columns of a list in braces. */
interface Signs {
  readonly argument: string;
  readonly decimal: string;
  readonly column: string;
}
const local: Signs = { argument: ";", decimal: ",", column: "\\" };
const inFile: Signs = { argument: ",", decimal: ".", column: "," };

/** A formula of the workbook as one reads it in Swedish: "=SUM(1.5,A1)" -> "=SUMMA(1,5;A1)". */
export function localFormula(formula: string): string {
  return rewritten(formula, inFile, local, (name) => swedish[name]);
}

/** What a Swedish user has typed, as a formula of the workbook. Names that are no Swedish ones are left as they are. */
export function formulaFromLocal(typed: string): string {
  return rewritten(typed, local, inFile, (name) => invariant.get(name));
}

function rewritten(
  formula: string,
  from: Signs,
  to: Signs,
  nameFor: (name: string) => string | undefined,
): string {
  const tokens = tokensOf(formula);
  let braces = 0;
  const texts = tokens.map(({ kind, text }, at) => {
    if (text === "{") braces += 1;
    if (text === "}") braces -= 1;
    if (kind === "error") return to === local ? displayError(text.toUpperCase()) : text;
    if (kind === "word" && tokens[at + 1]?.text === "(") return nameFor(text.toUpperCase()) ?? text;
    if (kind === "word" && braces === 0) return truthValue(text, to);
    if (kind === "number") return text.replace(from.decimal, to.decimal);
    if (braces > 0) return kind === "string" ? text : text.replace(from.column, to.column);
    if (text === from.argument) return to.argument;
    return text === from.decimal ? to.decimal : text;
  });
  return `=${texts.join("")}`;
}

function truthValue(text: string, to: Signs): string {
  const [yes, no] = to === local ? ["SANT", "FALSKT"] : ["TRUE", "FALSE"];
  if (/^(?:true|sant)$/i.test(text)) return yes;
  return /^(?:false|falskt)$/i.test(text) ? no : text;
}

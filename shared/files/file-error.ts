import { fail } from "../result.ts";

const TEXTS = {
  empty: "Filen är tom. Välj en annan fil.",
  "too-large": "Filen är större än 10 MB. Ta bort blad och bilder som inte behövs och försök igen.",
  "too-much-unpacked":
    "Filen blir för stor när den packas upp. Kopiera bladet till en ny arbetsbok, spara den som .xlsx och försök igen.",
  "too-many-parts":
    "Filen har för många delar. Kopiera bladet till en ny arbetsbok, spara den som .xlsx och försök igen.",
  "too-many-cells":
    "Arbetsboken har för många celler. Ta bort blad, rader och kolumner som inte behövs och försök igen.",
  macros: "Filen innehåller makron (vbaProject.bin). Spara den som .xlsx utan makron och försök igen.",
  encrypted:
    "Filen är skyddad med lösenord. Ta bort lösenordet (Arkiv > Info > Skydda arbetsbok) och försök igen.",
  damaged:
    "Filen är skadad eller ofullständig. Öppna den i Excel, spara den på nytt som .xlsx och försök igen.",
  "date-1904":
    "Arbetsboken räknar datum från 1904. Stäng av datumsystemet 1904 (Arkiv > Alternativ > Avancerat), kontrollera datumen, spara och försök igen.",
  "formula-without-value":
    "Arbetsboken har formler utan sparade värden. Öppna den i Excel, spara den på nytt som .xlsx och försök igen.",
  "old-excel":
    "Filen är i ett äldre Excelformat (.xls). Öppna den i Excel, spara den som .xlsx och försök igen.",
  "binary-excel":
    "Filen är en binär arbetsbok (.xlsb). Öppna den i Excel, spara den som .xlsx och försök igen.",
  "open-document": "Filen är ett OpenDocument-kalkylblad (.ods). Spara den som .xlsx och försök igen.",
  pdf: "Filen är en PDF. Begär uppgifterna som .xlsx eller .csv och försök igen.",
  "not-a-workbook": "Filen är inte en arbetsbok. Välj en fil i formatet .xlsx eller .csv.",
  "web-page": "Filen är en webbsida eller XML. Öppna den i Excel, spara den som .xlsx och försök igen.",
  "open-quote": "Ett citattecken saknar sitt slut. Rätta filen, eller spara den som .xlsx, och försök igen.",
} as const;

/** Why a file was refused. */
export type FileErrorCode = keyof typeof TEXTS;

/** A refused file: `text` says in Swedish what is wrong and what to do. */
export interface FileError {
  readonly code: FileErrorCode;
  readonly text: string;
}

export function refuse(code: FileErrorCode): { readonly ok: false; readonly error: FileError } {
  return fail({ code, text: TEXTS[code] });
}

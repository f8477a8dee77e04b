/**
 * Bytes of the largest file that is kept: a request holds 6 MB, and base64 makes four characters of three bytes.
 */
export const largestFile = 4_400_000;

/** The Swedish sentence to one whose file is too large; null when it is not. */
export function tooLargeFile(name: string, bytes: number): string | null {
  if (bytes <= largestFile) return null;
  const megabytes = (n: number): string =>
    (n / 1_000_000).toLocaleString("sv-SE", { maximumFractionDigits: 1 });
  return `Filen ${name} är ${megabytes(bytes)} MB. Fördela bevarar filer på högst ${megabytes(largestFile)} MB. Spara den i delar eller utan bilder, registrera varje del, och behåll originalet i diariet.`;
}

/** What a document from outside can be that is no sheet of many. */
export const letterTypes = [
  "application",
  "letter",
  "completion",
  "power-of-attorney",
  "statutes",
  "audit-report",
  "other",
] as const;

/** What a document from outside can be; a sheet of many is requisitions, report-backs or applications. */
export const documentTypes = ["requisitions", "report-backs", "applications", ...letterTypes] as const;
export type DocumentType = (typeof documentTypes)[number];

export const documentWords: Readonly<Record<DocumentType, string>> = {
  requisitions: "Rekvisitioner",
  "report-backs": "Återrapporter",
  applications: "Ansökningar",
  application: "Ansökan",
  letter: "Skrivelse",
  completion: "Svar på begäran om komplettering",
  "power-of-attorney": "Fullmakt",
  statutes: "Stadgar",
  "audit-report": "Revisionsberättelse",
  other: "Annan handling",
};

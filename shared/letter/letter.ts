/** The kinds of file that a letter is written as. */
export const letterFormats = ["docx", "pdf"] as const;
export type LetterFormat = (typeof letterFormats)[number];

/** A text that Excel shows: Swedish is what officials see, English where Excel itself is in English. */
export interface Text {
  readonly sv: string;
  readonly en: string;
}

export type Language = keyof Text;

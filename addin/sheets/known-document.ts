/** The document that a control is of, as far as the service knows it. */
export interface KnownDocument {
  /** Null when it is not registered. */
  readonly id: string | null;
  /** Whether another document came before it: it never repeats itself. */
  readonly isEarlier: (document: string) => boolean;
}

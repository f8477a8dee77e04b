import type { Block } from "./block.ts";

/** A rule of data validation, as the client writes it. */
export type ValidationRule =
  | { readonly kind: "List"; readonly source: string; readonly inCellDropDown: boolean }
  | {
      readonly kind: "WholeNumber" | "Decimal" | "Date" | "Time" | "TextLength";
      readonly operator: string;
      readonly formula1: string | number;
      readonly formula2: string | number | null;
    }
  | { readonly kind: "Custom"; readonly formula: string };

/** The text shown beside a selected cell. */
export interface ValidationPrompt {
  readonly message: string;
  readonly showPrompt: boolean;
  readonly title: string;
}

/** What the user is told who types something else: `Stop` refuses, the others let it pass. */
export interface ErrorAlert {
  readonly message: string;
  readonly showAlert: boolean;
  readonly style: "Stop" | "Warning" | "Information";
  readonly title: string;
}

/** Data validation of some cells. */
export interface Validation<B extends Block = Block> {
  readonly areas: readonly B[];
  readonly rule: ValidationRule | null;
  readonly prompt: ValidationPrompt;
  readonly errorAlert: ErrorAlert;
  readonly ignoreBlanks: boolean;
}

/** What a cell without validation answers. */
export const noValidation: Omit<Validation, "areas"> = {
  rule: null,
  prompt: { message: "", showPrompt: true, title: "" },
  errorAlert: { message: "", showAlert: true, style: "Stop", title: "" },
  ignoreBlanks: true,
};

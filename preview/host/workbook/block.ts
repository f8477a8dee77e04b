import type { Rect } from "./rect.ts";

/** Cells that something lies on: where they are now, and whether they still are. */
export interface Block {
  readonly rect: Rect;
  readonly alive: boolean;
  readonly sheet: { readonly id: string; readonly name: string };
  /** "Blad1!A1:C3" */
  readonly address: string;
}

import { draw } from "../dom.ts";

/** A block of the drawing, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So many colours there are before they come again. */
const colours = 6;

/** The class that colours a series, or a slice of a pie. */
export function colourOf(index: number): string {
  return `series-${String(index % colours)}`;
}

/** Pixels. */
export const lineHeight = 15;
const characterWidth = 6.1;

/** How wide a text of a chart is, nearly. */
export function widthOfText(text: string): number {
  return text.length * characterWidth;
}

/** A text that fits, cut with an ellipsis when it must be. */
export function fitted(text: string, width: number): string {
  const fits = Math.max(1, Math.floor(width / characterWidth));
  return text.length <= fits ? text : `${text.slice(0, Math.max(1, fits - 1))}…`;
}

export type Anchor = "start" | "middle" | "end";

/** A text of a chart. */
export function words(
  text: string,
  x: number,
  y: number,
  anchor: Anchor,
  kind = "chart-text",
): SVGTextElement {
  return draw("text", { x, y, class: kind, "text-anchor": anchor }, text);
}

import { createRoot } from "react-dom/client";
import type { PaneTheme } from "../theme.ts";
import { App } from "./App.tsx";
import { OpenInExcel } from "./OpenInExcel.tsx";
import type { Pane } from "./pane.ts";
import type { Texts } from "./texts.ts";

export interface Look {
  readonly texts: Texts;
  readonly theme: PaneTheme;
}

/** Draws the pane, or, without one, the page that says where it is used. Gives back how to draw it anew. */
export function renderPane(element: Element, pane: Pane | null, first: Look): (look: Look) => void {
  const root = createRoot(element);
  const draw = (look: Look): void => {
    root.render(pane === null ? <OpenInExcel {...look} /> : <App pane={pane} {...look} />);
  };
  draw(first);
  return draw;
}

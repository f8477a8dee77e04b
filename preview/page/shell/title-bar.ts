import { button, choice, el, icon } from "../dom.ts";
import type { Preferences } from "../preferences.ts";
import type { Language, TextId } from "../texts.ts";

export interface TitleBarParts {
  readonly name: string;
  readonly words: (id: TextId) => string;
  readonly preferences: Preferences;
  /** Who is signed in. */
  readonly person: HTMLElement;
  readonly setDark: (dark: boolean) => void;
  readonly setLanguage: (language: Language) => void;
  readonly undo: () => void;
  readonly save: () => void;
  readonly developer: () => void;
}

const drawings = {
  undo: "M5.5 3.5L2.5 6.5l3 3M3 6.5h6.5a3.5 3.5 0 010 7H7",
  save: "M8 2.5v7.5M5 7l3 3 3-3M3 12.5h10",
  dark: "M12.5 9.8A5 5 0 016.2 3.5 5 5 0 1012.5 9.8z",
  light:
    "M8 5.3a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4zM8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1",
  developer: "M6 4.5L2.5 8 6 11.5M10 4.5L13.5 8 10 11.5",
} as const;

/** The top of the window: undo and save, the workbook's name, and how one likes the page. */
export function drawTitleBar({
  name,
  words,
  preferences,
  person,
  setDark,
  setLanguage,
  undo,
  save,
  developer,
}: TitleBarParts): HTMLElement {
  const tool = (label: string, drawing: string, act: () => void): HTMLButtonElement =>
    button({ class: "tool", "aria-label": label, title: label }, act, icon(drawing));
  const theme = (dark: boolean): HTMLButtonElement => {
    const other = tool(words(dark ? "light" : "dark"), dark ? drawings.light : drawings.dark, () => {
      setDark(!dark);
      const next = theme(!dark);
      other.replaceWith(next);
      next.focus();
    });
    return other;
  };
  return el(
    "header",
    { class: "title-bar" },
    el(
      "div",
      { class: "tools" },
      el("span", { class: "mark", "aria-hidden": "true" }, "F"),
      tool(words("undo"), drawings.undo, undo),
      tool(words("download"), drawings.save, save),
    ),
    el("div", { class: "document" }, el("strong", {}, name), el("span", {}, words("saved"))),
    el(
      "div",
      { class: "tools" },
      choice(
        { "aria-label": words("language"), class: "language" },
        [
          ["sv", "Svenska"],
          ["en", "English"],
        ],
        preferences.language,
        (language) => {
          setLanguage(language as Language);
        },
      ),
      theme(preferences.dark),
      tool(words("developer"), drawings.developer, developer),
      person,
    ),
  );
}

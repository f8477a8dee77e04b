import type { Language } from "./texts.ts";

/** How one likes the page; kept in the browser. */
export interface Preferences {
  readonly language: Language;
  readonly dark: boolean;
}

const key = "fordela-preview";

/** What was chosen the last time; else Swedish, and as dark as the computer. */
export function readPreferences(): Preferences {
  const kept = new URLSearchParams(localStorage.getItem(key) ?? "");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    language: kept.get("language") === "en" ? "en" : "sv",
    dark: kept.has("dark") ? kept.get("dark") === "true" : prefersDark,
  };
}

export function keepPreferences({ language, dark }: Preferences): void {
  localStorage.setItem(key, new URLSearchParams({ language, dark: String(dark) }).toString());
}

/** What Excel looks like: the pane follows it. Forced colours are the browser's own and need nothing from here. */
export type PaneTheme = "light" | "dark";

/** Excel's theme when it tells one, else what the operating system prefers. */
export function readTheme(prefersDark: boolean): PaneTheme {
  const theme = Office.context.officeTheme as Office.OfficeTheme | undefined;
  if (theme === undefined) return prefersDark ? "dark" : "light";
  return isDark(theme.bodyBackgroundColor) ? "dark" : "light";
}

/** Whether white text reads better than black on a colour such as "#262626" (relative luminance of WCAG 2.2). */
export function isDark(colour: string): boolean {
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  if (parts === null) return false;
  const [red, green, blue] = parts.slice(1).map((hex) => linear(parseInt(hex, 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! < 0.179;
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

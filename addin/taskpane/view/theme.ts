import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
} from "@fluentui/react-components";
import type { PaneTheme } from "../../theme.ts";

/** Greens that sit well beside Excel's own; 80 on white and white on 80 are above 5:1. */
const brand: BrandVariants = {
  10: "#03110a",
  20: "#082216",
  30: "#0a3521",
  40: "#0b4429",
  50: "#0c5231",
  60: "#0d6139",
  70: "#0e6b3f",
  80: "#107548",
  90: "#2b8a5b",
  100: "#45a071",
  110: "#5fb487",
  120: "#7ac79d",
  130: "#93d6b1",
  140: "#aee3c5",
  150: "#c9efd9",
  160: "#e4f8ec",
};

const shape: Partial<Theme> = {
  fontFamilyBase: '"Segoe UI", "Segoe UI Web", system-ui, -apple-system, sans-serif',
};

export const themes: Readonly<Record<PaneTheme, Theme>> = {
  light: { ...createLightTheme(brand), ...shape },
  dark: {
    ...createDarkTheme(brand),
    ...shape,
    colorBrandForeground1: brand[120],
    colorBrandForeground2: brand[130],
  },
};

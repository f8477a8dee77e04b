import { literalOf } from "./format-parts.ts";

const SPACE = "\u00A0";

/** How the digits of a section are laid out; the indexes are those of its pieces. */
interface Layout {
  readonly parts: readonly string[];
  readonly whole: readonly number[];
  readonly decimals: readonly number[];
  readonly point: number;
  readonly exponent: number;
  readonly grouped: boolean;
  /** How many times the number is divided by 1 000. */
  readonly thousands: number;
}

/** A number laid out in a section such as "#,##0.00 \"kr\"", with Swedish comma and spaces. */
export function patternText(value: number, parts: readonly string[]): string {
  const layout = layoutOf(parts);
  if (layout.whole.length + layout.decimals.length === 0)
    return (value < 0 ? "-" : "") + parts.map(literalOf).join("");
  const percent = parts.filter((part) => part === "%").length;
  const scaled = Number((Math.abs(value) * 100 ** percent).toPrecision(15)) / 1000 ** layout.thousands;
  const exponent = layout.exponent < 0 ? 0 : powerOf(scaled);
  const [whole, fraction] = rounded(scaled / 10 ** exponent, layout.decimals.length).split(".");
  return (value < 0 ? "-" : "") + filled(layout, whole!, fraction ?? "", exponent);
}

function isDigit(part: string): boolean {
  return part === "0" || part === "#" || part === "?";
}

function layoutOf(parts: readonly string[]): Layout {
  const exponent = parts.findIndex((part) => /^E[+-]$/i.test(part));
  const end = exponent < 0 ? parts.length : exponent;
  const places = parts.flatMap((part, index) => (index < end && isDigit(part) ? [index] : []));
  const point = parts.findIndex((part, index) => part === "." && index < end);
  const whole = places.filter((index) => point < 0 || index < point);
  const decimals = places.filter((index) => point >= 0 && index > point);
  const commas = parts.flatMap((part, index) => (part === "," && index < end ? [index] : []));
  const lastWhole = whole.at(-1) ?? -1;
  const grouped = commas.some((index) => index > (whole[0] ?? 0) && index < lastWhole);
  const lastDigit = places.at(-1) ?? -1;
  return {
    parts,
    whole,
    decimals,
    point,
    exponent,
    grouped,
    thousands: trailing(commas, lastWhole, lastDigit),
  };
}

/** Commas right behind the digits divide by 1 000 each. */
function trailing(commas: readonly number[], lastWhole: number, lastDigit: number): number {
  const run = (from: number): number => (commas.includes(from + 1) ? 1 + run(from + 1) : 0);
  return lastWhole === lastDigit ? run(lastDigit) : run(lastWhole) + run(lastDigit);
}

function powerOf(size: number): number {
  return size === 0 ? 0 : Number(size.toExponential(14).split("e")[1]);
}

// Half away from zero on the digits people see: 1.005 is 1,01 although the machine holds a little less.
function rounded(size: number, decimals: number): string {
  if (size >= 1e15) return size.toFixed(decimals);
  const [digits, power] = size.toExponential(14).split("e");
  const moved = Math.round(Number(`${digits!}e${Number(power) + decimals}`));
  return (moved / 10 ** decimals).toFixed(decimals);
}

function filled(layout: Layout, whole: string, fraction: string, exponent: number): string {
  const digits = wholeDigits(layout, whole === "0" ? "" : whole);
  const decimals = decimalDigits(layout, fraction);
  return layout.parts
    .map((part, index) => {
      if (layout.exponent >= 0 && index > layout.exponent && isDigit(part)) return "";
      if (index === layout.exponent) return `E${exponentText(layout, exponent)}`;
      if (part === ",") return isInsideDigits(layout, index) ? "" : literalOf(part);
      if (index === layout.point) return decimals.size > 0 || layout.decimals.length === 0 ? "," : "";
      return digits.get(index) ?? decimals.get(index) ?? (isDigit(part) ? "" : literalOf(part));
    })
    .join("");
}

function isInsideDigits(layout: Layout, index: number): boolean {
  const places = [...layout.whole, ...layout.decimals];
  return index > (places[0] ?? 0) && index <= (places.at(-1) ?? 0) + layout.thousands;
}

function exponentText(layout: Layout, exponent: number): string {
  const width = layout.parts.slice(layout.exponent + 1).filter(isDigit).length;
  const plus = layout.parts[layout.exponent]!.endsWith("+") ? "+" : "";
  return (exponent < 0 ? "-" : plus) + String(Math.abs(exponent)).padStart(width, "0");
}

/** The digits before the point by their places, filled from the right; the first place takes what is left. */
function wholeDigits(layout: Layout, text: string): Map<number, string> {
  const shown = new Map<number, string>();
  const { length } = layout.whole;
  layout.whole.forEach((place, index) => {
    const fromRight = length - 1 - index;
    const digit = text[text.length - 1 - fromRight] ?? blankOf(layout.parts[place]!);
    const rest = index === 0 ? text.slice(0, Math.max(0, text.length - length)) : "";
    const all = [...Array.from(rest), digit].map(
      (each, at, list) => each + groupSpace(layout, fromRight + list.length - 1 - at, each),
    );
    shown.set(place, all.join(""));
  });
  return shown;
}

function blankOf(part: string): string {
  if (part === "0") return "0";
  return part === "?" ? SPACE : "";
}

function groupSpace(layout: Layout, fromRight: number, digit: string): string {
  return layout.grouped && fromRight > 0 && fromRight % 3 === 0 && digit !== "" ? SPACE : "";
}

/** The decimals by their places; "#" shows no zeros at the end. */
function decimalDigits(layout: Layout, text: string): Map<number, string> {
  const places = layout.decimals.map((place, index) => ({ place, digit: text[index] ?? "0" }));
  const last = places.findLastIndex(({ place, digit }) => layout.parts[place] === "0" || digit !== "0");
  return new Map(
    places.flatMap(({ place, digit }, index) =>
      index <= last
        ? [[place, digit] as const]
        : layout.parts[place] === "?"
          ? [[place, SPACE] as const]
          : [],
    ),
  );
}

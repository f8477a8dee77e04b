import type { Picture } from "./png.ts";

/** Part of an icon: a colour, and the points it covers in a square of 1 x 1 with the origin at the top left. */
interface Shape {
  readonly colour: readonly [red: number, green: number, blue: number];
  readonly covers: (x: number, y: number) => boolean;
}

const green = [0x10, 0x7c, 0x41] as const;
const light = [0x8f, 0xcf, 0xa9] as const;
const ink = [0x3b, 0x3a, 0x39] as const;
const white = [0xff, 0xff, 0xff] as const;

type Covers = Shape["covers"];

const box =
  (left: number, top: number, right: number, bottom: number): Covers =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom;

const disc =
  (cx: number, cy: number, radius: number): Covers =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) < radius;

const without =
  (whole: Covers, hole: Covers): Covers =>
  (x, y) =>
    whole(x, y) && !hole(x, y);

const both =
  (one: Covers, other: Covers): Covers =>
  (x, y) =>
    one(x, y) && other(x, y);

/** A straight line of a certain thickness with round ends. */
const line =
  (x1: number, y1: number, x2: number, y2: number, thickness: number): Covers =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) < thickness / 2;
  };

/** Everything on the left when one walks from the first corner to the second and so on, clockwise. */
const polygon =
  (...corners: readonly (readonly [number, number])[]): Covers =>
  (x, y) =>
    corners.every(([x1, y1], at) => {
      const [x2, y2] = corners[(at + 1) % corners.length]!;
      return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0;
    });

const quarter = box(0.5, 0, 1, 0.5);
const ring = without(disc(0.5, 0.52, 0.4), disc(0.5, 0.52, 0.27));

/** Each icon as shapes painted one on the other. Colour is never the only difference: each has an outline of its own. */
const icons: Readonly<Record<string, readonly Shape[]>> = {
  /** A sum handed out: a pie with one share drawn out. */
  fordela: [
    { colour: green, covers: without(disc(0.47, 0.53, 0.43), quarter) },
    { colour: light, covers: both(disc(0.55, 0.45, 0.43), box(0.55, 0, 1, 0.45)) },
  ],
  /** A sheet, ticked. */
  check: [
    { colour: ink, covers: without(box(0.06, 0.1, 0.86, 0.9), box(0.13, 0.17, 0.79, 0.83)) },
    { colour: ink, covers: box(0.13, 0.34, 0.79, 0.4) },
    { colour: green, covers: line(0.32, 0.62, 0.5, 0.8, 0.16) },
    { colour: green, covers: line(0.5, 0.8, 0.92, 0.36, 0.16) },
  ],
  /** Shares of different height. */
  allocate: [
    { colour: light, covers: box(0.08, 0.56, 0.3, 0.86) },
    { colour: green, covers: box(0.39, 0.12, 0.61, 0.86) },
    { colour: light, covers: box(0.7, 0.36, 0.92, 0.86) },
    { colour: ink, covers: box(0.04, 0.86, 0.96, 0.93) },
  ],
  /** Something comes in. */
  "report-backs": [
    { colour: green, covers: box(0.43, 0.08, 0.57, 0.45) },
    { colour: green, covers: polygon([0.25, 0.42], [0.75, 0.42], [0.5, 0.7]) },
    { colour: ink, covers: without(box(0.08, 0.58, 0.92, 0.93), box(0.16, 0.5, 0.84, 0.85)) },
  ],
  /** Round again. */
  balances: [
    { colour: green, covers: without(ring, polygon([0.5, 0.52], [0.62, 0], [1, 0], [1, 0.52])) },
    { colour: green, covers: polygon([0.5, 0.02], [0.78, 0.185], [0.5, 0.38]) },
    { colour: ink, covers: disc(0.5, 0.52, 0.1) },
  ],
  /** A window with a pane at its right. */
  "open-pane": [
    { colour: ink, covers: without(box(0.05, 0.12, 0.95, 0.88), box(0.12, 0.19, 0.88, 0.81)) },
    { colour: green, covers: box(0.57, 0.19, 0.88, 0.81) },
    { colour: white, covers: box(0.64, 0.31, 0.81, 0.37) },
    { colour: white, covers: box(0.64, 0.45, 0.81, 0.51) },
  ],
};

export const iconNames: readonly string[] = Object.keys(icons);

/** Points looked at along each side of a pixel: 16 in all, for smooth edges. */
const finer = 4;

/** One icon, `size` pixels wide and high, on nothing. */
export function drawIcon(name: string, size: number): Picture {
  const shapes = icons[name];
  if (shapes === undefined) throw new RangeError(`no icon is called ${name}`);
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) pixels.set(pixel(shapes, x, y, size), (y * size + x) * 4);
  return { size, pixels };
}

/** The mean of the topmost colours that the points of a pixel lie in; opacity is the part that lies in any. */
function pixel(shapes: readonly Shape[], x: number, y: number, size: number): number[] {
  const seen = Array.from({ length: finer * finer }, (_, at) => {
    const px = (x + ((at % finer) + 0.5) / finer) / size;
    const py = (y + (Math.floor(at / finer) + 0.5) / finer) / size;
    return shapes.findLast(({ covers }) => covers(px, py))?.colour;
  }).filter((colour) => colour !== undefined);
  if (seen.length === 0) return [0, 0, 0, 0];
  const mean = [0, 1, 2].map((channel) =>
    Math.round(seen.reduce((sum, colour) => sum + colour[channel]!, 0) / seen.length),
  );
  return [...mean, Math.round((255 * seen.length) / (finer * finer))];
}

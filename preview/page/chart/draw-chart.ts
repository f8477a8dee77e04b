import { draw } from "../dom.ts";
import type { ChartData } from "./chart-data.ts";
import { drawPie } from "./draw-pie.ts";
import { drawPlot } from "./draw-plot.ts";
import { type Box, colourOf, fitted, lineHeight, widthOfText, words } from "./parts.ts";

const margin = 10;
const titleHeight = 30;
/** The coloured square of the legend, and the room around an entry. */
const key = { size: 9, gap: 5, apart: 14 };
/** A chart as a drawing of so many pixels: title, legend, and the values between them. */
export function drawChart(data: ChartData, width: number, height: number, label: string): SVGSVGElement {
  const name = data.title === "" ? label : `${label}: ${data.title}`;
  const element = draw(
    "svg",
    { class: "chart", role: "img", "aria-label": name, width, height, viewBox: `0 0 ${width} ${height}` },
    draw("rect", { class: "chart-ground", x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 2 }),
  );
  const head = data.title === "" ? margin : titleHeight;
  const whole: Box = { x: margin, y: head, width: width - 2 * margin, height: height - head - margin };
  if (data.title !== "")
    element.append(
      words(fitted(data.title, (width - 2 * margin) * 0.8), width / 2, 21, "middle", "chart-title"),
    );
  const entries = data.form === "pie" ? data.categories : data.series.map(({ name }) => name);
  const { legend, rest } = withLegend(data.legend, entries, whole);
  const inner = data.form === "pie" ? drawPie(data, rest) : drawPlot(data, rest);
  element.append(...inner, ...legend);
  return element;
}

interface Divided {
  readonly legend: readonly SVGElement[];
  readonly rest: Box;
}

function withLegend(position: ChartData["legend"], entries: readonly string[], whole: Box): Divided {
  if (position === null || entries.length === 0) return { legend: [], rest: whole };
  return position === "Left" || position === "Right"
    ? beside(position, entries, whole)
    : above(position, entries, whole);
}

function beside(position: "Left" | "Right", entries: readonly string[], whole: Box): Divided {
  const room = Math.min(
    whole.width * 0.4,
    Math.max(...entries.map(widthOfText)) + key.size + key.gap + key.apart,
  );
  const rows = Math.max(1, Math.floor(whole.height / lineHeight));
  const shown = entries.slice(0, rows);
  const left = position === "Left" ? whole.x : whole.x + whole.width - room + key.apart;
  const top = whole.y + (whole.height - shown.length * lineHeight) / 2;
  return {
    legend: shown.flatMap((entry, index) =>
      legendEntry(entry, index, left, top + index * lineHeight, room - key.apart),
    ),
    rest: { ...whole, x: position === "Left" ? whole.x + room : whole.x, width: whole.width - room },
  };
}

function above(position: "Top" | "Bottom", entries: readonly string[], whole: Box): Divided {
  const widest = whole.width - key.apart;
  const sizes = entries.map((entry) => Math.min(widest, widthOfText(entry) + key.size + key.gap + key.apart));
  const lines: number[][] = [];
  const used = { width: Infinity };
  for (const [index, size] of sizes.entries()) {
    if (used.width + size > whole.width) {
      lines.push([]);
      used.width = 0;
    }
    lines.at(-1)!.push(index);
    used.width += size;
  }
  const shown = lines.slice(0, 3);
  const height = shown.length * lineHeight + 4;
  const top = position === "Top" ? whole.y : whole.y + whole.height - height + 6;
  const legend = shown.flatMap((line, row) => {
    const total = line.reduce((sum, index) => sum + sizes[index]!, 0) - key.apart;
    let x = whole.x + (whole.width - total) / 2;
    return line.flatMap((index) => {
      const entry = legendEntry(entries[index]!, index, x, top + row * lineHeight, widest);
      x += sizes[index]!;
      return entry;
    });
  });
  return {
    legend,
    rest: { ...whole, y: position === "Top" ? whole.y + height : whole.y, height: whole.height - height },
  };
}

function legendEntry(text: string, index: number, x: number, y: number, room: number): readonly SVGElement[] {
  return [
    draw("rect", { class: colourOf(index), x, y: y + 2, width: key.size, height: key.size, rx: 1 }),
    words(fitted(text, room - key.size - key.gap), x + key.size + key.gap, y + 10, "start"),
  ];
}

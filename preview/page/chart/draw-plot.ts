import { shownText } from "../../host/evaluate/number-format.ts";
import { draw } from "../dom.ts";
import type { ChartData, DataSeries } from "./chart-data.ts";
import { type Box, colourOf, fitted, lineHeight, widthOfText, words } from "./parts.ts";
import { type Scale, scaleFor, shareOf } from "./scale.ts";

/** Pixels between an axis and its numbers. */
const gap = 6;
/** The part of a category that its columns fill. */
const filled = 0.72;

/** A value and where it is drawn from: stacked values stand on each other. */
interface Stacked {
  readonly from: number;
  readonly to: number;
}

/** Where things are: categories along one axis, values along the other. */
interface Plot {
  readonly data: ChartData;
  readonly box: Box;
  readonly scale: Scale;
  /** The values of each series, stacked as the chart wants. */
  readonly stacked: readonly (readonly (Stacked | null)[])[];
  readonly isLying: boolean;
  /** A point of the drawing from a category, counted from 0, and a value. */
  readonly at: (category: number, value: number) => readonly [x: number, y: number];
}

/** Axes, grid lines and the values of a chart that has axes. */
export function drawPlot(data: ChartData, whole: Box): readonly SVGElement[] {
  const stacked = stack(data);
  const values = stacked.flatMap((each) =>
    each.flatMap((value) => (value === null ? [] : [value.from, value.to])),
  );
  const scale = scaleFor(values, data.value, data.form === "bars" ? 4 : 5);
  const isLying = data.form === "bars";
  const box = inside(data, scale, whole, isLying);
  const length = Math.max(1, data.categories.length);
  const places = data.form === "points" ? placesOf(data) : null;
  const share = (category: number): number =>
    places ? (places[Math.round(category)] ?? 0) : (category + 0.5) / length;
  // Lying columns begin at the bottom, next to where the axis begins, unless the axis is turned.
  const along = (category: number): number =>
    isLying === data.isReversed ? share(category) : 1 - share(category);
  const plot: Plot = {
    data,
    box,
    scale,
    stacked,
    isLying,
    at: (category, value) =>
      isLying
        ? [box.x + shareOf(scale, value) * box.width, box.y + along(category) * box.height]
        : [box.x + along(category) * box.width, box.y + (1 - shareOf(scale, value)) * box.height],
  };
  return [
    ...valueAxis(plot),
    ...categoryAxis(plot),
    ...axisTitles(data, whole, box, isLying),
    ...marks(plot),
  ];
}

/** Stacked values stand on those of the same sign before them; shares are of all values of the category. */
function stack({ series, stacking, categories }: ChartData): readonly (readonly (Stacked | null)[])[] {
  if (stacking === "none")
    return series.map(({ values }) =>
      values.map((value) => (value === null ? null : { from: 0, to: value })),
    );
  const sums = categories.map(() => ({ above: 0, below: 0 }));
  const whole = categories.map((_, index) =>
    stacking === "sum" ? 1 : series.reduce((sum, { values }) => sum + Math.abs(values[index] ?? 0), 0) || 1,
  );
  return series.map(({ values }) =>
    values.map((value, index) => {
      const sum = sums[index];
      if (value === null || !sum) return null;
      const part = value / whole[index]!;
      const side = part < 0 ? "below" : "above";
      const from = sum[side];
      sum[side] += part;
      return { from, to: sum[side] };
    }),
  );
}

/** The numbers of a scatter chart's horizontal axis as shares of its width. */
function placesOf({ places }: ChartData): readonly number[] {
  const known = places.filter((each) => each !== null);
  const scale = scaleFor(known, { minimum: null, maximum: null, step: null });
  return places.map((each) => (each === null ? 0 : shareOf(scale, each)));
}

function tickText({ data, scale }: Pick<Plot, "data" | "scale">): readonly string[] {
  return scale.ticks.map((tick) => shownText(tick, data.value.format).trim());
}

/** What is left for the values when the axes have what they need. */
function inside(data: ChartData, scale: Scale, whole: Box, isLying: boolean): Box {
  const numbers = data.value.visible ? Math.max(...tickText({ data, scale }).map(widthOfText)) + gap : 0;
  const names = Math.min(whole.width * 0.35, Math.max(...data.categories.map(widthOfText), 0) + gap);
  const titles = {
    value: data.value.title === "" ? 0 : lineHeight,
    category: data.categoryTitle === "" ? 0 : lineHeight,
  };
  const left = isLying ? names + titles.category : numbers + titles.value;
  const below = lineHeight + gap + (isLying ? titles.value : titles.category);
  const right = isLying ? numbers / 2 : 4;
  return {
    x: whole.x + left,
    y: whole.y + 4,
    width: Math.max(10, whole.width - left - right),
    height: Math.max(10, whole.height - below - 4),
  };
}

function valueAxis({ data, box, scale, isLying }: Plot): readonly SVGElement[] {
  const texts = tickText({ data, scale });
  return scale.ticks.flatMap((tick, index) => {
    const share = shareOf(scale, tick);
    const x = box.x + share * box.width;
    const y = box.y + (1 - share) * box.height;
    const line = isLying
      ? { x1: x, x2: x, y1: box.y, y2: box.y + box.height }
      : { x1: box.x, x2: box.x + box.width, y1: y, y2: y };
    const text = isLying
      ? words(texts[index]!, x, box.y + box.height + gap + 8, "middle")
      : words(texts[index]!, box.x - gap, y + 4, "end");
    return [
      ...(data.value.gridlines || tick === 0 ? [draw("line", { class: "chart-line", ...line })] : []),
      ...(data.value.visible ? [text] : []),
    ];
  });
}

function categoryAxis({ data, box, scale, isLying, at }: Plot): readonly SVGElement[] {
  const zero = Math.min(Math.max(0, scale.minimum), scale.maximum);
  const [x, y] = at(0, zero);
  const axis = isLying
    ? { x1: x, x2: x, y1: box.y, y2: box.y + box.height }
    : { x1: box.x, x2: box.x + box.width, y1: y, y2: y };
  const band = (isLying ? box.height : box.width) / Math.max(1, data.categories.length);
  const needed = isLying ? lineHeight : Math.min(70, Math.max(...data.categories.map(widthOfText), 0) + gap);
  const every = Math.max(1, Math.ceil((isLying ? needed : Math.min(needed, 46)) / band));
  const room = isLying ? box.x : band * every - gap;
  const names = data.categories.flatMap((name, index) => {
    if (index % every !== 0) return [];
    const [along, down] = at(index, zero);
    return [
      isLying
        ? words(fitted(name, room - gap), box.x - gap, down + 4, "end")
        : words(fitted(name, room), along, box.y + box.height + gap + 9, "middle"),
    ];
  });
  return [draw("line", { class: "chart-axis", ...axis }), ...names];
}

function axisTitles(data: ChartData, whole: Box, box: Box, isLying: boolean): readonly SVGElement[] {
  const below = isLying ? data.value.title : data.categoryTitle;
  const beside = isLying ? data.categoryTitle : data.value.title;
  const x = whole.x + 9;
  const y = box.y + box.height / 2;
  const turned = words(fitted(beside, box.height), x, y, "middle");
  turned.setAttribute("transform", `rotate(-90 ${String(x)} ${String(y)})`);
  return [
    ...(below === ""
      ? []
      : [words(fitted(below, box.width), box.x + box.width / 2, whole.y + whole.height - 2, "middle")]),
    ...(beside === "" ? [] : [turned]),
  ];
}

function marks(plot: Plot): readonly SVGElement[] {
  const { form, series } = plot.data;
  const drawn = form === "lines" ? lines : form === "areas" ? areas : form === "points" ? points : columns;
  return [...series.map((_, index) => drawn(plot, index)), ...labels(plot)];
}

/** What a mark stands for, for those who hear the chart. */
function meaning({ data }: Plot, { name, values }: DataSeries, index: number): SVGTitleElement {
  const value = values[index] ?? null;
  return draw(
    "title",
    {},
    `${name}, ${data.categories[index] ?? ""}: ${value === null ? "" : shownText(value, "#,##0.##").replace(/,$/, "")}`,
  );
}

/** Half the breadth of a column, and how far from the middle of its category it stands, as parts of a category. */
function breadth({ data }: Plot, series: number): { readonly half: number; readonly off: number } {
  const beside = data.stacking === "none" ? data.series.length : 1;
  const one = filled / beside;
  return { half: one / 2, off: data.stacking === "none" ? (series + 0.5) * one - filled / 2 : 0 };
}

function columns(plot: Plot, index: number): SVGElement {
  const { data, stacked, at } = plot;
  const { half, off } = breadth(plot, index);
  const bars = stacked[index]!.flatMap((value, category) => {
    if (value === null) return [];
    const [x1, y1] = at(category + off - half, value.from);
    const [x2, y2] = at(category + off + half, value.to);
    const place = {
      x: Math.min(x1, x2),
      y: Math.min(y1, y2),
      width: Math.abs(x2 - x1),
      height: Math.abs(y2 - y1),
    };
    return [draw("rect", { class: "chart-mark", ...place }, meaning(plot, data.series[index]!, category))];
  });
  return draw("g", { class: colourOf(index) }, ...bars);
}

/** The unbroken stretches of a series, as points of the drawing. */
function stretches(
  { stacked, at }: Plot,
  index: number,
): readonly (readonly (readonly [number, number])[])[] {
  const found: (readonly [number, number])[][] = [[]];
  stacked[index]!.forEach((value, category) => {
    if (value === null) found.push([]);
    else found.at(-1)!.push(at(category, value.to));
  });
  return found.filter((each) => each.length > 0);
}

const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

function lines(plot: Plot, index: number): SVGElement {
  const paths = stretches(plot, index).map((each) => draw("path", { class: "chart-curve", d: pathOf(each) }));
  return draw("g", { class: colourOf(index) }, ...paths, ...dots(plot, index, plot.data.hasDots ? 3.5 : 2));
}

function points(plot: Plot, index: number): SVGElement {
  return draw("g", { class: colourOf(index) }, ...dots(plot, index, 4));
}

function dots(plot: Plot, index: number, radius: number): readonly SVGElement[] {
  return plot.stacked[index]!.flatMap((value, category) => {
    if (value === null || (plot.data.form === "points" && plot.data.places[category] === null)) return [];
    const [cx, cy] = plot.at(category, value.to);
    const title = meaning(plot, plot.data.series[index]!, category);
    return [draw("circle", { class: "chart-mark", cx, cy, r: radius }, title)];
  });
}

function areas(plot: Plot, index: number): SVGElement {
  const { stacked, at } = plot;
  const known = stacked[index]!.flatMap((value, category) => (value === null ? [] : [{ value, category }]));
  const top = known.map(({ value, category }) => at(category, value.to));
  const bottom = known.map(({ value, category }) => at(category, value.from)).reverse();
  const shape = draw("path", { class: "chart-area", d: `${pathOf([...top, ...bottom])}Z` });
  return draw("g", { class: colourOf(index) }, ...(known.length > 0 ? [shape] : []));
}

function labels(plot: Plot): readonly SVGElement[] {
  const { data, stacked, at, isLying } = plot;
  if (data.labels === "none") return [];
  return stacked.flatMap((values, index) =>
    values.flatMap((value, category) => {
      const own = data.series[index]!.values[category] ?? null;
      if (value === null || own === null) return [];
      const { off } = data.form === "columns" || data.form === "bars" ? breadth(plot, index) : { off: 0 };
      const isInside = data.stacking !== "none";
      const [x, y] = at(category + off, isInside ? (value.from + value.to) / 2 : value.to);
      const text = shownText(own, data.stacking === "share" ? "#,##0" : data.value.format).trim();
      if (isInside) return [words(text, x, y + 4, "middle", "chart-on-mark")];
      return [isLying ? words(text, x + 3, y + 4, "start") : words(text, x, y - 4, "middle")];
    }),
  );
}

import type { Json } from "../protocol/json.ts";
import type { Block } from "./block.ts";

/** Properties of a part of a chart that the host keeps but gives no meaning: title, legend, axes. */
export type Kept = Map<string, Json>;

export interface ChartSeries<B extends Block = Block> {
  readonly kept: Kept;
  /** The cell that names it, when nobody has given it a name of its own. */
  readonly heading: B | null;
  values: B | null;
  categories: B | null;
}

/** A chart: its kind, its data and its place in points. */
export interface Chart<B extends Block = Block> {
  readonly id: string;
  /** The first cell of the sheet that the chart lies on. */
  readonly home: B;
  readonly kept: Kept;
  /** The cells that it lies over; null when it has been put somewhere in points. */
  anchor: B | null;
  source: B | null;
  seriesBy: string;
  readonly title: Kept;
  readonly legend: Kept;
  readonly categoryAxis: Kept;
  readonly valueAxis: Kept;
  readonly series: ChartSeries<B>[];
}

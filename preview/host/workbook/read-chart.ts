import type { Chart, ChartSeries } from "./chart.ts";
import { extent, type Extent } from "./extent.ts";
import { isError } from "./scalar.ts";
import type { Area } from "./sheet.ts";

/** The size of a chart that nobody has given a place, in points. */
const usual: Extent = { left: 0, top: 0, width: 360, height: 216 };

/** Where a chart lies on its sheet, in points: over its cells, or where it was put. */
export function chartPlace({ anchor, kept }: Chart<Area>): Extent {
  if (anchor?.alive === true) return extent(anchor);
  const side = (key: keyof Extent): number => {
    const points = kept.get(key);
    return typeof points === "number" ? points : usual[key];
  };
  return { left: side("left"), top: side("top"), width: side("width"), height: side("height") };
}

/** The name of a series: its own, or what its heading says now. */
export function seriesName({ kept, heading }: ChartSeries<Area>): string {
  const own = kept.get("name");
  if (typeof own === "string") return own;
  if (heading?.alive !== true) return "";
  const value = heading.sheet.valueAt(heading.rect.row, heading.rect.column);
  return value === null ? "" : isError(value) ? value.error : String(value);
}

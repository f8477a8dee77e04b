import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { parseAddress } from "../workbook/address.ts";
import type { Chart, ChartSeries, Kept } from "../workbook/chart.ts";
import { extent, type Extent } from "../workbook/extent.ts";
import { chartPlace, seriesName } from "../workbook/read-chart.ts";
import { boundingRect, type Rect } from "../workbook/rect.ts";
import type { Area, Sheet } from "../workbook/sheet.ts";
import { area, boolean, integer, number, oneOf, optional, type Shape, text } from "./arguments.ts";
import { defineClass, type ValueMember } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { listening } from "./events.ts";

const chartTypes = [
  "ColumnClustered",
  "ColumnStacked",
  "ColumnStacked100",
  "BarClustered",
  "BarStacked",
  "BarStacked100",
  "Line",
  "LineMarkers",
  "LineStacked",
  "Area",
  "AreaStacked",
  "Pie",
  "Doughnut",
  "XYScatter",
] as const;

/** A property that the host keeps and gives back, checked for its type. */
function kept<T extends Json>(key: string, shape: Shape<T>, otherwise: T, since = "1.1"): ValueMember<Kept> {
  return {
    since,
    read: (target) => target.get(key) ?? otherwise,
    write: (target, value) => void target.set(key, shape(value, key)),
  };
}

/** The same of an object that has its properties in `kept`. */
function of<T, V extends Json>(
  part: (target: T) => Kept,
  key: string,
  shape: Shape<V>,
  otherwise: V,
  since = "1.1",
): ValueMember<T> {
  const inner = kept(key, shape, otherwise, since);
  return {
    since,
    read: (target, session) => inner.read(part(target), session),
    write: (target, value, session) => inner.write?.(part(target), value, session),
  };
}

const object = (chart: Chart<Area>): HostObject => objectOf("Chart", chart);

function nameOf(chart: Chart<Area>): string {
  const name = chart.kept.get("name");
  return typeof name === "string" ? name : "";
}

function chartBy(sheet: Sheet, key: Arg | undefined): HostObject | null {
  const wanted = text(key, "key").toLowerCase();
  const found = sheet.charts.find(
    (chart) => chart.id.toLowerCase() === wanted || nameOf(chart).toLowerCase() === wanted,
  );
  return found ? object(found) : null;
}

export const chartCollection = defineClass("ChartCollection", {
  itemClass: "Chart",
  items: (sheet) => sheet.charts.map(object),
  item: chartBy,
  members: {
    Count: { read: (sheet) => sheet.charts.length },
    GetCount: { since: "1.4", call: (sheet) => sheet.charts.length },
    Add: {
      call: (sheet, [type, source, seriesBy], { book }) => {
        const data = area(source, "sourceData");
        const chart: Chart<Area> = {
          id: book.newId(),
          home: sheet.track({ row: 0, column: 0, rows: 1, columns: 1 }),
          kept: new Map<string, Json>([
            ["name", `Diagram ${String(sheet.charts.length + 1)}`],
            ["chartType", oneOf(chartTypes)(type, "type")],
          ]),
          anchor: null,
          source: data.sheet.track(data.rect),
          seriesBy: seriesDirection(seriesBy, "seriesBy"),
          title: new Map(),
          legend: new Map(),
          categoryAxis: new Map(),
          valueAxis: new Map(),
          series: seriesOf(data, seriesDirection(seriesBy, "seriesBy")),
        };
        sheet.charts.push(chart);
        return object(chart);
      },
    },
    GetItem: {
      call: (sheet, [key]) => {
        const found = chartBy(sheet, key);
        if (!found) throw invalidArgument("name");
        return found;
      },
    },
    GetItemAt: {
      call: (sheet, [index]) => {
        const found = sheet.charts[integer(index, "index")];
        if (!found) throw invalidArgument("index");
        return object(found);
      },
    },
    GetItemOrNullObject: { since: "1.4", call: (sheet, [key]) => chartBy(sheet, key) },
    ...listening<Sheet>((sheet) => sheet.id, {
      Activated: [51, "1.8"],
      Added: [50, "1.8"],
      Deactivated: [52, "1.8"],
      Deleted: [53, "1.8"],
    }),
  },
});

const seriesDirection = optional(oneOf(["Auto", "Columns", "Rows"]), "Auto");

/** One series a column (or a row) of numbers, the first being categories when there are several. */
function seriesOf({ sheet, rect }: Area, seriesBy: string): ChartSeries<Area>[] {
  const byRows = seriesBy === "Rows" || (seriesBy === "Auto" && rect.columns > rect.rows);
  const [lines, length] = byRows ? [rect.rows, rect.columns] : [rect.columns, rect.rows];
  const part = (line: number, from: number, count: number): Rect =>
    byRows
      ? { row: rect.row + line, column: rect.column + from, rows: 1, columns: count }
      : { row: rect.row + from, column: rect.column + line, rows: count, columns: 1 };
  const first = lines > 1 ? 1 : 0;
  const end = part(lines - 1, 0, 1);
  const headed = typeof sheet.valueAt(end.row, end.column) === "string" ? 1 : 0;
  if (length <= headed) return [];
  return Array.from({ length: lines - first }, (_, index) => ({
    kept: new Map<string, Json>(headed === 1 ? [] : [["name", `Serie${String(index + 1)}`]]),
    heading: headed === 1 ? sheet.track(part(first + index, 0, 1)) : null,
    values: sheet.track(part(first + index, headed, length - headed)),
    categories: first === 1 ? sheet.track(part(0, headed, length - headed)) : null,
  }));
}

/** A side of the chart's place. Who writes one puts the chart in points from then on. */
function side(key: keyof Extent): ValueMember<Chart<Area>> {
  return {
    since: "1.1",
    read: (chart) => chartPlace(chart)[key],
    write: (chart, value) => {
      put(chart, { ...chartPlace(chart), [key]: number(value, key) });
    },
  };
}

function put(chart: Chart<Area>, place: Extent): void {
  for (const [key, points] of Object.entries(place)) chart.kept.set(key, points as number);
  chart.anchor = null;
}

const own = (chart: Chart<Area>): Kept => chart.kept;

export const chartClass = defineClass("Chart", {
  id: (chart) => chart.id,
  members: {
    Id: { since: "1.7", read: (chart) => chart.id },
    Name: of(own, "name", text, ""),
    ChartType: of(own, "chartType", oneOf(chartTypes), "ColumnClustered", "1.7"),
    Left: side("left"),
    Top: side("top"),
    Width: side("width"),
    Height: side("height"),
    Style: of(own, "style", number, 201, "1.8"),
    DisplayBlanksAs: of(
      own,
      "displayBlanksAs",
      oneOf(["NotPlotted", "Zero", "Interplotted"]),
      "NotPlotted",
      "1.8",
    ),
    PlotVisibleOnly: of(own, "plotVisibleOnly", boolean, true, "1.8"),
    Title: { open: (chart) => objectOf("ChartTitle", chart.title) },
    Legend: { open: (chart) => objectOf("ChartLegend", chart.legend) },
    Axes: { open: (chart) => objectOf("ChartAxes", chart) },
    Series: { open: (chart) => objectOf("ChartSeriesCollection", chart) },
    DataLabels: { open: (chart) => objectOf("ChartDataLabels", chart.kept) },
    Worksheet: { since: "1.2", open: (chart) => objectOf("Worksheet", chart.home.sheet) },
    SetData: {
      call: (chart, [source, seriesBy]) => {
        const data = area(source, "sourceData");
        chart.source = data.sheet.track(data.rect);
        chart.seriesBy = seriesDirection(seriesBy, "seriesBy");
        chart.series.splice(0, chart.series.length, ...seriesOf(data, chart.seriesBy));
      },
    },
    SetPosition: {
      call: (chart, [start, end]) => {
        const { sheet } = chart.home;
        const from = cellRect(start, "startCell");
        const { left, top } = extent({ sheet, rect: from });
        put(chart, { ...chartPlace(chart), left, top });
        if (end === null || end === undefined) return;
        chart.anchor = sheet.track(boundingRect(from, cellRect(end, "endCell")));
        const { width, height } = extent(chart.anchor);
        chart.kept.set("width", width).set("height", height);
      },
    },
    Activate: { since: "1.9", call: () => null },
    Delete: {
      call: (chart) => void chart.home.sheet.charts.splice(chart.home.sheet.charts.indexOf(chart), 1),
    },
  },
});

function cellRect(value: Arg | undefined, what: string): Rect {
  const rect = typeof value === "string" ? parseAddress(value)?.rect : area(value, what).rect;
  if (!rect) throw invalidArgument(what);
  return rect;
}

export const chartTitle = defineClass("ChartTitle", {
  members: {
    Text: {
      read: (title) => title.get("text") ?? "",
      write: (title, value) => {
        title.set("text", text(value, "text"));
        title.set("visible", true);
      },
    },
    Visible: kept("visible", boolean, false),
    Overlay: kept("overlay", boolean, false),
    Position: kept("position", oneOf(["Automatic", "Top", "Bottom", "Left", "Right"]), "Top", "1.7"),
  },
});

export const chartLegend = defineClass("ChartLegend", {
  members: {
    Visible: kept("visible", boolean, true),
    Overlay: kept("overlay", boolean, false),
    Position: kept("position", oneOf(["Top", "Bottom", "Left", "Right", "Corner", "Custom"]), "Bottom"),
  },
});

export const chartAxes = defineClass("ChartAxes", {
  members: {
    CategoryAxis: { open: (chart) => objectOf("ChartAxis", chart.categoryAxis) },
    ValueAxis: { open: (chart) => objectOf("ChartAxis", chart.valueAxis) },
  },
});

const unit: Shape<Json> = (value, what) => (value === "" ? "" : number(value, what));

export const chartAxis = defineClass("ChartAxis", {
  members: {
    Visible: kept("visible", boolean, true, "1.7"),
    Minimum: kept("minimum", unit, ""),
    Maximum: kept("maximum", unit, ""),
    MajorUnit: kept("majorUnit", unit, ""),
    MinorUnit: kept("minorUnit", unit, ""),
    NumberFormat: kept("numberFormat", text, "General", "1.8"),
    ReversePlotOrder: kept("reversePlotOrder", boolean, false, "1.7"),
    DisplayUnit: kept("displayUnit", oneOf(["None", "Hundreds", "Thousands", "Millions"]), "None", "1.7"),
    TickLabelPosition: kept(
      "tickLabelPosition",
      oneOf(["NextToAxis", "High", "Low", "None"]),
      "NextToAxis",
      "1.7",
    ),
    Title: { open: (axis) => objectOf("ChartAxisTitle", axis) },
    MajorGridlines: { open: (axis) => objectOf("ChartGridlines", axis) },
  },
});

export const chartAxisTitle = defineClass("ChartAxisTitle", {
  members: {
    Text: kept("title", text, ""),
    Visible: kept("titleVisible", boolean, false),
  },
});

export const chartGridlines = defineClass("ChartGridlines", {
  members: { Visible: kept("gridlines", boolean, true) },
});

export const chartDataLabels = defineClass("ChartDataLabels", {
  members: {
    ShowValue: kept("labelValue", boolean, false),
    ShowCategoryName: kept("labelCategory", boolean, false),
    ShowPercentage: kept("labelPercentage", boolean, false),
    NumberFormat: kept("labelFormat", text, "General", "1.8"),
  },
});

const seriesKept = ({ series }: { readonly series: ChartSeries<Area> }): Kept => series.kept;

export const chartSeriesCollection = defineClass("ChartSeriesCollection", {
  itemClass: "ChartSeries",
  items: (chart) => chart.series.map((series) => objectOf("ChartSeries", { chart, series })),
  members: {
    Count: { read: (chart) => chart.series.length },
    GetCount: { since: "1.4", call: (chart) => chart.series.length },
    GetItemAt: {
      call: (chart, [index]) => {
        const series = chart.series[integer(index, "index")];
        if (!series) throw invalidArgument("index");
        return objectOf("ChartSeries", { chart, series });
      },
    },
    Add: {
      since: "1.7",
      call: (chart, [name]) => {
        const title = optional(text, `Serie${String(chart.series.length + 1)}`)(name, "name");
        const series: ChartSeries<Area> = {
          kept: new Map([["name", title]]),
          heading: null,
          values: null,
          categories: null,
        };
        chart.series.push(series);
        return objectOf("ChartSeries", { chart, series });
      },
    },
  },
});

export const chartSeries = defineClass("ChartSeries", {
  members: {
    Name: { ...of(seriesKept, "name", text, ""), read: ({ series }) => seriesName(series) },
    ChartType: of(seriesKept, "chartType", oneOf(chartTypes), "ColumnClustered", "1.7"),
    HasDataLabels: of(seriesKept, "hasDataLabels", boolean, false, "1.7"),
    SetValues: {
      since: "1.7",
      call: ({ series }, [source]) => {
        const data = area(source, "sourceData");
        series.values = data.sheet.track(data.rect);
      },
    },
    SetXAxisValues: {
      since: "1.7",
      call: ({ series }, [source]) => {
        const data = area(source, "sourceData");
        series.categories = data.sheet.track(data.rect);
      },
    },
    Delete: {
      since: "1.7",
      call: ({ chart, series }) => void chart.series.splice(chart.series.indexOf(series), 1),
    },
  },
});

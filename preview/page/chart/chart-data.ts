import { shownText } from "../../host/evaluate/number-format.ts";
import type { Json } from "../../host/protocol/json.ts";
import type { Chart, Kept } from "../../host/workbook/chart.ts";
import { seriesName } from "../../host/workbook/read-chart.ts";
import type { Scalar } from "../../host/workbook/scalar.ts";
import { type Area, eachCell } from "../../host/workbook/sheet.ts";

export type ChartForm = "columns" | "bars" | "lines" | "areas" | "pie" | "points";

export interface DataSeries {
  readonly name: string;
  /** null: nothing is drawn there. */
  readonly values: readonly (number | null)[];
}

/** What an axis of values is told; null: chosen from the values. */
export interface ValueAxis {
  readonly title: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly step: number | null;
  readonly format: string;
  readonly gridlines: boolean;
  readonly visible: boolean;
}

/** A chart with the values that its cells hold now. */
export interface ChartData {
  readonly form: ChartForm;
  readonly stacking: "none" | "sum" | "share";
  /** A ring instead of a pie; dots on the lines. */
  readonly isRing: boolean;
  readonly hasDots: boolean;
  readonly title: string;
  readonly legend: "Top" | "Bottom" | "Left" | "Right" | null;
  readonly labels: "none" | "value" | "share";
  readonly categories: readonly string[];
  /** The categories as numbers, where a scatter chart needs them. */
  readonly places: readonly (number | null)[];
  readonly series: readonly DataSeries[];
  readonly categoryTitle: string;
  /** The categories lie the other way round. */
  readonly isReversed: boolean;
  readonly value: ValueAxis;
}

/** Reads a chart from its cells. Rows and columns that are hidden are left out, as the spreadsheet program does. */
export function readChart(chart: Chart<Area>): ChartData {
  const kind = text(chart.kept, "chartType");
  const form = formOf(kind);
  const visibleOnly = chart.kept.get("plotVisibleOnly") !== false;
  const cells = (area: Area | null): readonly CellValue[] => (area ? cellsOf(area, visibleOnly) : []);
  const blank = chart.kept.get("displayBlanksAs") === "Zero" ? 0 : null;
  const series = chart.series.map((each) => ({
    name: seriesName(each),
    values: cells(each.values).map(({ value }) => (typeof value === "number" ? value : blank)),
  }));
  const source = chart.series.find(({ categories }) => categories !== null)?.categories ?? null;
  const length = Math.max(0, ...series.map(({ values }) => values.length));
  const categories = cells(source);
  const share = kind.endsWith("100");
  return {
    form,
    stacking: share ? "share" : kind.includes("Stacked") ? "sum" : "none",
    isRing: kind === "Doughnut",
    hasDots: kind === "LineMarkers",
    title: titleOf(chart, series),
    legend: legendOf(chart.legend),
    labels: labelsOf(chart),
    categories: Array.from({ length }, (_, index) => shown(categories[index]) ?? String(index + 1)),
    places: Array.from({ length }, (_, index) => {
      const value = categories[index]?.value;
      return typeof value === "number" ? value : source === null ? index + 1 : null;
    }),
    series,
    categoryTitle: axisTitle(chart.categoryAxis),
    isReversed: chart.categoryAxis.get("reversePlotOrder") === true,
    value: valueAxis(chart, share ? "0%" : formatOf(chart)),
  };
}

interface CellValue {
  readonly value: Scalar;
  readonly format: string;
}

function cellsOf(area: Area, visibleOnly: boolean): readonly CellValue[] {
  if (!area.alive) return [];
  const { sheet } = area;
  const found: CellValue[] = [];
  eachCell(area.rect, (row, column) => {
    if (visibleOnly && (sheet.isRowHidden(row) || sheet.hiddenColumns.has(column))) return;
    found.push({ value: sheet.valueAt(row, column), format: sheet.styleAt(row, column).numberFormat });
  });
  return found;
}

function shown(cell: CellValue | undefined): string | null {
  return cell === undefined ? null : shownText(cell.value, cell.format);
}

function formOf(kind: string): ChartForm {
  if (kind.startsWith("Bar")) return "bars";
  if (kind.startsWith("Line")) return "lines";
  if (kind.startsWith("Area")) return "areas";
  if (kind === "XYScatter") return "points";
  return kind === "Pie" || kind === "Doughnut" ? "pie" : "columns";
}

/** A chart of one series is named after it, unless it has a title of its own. */
function titleOf({ title }: Chart<Area>, series: readonly DataSeries[]): string {
  if (title.get("visible") === false) return "";
  const own = text(title, "text");
  return own === "" && series.length === 1 ? series[0]!.name : own;
}

function legendOf(legend: Kept): ChartData["legend"] {
  if (legend.get("visible") === false) return null;
  const position = legend.get("position");
  if (position === "Top" || position === "Left" || position === "Right") return position;
  return position === "Corner" ? "Right" : "Bottom";
}

function labelsOf({ kept, series }: Chart<Area>): ChartData["labels"] {
  if (kept.get("labelPercentage") === true) return "share";
  const isShown =
    kept.get("labelValue") === true || series.some((each) => each.kept.get("hasDataLabels") === true);
  return isShown ? "value" : "none";
}

function axisTitle(axis: Kept): string {
  return axis.get("titleVisible") === false ? "" : text(axis, "title");
}

function valueAxis({ valueAxis: axis }: Chart<Area>, format: string): ValueAxis {
  const own = text(axis, "numberFormat");
  return {
    title: axisTitle(axis),
    minimum: number(axis.get("minimum")),
    maximum: number(axis.get("maximum")),
    step: number(axis.get("majorUnit")),
    format: own === "" || own === "General" ? format : own,
    gridlines: axis.get("gridlines") !== false,
    visible: axis.get("visible") !== false,
  };
}

/** The axis shows numbers as the first cell does; without a format, with thousands apart. */
function formatOf({ series }: Chart<Area>): string {
  const area = series.find(({ values }) => values?.alive === true)?.values;
  const format = area?.sheet.styleAt(area.rect.row, area.rect.column).numberFormat ?? "General";
  return format === "General" ? "#,##0.##########" : format;
}

function text(kept: Kept, key: string): string {
  const value = kept.get(key);
  return typeof value === "string" ? value : "";
}

function number(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

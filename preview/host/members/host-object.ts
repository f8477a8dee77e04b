import type { Areas, Parts } from "../workbook/area.ts";
import type { Book, NamedItem, XmlPart } from "../workbook/book.ts";
import type { Chart, ChartSeries, Kept } from "../workbook/chart.ts";
import type { Comment, CommentReply } from "../workbook/comment.ts";
import type { ConditionalFormat, ConditionalLook } from "../workbook/conditional-format.ts";
import type { Area, Filtering, Sheet } from "../workbook/sheet.ts";
import type { Side } from "../workbook/style.ts";
import type { Table, TableColumn } from "../workbook/table.ts";

/** What stands behind each class of the client: its part of the model. */
export interface Targets {
  Workbook: Book;
  Application: Book;
  CultureInfo: Book;
  NumberFormatInfo: Book;
  DatetimeFormatInfo: Book;
  IterativeCalculation: Book;
  Runtime: Book;
  WorkbookProtection: Book;
  DocumentProperties: Book;
  WorksheetCollection: Book;
  Worksheet: Sheet;
  WorksheetProtection: Sheet;
  WorksheetFreezePanes: Sheet;
  Range: Area;
  RangeAreas: Areas;
  RangeCollection: Areas;
  RangeView: Area;
  RangeFormat: Parts;
  RangeFill: Parts;
  RangeFont: Parts;
  FormatProtection: Parts;
  RangeBorderCollection: Parts;
  RangeBorder: { readonly parts: Parts; readonly side: string };
  RangeSort: Area;
  DataValidation: Parts;
  ConditionalFormatCollection: Parts;
  ConditionalFormat: ConditionalFormat<Area>;
  CustomConditionalFormat: ConditionalFormat<Area>;
  CellValueConditionalFormat: ConditionalFormat<Area>;
  ConditionalFormatRule: ConditionalFormat<Area>;
  ConditionalRangeFormat: ConditionalLook;
  ConditionalRangeFill: ConditionalLook;
  ConditionalRangeFont: ConditionalLook;
  ConditionalRangeBorderCollection: ConditionalLook;
  ConditionalRangeBorder: { readonly look: ConditionalLook; readonly side: Side };
  TableCollection: { readonly sheet: Sheet | null };
  TableScopedCollection: readonly Table[];
  Table: Table;
  TableColumnCollection: Table;
  TableColumn: { readonly table: Table; readonly column: TableColumn };
  TableRowCollection: Table;
  TableRow: { readonly table: Table; readonly index: number };
  TableSort: Table;
  Filter: { readonly table: Table; readonly column: TableColumn };
  AutoFilter: { readonly sheet: Sheet; readonly table: Table | null; readonly filtering: Filtering | null };
  NamedItemCollection: { readonly scope: Sheet | null };
  NamedItem: NamedItem;
  SettingCollection: Book;
  Setting: { readonly key: string };
  CustomXmlPartCollection: Book;
  CustomXmlPartScopedCollection: readonly XmlPart[];
  CustomXmlPart: XmlPart;
  CommentCollection: { readonly sheet: Sheet | null };
  Comment: Comment<Area>;
  CommentReplyCollection: Comment<Area>;
  CommentReply: CommentReply<Area>;
  ChartCollection: Sheet;
  Chart: Chart<Area>;
  ChartTitle: Kept;
  ChartLegend: Kept;
  ChartAxes: Chart<Area>;
  ChartAxis: Kept;
  ChartAxisTitle: Kept;
  ChartGridlines: Kept;
  ChartDataLabels: Kept;
  ChartSeriesCollection: Chart<Area>;
  ChartSeries: { readonly chart: Chart<Area>; readonly series: ChartSeries<Area> };
  CustomFunctions: Book;
  AddinInternalService: Book;
  AppRuntimeService: Book;
}

export type ClassName = keyof Targets;

const brand = Symbol("object of the client");

/** An object that the client holds a proxy for. */
export interface HostObject {
  readonly [brand]: true;
  readonly className: ClassName;
  readonly target: unknown;
}

/** The host object of a part of the model. */
export function objectOf<N extends ClassName>(className: N, target: Targets[N]): HostObject {
  return { [brand]: true, className, target };
}

/** Tells an object from the plain values of JSON. */
export function isHostObject(value: unknown): value is HostObject {
  return typeof value === "object" && value !== null && brand in value;
}

/** An argument of a call: a JSON value, or one that holds client objects. */
export type Arg =
  null | boolean | number | string | HostObject | readonly Arg[] | { readonly [key: string]: Arg };

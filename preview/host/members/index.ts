import { autoFilter, filter } from "./filters.ts";
import * as charts from "./charts.ts";
import type { AnyClass } from "./class.ts";
import type { ClassName } from "./host-object.ts";
import * as comments from "./comments.ts";
import * as conditional from "./conditional-formats.ts";
import { dataValidation } from "./data-validation.ts";
import * as format from "./format.ts";
import { namedItem, namedItemCollection } from "./names.ts";
import { rangeAreas, rangeCollection } from "./range-areas.ts";
import { rangeView } from "./range-view.ts";
import { range } from "./range.ts";
import * as settings from "./settings.ts";
import { rangeSort } from "./sort.ts";
import * as tables from "./tables.ts";
import * as workbook from "./workbook.ts";
import * as worksheets from "./worksheets.ts";

/** Every class that the host answers for. What is not here is refused and recorded. */
export const classes: Readonly<Record<ClassName, AnyClass>> = {
  Workbook: workbook.workbook,
  Application: workbook.application,
  CultureInfo: workbook.cultureInfo,
  NumberFormatInfo: workbook.numberFormatInfo,
  DatetimeFormatInfo: workbook.datetimeFormatInfo,
  IterativeCalculation: workbook.iterativeCalculation,
  Runtime: workbook.runtime,
  WorkbookProtection: workbook.workbookProtection,
  DocumentProperties: workbook.documentProperties,
  CustomFunctions: workbook.customFunctions,
  AddinInternalService: workbook.addinInternalService,
  AppRuntimeService: workbook.appRuntimeService,
  WorksheetCollection: worksheets.worksheetCollection,
  Worksheet: worksheets.worksheetClass,
  WorksheetProtection: worksheets.worksheetProtection,
  WorksheetFreezePanes: worksheets.worksheetFreezePanes,
  Range: range,
  RangeAreas: rangeAreas,
  RangeCollection: rangeCollection,
  RangeView: rangeView,
  RangeFormat: format.rangeFormat,
  RangeFill: format.rangeFill,
  RangeFont: format.rangeFont,
  FormatProtection: format.formatProtection,
  RangeBorderCollection: format.rangeBorderCollection,
  RangeBorder: format.rangeBorder,
  RangeSort: rangeSort,
  DataValidation: dataValidation,
  ConditionalFormatCollection: conditional.conditionalFormatCollection,
  ConditionalFormat: conditional.conditionalFormatClass,
  CustomConditionalFormat: conditional.customConditionalFormat,
  CellValueConditionalFormat: conditional.cellValueConditionalFormat,
  ConditionalFormatRule: conditional.conditionalFormatRule,
  ConditionalRangeFormat: conditional.conditionalRangeFormat,
  ConditionalRangeFill: conditional.conditionalRangeFill,
  ConditionalRangeFont: conditional.conditionalRangeFont,
  ConditionalRangeBorderCollection: conditional.conditionalRangeBorderCollection,
  ConditionalRangeBorder: conditional.conditionalRangeBorder,
  TableCollection: tables.tableCollection,
  TableScopedCollection: tables.tableScopedCollection,
  Table: tables.tableClass,
  TableColumnCollection: tables.tableColumnCollection,
  TableColumn: tables.tableColumnClass,
  TableRowCollection: tables.tableRowCollection,
  TableRow: tables.tableRowClass,
  TableSort: tables.tableSort,
  Filter: filter,
  AutoFilter: autoFilter,
  NamedItemCollection: namedItemCollection,
  NamedItem: namedItem,
  SettingCollection: settings.settingCollection,
  Setting: settings.setting,
  CustomXmlPartCollection: settings.customXmlPartCollection,
  CustomXmlPartScopedCollection: settings.customXmlPartScopedCollection,
  CustomXmlPart: settings.customXmlPart,
  CommentCollection: comments.commentCollection,
  Comment: comments.commentClass,
  CommentReplyCollection: comments.commentReplyCollection,
  CommentReply: comments.commentReply,
  ChartCollection: charts.chartCollection,
  Chart: charts.chartClass,
  ChartTitle: charts.chartTitle,
  ChartLegend: charts.chartLegend,
  ChartAxes: charts.chartAxes,
  ChartAxis: charts.chartAxis,
  ChartAxisTitle: charts.chartAxisTitle,
  ChartGridlines: charts.chartGridlines,
  ChartDataLabels: charts.chartDataLabels,
  ChartSeriesCollection: charts.chartSeriesCollection,
  ChartSeries: charts.chartSeries,
};

import { chartPlace } from "../../host/workbook/read-chart.ts";
import type { Chart } from "../../host/workbook/chart.ts";
import type { Area, Sheet } from "../../host/workbook/sheet.ts";
import { readChart } from "../chart/chart-data.ts";
import { drawChart } from "../chart/draw-chart.ts";
import type { Box } from "../chart/parts.ts";
import { el } from "../dom.ts";
import type { Desk } from "../workbook/desk.ts";
import { points } from "./cell-look.ts";
import { heightsOf, rowHeight, widthOf } from "./sizes.ts";

export interface ChartLayerParts {
  readonly desk: Desk;
  /** The area that the grid fills; the charts lie over its cells. */
  readonly area: HTMLElement;
  /** What a chart is called by those who hear it. */
  readonly label: string;
}

/** A part of the window that shows a part of the sheet: frozen, or moved by the scroll bars. */
interface Pane {
  readonly element: HTMLElement;
  readonly movesAcross: boolean;
  readonly movesDown: boolean;
}

/** The charts of the active sheet, over its cells, in the frozen parts and in those that move. */
export class ChartLayer {
  readonly #parts: ChartLayerParts;
  readonly #element = el("div", { class: "chart-layer" });
  #panes: readonly Pane[] = [];
  #drawn = "";

  constructor(parts: ChartLayerParts) {
    this.#parts = parts;
    parts.area.append(this.#element);
    const place = (): void => {
      this.#place();
    };
    parts.area.addEventListener("scroll", place, { capture: true, passive: true });
    new ResizeObserver(place).observe(parts.area);
  }

  /** Draws what has changed. */
  draw(): void {
    const sheet = this.#parts.desk.book.active;
    const charts = sheet.charts.map((chart) => ({ data: readChart(chart), box: boxOf(sheet, chart) }));
    const frozen = frozenSize(sheet);
    const drawn = JSON.stringify([sheet.id, charts, frozen]);
    if (drawn !== this.#drawn) {
      this.#panes = [false, true].flatMap((movesAcross) =>
        [false, true].map((movesDown) => ({ element: el("div", {}), movesAcross, movesDown })),
      );
      for (const { data, box } of charts) {
        const within = this.#panes.filter(({ movesAcross, movesDown }) => {
          const across = movesAcross ? box.x + box.width > frozen.width : box.x < frozen.width;
          return across && (movesDown ? box.y + box.height > frozen.height : box.y < frozen.height);
        });
        within.forEach(({ element }, index) => {
          const picture = drawChart(data, box.width, box.height, this.#parts.label);
          // A chart that lies across a frozen edge is drawn in both parts, and heard once.
          if (index > 0) picture.setAttribute("aria-hidden", "true");
          picture.style.left = `${String(box.x)}px`;
          picture.style.top = `${String(box.y)}px`;
          element.append(picture);
        });
      }
      this.#panes = this.#panes.filter(({ element }) => element.childElementCount > 0);
      this.#element.replaceChildren(
        ...this.#panes.map(({ element }) => el("div", { class: "chart-pane" }, element)),
      );
      this.#drawn = drawn;
    }
    this.#place();
  }

  /** Puts the parts where the grid shows them now. */
  #place(): void {
    if (this.#panes.length === 0) return;
    const { area, desk } = this.#parts;
    const across = area.querySelector("revogr-viewport-scroll.rgCol");
    const down = across?.querySelector(".vertical-inner");
    if (!across || !down) return;
    const frame = area.getBoundingClientRect();
    const seen = down.getBoundingClientRect();
    const frozen = frozenSize(desk.book.active);
    const left = across.getBoundingClientRect().left - frame.left;
    const top = seen.top - frame.top;
    for (const { element, movesAcross, movesDown } of this.#panes) {
      const clip = element.parentElement!.style;
      clip.left = `${String(movesAcross ? left : left - frozen.width)}px`;
      clip.top = `${String(movesDown ? top : top - frozen.height)}px`;
      clip.width = `${String(movesAcross ? across.clientWidth : frozen.width)}px`;
      clip.height = `${String(movesDown ? down.clientHeight : frozen.height)}px`;
      const x = movesAcross ? frozen.width + across.scrollLeft : 0;
      const y = movesDown ? frozen.height + down.scrollTop : 0;
      element.style.transform = `translate(${String(-x)}px, ${String(-y)}px)`;
    }
  }
}

/** Where a chart lies on the sheet, in pixels: over its cells as the grid draws them, or where it was put. */
function boxOf(sheet: Sheet, chart: Chart<Area>): Box {
  if (chart.anchor?.alive === true) {
    const { row, column, rows, columns } = chart.anchor.rect;
    return {
      x: across(sheet, 0, column),
      y: down(sheet, 0, row),
      width: across(sheet, column, columns),
      height: down(sheet, row, rows),
    };
  }
  const { left, top, width, height } = chartPlace(chart);
  return { x: points(left), y: points(top), width: points(width), height: points(height) };
}

function frozenSize(sheet: Sheet): { readonly width: number; readonly height: number } {
  return { width: across(sheet, 0, sheet.frozen.columns), height: down(sheet, 0, sheet.frozen.rows) };
}

function across(sheet: Sheet, from: number, count: number): number {
  const columns = Array.from({ length: count }, (_, index) => from + index);
  return columns
    .filter((column) => !sheet.hiddenColumns.has(column))
    .reduce((sum, column) => sum + widthOf(sheet, column), 0);
}

function down(sheet: Sheet, from: number, count: number): number {
  const heights = heightsOf(sheet);
  const rows = Array.from({ length: count }, (_, index) => from + index);
  return rows
    .filter((row) => !sheet.isRowHidden(row))
    .reduce((sum, row) => sum + (heights.get(row) ?? rowHeight), 0);
}

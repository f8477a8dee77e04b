import type { Page } from "playwright-core";
import type { Cell } from "../../../shared/cell.ts";
import type { Story } from "./preview-story.ts";

/*
 * What a person does in Excel with the mouse: in the page where it can be done there, else through Microsoft's client in
 * the pane's document, never through the add-in's own code.
 */

/** The values of a sheet, or of a block of it, as the client reads them. */
export async function valuesIn(story: Story, sheet: string, address?: string): Promise<Cell[][]> {
  const frame = await story.frame();
  return (await frame.evaluate(
    ([name, block]) =>
      Excel.run(async (book) => {
        const from = book.workbook.worksheets.getItem(name);
        const range = block === undefined ? from.getUsedRange(true) : from.getRange(block);
        range.load("values");
        await book.sync();
        return range.values as unknown[][];
      }),
    [sheet, address] as const,
  )) as Cell[][];
}

/** The formulas of a block, row by row, as the client reads them: in English. */
export async function formulasIn(story: Story, sheet: string, address: string): Promise<unknown[]> {
  const frame = await story.frame();
  return await frame.evaluate(
    ([name, block]) =>
      Excel.run(async (book) => {
        const range = book.workbook.worksheets.getItem(name).getRange(block);
        range.load("formulas");
        await book.sync();
        return range.formulas.flat() as unknown[];
      }),
    [sheet, address] as const,
  );
}

/** Puts blank rows in, such as "8:9". */
export async function insertRows(story: Story, sheet: string, rows: string): Promise<void> {
  const frame = await story.frame();
  await frame.evaluate(
    ([name, where]) =>
      Excel.run(async (book) => {
        book.workbook.worksheets.getItem(name).getRange(where).insert("Down");
        await book.sync();
      }),
    [sheet, rows] as const,
  );
}

/** Moves a column of a table, as one drags it; text stays text. */
export async function moveColumn(story: Story, table: string, heading: string, to: number): Promise<void> {
  const frame = await story.frame();
  await frame.evaluate(
    ([name, column, place]) =>
      Excel.run(async (book) => {
        const { columns } = book.workbook.tables.getItem(name);
        const old = columns.getItem(column);
        const cells = old.getDataBodyRange();
        cells.load("values,numberFormat");
        await book.sync();
        const { values, numberFormat } = cells;
        old.delete();
        const body = columns.add(place, undefined, column).getDataBodyRange();
        body.numberFormat = numberFormat;
        body.values = values;
        await book.sync();
      }),
    [table, heading, to] as const,
  );
}

/** Sorts or filters by the menu behind the arrow of a heading. */
export async function pickInHeading(page: Page, address: string, choice: string): Promise<void> {
  await page.locator(`[data-address="${address}"] .filter-arrow`).click();
  await page.getByRole("dialog", { name: "Filtrera" }).getByText(choice, { exact: true }).click();
}

/** The cell that is selected, as the name box says. */
export function selectedCell(page: Page): Promise<string> {
  return page.locator(".name-box").inputValue();
}

/** The row where the grid draws its own cursor. */
export function cursorRow(page: Page): Promise<string> {
  return page.locator(".rgRow.focused-rgRow").first().innerText();
}

/** Types into a cell of the sheet that is shown, and leaves it with Enter. */
export async function typeInto(page: Page, address: string, text: string): Promise<void> {
  await page.locator(`[data-address="${address}"]`).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

export interface Looks {
  readonly address: string;
  readonly headings: readonly string[];
  readonly filter: string;
  readonly cells: string;
  readonly own: readonly (readonly unknown[])[];
  readonly widths: readonly number[];
  readonly hidden: readonly boolean[];
}

/** What a table looks like, and what its own columns hold: all that a refresh must leave alone. */
export async function looksOf(story: Story, table: string, own: string): Promise<Looks> {
  const frame = await story.frame();
  return await frame.evaluate(
    ([name, column]) =>
      Excel.run(async (book) => {
        const { tables } = book.workbook;
        const found = tables.getItem(name);
        const range = found.getRange();
        range.load("address,columnCount,rowCount");
        found.columns.load("items/name");
        found.autoFilter.load("criteria");
        const cells = range.getCellProperties({
          format: { fill: { color: true }, font: { color: true, bold: true, name: true } },
        });
        const mine = found.columns.getItem(column).getDataBodyRange();
        mine.load("formulas");
        await book.sync();
        const widths = Array.from({ length: range.columnCount }, (_, at) => {
          const { format } = range.getColumn(at);
          format.load("columnWidth");
          return format;
        });
        const rows = Array.from({ length: range.rowCount }, (_, at) => {
          const row = range.getRow(at);
          row.load("rowHidden");
          return row;
        });
        await book.sync();
        return {
          address: range.address,
          headings: found.columns.items.map(({ name: heading }) => heading),
          filter: JSON.stringify(found.autoFilter.criteria),
          cells: JSON.stringify(cells.value),
          own: mine.formulas as unknown[][],
          widths: widths.map(({ columnWidth }) => columnWidth),
          hidden: rows.map(({ rowHidden }) => rowHidden),
        };
      }),
    [table, own] as const,
  );
}

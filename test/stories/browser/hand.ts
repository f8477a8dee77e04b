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
        const from = book.workbook.worksheets.getItem(name!);
        const range = block === undefined ? from.getUsedRange(true) : from.getRange(block);
        range.load("values");
        await book.sync();
        return range.values as unknown[][];
      }),
    [sheet, address] as const,
  )) as Cell[][];
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

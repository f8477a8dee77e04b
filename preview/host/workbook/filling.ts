import { HostError, invalidArgument } from "../errors.ts";
import { Area } from "./sheet.ts";
import type { Book } from "./book.ts";
import { copyCells } from "./copying.ts";
import { contains, type Rect } from "./rect.ts";
import { grid } from "./sheet.ts";

/** Fills a block with copies of the cells it begins with. A series of several constants is refused, not guessed. */
export function fillLike(book: Book, source: Area, destination: Rect): void {
  if (!contains(destination, source.rect)) throw invalidArgument("destinationRange");
  const cells = grid(source.rect, (row, column) => source.sheet.at(row, column)).flat();
  if (cells.length > 1 && cells.some((cell) => cell.formula === null && cell.value !== null))
    throw new HostError("NotImplemented", "Förhandsvisningen fortsätter inga serier.");
  copyCells(book, source, new Area(source.sheet, destination), "All", false);
}

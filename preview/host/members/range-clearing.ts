import { HostError } from "../errors.ts";
import type { Block } from "../workbook/block.ts";
import { contains, intersection } from "../workbook/rect.ts";
import type { Area } from "../workbook/sheet.ts";
import { cellKey } from "../workbook/sheet.ts";
import { clearCells } from "../workbook/writing.ts";
import { oneOf, optional } from "./arguments.ts";
import type { Arg } from "./host-object.ts";
import { writeLink } from "./range-links.ts";
import type { Session } from "./session.ts";

export function merge(range: Area, across: boolean, session: Session): void {
  const { sheet, rect } = range;
  sheet.assertPermitted("allowFormatCells");
  if (session.book.tablesOn(sheet).some((table) => intersection(table.area.rect, rect)))
    throw new HostError("InvalidOperation", "Celler i en tabell kan inte sammanfogas.");
  unmerge(range);
  const blocks = across
    ? Array.from({ length: rect.rows }, (_, row) => ({ ...rect, row: rect.row + row, rows: 1 }))
    : [rect];
  for (const block of blocks) {
    if (block.rows * block.columns < 2) continue;
    for (const key of [...sheet.keysIn(block)])
      if (key !== cellKey(block.row, block.column))
        sheet.store(key, { ...sheet.contents.get(key)!, formula: null, value: null, quoted: false });
    sheet.merges.push(sheet.track(block));
  }
}

export function unmerge({ sheet, rect }: Area): void {
  const kept = sheet.merges.filter((area) => area.alive && !intersection(area.rect, rect));
  sheet.merges.splice(0, sheet.merges.length, ...kept);
}

const clearKinds = ["All", "Formats", "Contents", "Hyperlinks", "RemoveHyperlinks", "ResetContents"] as const;

export function clear(range: Area, args: readonly Arg[], session: Session): void {
  const kind = optional(oneOf(clearKinds), "All")(args[0], "applyTo");
  if (kind === "Hyperlinks" || kind === "RemoveHyperlinks") writeLink(range, null, session);
  else clearCells(session.book, range, kind === "ResetContents" ? "Contents" : kind);
  if (kind !== "All") return;
  writeLink(range, null, session);
  unmerge(range);
  const { sheet, rect } = range;
  const apart = ({ areas }: { readonly areas: readonly Block[] }): boolean =>
    !areas.every((each) => each.alive && contains(rect, each.rect));
  sheet.conditionalFormats.splice(
    0,
    sheet.conditionalFormats.length,
    ...sheet.conditionalFormats.filter(apart),
  );
  sheet.validations.splice(0, sheet.validations.length, ...sheet.validations.filter(apart));
}

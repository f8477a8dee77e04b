import type { Json } from "../protocol/json.ts";
import { contains, intersection } from "../workbook/rect.ts";
import type { Area } from "../workbook/sheet.ts";
import { type Hyperlink } from "../workbook/sheet.ts";
import { writeCells } from "../workbook/writing.ts";
import { optional, record, text } from "./arguments.ts";
import type { Arg } from "./host-object.ts";
import type { Session } from "./session.ts";

const hyperlink = record({
  address: optional(text, ""),
  documentReference: optional(text, ""),
  screenTip: optional(text, ""),
  textToDisplay: optional(text, ""),
});

export function readLink({ sheet, rect }: Area): Json {
  const found = sheet.hyperlinks.find(({ area }) => area.alive && contains(area.rect, rect));
  return found ? { ...found.link } : null;
}

export function writeLink(range: Area, value: Arg, session: Session): void {
  const { sheet, rect } = range;
  sheet.assertPermitted("allowInsertHyperlinks");
  const given = value === null ? null : hyperlink(value, "hyperlink");
  const kept = sheet.hyperlinks.filter(({ area }) => area.alive && !intersection(area.rect, rect));
  sheet.hyperlinks.splice(0, sheet.hyperlinks.length, ...kept);
  if (!given) return;
  const link: Hyperlink = Object.fromEntries(Object.entries(given).filter(([, part]) => part !== ""));
  sheet.hyperlinks.push({ area: sheet.track(rect), link });
  if (given.textToDisplay !== "") writeCells(session.book, range, given.textToDisplay, "textToDisplay");
  sheet.paint(rect, () => ({ fontColor: "#0563C1", underline: "Single", styleName: "Hyperlink" }));
}

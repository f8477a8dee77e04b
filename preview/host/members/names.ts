import { HostError, invalidArgument, notFound } from "../errors.ts";
import { parseAddress } from "../workbook/address.ts";
import type { Area } from "../workbook/sheet.ts";
import { absolute, type Book, type NamedItem } from "../workbook/book.ts";
import { isError, wireValue } from "../workbook/scalar.ts";
import type { Sheet } from "../workbook/sheet.ts";
import { boolean, optional, text } from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type Arg, objectOf, type HostObject, isHostObject } from "./host-object.ts";
import { Area as AreaClass } from "../workbook/sheet.ts";
import type { Session } from "./session.ts";

const object = (item: NamedItem): HostObject => objectOf("NamedItem", item);

function inScope(book: Book, scope: Sheet | null): readonly NamedItem[] {
  return book.nameList.filter((item) => item.scope === scope);
}

/** "=Blad1!$A$1" as cells; null when the formula is anything else. */
function areaOf(book: Book, formula: string): Area | null {
  const parsed = parseAddress(formula.replace(/^=/, ""));
  const sheet = parsed?.sheet == null ? null : book.sheetNamed(parsed.sheet);
  return parsed && sheet ? sheet.track(parsed.rect) : null;
}

function add(scope: Sheet | null, [name, reference, comment]: readonly Arg[], { book }: Session): HostObject {
  const wanted = text(name, "name");
  if (
    !/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(wanted) ||
    wanted.length > 255 ||
    parseAddress(wanted) ||
    /^[rc]$/i.test(wanted)
  )
    throw invalidArgument(`name: ${wanted}`);
  if (book.nameIn(scope, wanted) ?? book.tableNamed(wanted))
    throw new HostError("ItemAlreadyExists", `Namnet ${wanted} finns redan.`);
  const given = isHostObject(reference) ? reference.target : null;
  const area = given instanceof AreaClass ? given.sheet.track(given.rect) : null;
  const formula = area ? `=${absolute(area)}` : text(reference, "reference");
  if (!formula.startsWith("=")) throw invalidArgument("reference ska börja med =");
  const item: NamedItem = {
    name: wanted,
    scope,
    formula,
    area: area ?? areaOf(book, formula),
    comment: optional(text, "")(comment, "comment"),
    visible: true,
  };
  book.nameList.push(item);
  book.touchStructure();
  return object(item);
}

export const namedItemCollection = defineClass("NamedItemCollection", {
  itemClass: "NamedItem",
  items: ({ scope }, { book }) => inScope(book, scope).map(object),
  item: ({ scope }, key, { book }) => {
    const item = book.nameIn(scope, text(key, "name"));
    return item && object(item);
  },
  members: {
    Add: { since: "1.4", call: ({ scope }, args, session) => add(scope, args, session) },
    GetCount: { since: "1.4", call: ({ scope }, _args, { book }) => inScope(book, scope).length },
    GetItemOrNullObject: {
      since: "1.4",
      call: ({ scope }, [name], { book }) => {
        const item = book.nameIn(scope, text(name, "name"));
        return item && object(item);
      },
    },
  },
});

function formulaOf(item: NamedItem): string {
  if (!item.area) return item.formula;
  return item.area.alive ? `=${absolute(item.area)}` : "=#REF!";
}

function rangeOf(item: NamedItem, session: Session): HostObject | null {
  return item.area?.alive === true ? session.range(item.area.sheet, item.area.rect) : null;
}

export const namedItem = defineClass("NamedItem", {
  id: (item) => item.name,
  members: {
    Name: { read: (item) => item.name },
    Type: {
      read: (item) => {
        if (item.area) return item.area.alive ? "Range" : "Error";
        return /^="/.test(item.formula) ? "String" : "Double";
      },
    },
    Value: {
      read: (item, { book, evaluator }) => {
        if (item.area) return item.area.alive ? absolute(item.area) : "#REF!";
        const place = { sheet: (item.scope ?? book.sheets[0]!).id, row: 0, column: 0 };
        const value = evaluator.evaluate(book, item.formula, place);
        return typeof value === "object" && value !== null && !isError(value as never)
          ? ""
          : wireValue(value as never);
      },
    },
    Visible: {
      read: (item) => item.visible,
      write: (item, value) => {
        item.visible = boolean(value, "visible");
      },
    },
    Comment: {
      since: "1.4",
      read: (item) => item.comment,
      write: (item, value) => {
        item.comment = text(value, "comment");
      },
    },
    Scope: { since: "1.4", read: (item) => (item.scope ? "Worksheet" : "Workbook") },
    Formula: {
      since: "1.7",
      read: formulaOf,
      write: (item, value, { book }) => {
        item.formula = text(value, "formula");
        item.area = areaOf(book, item.formula);
        book.touchStructure();
      },
    },
    Worksheet: {
      since: "1.4",
      open: ({ scope }) => {
        if (!scope) throw notFound("bladet: namnet hör till arbetsboken");
        return objectOf("Worksheet", scope);
      },
    },
    WorksheetOrNullObject: { since: "1.4", open: ({ scope }) => scope && objectOf("Worksheet", scope) },
    GetRange: {
      call: (item, _args, session) => {
        const found = rangeOf(item, session);
        if (!found) throw notFound(`området för ${item.name}`);
        return found;
      },
    },
    GetRangeOrNullObject: { since: "1.4", call: (item, _args, session) => rangeOf(item, session) },
    Delete: {
      since: "1.4",
      call: (item, _args, { book }) => {
        book.nameList.splice(book.nameList.indexOf(item), 1);
        book.touchStructure();
      },
    },
  },
});

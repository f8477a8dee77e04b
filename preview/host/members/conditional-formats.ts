import { HostError, invalidArgument } from "../errors.ts";
import { Areas, type Parts } from "../workbook/area.ts";
import type { Area } from "../workbook/sheet.ts";
import { contains, intersection } from "../workbook/rect.ts";
import type { Book } from "../workbook/book.ts";
import {
  type ConditionalFormat,
  type ConditionalLook,
  newConditionalFormat,
} from "../workbook/conditional-format.ts";
import type { Side } from "../workbook/style.ts";
import {
  boolean,
  color,
  either,
  integer,
  number,
  oneOf,
  optional,
  record,
  type Shape,
  text,
} from "./arguments.ts";
import { defineClass, type ValueMember } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { lineStyles } from "./format.ts";

/** The formats that lie on any of the parts' cells, first priority first. */
function formatsOn({ parts }: Parts): readonly ConditionalFormat<Area>[] {
  const [{ sheet }] = parts as readonly [Parts["parts"][number]];
  return sheet.conditionalFormats.filter(({ areas }) =>
    areas.some((area) => area.alive && parts.some((part) => intersection(area.rect, part.rect))),
  );
}

const object = (format: ConditionalFormat<Area>): HostObject => objectOf("ConditionalFormat", format);

function add(target: Parts, kind: Arg | undefined, book: Book): HostObject {
  const type = text(kind, "type");
  if (type !== "Custom" && type !== "CellValue")
    throw new HostError(
      "NotImplemented",
      `Villkorsstyrd formatering av slaget ${type} finns inte i förhandsvisningen.`,
    );
  const { sheet } = target.parts[0]!;
  sheet.assertPermitted("allowFormatCells");
  const format = newConditionalFormat(
    book.newId(),
    type,
    target.parts.map(({ rect }) => sheet.track(rect)),
  );
  sheet.conditionalFormats.unshift(format);
  return object(format);
}

function remove(target: Parts): void {
  const { sheet } = target.parts[0]!;
  sheet.assertPermitted("allowFormatCells");
  const gone = formatsOn(target).filter(({ areas }) =>
    areas.every((area) => target.parts.some((part) => contains(part.rect, area.rect))),
  );
  if (gone.length !== formatsOn(target).length)
    throw new HostError(
      "NotImplemented",
      "Förhandsvisningen kan inte ta bort en del av en villkorsstyrd formatering.",
    );
  sheet.conditionalFormats.splice(
    0,
    sheet.conditionalFormats.length,
    ...sheet.conditionalFormats.filter((each) => !gone.includes(each)),
  );
}

export const conditionalFormatCollection = defineClass("ConditionalFormatCollection", {
  since: "1.6",
  itemClass: "ConditionalFormat",
  items: (target) => formatsOn(target).map(object),
  item: (target, key) => {
    const format = formatsOn(target).find(({ id }) => id === key);
    return format ? object(format) : null;
  },
  members: {
    Add: { call: (target, [type], { book }) => add(target, type, book) },
    ClearAll: {
      call: (target) => {
        remove(target);
      },
    },
    GetCount: { call: (target) => formatsOn(target).length },
    GetItemAt: {
      call: (target, [index]) => {
        const format = formatsOn(target)[integer(index, "index")];
        if (!format) throw invalidArgument("index");
        return object(format);
      },
    },
    GetItemOrNullObject: {
      since: "1.14",
      call: (target, [key]) => {
        const format = formatsOn(target).find(({ id }) => id === key);
        return format ? object(format) : null;
      },
    },
  },
});

function ofKind(format: ConditionalFormat<Area>, type: ConditionalFormat["type"]): HostObject | null {
  if (format.type !== type) return null;
  return objectOf(type === "Custom" ? "CustomConditionalFormat" : "CellValueConditionalFormat", format);
}

function demanded(format: ConditionalFormat<Area>, type: ConditionalFormat["type"]): HostObject {
  const found = ofKind(format, type);
  if (!found) throw new HostError("InvalidOperation", `Formateringen är inte av slaget ${type}.`);
  return found;
}

export const conditionalFormatClass = defineClass("ConditionalFormat", {
  since: "1.6",
  id: (format) => format.id,
  members: {
    Id: { read: (format) => format.id },
    Type: { read: (format) => format.type },
    StopIfTrue: {
      read: (format) => format.stopIfTrue,
      write: (format, value) => {
        format.stopIfTrue = boolean(value, "stopIfTrue");
      },
    },
    Priority: {
      read: (format) => format.areas[0]!.sheet.conditionalFormats.indexOf(format),
      write: (format, value) => {
        const all = format.areas[0]!.sheet.conditionalFormats;
        const priority = integer(value, "priority");
        if (priority < 0) throw invalidArgument("priority");
        all.splice(all.indexOf(format), 1);
        all.splice(priority, 0, format);
      },
    },
    Custom: { open: (format) => demanded(format, "Custom") },
    CustomOrNullObject: { open: (format) => ofKind(format, "Custom") },
    CellValue: { open: (format) => demanded(format, "CellValue") },
    CellValueOrNullObject: { open: (format) => ofKind(format, "CellValue") },
    GetRange: {
      call: ({ areas }, _args, session) => {
        if (areas.length !== 1)
          throw new HostError("InvalidOperation", "Formateringen ligger på flera områden.");
        return session.range(areas[0]!.sheet, areas[0]!.rect);
      },
    },
    GetRangeOrNullObject: {
      call: ({ areas }, _args, session) =>
        areas.length === 1 ? session.range(areas[0]!.sheet, areas[0]!.rect) : null,
    },
    GetRanges: {
      since: "1.9",
      call: ({ areas }, _args, session) =>
        objectOf(
          "RangeAreas",
          new Areas(areas.filter((area) => area.alive).map((area) => session.area(area.sheet, area.rect))),
        ),
    },
    Delete: {
      call: (format) => {
        const { sheet } = format.areas[0]!;
        sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(format), 1);
      },
    },
  },
});

export const customConditionalFormat = defineClass("CustomConditionalFormat", {
  since: "1.6",
  members: {
    Rule: { open: (format) => objectOf("ConditionalFormatRule", format) },
    Format: { open: ({ look }) => objectOf("ConditionalRangeFormat", look) },
  },
});

const formula: Shape<string> = (value, what) => {
  const given = text(value, what);
  return given.startsWith("=") ? given : `=${given}`;
};

export const conditionalFormatRule = defineClass("ConditionalFormatRule", {
  since: "1.6",
  members: {
    Formula: {
      read: (format) => format.formula,
      write: (format, value) => {
        format.formula = formula(value, "formula");
      },
    },
  },
});

const comparisons = [
  "Between",
  "NotBetween",
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqual",
  "LessThanOrEqual",
] as const;

const cellValueRule = record({
  operator: oneOf(comparisons),
  formula1: either(text, number),
  formula2: optional(either(text, number), null),
});

export const cellValueConditionalFormat = defineClass("CellValueConditionalFormat", {
  since: "1.6",
  members: {
    Rule: {
      read: ({ cellValue }) => ({ ...cellValue }),
      write: (format, value) => {
        const given = cellValueRule(value, "rule");
        if (/between/i.test(given.operator) && given.formula2 === null)
          throw invalidArgument("rule.formula2");
        format.cellValue = {
          operator: given.operator,
          formula1: String(given.formula1),
          formula2: given.formula2 === null ? null : String(given.formula2),
        };
      },
    },
    Format: { open: ({ look }) => objectOf("ConditionalRangeFormat", look) },
  },
});

type PlainLook = Exclude<keyof ConditionalLook, "borders">;

function laid<K extends PlainLook>(
  key: K,
  shape: Shape<NonNullable<ConditionalLook[K]>>,
): ValueMember<ConditionalLook> {
  return {
    read: (look) => look[key],
    write: (look, value) => {
      look[key] = shape(value, key);
    },
  };
}

export const conditionalRangeFormat = defineClass("ConditionalRangeFormat", {
  since: "1.6",
  members: {
    NumberFormat: laid("numberFormat", text),
    Fill: { open: (look) => objectOf("ConditionalRangeFill", look) },
    Font: { open: (look) => objectOf("ConditionalRangeFont", look) },
    Borders: { open: (look) => objectOf("ConditionalRangeBorderCollection", look) },
  },
});

export const conditionalRangeFill = defineClass("ConditionalRangeFill", {
  since: "1.6",
  members: {
    Color: laid("fillColor", color),
    Clear: {
      call: (look) => {
        look.fillColor = null;
      },
    },
  },
});

export const conditionalRangeFont = defineClass("ConditionalRangeFont", {
  since: "1.6",
  members: {
    Color: laid("fontColor", color),
    Bold: laid("bold", boolean),
    Italic: laid("italic", boolean),
    Strikethrough: laid("strikethrough", boolean),
    Underline: laid("underline", oneOf(["None", "Single", "Double"])),
    Clear: {
      call: (look) => {
        Object.assign(look, {
          fontColor: null,
          bold: null,
          italic: null,
          strikethrough: null,
          underline: null,
        });
      },
    },
  },
});

const sides: Readonly<Record<string, Side>> = {
  EdgeTop: "top",
  EdgeBottom: "bottom",
  EdgeLeft: "left",
  EdgeRight: "right",
};

function borderOf(look: ConditionalLook, key: Arg): HostObject {
  const side = sides[text(key, "index")];
  if (!side) throw invalidArgument("index");
  return objectOf("ConditionalRangeBorder", { look, side });
}

export const conditionalRangeBorderCollection = defineClass("ConditionalRangeBorderCollection", {
  since: "1.6",
  itemClass: "ConditionalRangeBorder",
  items: (look) => Object.keys(sides).map((key) => borderOf(look, key)),
  item: borderOf,
  members: {
    Count: { read: () => 4 },
    Top: { open: (look) => borderOf(look, "EdgeTop") },
    Bottom: { open: (look) => borderOf(look, "EdgeBottom") },
    Left: { open: (look) => borderOf(look, "EdgeLeft") },
    Right: { open: (look) => borderOf(look, "EdgeRight") },
  },
});

export const conditionalRangeBorder = defineClass("ConditionalRangeBorder", {
  since: "1.6",
  id: ({ side }) => Object.keys(sides).find((key) => sides[key] === side)!,
  members: {
    Style: {
      read: ({ look, side }) => look.borders.get(side)?.style ?? "None",
      write: ({ look, side }, value) => {
        const old = look.borders.get(side);
        look.borders.set(side, { color: old?.color ?? "#000000", style: oneOf(lineStyles)(value, "style") });
      },
    },
    Color: {
      read: ({ look, side }) => look.borders.get(side)?.color ?? "#000000",
      write: ({ look, side }, value) => {
        const old = look.borders.get(side);
        look.borders.set(side, { style: old?.style ?? "Continuous", color: color(value, "color") });
      },
    },
  },
});

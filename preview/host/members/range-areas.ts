import { invalidArgument } from "../errors.ts";
import { integer } from "./arguments.ts";
import { defineClass } from "./class.ts";
import { objectOf } from "./host-object.ts";
import { clear } from "./range-clearing.ts";
import { selectRange } from "./selecting.ts";

/** Several blocks used as one. */
export const rangeAreas = defineClass("RangeAreas", {
  since: "1.9",
  referenceId: (target) => target.referenceId,
  members: {
    Address: { read: ({ parts }) => parts.map((part) => part.address).join(",") },
    AreaCount: { read: ({ parts }) => parts.length },
    CellCount: { read: ({ parts }) => parts.reduce((sum, { rect }) => sum + rect.rows * rect.columns, 0) },
    Areas: { open: (target) => objectOf("RangeCollection", target) },
    Format: { open: (target) => objectOf("RangeFormat", target) },
    ConditionalFormats: { open: (target) => objectOf("ConditionalFormatCollection", target) },
    DataValidation: { open: (target) => objectOf("DataValidation", target) },
    Worksheet: { open: ({ parts }) => objectOf("Worksheet", parts[0]!.sheet) },
    Clear: {
      call: ({ parts }, args, session) => {
        for (const part of parts) clear(part, args, session);
      },
    },
    Select: {
      call: ({ parts }, _args, session) => {
        selectRange(session.book, parts[0]!);
      },
    },
    _KeepReference: { call: (target, _args, session) => void session.keep(objectOf("RangeAreas", target)) },
  },
});

/** The blocks of several. */
export const rangeCollection = defineClass("RangeCollection", {
  since: "1.9",
  itemClass: "Range",
  items: ({ parts }) => parts.map((part) => objectOf("Range", part)),
  members: {
    GetCount: { call: ({ parts }) => parts.length },
    GetItemAt: {
      call: ({ parts }, [index]) => {
        const part = parts[integer(index, "index")];
        if (!part) throw invalidArgument("index");
        return objectOf("Range", part);
      },
    },
  },
});

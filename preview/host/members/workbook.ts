import { HostError, invalidArgument, notFound } from "../errors.ts";
import { Areas } from "../workbook/area.ts";
import type { Json } from "../protocol/json.ts";
import { boolean, list, oneOf, optional, text } from "./arguments.ts";
import { defineClass, type ValueMember } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { listening, workbookTarget } from "./events.ts";
import type { Session } from "./session.ts";
import type { Book } from "../workbook/book.ts";

function eventRange(session: Session, reference: Arg | undefined): HostObject | null {
  const area = session.eventArea(text(reference, "referenceId"));
  return area?.alive === true ? objectOf("Range", area) : null;
}

export const workbook = defineClass("Workbook", {
  members: {
    Name: { since: "1.7", read: (book) => book.name },
    ReadOnly: { since: "1.8", read: () => false },
    IsDirty: {
      since: "1.9",
      read: (book) => book.isDirty,
      write: (book, value) => {
        book.isDirty = boolean(value, "isDirty");
      },
    },
    AutoSave: { since: "1.9", read: () => false },
    PreviouslySaved: { since: "1.9", read: () => true },

    Application: { open: (book) => objectOf("Application", book) },
    Worksheets: { open: (book) => objectOf("WorksheetCollection", book) },
    Tables: { open: () => objectOf("TableCollection", { sheet: null }) },
    Names: { open: () => objectOf("NamedItemCollection", { scope: null }) },
    Settings: { since: "1.4", open: (book) => objectOf("SettingCollection", book) },
    CustomXmlParts: { since: "1.5", open: (book) => objectOf("CustomXmlPartCollection", book) },
    Comments: { since: "1.10", open: () => objectOf("CommentCollection", { sheet: null }) },
    Protection: { since: "1.7", open: (book) => objectOf("WorkbookProtection", book) },
    Properties: { since: "1.7", open: (book) => objectOf("DocumentProperties", book) },
    _Runtime: { since: "1.5", open: (book) => objectOf("Runtime", book) },

    GetSelectedRange: {
      call: (book, _args, session) => {
        if (book.selection.length !== 1 || !book.selection[0]!.alive)
          throw new HostError("InvalidSelection", "Markeringen är inte ett enda område.");
        return session.range(book.selection[0]!.sheet, book.selection[0]!.rect);
      },
    },
    GetSelectedRanges: {
      since: "1.9",
      call: (book, _args, session) =>
        objectOf("RangeAreas", new Areas(book.selection.map((part) => session.area(part.sheet, part.rect)))),
    },
    GetActiveCell: {
      since: "1.7",
      call: (book, _args, session) => {
        const { sheet, rect } = book.selection[0]!;
        return session.range(sheet, { row: rect.row, column: rect.column, rows: 1, columns: 1 });
      },
    },
    Save: {
      since: "1.11",
      call: (book, [behavior]) => {
        oneOf(["Save", "Prompt"])(behavior ?? "Save", "saveBehavior");
        book.isDirty = false;
      },
    },

    _RemoveReference: {
      call: (_book, [reference], session) => {
        session.release(text(reference, "referenceId"));
      },
    },
    _RemoveAllReferences: {
      call: (_book, _args, session) => {
        session.releaseAll();
      },
    },
    _GetRangeForEventByReferenceId: {
      call: (_book, [reference], session) => {
        const found = eventRange(session, reference);
        if (!found) throw notFound("området som händelsen gällde");
        return found;
      },
    },
    _GetRangeOrNullObjectForEventByReferenceId: {
      call: (_book, [reference], session) => eventRange(session, reference),
    },
    ...listening<Book>(() => workbookTarget, { Activated: [2203, "1.13"] }),
  },
});

const calculationModes = ["Automatic", "AutomaticExceptTables", "Manual"] as const;

export const application = defineClass("Application", {
  members: {
    CalculationMode: {
      read: (book) => book.calculationMode,
      write: (book, value) => {
        book.calculationMode = oneOf(calculationModes)(value, "calculationMode");
      },
    },
    CalculationState: { since: "1.9", read: () => "Done" },
    CalculationEngineVersion: { since: "1.9", read: () => 191029 },
    DecimalSeparator: { since: "1.11", read: () => "," },
    ThousandsSeparator: { since: "1.11", read: () => "\u00A0" },
    UseSystemSeparators: { since: "1.11", read: () => true },
    CultureInfo: { since: "1.11", open: (book) => objectOf("CultureInfo", book) },
    IterativeCalculation: { since: "1.9", open: (book) => objectOf("IterativeCalculation", book) },
    Calculate: {
      call: (book, [kind], session) => {
        oneOf(["Recalculate", "Full", "FullRebuild"])(kind, "calculationType");
        book.touchStructure();
        session.calculateNow();
      },
    },
    // Both end by themselves with the batch, as they do in the spreadsheet program.
    SuspendApiCalculationUntilNextSync: {
      since: "1.6",
      call: (_book, _args, session) => {
        session.suspendCalculation();
      },
    },
    SuspendScreenUpdatingUntilNextSync: { since: "1.9", call: () => null },
  },
});

export const iterativeCalculation = defineClass("IterativeCalculation", {
  since: "1.9",
  members: {
    Enabled: { read: () => false },
    MaxIteration: { read: () => 100 },
    MaxChange: { read: () => 0.001 },
  },
});

export const cultureInfo = defineClass("CultureInfo", {
  since: "1.11",
  members: {
    Name: { read: () => "sv-SE" },
    NumberFormat: { open: (book) => objectOf("NumberFormatInfo", book) },
    DatetimeFormat: { since: "1.12", open: (book) => objectOf("DatetimeFormatInfo", book) },
  },
});

export const numberFormatInfo = defineClass("NumberFormatInfo", {
  since: "1.11",
  members: {
    NumberDecimalSeparator: { read: () => "," },
    NumberGroupSeparator: { read: () => "\u00A0" },
    CurrencySymbol: { since: "1.12", read: () => "kr" },
  },
});

export const datetimeFormatInfo = defineClass("DatetimeFormatInfo", {
  since: "1.12",
  members: {
    DateSeparator: { read: () => "-" },
    TimeSeparator: { read: () => ":" },
    ShortDatePattern: { read: () => "yyyy-MM-dd" },
    LongDatePattern: { read: () => "'den' d MMMM yyyy" },
    LongTimePattern: { read: () => "HH:mm:ss" },
  },
});

export const runtime = defineClass("Runtime", {
  since: "1.5",
  members: {
    EnableEvents: {
      since: "1.8",
      read: (book) => !book.silent,
      write: (book, value) => {
        book.silent = !boolean(value, "enableEvents");
      },
    },
  },
});

export const workbookProtection = defineClass("WorkbookProtection", {
  since: "1.7",
  members: {
    Protected: { read: (book) => book.structureLocked },
    Protect: {
      call: (book, [password]) => {
        if (book.structureLocked) throw new HostError("InvalidOperation", "Arbetsboken är redan skyddad.");
        book.structureLocked = true;
        book.structurePassword = optional(text, null)(password, "password");
      },
    },
    Unprotect: {
      call: (book, [password]) => {
        if (book.structurePassword !== null && book.structurePassword !== password)
          throw new HostError("AccessDenied", "Fel lösenord.");
        book.structureLocked = false;
        book.structurePassword = null;
      },
    },
  },
});

function property(key: string): ValueMember<Book> {
  return {
    read: (book): Json => book.properties.get(key) ?? "",
    write: (book, value) => void book.properties.set(key, text(value, key)),
  };
}

export const documentProperties = defineClass("DocumentProperties", {
  since: "1.7",
  members: {
    Title: property("title"),
    Subject: property("subject"),
    Author: property("author"),
    Keywords: property("keywords"),
    Comments: property("comments"),
    Category: property("category"),
    Manager: property("manager"),
    Company: property("company"),
    LastAuthor: { read: (book) => book.user.name },
  },
});

/** Where the answers of custom functions come in. */
export const customFunctions = defineClass("CustomFunctions", {
  members: {
    _SetOsfControlContainerReadyForCustomFunctions: { call: () => null },
    _GetEnabledFeatures: { call: () => [] },
    SetInvocationArrayResults: {
      call: (_book, [results], session) => {
        session.functionResults(list((value: Arg | undefined) => value ?? null)(results, "results"));
      },
    },
    SetInvocationResults: {
      call: () => {
        throw invalidArgument("den äldre formen av svar från egna funktioner används inte");
      },
    },
  },
});

/** Whether the pane is shown. Here it always is: it stands beside the grid, or there is no pane to show. */
export const appRuntimeService = defineClass("AppRuntimeService", {
  members: {
    SetAppRuntimeState: { call: () => null },
    GetAppRuntimeState: { call: () => "Visible" },
  },
});

/** Where the client says that shortcuts' actions can be called. */
export const addinInternalService = defineClass("AddinInternalService", {
  members: { NotifyActionHandlerReady: { call: () => null } },
});

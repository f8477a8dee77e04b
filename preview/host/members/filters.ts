import { HostError, invalidArgument, invalidOperation, notFound } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { applyFilter } from "../workbook/filter.ts";
import { type FilterCriteria } from "../workbook/filter-criteria.ts";
import { intersection, type Rect } from "../workbook/rect.ts";
import { eachRow, type Filtering, type Sheet } from "../workbook/sheet.ts";
import type { Table } from "../workbook/table.ts";
import { refilter } from "../workbook/tables.ts";
import { integer, list, oneOf, optional, place, plainObject, text } from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type Arg, type HostObject } from "./host-object.ts";
import type { Session } from "./session.ts";

/** Reads filter criteria. Colours, icons, top lists and dynamic filters are not hosted and say so. */
function criteriaOf(value: Arg | undefined): FilterCriteria {
  const given = plainObject(value, "criteria");
  const filterOn = text(given["filterOn"], "criteria.filterOn");
  if (filterOn === "Values") return { filterOn, values: list(text)(given["values"], "criteria.values") };
  if (filterOn === "Custom")
    return {
      filterOn,
      criterion1: text(given["criterion1"], "criteria.criterion1"),
      criterion2: optional(text, null)(given["criterion2"], "criteria.criterion2"),
      operator: oneOf(["And", "Or"])(given["operator"] ?? "And", "criteria.operator"),
    };
  throw new HostError("NotImplemented", `Filter på ${filterOn} finns inte i förhandsvisningen.`);
}

function told(criteria: FilterCriteria): Json {
  return criteria.filterOn === "Values" ? { filterOn: "Values", values: criteria.values } : { ...criteria };
}

interface Filtered {
  readonly sheet: Sheet;
  readonly table: Table | null;
  readonly filtering: Filtering | null;
}

/** The filter as it is now: a sheet's own may have come or gone since the object was opened. */
function now({ sheet, table }: Filtered): Filtering | null {
  const found = table ? table.filtering : sheet.filtering;
  return found?.area.alive === true ? found : null;
}

function reapply(target: Filtered): void {
  if (target.table) refilter(target.table);
  else if (target.sheet.filtering) {
    const { filtering } = target.sheet;
    applyFilter(target.sheet, filtering, filtering.area.rect.rows - 1);
  }
}

function range(target: Filtered, session: Session): HostObject | null {
  const found = now(target);
  return found && session.range(target.sheet, found.area.rect);
}

export const autoFilter = defineClass("AutoFilter", {
  since: "1.9",
  members: {
    Enabled: { read: (target) => now(target) !== null },
    IsDataFiltered: { read: (target) => (now(target)?.criteria.size ?? 0) > 0 },
    Criteria: {
      read: (target) => {
        const found = now(target);
        if (!found) return null;
        return Array.from({ length: found.area.rect.columns }, (_, index) => {
          const criteria = found.criteria.get(index);
          return criteria ? told(criteria) : null;
        });
      },
    },
    Apply: {
      call: (target, [where, columnIndex, criteria], { book }) => {
        const { sheet, table } = target;
        sheet.assertPermitted("allowAutoFilter");
        const rect: Rect = table ? table.area.rect : place(where, "range").rect;
        if (!table && book.tablesOn(sheet).some((each) => intersection(each.area.rect, rect)))
          throw invalidOperation("området ligger i en tabell");
        if (!table && (!sheet.filtering || sheet.filtering.area.rect.row !== rect.row))
          sheet.filtering = { area: sheet.track(rect), criteria: new Map() };
        const filtering = now(target)!;
        if (columnIndex !== null && columnIndex !== undefined) {
          const index = integer(columnIndex, "columnIndex");
          if (index < 0 || index >= rect.columns) throw invalidArgument("columnIndex");
          filtering.criteria.set(index, criteriaOf(criteria));
        }
        reapply(target);
        book.tell({ kind: "filtered", sheet });
      },
    },
    ClearCriteria: {
      call: (target) => {
        now(target)?.criteria.clear();
        reapply(target);
      },
    },
    ClearColumnCriteria: {
      since: "1.14",
      call: (target, [columnIndex]) => {
        now(target)?.criteria.delete(integer(columnIndex, "columnIndex"));
        reapply(target);
      },
    },
    Reapply: {
      call: (target) => {
        reapply(target);
      },
    },
    Remove: {
      call: (target) => {
        const found = now(target);
        found?.criteria.clear();
        reapply(target);
        if (found && !target.table) {
          eachRow(found.area.rect, (row) => target.sheet.filteredRows.delete(row));
          target.sheet.forget(found.area);
          target.sheet.filtering = null;
        }
      },
    },
    GetRange: {
      call: (target, _args, session) => {
        const found = range(target, session);
        if (!found) throw notFound("filtret");
        return found;
      },
    },
    GetRangeOrNullObject: { call: (target, _args, session) => range(target, session) },
  },
});

export const filter = defineClass("Filter", {
  since: "1.2",
  members: {
    Criteria: {
      read: ({ table, column }) => {
        const criteria = table.filtering.criteria.get(column.area.rect.column - table.area.rect.column);
        return criteria ? told(criteria) : null;
      },
    },
    Apply: {
      call: ({ table, column }, [criteria]) => {
        setCriteria(table, column.area.rect.column, criteriaOf(criteria));
      },
    },
    ApplyValuesFilter: {
      call: ({ table, column }, [values]) => {
        setCriteria(table, column.area.rect.column, {
          filterOn: "Values",
          values: list(text)(values, "values"),
        });
      },
    },
    ApplyCustomFilter: {
      call: ({ table, column }, [first, second, operator]) => {
        setCriteria(table, column.area.rect.column, {
          filterOn: "Custom",
          criterion1: text(first, "criteria1"),
          criterion2: optional(text, null)(second, "criteria2"),
          operator: oneOf(["And", "Or"])(operator ?? "And", "oper"),
        });
      },
    },
    Clear: {
      call: ({ table, column }) => {
        table.filtering.criteria.delete(column.area.rect.column - table.area.rect.column);
        refilter(table);
      },
    },
  },
});

function setCriteria(table: Table, column: number, criteria: FilterCriteria): void {
  table.sheet.assertPermitted("allowAutoFilter");
  table.filtering.criteria.set(column - table.area.rect.column, criteria);
  refilter(table);
}

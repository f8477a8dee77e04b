import type { BookView, Changes, NameView, TableView } from "../evaluator.ts";
import type { Json } from "../protocol/json.ts";
import type { Area } from "./sheet.ts";
import type { Rect } from "./rect.ts";
import { Sheet } from "./sheet.ts";
import type { Scalar } from "./scalar.ts";
import type { Table } from "./table.ts";

/** A name for cells or for a formula. `area` follows inserts and deletes; null when the formula is no plain block. */
export interface NamedItem {
  readonly name: string;
  readonly scope: Sheet | null;
  formula: string;
  area: Area | null;
  comment: string;
  visible: boolean;
}

export interface XmlPart {
  readonly id: string;
  xml: string;
}

export type ShiftDirection = "None" | "ShiftCellLeft" | "ShiftCellUp" | "ShiftCellRight" | "ShiftCellDown";

/** Something that happened and that events tell of. */
export type Notice =
  | {
      readonly kind: "changed";
      readonly changeType: string;
      readonly shiftDirection: ShiftDirection;
      readonly sheet: Sheet;
      readonly rect: Rect;
      /** For a single cell: what it held and what it holds. */
      readonly details: { readonly before: Scalar; readonly after: Scalar } | null;
    }
  | { readonly kind: "formatChanged"; readonly sheet: Sheet; readonly rect: Rect }
  | { readonly kind: "rowSorted" | "selection"; readonly sheet: Sheet; readonly rect: Rect }
  | {
      readonly kind:
        | "activated"
        | "deactivated"
        | "sheetAdded"
        | "sheetDeleted"
        | "calculated"
        | "protectionChanged"
        | "nameChanged"
        | "visibilityChanged"
        | "moved"
        | "filtered";
      readonly sheet: Sheet;
    }
  | { readonly kind: "tableAdded" | "tableDeleted"; readonly sheet: Sheet; readonly table: Table }
  | {
      readonly kind: "commentAdded" | "commentDeleted" | "commentChanged";
      readonly sheet: Sheet;
      readonly id: string;
    };

/** The workbook: its sheets and all that is not on one of them. */
export class Book implements BookView {
  readonly name: string;
  readonly user: { readonly name: string; readonly email: string };
  readonly sheets: Sheet[] = [];
  readonly deletedTables = new Set<Table>();
  readonly tableList: Table[] = [];
  readonly nameList: NamedItem[] = [];
  readonly settings = new Map<string, Json>();
  readonly xmlParts: XmlPart[] = [];
  readonly properties = new Map<string, Json>();
  calculationMode = "Automatic";
  structureLocked = false;
  structurePassword: string | null = null;
  isDirty = false;
  /** Events are switched off: nothing is told. */
  silent = false;
  active: Sheet;
  selection: Area[];
  /** Events not yet told. */
  readonly notices: Notice[] = [];
  #structureChanged = true;
  #changedAreas: { sheet: string; rect: Rect }[] = [];
  #lastId = 0;

  constructor(name: string, user: { readonly name: string; readonly email: string }) {
    this.name = name;
    this.user = user;
    this.active = new Sheet(this.newId(), "Blad1");
    this.sheets.push(this.active);
    this.selection = [this.active.track({ row: 0, column: 0, rows: 1, columns: 1 })];
  }

  /** An id as the spreadsheet program writes them. */
  newId(): string {
    this.#lastId += 1;
    return `{00000000-0000-4000-8000-${String(this.#lastId).padStart(12, "0")}}`;
  }

  newNumber(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  sheetNamed(name: string): Sheet | null {
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase()) ?? null;
  }

  tableNamed(name: string): Table | null {
    return this.tableList.find((table) => table.name.toLowerCase() === name.toLowerCase()) ?? null;
  }

  tablesOn(sheet: Sheet): readonly Table[] {
    return this.tableList.filter((table) => table.sheet === sheet);
  }

  nameIn(scope: Sheet | null, name: string): NamedItem | null {
    return (
      this.nameList.find((item) => item.scope === scope && item.name.toLowerCase() === name.toLowerCase()) ??
      null
    );
  }

  /** Marks cells as changed, for the next calculation. */
  touch(sheet: Sheet, rect: Rect): void {
    this.isDirty = true;
    this.#changedAreas.push({ sheet: sheet.id, rect });
  }

  /** Marks the order of things as changed: sheets, tables, names, or where cells are. */
  touchStructure(): void {
    this.isDirty = true;
    this.#structureChanged = true;
  }

  /** What has changed since this was last asked; null when nothing has. */
  takeChanges(): Changes | null {
    if (!this.#structureChanged && this.#changedAreas.length === 0) return null;
    const changes = { structure: this.#structureChanged, areas: this.#changedAreas };
    this.#structureChanged = false;
    this.#changedAreas = [];
    return changes;
  }

  tell(notice: Notice): void {
    if (!this.silent) this.notices.push(notice);
  }

  get tables(): readonly TableView[] {
    return this.tableList.map((table) => ({
      name: table.name,
      sheet: table.sheet.id,
      rect: table.area.rect,
      hasHeaders: table.showHeaders,
      hasTotals: table.showTotals,
      columns: table.columns.map((column) => column.name),
    }));
  }

  get names(): readonly NameView[] {
    return this.nameList.map((item) => ({
      name: item.name,
      formula: item.area?.alive === true ? `=${absolute(item.area)}` : item.formula,
      sheet: item.scope?.id ?? null,
    }));
  }
}

/** "Blad1!$A$1:$B$2" */
export function absolute(area: Area): string {
  const [sheet, cells] = splitLast(area.address);
  return `${sheet}!${cells.replace(/([A-Z]+)?(\d+)?/g, (whole, letters?: string, digits?: string) =>
    whole === ""
      ? ""
      : (letters === undefined ? "" : `$${letters}`) + (digits === undefined ? "" : `$${digits}`),
  )}`;
}

function splitLast(address: string): readonly [string, string] {
  const at = address.lastIndexOf("!");
  return [address.slice(0, at), address.slice(at + 1)];
}

import type { Json } from "./protocol/json.ts";
import { addressOf } from "./workbook/address.ts";
import type { Area } from "./workbook/sheet.ts";
import type { Book, Notice } from "./workbook/book.ts";
import { contains, intersection, type Rect } from "./workbook/rect.ts";
import { valueType, wireValue } from "./workbook/scalar.ts";
import type { Sheet } from "./workbook/sheet.ts";

const category = 65_536;
const workbookTarget = "Workbook";
/** So many events can be asked for their cells; older ones have been forgotten. */
const rememberedEvents = 64;

/** Who did what is told: the add-in itself, the user, or somebody else in the same file. */
export interface Actor {
  readonly source: "Local" | "Remote";
  readonly triggerSource: "ThisLocalAddin" | "Unknown";
}

export const addinActor: Actor = { source: "Local", triggerSource: "ThisLocalAddin" };
export const userActor: Actor = { source: "Local", triggerSource: "Unknown" };
export const coAuthorActor: Actor = { source: "Remote", triggerSource: "Unknown" };

/** Who listens to what, and the entries by which they are told. */
export class EventFeed {
  readonly #listeners = new Map<string, number>();
  readonly #areas = new Map<string, Area>();
  #last = 0;

  /** Begins or ends to listen. */
  listen(event: number, target: string, on: boolean): void {
    const key = `${String(event)} ${target}`;
    const count = (this.#listeners.get(key) ?? 0) + (on ? 1 : -1);
    if (count > 0) this.#listeners.set(key, count);
    else this.#listeners.delete(key);
  }

  /** Nobody listens any more. */
  forgetListeners(): void {
    this.#listeners.clear();
  }

  /** The cells that an event told of, wherever they are now; null when the event has been forgotten. */
  areaOf(referenceId: string): Area | null {
    return this.#areas.get(referenceId) ?? null;
  }

  /** The entries for all who listen to these notices. */
  entries(book: Book, notices: readonly Notice[], actor: Actor): Json[] {
    return notices.flatMap((notice) =>
      this.#told(book, notice, actor)
        .filter(([event, target]) => this.#listeners.has(`${String(event)} ${target}`))
        .map(([event, target, message]) => [category, event, target, JSON.stringify(message), 0]),
    );
  }

  #remember(sheet: Sheet, rect: Rect): string {
    this.#last += 1;
    const id = `evref${String(this.#last)}`;
    this.#areas.set(id, sheet.track(rect));
    const [oldest] = this.#areas.keys();
    if (this.#areas.size > rememberedEvents && oldest !== undefined) {
      const area = this.#areas.get(oldest)!;
      area.sheet.forget(area);
      this.#areas.delete(oldest);
    }
    return id;
  }

  #told(book: Book, notice: Notice, actor: Actor): readonly Told[] {
    const worksheetId = notice.sheet.id;
    const about = { worksheetId, ...actor };
    const both = (event: number, message: Json): readonly Told[] => [
      [event, worksheetId, message],
      [event, workbookTarget, message],
    ];
    switch (notice.kind) {
      case "changed":
        return this.#changed(book, notice, actor);
      case "formatChanged": {
        const referenceId = this.#remember(notice.sheet, notice.rect);
        return both(18, { ...about, address: addressOf(notice.rect), referenceId });
      }
      case "selection":
        return this.#selected(book, notice.sheet, notice.rect);
      case "rowSorted":
        return both(19, { ...about, address: addressOf(notice.rect) });
      case "activated":
        return both(11, { worksheetId });
      case "deactivated":
        return both(12, { worksheetId });
      case "sheetAdded":
        return [[13, workbookTarget, about]];
      case "sheetDeleted":
        return [[15, workbookTarget, about]];
      case "calculated":
        return both(16, { worksheetId });
      case "protectionChanged":
        return both(24, { ...about, isProtected: notice.sheet.protection !== null });
      case "tableAdded":
        return both(102, { ...about, tableId: notice.table.id });
      case "tableDeleted":
        return both(103, { ...about, tableId: notice.table.id, tableName: notice.table.name });
      case "commentAdded":
        return both(250, { ...about, commentDetails: [{ commentId: notice.id, replyIds: [] }] });
      case "commentDeleted":
        return both(251, { ...about, commentDetails: [{ commentId: notice.id, replyIds: [] }] });
      case "commentChanged":
        return both(252, {
          ...about,
          changeType: "CommentEdited",
          commentDetails: [{ commentId: notice.id, replyIds: [] }],
        });
      case "nameChanged":
      case "visibilityChanged":
      case "moved":
      case "filtered":
        // The client listens to these with sets that the host does not claim to have.
        return [];
    }
  }

  #changed(book: Book, notice: Extract<Notice, { kind: "changed" }>, actor: Actor): readonly Told[] {
    const { sheet, rect, changeType, shiftDirection, details } = notice;
    const message = {
      ...actor,
      changeType,
      shiftDirection,
      worksheetId: sheet.id,
      address: addressOf(rect),
      referenceId: this.#remember(sheet, rect),
      ...(details === null
        ? {}
        : {
            valueBefore: wireValue(details.before),
            valueAfter: wireValue(details.after),
            valueTypeBefore: valueType(details.before),
            valueTypeAfter: valueType(details.after),
          }),
    };
    const touched = book.tablesOn(sheet).filter(({ area }) => area.alive && intersection(area.rect, rect));
    return [
      [10, sheet.id, message],
      [10, workbookTarget, message],
      ...touched.flatMap((table): readonly Told[] => {
        const told = { ...message, tableId: table.id };
        return [
          [101, table.id, told],
          [101, sheet.id, told],
          [101, workbookTarget, told],
        ];
      }),
    ];
  }

  #selected(book: Book, sheet: Sheet, rect: Rect): readonly Told[] {
    const message = { worksheetId: sheet.id, address: addressOf(rect) };
    return [
      [14, sheet.id, message],
      [14, workbookTarget, message],
      ...book
        .tablesOn(sheet)
        .map((table): Told => [
          100,
          table.id,
          { ...message, tableId: table.id, isInsideTable: contains(table.area.rect, rect) },
        ]),
    ];
  }
}

type Told = readonly [event: number, target: string, message: Json];

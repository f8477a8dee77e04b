import { snapshotOf } from "../host/evaluate/workbook-snapshot.ts";
import { toXlsx } from "../host/evaluate/to-xlsx.ts";
import { parseAddress } from "../host/workbook/address.ts";
import { constant } from "../host/workbook/entry.ts";
import type { Rect } from "../host/workbook/rect.ts";
import type { Sheet } from "../host/workbook/sheet.ts";
import { activateSheet, addSheet } from "../host/workbook/sheets.ts";
import { putEntries } from "../host/workbook/writing.ts";
import { Drawer } from "./developer/drawer.ts";
import { el } from "./dom.ts";
import { ChartLayer } from "./grid/chart-layer.ts";
import { CellHelpers } from "./grid/cell-helpers.ts";
import { filterMenu } from "./grid/filter-menu.ts";
import { GridView } from "./grid/grid-view.ts";
import { type Network, PaneFrame } from "./pane/pane-frame.ts";
import { keepPreferences, type Preferences } from "./preferences.ts";
import { ask } from "./shell/alert.ts";
import { FormulaBar } from "./shell/formula-bar.ts";
import { readManifest } from "./shell/manifest.ts";
import { personButton } from "./shell/person-button.ts";
import { openPopup } from "./shell/popup.ts";
import { drawRibbon } from "./shell/ribbon.ts";
import { SheetTabs } from "./shell/sheet-tabs.ts";
import { StatusBar } from "./shell/status-bar.ts";
import { drawTitleBar } from "./shell/title-bar.ts";
import { type Language, wordsIn } from "./texts.ts";
import type { Desk } from "./workbook/desk.ts";
import type { OpenWorkbook } from "./workbook/load.ts";
import type { Typed, UserEdits } from "./workbook/user-edits.ts";

/** The workbook and what is done to it: all that stays when the window is drawn anew in another language. */
export interface WindowParts extends OpenWorkbook {
  readonly place: Element;
  readonly desk: Desk;
  readonly edits: UserEdits;
  readonly network: Network;
  /** The manifest of the add-in. */
  readonly xml: string;
}

/** Puts the window of the spreadsheet program together: bars, grid and pane around one workbook. */
export function openWindow(parts: WindowParts, preferences: Preferences): void {
  const { place, host, evaluator, desk, edits, network } = parts;
  const { book } = host;
  const manifest = readManifest(parts.xml, preferences.language);
  const words = wordsIn(preferences.language);
  const closed = new AbortController();
  document.documentElement.lang = preferences.language;
  document.documentElement.classList.toggle("dark", preferences.dark);
  document.title = `${book.name} – Fördela`;

  const edit = async (sheet: Sheet, typed: readonly Typed[]): Promise<void> => {
    const outcome = edits.write(sheet, typed);
    if (outcome.kind === "refused") await ask("Excel", outcome.why, ["OK"]);
    if (outcome.kind !== "invalid") return;
    const { title, message, style } = outcome.alert;
    const answers = style === "Stop" ? [words("retry"), words("cancel")] : [words("keep"), words("cancel")];
    const answer = await ask(title, message, answers);
    if (answer !== 0) return;
    if (style !== "Stop") edits.write(sheet, outcome.edit, true);
    const [first] = outcome.edit;
    if (style === "Stop" && first) await grid.reveal({ ...first, rows: 1, columns: 1 });
  };
  const select = (rect: Rect): void => {
    desk.act(() => {
      book.selection = [book.active.track(rect)];
      book.tell({ kind: "selection", sheet: book.active, rect });
    });
  };
  const goTo = (name: string | null, rect: Rect): void => {
    const sheet = name === null ? book.active : book.sheetNamed(name);
    if (!sheet) return;
    desk.act(() => {
      activateSheet(book, sheet);
    });
    select(rect);
  };
  const grid = new GridView({
    desk,
    label: words("grid"),
    edit: (sheet, typed) => void edit(sheet, typed),
    select,
    typing: (text) => {
      status.typing(text !== null);
      if (text !== null) formulaBar.mirror(text);
    },
    openFilter: (table, column, at) => {
      openPopup(at.getBoundingClientRect(), words("filter"), (close) =>
        filterMenu(desk, words, table, column, close),
      );
    },
  });
  grid.element.addEventListener("followlink", (event) => {
    const target = parseAddress((event as CustomEvent<string>).detail.replace(/^#/, ""));
    if (target) goTo(target.sheet, target.rect);
  });
  const formulaBar = new FormulaBar({
    desk,
    words: { nameBox: words("nameBox"), formulaBar: words("formulaBar") },
    write: (text) => {
      const at = book.selection[0];
      if (at) void edit(at.sheet, [{ row: at.rect.row, column: at.rect.column, text }]);
    },
    goTo,
    leave: () => {
      const at = book.selection[0];
      if (at) void grid.reveal(at.rect);
    },
  });
  const tabs = new SheetTabs({
    book,
    words: { sheets: words("sheets"), addSheet: words("addSheet") },
    show: (sheet) => {
      desk.act(() => {
        activateSheet(book, sheet);
      });
    },
    add: () => {
      desk.act(() => {
        activateSheet(book, addSheet(book, null));
      });
    },
  });
  const status = new StatusBar(desk, words);
  const area = el("div", { class: "sheet-area" }, grid.element);
  const helpers = new CellHelpers({
    desk,
    area,
    label: words("choices"),
    choose: (choice) => {
      const at = book.selection[0];
      if (at) void edit(at.sheet, [{ row: at.rect.row, column: at.rect.column, text: choice }]);
    },
  });
  const charts = new ChartLayer({ desk, area, label: words("chart") });
  const pane = new PaneFrame({
    host,
    network,
    address: manifest.pane,
    language: preferences.language,
    dark: preferences.dark,
    words: { title: words("pane"), close: words("closePane"), closeDialog: words("close") },
  });
  const drawer = new Drawer({
    host,
    pane,
    network,
    words,
    coAuthor: () => {
      host.faults.afterNextSync(() => {
        host.asCoAuthor(() => {
          const at = book.selection[0];
          if (at)
            putEntries(book, at.sheet, at.rect, [
              { ...at.rect, entry: constant("Ändrat av en medförfattare") },
            ]);
        });
      });
    },
  });
  const undo = (): void => {
    edits.undo();
  };
  const save = async (): Promise<void> => {
    const { bytes, leftOut } = await toXlsx(snapshotOf(book, evaluator));
    const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    el("a", { href: address, download: book.name }).click();
    URL.revokeObjectURL(address);
    if (leftOut.length > 0) await ask(words("download"), leftOut.join("\n"), ["OK"]);
  };
  const run = async (functionName: string, buttonId: string): Promise<void> => {
    pane.show(true);
    try {
      await pane.run(functionName, buttonId);
    } catch (error) {
      await ask(words("pane"), error instanceof Error ? error.message : words("paneFailed"), ["OK"]);
    }
  };
  const setDark = (dark: boolean): void => {
    document.documentElement.classList.toggle("dark", dark);
    keepPreferences({ ...preferences, dark });
    pane.setDark(dark);
  };
  const setLanguage = (language: Language): void => {
    const dark = document.documentElement.classList.contains("dark");
    keepPreferences({ language, dark });
    closed.abort();
    pane.close();
    openWindow(parts, { language, dark });
    place.querySelector<HTMLElement>(".language")?.focus();
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const isTyping = event.target instanceof HTMLInputElement;
      if ((event.ctrlKey || event.metaKey) && event.key === "z" && !isTyping) undo();
      if (event.altKey && event.key === "ArrowDown") helpers.openList();
      if (event.key === "F6") pane.window?.focus();
    },
    { signal: closed.signal },
  );
  place.replaceChildren(
    el(
      "div",
      { class: "window" },
      drawTitleBar({
        name: book.name,
        words,
        preferences,
        person: personButton(words, closed.signal),
        setDark,
        setLanguage,
        undo,
        save: () => void save(),
        developer: () => {
          drawer.toggle();
        },
      }),
      drawRibbon(manifest, words("ribbon"), {
        run,
        showPane: () => {
          pane.show(!pane.isShown);
        },
      }),
      formulaBar.element,
      el("main", { class: "work" }, el("div", { class: "book" }, area, tabs.element), pane.element),
      status.element,
    ),
    drawer.element,
  );
  const draw = (): void => {
    grid.draw();
    formulaBar.draw();
    tabs.draw();
    status.draw();
    helpers.draw();
    charts.draw();
    drawer.draw();
  };
  desk.onChange(draw, closed.signal);
  draw();
  pane.start();
}

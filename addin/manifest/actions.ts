import type { Text } from "./text.ts";

/** What the ribbon and the keyboard can ask for; each has a function associated with it at start. */
export type ActionId = "check" | "allocate" | "fetchReportBacks" | "refreshBalances" | "openPane";

export interface Action {
  readonly id: ActionId;
  /** Name of its icon in addin/assets, without size. */
  readonly icon: string;
  readonly label: Text;
  readonly tip: Text;
  /** One letter: pressed with Ctrl+Alt+Shift, the pattern that neither Excel nor a Swedish AltGr uses. */
  readonly key: string;
}

/** A group of buttons on the tab "Fördela". */
export interface ActionGroup {
  readonly id: string;
  readonly icon: string;
  readonly label: Text;
  readonly actions: readonly Action[];
}

export const actionGroups: readonly ActionGroup[] = [
  {
    id: "Work",
    icon: "check",
    label: { sv: "Arbete", en: "Work" },
    actions: [
      {
        id: "check",
        icon: "check",
        label: { sv: "Kontrollera", en: "Check" },
        tip: {
          sv: "Kontrollera raderna i bladet Rekvisitioner och skriv vad som ska rättas i kolumnen Kontroll.",
          en: "Check the rows of the sheet Rekvisitioner and write what to correct in the column Kontroll.",
        },
        key: "K",
      },
      {
        id: "allocate",
        icon: "allocate",
        label: { sv: "Beräkna", en: "Allocate" },
        tip: {
          sv: "Beräkna fördelningen efter nyckeln och visa den i panelen innan något skrivs i bladet.",
          en: "Compute the allocation by the key and show it in the pane before anything is written.",
        },
        key: "B",
      },
    ],
  },
  {
    id: "Fetch",
    icon: "balances",
    label: { sv: "Hämta", en: "Fetch" },
    actions: [
      {
        id: "fetchReportBacks",
        icon: "report-backs",
        label: { sv: "Hämta återrapportering", en: "Fetch report-backs" },
        tip: {
          sv: "Hämta årets återrapporter till bladet Återrapportering. Egna kolumner, filter och färger står kvar.",
          en: "Fetch the year's report-backs to the sheet Återrapportering. Your own columns, filters and colours stay.",
        },
        key: "H",
      },
      {
        id: "refreshBalances",
        icon: "balances",
        label: { sv: "Uppdatera saldon", en: "Refresh balances" },
        tip: {
          sv: "Hämta dagens saldon till bladet Saldo och till alla celler med UM-funktioner.",
          en: "Fetch today's balances to the sheet Saldo and to every cell with a UM function.",
        },
        key: "U",
      },
    ],
  },
  {
    id: "Pane",
    icon: "open-pane",
    label: { sv: "Panel", en: "Pane" },
    actions: [
      {
        id: "openPane",
        icon: "open-pane",
        label: { sv: "Öppna panelen", en: "Open the pane" },
        tip: {
          sv: "Öppna panelen: logga in, se läget och gå igenom det som ska rättas.",
          en: "Open the pane: sign in, see where things stand and go through what to correct.",
        },
        key: "P",
      },
    ],
  },
];

export const actions: readonly Action[] = actionGroups.flatMap((group) => group.actions);

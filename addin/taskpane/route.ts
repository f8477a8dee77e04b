import { useSyncExternalStore } from "react";
import type { TabId } from "./tab-parts.ts";

/** office.js takes history.pushState away, so the tab is in the hash alone. */
const addresses: Readonly<Record<TabId, string>> = {
  start: "#/start",
  cases: "#/arenden",
  requisitions: "#/rekvisitioner",
  applications: "#/ansokningar",
  allocation: "#/fordelning",
  decisions: "#/beslut",
  reportBacks: "#/aterrapportering",
  balances: "#/saldo",
  tables: "#/tabeller",
};

/** The tab that an address names; Start for any other. */
function tabOf(hash: string): TabId {
  const found = Object.entries(addresses).find(([, address]) => address === hash);
  return found === undefined ? "start" : (found[0] as TabId);
}

/** Shows a tab: the ribbon and the pane's own links do the same. */
export function goTo(tab: TabId): void {
  window.location.hash = addresses[tab];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => {
    window.removeEventListener("hashchange", listener);
  };
}

/** The tab that is shown now. */
export function useTab(): TabId {
  return tabOf(useSyncExternalStore(subscribe, () => window.location.hash));
}

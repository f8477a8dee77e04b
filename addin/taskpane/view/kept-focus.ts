import { useEffect } from "react";

/**
 * When what has the keyboard goes away (a button that has done its work, a page that gives place to another), the page
 * itself gets it: the next Tab goes on from there, and whoever listens hears what came. Never the primary action, which
 * a key held too long would press.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const held: { last: HTMLElement | null } = { last: null };
    const came = ({ target }: FocusEvent): void => {
      held.last = target instanceof HTMLElement ? target : null;
    };
    const isLost = (): boolean => held.last !== null && document.activeElement === document.body;
    const toPage = (): void => {
      const page = document.querySelector("main");
      if (page === null) return;
      page.tabIndex = -1;
      page.focus();
    };
    const changes = new MutationObserver(() => {
      const { last } = held;
      // The keyboard is not taken from the sheet, nor from somebody who has put it nowhere.
      const isGone = last !== null && (!last.isConnected || last.matches(":disabled"));
      if (isGone && isLost() && document.hasFocus()) toPage();
    });
    // What went away while the keyboard was in the sheet is noticed on the way back.
    const back = (): void => {
      if (isLost()) toPage();
    };
    document.addEventListener("focusin", came);
    window.addEventListener("focus", back);
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    return () => {
      document.removeEventListener("focusin", came);
      window.removeEventListener("focus", back);
      changes.disconnect();
    };
  }, []);
}

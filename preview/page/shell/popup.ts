import { el } from "../dom.ts";

/** Opens a small panel under an element; it closes with Escape, a click elsewhere, or its own `close`. */
export function openPopup(at: DOMRect, label: string, fill: (close: () => void) => HTMLElement): void {
  const panel = el("div", { class: "popup", role: "dialog", "aria-label": label });
  const close = (): void => {
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("blur", close);
    panel.remove();
  };
  const outside = (event: Event): void => {
    if (!panel.contains(event.target as Node)) close();
  };
  panel.append(fill(close));
  panel.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  });
  document.body.append(panel);
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.max(4, Math.min(at.left, innerWidth - width - 4));
  const below = at.bottom + 2 + height <= innerHeight;
  panel.style.left = `${String(left)}px`;
  panel.style.top = `${String(below ? at.bottom + 2 : Math.max(4, at.top - height - 2))}px`;
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("blur", close);
  panel.querySelector<HTMLElement>("button, input")?.focus();
}

/** A list to choose from with mouse or arrow keys. */
export function choiceList(
  choices: readonly string[],
  chosen: string,
  choose: (choice: string) => void,
): HTMLElement {
  const options = choices.map((choice) => {
    const option = el(
      "button",
      { type: "button", role: "option", "aria-selected": String(choice === chosen) },
      choice,
    );
    option.addEventListener("click", () => {
      choose(choice);
    });
    return option;
  });
  const list = el("div", { class: "choices", role: "listbox" }, ...options);
  list.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    options[options.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  });
  return list;
}

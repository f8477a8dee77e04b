import { External, type ExternalOptions, type OpenDialog } from "../../host/external.ts";
import { button, el, icon } from "../dom.ts";
import { clientFrame } from "./client-frame.ts";

/** Pixels: smaller than this no dialog can be used. */
const least = { width: 320, height: 240 };

/** A dialog of the add-in: a window over the sheet with a page of its own, until the add-in or the user closes it. */
export class DialogWindow {
  readonly #closeText: string;
  #element: HTMLDialogElement | null = null;
  #before: Element | null = null;

  constructor(closeText: string) {
    this.#closeText = closeText;
  }

  /** Opens the page of a dialog; `options` as for the pane that asked for it. */
  open(dialog: OpenDialog, options: ExternalOptions): void {
    this.close();
    const title = el("span", {}, new URL(dialog.url).host);
    const closedByUser = (): void => {
      this.close();
      dialog.close();
    };
    const element = el(
      "dialog",
      { class: "office-dialog", "aria-label": title.textContent },
      el(
        "header",
        {},
        title,
        button(
          { class: "tool", "aria-label": this.#closeText, title: this.#closeText },
          closedByUser,
          icon("M4 4l8 8M12 4l-8 8"),
        ),
      ),
    );
    element.style.width = `${String(Math.max(least.width, (innerWidth * dialog.width) / 100))}px`;
    element.style.height = `${String(Math.max(least.height, (innerHeight * dialog.height) / 100))}px`;
    element.addEventListener("cancel", (event) => {
      event.preventDefault();
      closedByUser();
    });
    document.body.append(element);
    const external = new External({ ...options, instanceId: crypto.randomUUID(), dialog });
    const frame = clientFrame(element, { title: title.textContent, src: dialog.url }, external, null);
    frame.addEventListener("load", () => {
      const page = frame.contentDocument;
      if (!page) return;
      title.textContent = page.title;
      element.setAttribute("aria-label", page.title);
      frame.title = page.title;
      page.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") closedByUser();
      });
    });
    this.#before = document.activeElement;
    element.showModal();
    frame.focus();
    this.#element = element;
  }

  /** Takes the window away; the keyboard goes back to where it was. */
  close(): void {
    if (!this.#element) return;
    this.#element.close();
    this.#element.remove();
    this.#element = null;
    if (this.#before instanceof HTMLElement) this.#before.focus();
  }
}

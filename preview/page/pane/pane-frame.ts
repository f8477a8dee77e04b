import { External, type ExternalOptions, lightTheme, type OfficeTheme } from "../../host/external.ts";
import type { WorkbookHost } from "../../host/host.ts";
import { button, el, icon } from "../dom.ts";
import type { Language } from "../texts.ts";
import { clientFrame } from "./client-frame.ts";
import { DialogWindow } from "./dialog-window.ts";
import { documentSettings } from "./document-settings.ts";

/** The net as the pane finds it; the service may seem to be down. */
export interface Network {
  offline: boolean;
}

export interface PaneParts {
  readonly host: WorkbookHost;
  readonly network: Network;
  /** Path of the pane on this origin. */
  readonly address: string;
  readonly language: Language;
  readonly dark: boolean;
  readonly words: { readonly title: string; readonly close: string; readonly closeDialog: string };
}

const darkTheme: OfficeTheme = {
  bodyBackgroundColor: 0x292929,
  bodyForegroundColor: 0xffffff,
  controlBackgroundColor: 0x1f1f1f,
  controlForegroundColor: 0xffffff,
};

/** Milliseconds that the client holds on to a theme that it has read. */
const themeIsHeld = 5000;

/** The add-in's pane in a document of its own, and the dialogs that it opens. */
export class PaneFrame {
  readonly element: HTMLElement;
  readonly #parts: PaneParts;
  readonly #dialog: DialogWindow;
  #theme: OfficeTheme;
  #frame: HTMLIFrameElement | null = null;
  #external: External | null = null;

  constructor(parts: PaneParts) {
    this.#parts = parts;
    this.#theme = parts.dark ? darkTheme : lightTheme;
    this.#dialog = new DialogWindow(parts.words.closeDialog);
    this.element = el(
      "aside",
      { class: "pane", "aria-label": parts.words.title },
      el(
        "header",
        {},
        el("span", {}, parts.words.title),
        button(
          { class: "tool", "aria-label": parts.words.close, title: parts.words.close },
          () => {
            this.show(false);
          },
          icon("M4 4l8 8M12 4l-8 8"),
        ),
      ),
    );
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Shows or hides the pane; hidden it goes on working, as a shared runtime does. */
  show(shown: boolean): void {
    this.element.hidden = !shown;
    if (shown && this.#frame) this.#frame.contentWindow?.focus();
  }

  get window(): Window | null {
    return this.#frame?.contentWindow ?? null;
  }

  /** Calls that the client made and the host did not know. */
  get unknown(): readonly string[] {
    return this.#external?.unknown ?? [];
  }

  /** Loads the pane, or loads it anew. */
  start(): void {
    const { host, network, address, words, language } = this.#parts;
    this.#frame?.remove();
    this.#dialog.close();
    const options = (): ExternalOptions => ({
      apiVersion: host.faults.apiVersion,
      documentUrl: host.book.name,
      instanceId: crypto.randomUUID(),
      locale: language === "sv" ? "sv-SE" : "en-US",
      settings: documentSettings(host.book),
      accessToken: () => "",
      theme: this.#theme,
    });
    const external = new External(options());
    external.onDialog = (dialog) => {
      this.#dialog.open(dialog, options());
    };
    external.onDialogClosed = () => {
      this.#dialog.close();
    };
    const frame = clientFrame(this.element, { title: words.title, src: address }, external, host.bridge);
    const loaded = new Promise<void>((resolve) => {
      frame.addEventListener("load", () => {
        resolve();
      });
    });
    host.changeClient(loaded);
    const client = frame.contentWindow!;
    const passOn = client.fetch.bind(client);
    client.fetch = (input, init) =>
      network.offline ? Promise.reject(new TypeError("Failed to fetch")) : passOn(input, init);
    this.#external = external;
    this.#frame = frame;
  }

  /** The program has another theme. Whoever looks sees it at once; the pane is told as when one comes back to it. */
  setDark(dark: boolean): void {
    this.#theme = dark ? darkTheme : lightTheme;
    if (this.#external) this.#external.theme = this.#theme;
    const tell = (): void => {
      this.window?.dispatchEvent(new Event("focus"));
    };
    tell();
    setTimeout(tell, themeIsHeld);
  }

  /** Takes the pane away for good. */
  close(): void {
    this.#dialog.close();
    this.#frame?.remove();
  }

  /** Presses a ribbon button: settles when the add-in's function says that it is done. */
  async run(functionName: string, buttonId: string): Promise<void> {
    const { wireLog } = this.#parts.host;
    wireLog.command = functionName;
    try {
      await this.#external?.invokeCommand(functionName, buttonId);
    } finally {
      wireLog.command = null;
    }
  }
}

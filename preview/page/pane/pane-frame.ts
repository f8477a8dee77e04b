import { External, lightTheme, type OfficeTheme } from "../../host/external.ts";
import type { WorkbookHost } from "../../host/host.ts";
import { button, el, icon } from "../dom.ts";
import type { Language } from "../texts.ts";

export interface PaneParts {
  readonly host: WorkbookHost;
  /** Path of the pane on this origin. */
  readonly address: string;
  readonly language: Language;
  readonly dark: boolean;
  readonly words: { readonly title: string; readonly close: string };
  readonly documentUrl: string;
}

const darkTheme: OfficeTheme = {
  bodyBackgroundColor: 0x292929,
  bodyForegroundColor: 0xffffff,
  controlBackgroundColor: 0x1f1f1f,
  controlForegroundColor: 0xffffff,
};

type ClientWindow = Omit<Window, "external"> & { external: unknown; _richApiNativeBridge?: unknown };

/**
 * The pane in a document of its own. The client library looks for its host on its window when its script runs, so the
 * host is put on the frame's window first: the window of an empty frame stays when a page of the same origin is loaded.
 */
export class PaneFrame {
  readonly element: HTMLElement;
  readonly #parts: PaneParts;
  readonly #settings = new Map<string, string>();
  #frame: HTMLIFrameElement | null = null;
  #external: External | null = null;
  /** The service seems to be down, for the pane alone. */
  offline = false;

  constructor(parts: PaneParts) {
    this.#parts = parts;
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
    const { host, address, words, language, dark, documentUrl } = this.#parts;
    this.#frame?.remove();
    host.bridge.onMessageFromHost = null;
    this.#external = new External({
      apiVersion: host.faults.apiVersion,
      documentUrl,
      instanceId: crypto.randomUUID(),
      locale: language === "sv" ? "sv-SE" : "en-US",
      settings: this.#settings,
      accessToken: () => "",
      theme: dark ? darkTheme : lightTheme,
    });
    const frame = el("iframe", { title: words.title, src: address });
    this.element.append(frame);
    const client = frame.contentWindow as unknown as ClientWindow;
    client.external = this.#external.object;
    client._richApiNativeBridge = host.bridge;
    const passOn = client.fetch.bind(client);
    client.fetch = (input, init) =>
      this.offline ? Promise.reject(new TypeError("Failed to fetch")) : passOn(input, init);
    this.#frame = frame;
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

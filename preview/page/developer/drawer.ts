import type { WorkbookHost } from "../../host/host.ts";
import { button, choice, el, icon, labelled } from "../dom.ts";
import type { Network, PaneFrame } from "../pane/pane-frame.ts";
import type { TextId } from "../texts.ts";

export interface DrawerParts {
  readonly host: WorkbookHost;
  readonly pane: PaneFrame;
  readonly network: Network;
  readonly words: (id: TextId) => string;
  /** Somebody else writes in the workbook after the next request. */
  readonly coAuthor: () => void;
}

/** The newest requests that are listed. */
const listed = 200;

/** For developers: what can go wrong, to switch on, and what has gone between the client and the workbook. */
export class Drawer {
  readonly element: HTMLElement;
  readonly #parts: DrawerParts;
  readonly #wire = el("div", { class: "wire" });

  constructor(parts: DrawerParts) {
    this.#parts = parts;
    const { words } = parts;
    this.element = el(
      "section",
      { class: "drawer", "aria-label": words("developer"), hidden: true },
      el(
        "header",
        {},
        words("developer"),
        button(
          { class: "tool", "aria-label": words("close") },
          () => {
            this.toggle();
          },
          icon("M4 4l8 8M12 4l-8 8"),
        ),
      ),
      this.#settings(),
      this.#wire,
    );
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    this.draw();
  }

  draw(): void {
    if (this.element.hidden) return;
    const { host, pane, words } = this.#parts;
    const { entries } = host.wireLog;
    const bytes = entries.reduce((sum, each) => sum + each.requestBytes + each.responseBytes, 0);
    const unknown = [...host.unknownMembers, ...pane.unknown];
    this.#wire.replaceChildren(
      el(
        "p",
        {},
        `${String(entries.length)} ${words("requests")} · ${kilobytes(bytes)} · `,
        el(
          "span",
          { class: unknown.length > 0 ? "unknown" : null },
          `${String(unknown.length)} ${words("unknownMembers")}`,
        ),
      ),
      ...(unknown.length > 0 ? [el("p", { class: "unknown" }, [...new Set(unknown)].join(", "))] : []),
      el(
        "table",
        {},
        ...entries
          .slice(-listed)
          .reverse()
          .map(({ number, command, requestBytes, responseBytes, steps, error }) =>
            el(
              "tr",
              {},
              el("td", { class: "number" }, String(number)),
              el("td", {}, command ?? ""),
              el("td", { class: "number" }, kilobytes(requestBytes)),
              el("td", { class: "number" }, kilobytes(responseBytes)),
              el("td", { class: error === null ? null : "unknown" }, error ?? shortened(steps)),
            ),
          ),
      ),
    );
  }

  #settings(): HTMLElement {
    const { host, pane, network, words, coAuthor } = this.#parts;
    const check = (on: boolean, act: (on: boolean) => void): HTMLInputElement => {
      const box = el("input", { type: "checkbox", checked: on });
      box.addEventListener("change", () => {
        act(box.checked);
      });
      return box;
    };
    return el(
      "div",
      { class: "settings" },
      labelled(
        words("latency"),
        choice(
          {},
          [
            ["0", words("none")],
            ["50", "50 ms"],
            ["150", "150 ms"],
            ["1000", "1 s"],
          ],
          String(host.faults.latency),
          (value) => {
            host.faults.latency = Number(value);
          },
        ),
      ),
      labelled(
        words("apiVersion"),
        choice(
          {},
          ["1.17", "1.14", "1.13"].map((each) => [each, each] as const),
          host.faults.apiVersion,
          (value) => {
            host.faults.apiVersion = value;
            pane.start();
          },
        ),
      ),
      labelled(
        words("payloadLimit"),
        choice(
          {},
          [
            ["5242880", "5 MB"],
            ["100000", "100 kB"],
            ["20000", "20 kB"],
          ],
          String(host.faults.payloadLimit),
          (value) => {
            host.faults.payloadLimit = Number(value);
          },
        ),
      ),
      labelled(
        words("cellEdit"),
        check(host.faults.cellEdit, (on) => {
          host.faults.cellEdit = on;
        }),
      ),
      labelled(
        words("offline"),
        check(network.offline, (on) => {
          network.offline = on;
        }),
      ),
      button({ class: "plain" }, coAuthor, words("coAuthor")),
      button(
        { class: "plain" },
        () => {
          pane.start();
        },
        words("restart"),
      ),
      button(
        { class: "plain" },
        () => {
          host.wireLog.clear();
          this.draw();
        },
        words("clear"),
      ),
    );
  }
}

function kilobytes(bytes: number): string {
  return bytes < 1000 ? `${String(bytes)} B` : `${(bytes / 1000).toFixed(1).replace(".", ",")} kB`;
}

function shortened(steps: readonly string[]): string {
  const own = steps.filter((step) => !step.startsWith("_"));
  return own.slice(0, 6).join(", ") + (own.length > 6 ? ` … (${String(own.length)})` : "");
}

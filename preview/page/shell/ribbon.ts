import { button, el } from "../dom.ts";
import type { Manifest, RibbonButton } from "./manifest.ts";

/** What a press of a ribbon button leads to. */
export interface RibbonActs {
  readonly run: (functionName: string, buttonId: string) => Promise<void>;
  readonly showPane: () => void;
}

/** Draws the add-in's tabs of the ribbon. A button is busy until its function says that it is done. */
export function drawRibbon({ tabs }: Manifest, label: string, acts: RibbonActs): HTMLElement {
  const strip = el("div", { class: "ribbon-tabs", role: "tablist", "aria-label": label });
  const panels = tabs.map(({ id, label: name, groups }, index) => {
    const panel = el(
      "div",
      { class: "ribbon-panel", role: "tabpanel", id: `ribbon-${id}`, "aria-label": name, hidden: index > 0 },
      ...groups.map((group) =>
        el(
          "div",
          { class: "ribbon-group", role: "group", "aria-label": group.label },
          el("div", { class: "ribbon-buttons" }, ...group.buttons.map((each) => drawButton(each, acts))),
          el("div", { class: "ribbon-group-name", "aria-hidden": "true" }, group.label),
        ),
      ),
    );
    const tab = button(
      { role: "tab", "aria-controls": `ribbon-${id}`, "aria-selected": String(index === 0) },
      () => {
        panels.forEach((each) => (each.hidden = each !== panel));
        for (const each of strip.children) each.setAttribute("aria-selected", String(each === tab));
      },
      name,
    );
    strip.append(tab);
    return panel;
  });
  return el("div", { class: "ribbon" }, strip, ...panels);
}

function drawButton({ id, label, tip, icon, run }: RibbonButton, acts: RibbonActs): HTMLButtonElement {
  const press = async (): Promise<void> => {
    if (run === null) {
      acts.showPane();
      return;
    }
    element.setAttribute("aria-busy", "true");
    try {
      await acts.run(run, id);
    } finally {
      element.removeAttribute("aria-busy");
    }
  };
  const element = button(
    { id, class: "ribbon-button", title: `${label}\n${tip}` },
    () => void press(),
    el("img", { src: icon, alt: "", width: "32", height: "32" }),
    el("span", {}, label),
  );
  return element;
}

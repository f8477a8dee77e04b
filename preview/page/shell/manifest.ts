import type { Language } from "../texts.ts";

/** A button of the ribbon: it calls a function of the add-in by name, or opens the pane (`run` null). */
export interface RibbonButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  /** Path of the icon on this origin. */
  readonly icon: string;
  readonly run: string | null;
}

export interface RibbonGroup {
  readonly id: string;
  readonly label: string;
  readonly buttons: readonly RibbonButton[];
}

export interface RibbonTab {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly RibbonGroup[];
}

/** What the manifest tells the spreadsheet program about the add-in, as far as the page shows it. */
export interface Manifest {
  readonly name: string;
  readonly tabs: readonly RibbonTab[];
  /** Path of the pane on this origin. */
  readonly pane: string;
  /** Path of the description of the custom functions on this origin. */
  readonly functions: string;
  readonly namespace: string;
}

const locales: Readonly<Record<Language, string>> = { sv: "sv-SE", en: "en-US" };

/** Reads a manifest. Throws an Error when it is no XML or lacks a part that the page needs. */
export function readManifest(xml: string, language: Language): Manifest {
  const page = new DOMParser().parseFromString(xml, "application/xml");
  if (page.querySelector("parsererror")) throw new Error("manifest.xml is not well-formed");
  const resources = readResources(page, locales[language]);
  const resource = (from: Element | undefined): string =>
    resources.get(from?.getAttribute("resid") ?? "") ?? "";
  const buttonOf = (control: Element): RibbonButton => {
    const action = first(control, "Action");
    const picture = first(control, "Icon");
    const image = picture && all(picture, "Image").find((each) => each.getAttribute("size") === "32");
    return {
      id: control.getAttribute("id") ?? "",
      label: resource(first(control, "Label")),
      tip: resource(first(control, "Description")),
      icon: pathOf(resource(image)),
      run:
        action && kind(action) === "ExecuteFunction"
          ? (first(action, "FunctionName")?.textContent ?? "")
          : null,
    };
  };
  const tabs = all(page, "CustomTab").map((tab) => ({
    id: tab.getAttribute("id") ?? "",
    label: resource(children(tab, "Label")[0]),
    groups: children(tab, "Group").map((group) => ({
      id: group.getAttribute("id") ?? "",
      label: resource(children(group, "Label")[0]),
      buttons: children(group, "Control").map(buttonOf),
    })),
  }));
  const functions = all(page, "ExtensionPoint").find((each) => kind(each) === "CustomFunctions");
  const metadata = functions && first(functions, "Metadata");
  return {
    name: first(page, "DisplayName")?.getAttribute("DefaultValue") ?? "",
    tabs,
    pane: pathOf(resource(first(page, "FunctionFile"))),
    functions: pathOf(resource(metadata && first(metadata, "SourceLocation"))),
    namespace: resource(functions && first(functions, "Namespace")),
  };
}

function readResources(page: Document, locale: string): ReadonlyMap<string, string> {
  const found = ["Image", "Url", "String"]
    .flatMap((tag) => all(page, tag))
    .filter((each) => each.hasAttribute("id"));
  return new Map(
    found.map((each) => {
      const override = children(each, "Override").find((one) => one.getAttribute("Locale") === locale);
      return [
        each.getAttribute("id")!,
        override?.getAttribute("Value") ?? each.getAttribute("DefaultValue") ?? "",
      ];
    }),
  );
}

function kind(element: Element): string | null {
  return element.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type");
}

function all(from: Document | Element, tag: string): Element[] {
  return [...from.getElementsByTagNameNS("*", tag)];
}

function first(from: Document | Element, tag: string): Element | undefined {
  return all(from, tag)[0];
}

function children(from: Element, tag: string): Element[] {
  return [...from.children].filter((each) => each.localName === tag);
}

/** The manifest names the origin of its environment; here everything is on this one. */
function pathOf(address: string): string {
  return address === "" ? "" : new URL(address, location.origin).pathname;
}

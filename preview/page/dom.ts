type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | boolean | null>>;

/** A new element. Attributes that are null or false are left out; text is always text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does one thing. */
export function button(
  attributes: Attributes,
  act: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const element = el("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("click", act);
  return element;
}

/** A checkbox or a choice with its label. */
export function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return el("label", {}, el("span", {}, text), control);
}

/** A list to choose one of; the first element of an option is its value. */
export function choice(
  attributes: Attributes,
  options: readonly (readonly [string, string])[],
  chosen: string,
  act: (value: string) => void,
): HTMLSelectElement {
  const select = el(
    "select",
    attributes,
    ...options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
  select.addEventListener("change", () => {
    act(select.value);
  });
  return select;
}

const svg = "http://www.w3.org/2000/svg";

/** A new element of a drawing. */
export function draw<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (SVGElement | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A line drawing of 16 by 16 points as an icon without meaning of its own. */
export function icon(path: string): SVGSVGElement {
  return draw(
    "svg",
    { viewBox: "0 0 16 16", "aria-hidden": "true", class: "icon" },
    draw("path", { d: path }),
  );
}

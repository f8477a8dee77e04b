/**
 * What can be pressed now, in the order that leads furthest: boxes before the buttons that send them, what goes on with
 * what was begun before what leaves it, and what stands last on the page before what makes it another.
 */
function pressable(): HTMLElement[] {
  const found = [
    ...document.querySelectorAll<HTMLElement>(
      "main input[type=checkbox]:enabled, main button:enabled:not([aria-expanded=true])",
    ),
    // Of a list its first line stands for all.
  ].filter((one) => one.closest("li:not(:first-child)") === null);
  const first = ["input", '[data-part="confirm"] button:first-child, [type="submit"], [data-primary]'];
  const rank = (one: HTMLElement): number => [...first, "*"].findIndex((selector) => one.matches(selector));
  // Of buttons in a row the last one leaves.
  const rows = new Map<Element | null, HTMLElement[]>();
  for (const one of found) rows.set(one.parentElement, [...(rows.get(one.parentElement) ?? []), one]);
  return [...rows.values()]
    .reverse()
    .flat()
    .sort((a, b) => rank(a) - rank(b));
}

/** Which one it is: the same words confirm an act, send a form, or say something in another state of the tab. */
function nameOf(one: HTMLElement): string {
  const said = one.getAttribute("aria-label") ?? (one.closest("label") ?? one).textContent;
  const where = `${one.closest('[data-part="confirm"]') ? "confirm" : ""} ${one.ariaExpanded ?? ""}`;
  const { state = "" } = document.querySelector<HTMLElement>("main")!.dataset;
  return `${where} ${one.getAttribute("type") ?? ""} ${state} ${said.replaceAll(/\d/g, "")}`;
}

/** Fills in every field that is empty with something that it takes. */
function fillIn(): void {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    "main input:enabled, main textarea:enabled, main select:enabled",
  );
  for (const field of fields) {
    // A file read into the sheet leads away from what is checked there.
    if (field.type === "file" && field.closest('[data-tab="requisitions"]') === null)
      giveFile(field as HTMLInputElement);
    if (field.value !== "" || ["file", "search", "time", "checkbox"].includes(field.type)) continue;
    const value =
      field instanceof HTMLSelectElement
        ? field.options[1]?.value
        : field.type === "date"
          ? "2022-09-01"
          : "9";
    if (value === undefined) continue;
    // React looks at what the element's own class sets.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, "value")!.set!.call(field, value);
    const event = field instanceof HTMLSelectElement ? "change" : "input";
    field.dispatchEvent(new Event(event, { bubbles: true }));
  }
}

function giveFile(input: HTMLInputElement): void {
  if (input.dataset.given !== undefined) return;
  input.dataset.given = "";
  const given = new DataTransfer();
  given.items.add(new File(["x"], "exempeldata.csv"));
  input.files = given.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Presses everything on the page that `pressed` does not name, with every form filled in, until nothing new comes.
 * `settled` waits until the tab is at rest; `back` shows the tab anew when what was pressed led away from it.
 */
export async function pressAll(
  pressed: Set<string>,
  tab: string,
  settled: () => Promise<void>,
  back: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await settled();
    if (document.querySelector<HTMLElement>("main")?.dataset.tab !== tab) await back();
    fillIn();
    await settled();
    const next = pressable().find((one) => !pressed.has(nameOf(one)));
    if (next === undefined) return;
    pressed.add(nameOf(next));
    next.click();
  }
}

import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** Faults of what is drawn now, each as a sentence; empty when the pane is as it should be. */
export async function faultsOf(page: Page): Promise<string[]> {
  const wide = await page.evaluate(layoutFaults);
  const rules = await axeFaults(page);
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: size.height });
  const narrow = (await page.evaluate(sidewaysFaults)).map((fault) => `at 320 px: ${fault}`);
  await page.setViewportSize(size);
  return [...wide, ...rules, ...narrow];
}

/** Of axe's known false alarms only Fluent's own focus guards are left out. */
export async function axeFaults(page: Page | Frame): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run({
      include: [["html"]],
      exclude: [["[data-tabster-dummy]"]],
    });
    return found.violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
  return violations.map(({ id, at }) => `axe ${id}: ${at.join(" | ")}`);
}

/** Runs in the page. */
function sidewaysFaults(): string[] {
  const faults: string[] = [];
  const root = document.scrollingElement!;
  if (root.scrollWidth > window.innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.querySelectorAll<HTMLElement>("#pane *")) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || getComputedStyle(element).visibility === "hidden") continue;
    if (right > window.innerWidth + 0.5 || left < -0.5)
      faults.push(`${element.tagName} "${element.textContent.slice(0, 40)}" reaches ${Math.round(right)} px`);
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== "",
    );
    if (
      own &&
      element.tagName !== "OPTION" &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflowX === "hidden"
    )
      faults.push(`"${element.textContent.slice(0, 40)}" is cut`);
  }
  return faults;
}

/** Runs in the page, so it holds everything it needs. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const root = document.scrollingElement!;
  if (root.scrollWidth > window.innerWidth || root.scrollHeight > window.innerHeight)
    faults.push(`the page itself scrolls: ${root.scrollWidth} x ${root.scrollHeight}`);

  const primary = [...document.querySelectorAll<HTMLElement>("[data-primary]")];
  if (primary.length !== 1) faults.push(`${primary.length} primary actions`);
  for (const button of primary) {
    const { left, top, right, bottom } = button.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight;
    if (!inside || at === null || !button.contains(at))
      faults.push(`the primary action "${button.textContent}" is out of sight at ${Math.round(bottom)} px`);
  }

  const corner = { left: window.innerWidth - 34, bottom: 32 };
  for (const element of document.querySelectorAll<HTMLElement>("#pane *")) {
    const { right, bottom, width, height, ...at } = element.getBoundingClientRect().toJSON() as DOMRect;
    // What has been scrolled away is not seen, wherever it would be.
    const frame = element.closest("main > *")?.getBoundingClientRect().top ?? 0;
    const top = Math.max(at.top, frame);
    if (bottom <= top) continue;
    const speaks =
      /^(BUTTON|A|INPUT|SELECT|SVG)$/i.test(element.tagName) ||
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== "",
      );
    if (speaks && width > 1 && height > 1 && right > corner.left && top < corner.bottom)
      faults.push(`"${element.textContent.slice(0, 40)}" lies under Excel's button at the top right`);
  }
  return faults;
}

/** Everything that can be used and that Tab (and the arrow keys of the tab row) does not reach. */
export async function unreachable(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const usable = [
      ...document.querySelectorAll<HTMLElement>("#pane button, #pane a, #pane input, #pane select"),
    ].filter(
      (element) =>
        !(element as HTMLButtonElement).disabled &&
        element.getAttribute("aria-hidden") !== "true" &&
        element.getAttribute("role") !== "tab",
    );
    usable.forEach((element, at) => (element.dataset.reach = String(at)));
    (document.activeElement as HTMLElement | null)?.blur();
    // A date has four stops (year, month, day, calendar), and what is written in has one that is not asked about.
    const more = document.querySelectorAll("#pane input[type=date], #pane input[type=time]").length * 3;
    return usable.length + more + document.querySelectorAll("#pane textarea").length;
  });
  const reached = new Set<string>();
  for (let press = 0; press < count + 12; press++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.reach ?? ""),
    );
  }
  return await page.evaluate(
    (found) =>
      [...document.querySelectorAll<HTMLElement>("[data-reach]")]
        .filter(({ dataset }) => !found.includes(dataset.reach!))
        .map(({ textContent, tagName }) => `${tagName} "${textContent.slice(0, 40)}" is not reached by Tab`),
    [...reached],
  );
}

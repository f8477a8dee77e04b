import type { Frame } from "playwright-core";
import { tabs } from "../../../addin/taskpane/tab-parts.ts";
import type { Texts } from "../../../addin/taskpane/texts.ts";
import type { Story } from "./preview-story.ts";

/**
 * Looks at the pane as Hanna meets it: choosing who she is, the welcome, every tab, and what a control, a preview and a
 * refresh show. `look` says what is wrong with what is drawn; what it says comes back with the place.
 */
export async function everyTab(
  story: Story,
  texts: Texts,
  look: (frame: Frame) => Promise<readonly string[]>,
): Promise<string[]> {
  const { pane } = story;
  const frame = await story.frame();
  const faults: string[] = [];
  const at = async (place: string): Promise<void> => {
    await frame.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    faults.push(...(await look(frame)).map((fault) => `${place}: ${fault}`));
  };
  const press = (name: string): Promise<void> => pane.getByRole("button", { name, exact: true }).click();

  const hanna = pane.getByRole("button", { name: "Hanna Handläggare" });
  await hanna.waitFor();
  await at("who");
  await hanna.click();
  await pane.getByRole("button", { name: texts.welcome.begin }).waitFor();
  await at("welcome");
  await press(texts.welcome.begin);
  for (const tab of tabs) {
    await pane.getByRole("tab", { name: texts.tabs[tab], exact: true }).click();
    await pane.locator(`main[data-tab="${tab}"]:is([data-state="full"], [data-state="empty"])`).waitFor();
    await at(tab);
  }
  const go = (tab: (typeof tabs)[number]): Promise<void> =>
    pane.getByRole("tab", { name: texts.tabs[tab], exact: true }).click();
  const full = (tab: (typeof tabs)[number]): Promise<void> =>
    pane.locator(`main[data-tab="${tab}"][data-state="full"]`).waitFor();

  await go("requisitions");
  await press(texts.requisitions.check);
  await full("requisitions");
  await pane.getByRole("button", { expanded: false }).first().click();
  await at("requisitions, controlled");
  await pane.locator("[data-primary]").click();
  await pane.getByLabel(texts.requisitions.received).waitFor();
  await at("requisitions, asked for the day");

  await go("allocation");
  await press(texts.allocation.preview);
  await pane.getByText(texts.allocation.state.preview, { exact: true }).waitFor();
  await at("allocation, previewed");

  await go("balances");
  await press(texts.balances.refresh);
  await pane.getByText(/^Saldo: /).waitFor();
  await at("balances, refreshed");
  return faults;
}

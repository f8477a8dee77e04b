import type { FrameLocator } from "playwright-core";
import { caseTexts } from "../../../addin/taskpane/cases/texts.ts";
import { reminderTexts } from "../../../addin/taskpane/cases/reminder-texts.ts";
import { moneyWords } from "../../../addin/taskpane/decisions/money-words.ts";
import { wordsIn } from "../../../addin/taskpane/decisions/words.ts";
import type { TabId } from "../../../addin/taskpane/tab-parts.ts";
import type { Texts } from "../../../addin/taskpane/texts.ts";
import { formWords } from "../../../addin/taskpane/view/form-words.ts";
import type { Story } from "./preview-story.ts";

type At = (place: string) => Promise<void>;

/** The pane as a hand has it: what it presses, and that everything folded is unfolded. */
function handIn(pane: FrameLocator, texts: Texts) {
  const main = pane.locator("main[data-tab]");
  return {
    main,
    go: async (tab: TabId): Promise<void> => {
      await pane.getByRole("tab", { name: texts.tabs[tab], exact: true }).click();
      await pane.locator(`main[data-tab="${tab}"][data-state="full"]`).waitFor();
    },
    press: (name: string | RegExp): Promise<void> =>
      main.getByRole("button", { name, exact: true }).first().click(),
    unfold: async (): Promise<void> => {
      const folded = main.locator('button[aria-expanded="false"]');
      while ((await folded.count()) > 0) await folded.first().click();
    },
    /** Sends the forms with these buttons as they stand, those that are there: each says what is missing. Gives how many. */
    sendEmpty: async (labels: readonly string[]): Promise<number> => {
      const forms = main.locator("form");
      const found = labels.map((name) => forms.getByRole("button", { name, exact: true }).all());
      const buttons = (await Promise.all(found)).flat();
      for (const button of buttons) await button.click();
      if (buttons.length > 0) await main.getByText(formWords(texts).fillIn).first().waitFor();
      return buttons.length;
    },
  };
}

/** Opens the first case with something to do and one of `organisation`, and walks the forms there; gives how many. */
export async function lookIntoCases(
  { pane }: Story,
  texts: Texts,
  organisation: string,
  at: At,
): Promise<number> {
  const { main, go, press, unfold, sendEmpty } = handIn(pane, texts);
  const words = caseTexts(texts);
  const reminders = reminderTexts(texts);
  let sent = 0;
  await go("cases");
  await unfold();
  await press(reminders.show);
  await main.locator('[data-part="reminders"]').waitFor();
  await at("cases, unfolded");
  await main.getByLabel(words.show, { exact: true }).selectOption("all");
  for (const name of ["", organisation]) {
    await main.getByLabel(words.search).fill(name);
    await main.getByRole("listitem").getByRole("button").filter({ hasText: name }).first().click();
    await main.getByRole("button", { name: words.back }).waitFor();
    await at("a case");
    await unfold();
    await at("a case, unfolded");
    sent += await sendEmpty([
      words.writeNote,
      words.ask,
      words.prepareRejection,
      words.give,
      words.change,
      words.add,
    ]);
    await at("a case, its forms sent empty");
    await press(words.back);
    await main.getByLabel(words.search).waitFor();
  }
  return sent;
}

/** Opens a decision of each kind that there is, with its letter, and walks the forms that this person has; gives how many. */
export async function lookIntoDecisions({ pane }: Story, texts: Texts, at: At): Promise<number> {
  const { main, go, press, unfold, sendEmpty } = handIn(pane, texts);
  const words = wordsIn(texts.language);
  const money = moneyWords(texts);
  let sent = 0;
  await go("decisions");
  for (const [kind, name] of Object.entries(words.kind)) {
    const open = main.getByRole("button", { name: new RegExp(`^${words.open} ${name} `) });
    if ((await open.count()) === 0) continue;
    await open.first().click();
    await main.locator('[data-part="opened"]').waitFor();
    await press(words.writeLetter);
    await main.getByText(words.done.written).waitFor();
    await unfold();
    await at(`a decision of ${kind}`);
    const steps = (["correct", "dispatch"] as const).map((step) => words.step[step]);
    for (const step of steps) {
      const first = main.getByRole("button", { name: step, exact: true });
      if ((await first.count()) === 0) continue;
      await first.click();
      await main.locator("form#decision-step").waitFor();
      // A notice has all it needs from the beginning: to press once more would send it.
      if (step === words.step.correct) {
        await press(step);
        await main.getByText(formWords(texts).fillIn).first().waitFor();
        sent += 1;
      }
      await at(`a decision of ${kind}, ${step}`);
      await press(texts.cancel);
    }
    sent += await sendEmpty([money.decline, money.repay]);
    await at(`a decision of ${kind}, its forms sent empty`);
    await press(words.back);
    await main.getByRole("heading", { name: words.list }).waitFor();
  }
  return sent;
}

import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseTexts } from "../../../addin/taskpane/cases/texts.ts";
import { reminderTexts } from "../../../addin/taskpane/cases/reminder-texts.ts";
import { moneyWords } from "../../../addin/taskpane/decisions/money-words.ts";
import { wordsIn } from "../../../addin/taskpane/decisions/words.ts";
import { english } from "../../../addin/taskpane/texts-english.ts";
import { swedish } from "../../../addin/taskpane/texts-swedish.ts";
import { formWords } from "../../../addin/taskpane/view/form-words.ts";
import { personas } from "../../../functions/local/issuer.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { r3Table3 } from "../../../shared/published/r3-table3.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { axeFaults } from "../../addin/taskpane/inspect.ts";
import { everyTab } from "./every-tab.ts";
import { lookIntoCases, lookIntoDecisions } from "./opened-things.ts";
import { openStory, type Story } from "./preview-story.ts";
import { balanceTable, reconciliationTable } from "../../../shared/tables/balances.ts";
import { allocationTable, reportBackTable } from "../../../shared/tables/cases.ts";
import { wholeYear } from "./whole-year.ts";

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

/** Every text of a language; those that say a number or a name are asked with twos. */
function allTexts(texts: unknown): string[] {
  if (typeof texts === "string") return [texts];
  if (typeof texts === "function") {
    const say = texts as (...given: readonly unknown[]) => string;
    return [say(...Array.from({ length: say.length }, () => 2))];
  }
  return Object.values(texts as object).flatMap(allTexts);
}

/** What is Swedish in every language: people, recipients, rounds, the product and its sheets. */
const names = new Set(
  [
    "Fördela",
    ...[allocationTable, balanceTable, reconciliationTable, reportBackTable].map(({ sheet }) => sheet),
    ...personas.map(({ name }) => name),
    ...roundsOf(2022).map(({ name }) => name),
    ...r3Table3.rows.map(({ organisation }) => organisation),
    ...(["municipality", "region"] as const).flatMap((kind) =>
      swedishRegister()
        .list(kind)
        .map(({ name }) => name),
    ),
  ].flatMap(wordsOf),
);
/** The words of the pane, with those that come with the pages of cases and decisions. */
const paneWords = (texts: typeof english): string[] =>
  [
    texts,
    caseTexts(texts),
    reminderTexts(texts),
    formWords(texts),
    wordsIn(texts.language),
    moneyWords(texts),
  ].flatMap((some) => allTexts(some).flatMap(wordsOf));
const ownEnglish = new Set(paneWords(english));
const ownSwedish = new Set(paneWords(swedish).filter((word) => !ownEnglish.has(word)));

/** Words that are Swedish and should not be: neither marked as Swedish nor quoted from a cell. */
async function swedishLeft(frame: Frame): Promise<string[]> {
  const texts = await frame.evaluate(() => {
    const outside = (node: Node): boolean => {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest("bdi") !== null) return false;
      return element.closest("[lang]")?.getAttribute("lang") === "en";
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (outside(node)) found.push(node.nodeValue ?? "");
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]"))
      if (outside(element))
        found.push(...["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""));
    return found;
  });
  return texts
    .filter((text) =>
      wordsOf(text).some((word) => !names.has(word) && (ownSwedish.has(word) || /[åäö]/.test(word))),
    )
    .map((text) => `Swedish: ${text}`);
}

describe("a day in English", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(wholeYear);
  });
  afterAll(async () => {
    await story.close();
  });

  const look = async (frame: Frame): Promise<string[]> => [
    ...(await swedishLeft(frame)),
    ...(await axeFaults(frame)),
  ];
  /** Looks at the pane, and keeps what is wrong under the place. */
  const looking = (faults: string[]) => async (place: string) => {
    faults.push(...(await look(await story.frame())).map((fault) => `${place}: ${fault}`));
  };

  it("no word of the pane is Swedish, in any tab, and axe has nothing to say", async () => {
    await story.pane.getByRole("button", { name: "Hanna Handläggare" }).waitFor();
    expect((await swedishLeft(await story.frame())).length).toBe(0);
    await story.page.getByLabel("Språk").selectOption("en");
    await story.pane.getByText(english.signIn.personaTitle).waitFor();
    await story.page.locator('html[lang="en"]').waitFor();
    expect(await everyTab(story, english, look)).toEqual([]);
    expect(await story.page.locator(".ribbon-button").first().innerText()).toBe("Check");
  });

  it("nor in a case that is open, nor in what its forms say", async () => {
    const faults: string[] = [];
    const sent = await lookIntoCases(story, english, "ASOV Stockholm", looking(faults));
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  });

  it("nor in a decision, for her and for the finance officer", async () => {
    const faults: string[] = [];
    const hannas = await lookIntoDecisions(story, english, looking(faults));
    await story.pane.getByRole("tab", { name: english.tabs.start }).click();
    await story.pane.getByRole("button", { name: english.switchPerson }).click();
    await story.signIn("Eva Ekonom");
    const evas = await lookIntoDecisions(story, english, looking(faults));
    expect(faults).toEqual([]);
    expect([hannas, evas].map((sent) => sent > 0)).toEqual([true, true]);
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

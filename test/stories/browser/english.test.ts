import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../../addin/taskpane/texts-english.ts";
import { swedish } from "../../../addin/taskpane/texts-swedish.ts";
import { personas } from "../../../functions/local/issuer.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { r3Table3 } from "../../../shared/published/r3-table3.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { axeFaults } from "../../addin/taskpane/inspect.ts";
import { everyTab } from "./every-tab.ts";
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
const ownEnglish = new Set(allTexts(english).flatMap(wordsOf));
const ownSwedish = new Set(
  allTexts(swedish)
    .flatMap(wordsOf)
    .filter((word) => !ownEnglish.has(word)),
);

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

  it("no word of the pane is Swedish, in any tab, and axe has nothing to say", async () => {
    await story.pane.getByRole("button", { name: "Hanna Handläggare" }).waitFor();
    expect((await swedishLeft(await story.frame())).length).toBe(0);
    await story.page.getByLabel("Språk").selectOption("en");
    await story.pane.getByText(english.signIn.personaTitle).waitFor();
    await story.page.locator('html[lang="en"]').waitFor();
    const look = async (frame: Frame): Promise<string[]> => [
      ...(await swedishLeft(frame)),
      ...(await axeFaults(frame)),
    ];
    expect(await everyTab(story, english, look)).toEqual([]);
    expect(await story.page.locator(".ribbon-button").first().innerText()).toBe("Check");
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

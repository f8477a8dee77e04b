import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { swedish } from "../../../addin/taskpane/texts-swedish.ts";
import { axeFaults } from "../../addin/taskpane/inspect.ts";
import { everyTab } from "./every-tab.ts";
import { openStory, type Story } from "./preview-story.ts";
import { wholeYear } from "./whole-year.ts";

describe("a day in the dark", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(wholeYear);
  });
  afterAll(async () => {
    await story.close();
  });

  it("the pane follows when the window turns dark, and every tab can be read", async () => {
    await story.pane.getByRole("button", { name: "Hanna Handläggare" }).waitFor();
    await story.page.getByRole("button", { name: "Mörkt tema" }).click();
    await story.pane.locator('[data-theme="dark"]').waitFor();
    await story.page.locator("html.dark").waitFor();
    expect(await everyTab(story, swedish, axeFaults)).toEqual([]);
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

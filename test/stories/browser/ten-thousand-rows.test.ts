import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellsOf, requisitionSheet, requisitionTitle } from "../../../preview/sample/requisition-sheet.ts";
import { sampleFile } from "../../../preview/sample/sample-file.ts";
import { trueRow } from "../../../preview/sample/true-row.ts";
import { valuesIn } from "./hand.ts";
import { type LongTask, longTasks } from "./long-tasks.ts";
import { openStory, type Story } from "./preview-story.ts";
import { allotted, requisitionsOpen } from "./requisitions-open.ts";

const rows = 10_000;
/** Milliseconds of processor: what lasts longer is felt. */
const goal = 200;
/** Milliseconds on the clock, where a machine with much else to do counts too. */
const hang = 5 * goal;

describe("ten thousand rows", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({
      ...requisitionsOpen,
      before: async (job) => {
        await requisitionsOpen.before(job, new Map());
        const amounts = await allotted(job);
        const { recipients } = job.year;
        const cells = Array.from({ length: rows }, (_, at) =>
          cellsOf(trueRow(job.year, recipients[at % recipients.length]!, amounts, "first")),
        );
        const title = requisitionTitle("tio tusen rader");
        const { bytes } = await sampleFile(requisitionSheet("tio tusen rader", 1, title, cells));
        job.keep("Tio tusen rader.xlsx", bytes);
      },
      workbook: (files) => ({ name: "Tio tusen rader.xlsx", bytes: files.get("Tio tusen rader.xlsx")! }),
    });
    await story.signIn("Hanna Handläggare");
    await story.pane.getByRole("tab", { name: "Rekvisitioner" }).click();
  });
  afterAll(async () => {
    await story.close();
  });

  const press = (name: string): Promise<void> =>
    story.pane.getByRole("button", { name, exact: true }).click();

  it("the control says how far it has come and can be given up, and then nothing is written", async () => {
    const before = JSON.stringify((await valuesIn(story, "Rekvisitioner")).slice(0, 20));
    // The service's answer waits, so that there is time to read and to change one's mind.
    await story.page.route("**/requisitions/validate", () => Promise.resolve());
    await press("Kontrollera");
    await story.pane
      .getByText(/^\d[\d\s]* av 10\s00\d$/)
      .first()
      .waitFor();
    await press("Avbryt");
    await story.page.unrouteAll({ behavior: "ignoreErrors" });
    await story.pane.getByRole("button", { name: "Kontrollera", exact: true }).waitFor();
    expect(JSON.stringify((await valuesIn(story, "Rekvisitioner")).slice(0, 20))).toBe(before);
  });

  /** Milliseconds of processor of the tasks that were the pane's own. */
  const held = (tasks: readonly LongTask[]): readonly number[] =>
    tasks.filter(({ name }) => name === "self").map(({ cpu }) => Math.round(cpu));

  it("the watch sees a task that holds the pane", async () => {
    const frame = await story.frame();
    const tasks = await longTasks(story, () =>
      frame.evaluate(
        (limit) =>
          new Promise((resolve) => {
            setTimeout(() => {
              const until = performance.now() + 2 * limit;
              while (performance.now() < until);
              setTimeout(resolve);
            });
          }),
        goal,
      ),
    );
    expect(held(tasks)).toHaveLength(1);
  });

  it(`a whole control holds the pane for at most ${goal} ms at a time`, async () => {
    const tasks = await longTasks(story, async () => {
      await press("Kontrollera");
      await story.pane.getByText(/^10\s000 rader · \d+ utan anmärkning/).waitFor({ timeout: 100_000 });
    });
    const own = held(tasks);
    const others = tasks.filter(({ name }) => name !== "self").map(({ wall }) => Math.round(wall));
    console.log(
      `Tasks of the pane over ${goal} ms: ${own.filter((cpu) => cpu > goal).length} (goal 0); ` +
        `its long ones in ms of processor: ${own.join(", ")}; those of workbook and grid in ms: ${others.join(", ")}`,
    );
    expect(own.filter((cpu) => cpu > goal)).toEqual([]);
    expect(tasks.filter(({ name, wall }) => name === "self" && wall > hang)).toEqual([]);
  }, 120_000);

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

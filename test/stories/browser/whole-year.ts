import { runMainJob } from "../../../preview/main-job/run.ts";
import type { StoryParts } from "./preview-story.ts";

const requisitionFile = "Exempeldata rekvisitioner 2022.xlsx";

/** The year as the main job leaves it, with the requisition file as it came open in the workbook. */
export const wholeYear: StoryParts = {
  before: (job) => runMainJob(job, { begin: () => undefined, end: () => undefined }, () => 0),
  workbook: (files) => ({ name: requisitionFile, bytes: files.get(requisitionFile)! }),
};

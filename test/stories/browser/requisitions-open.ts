import { atDesk } from "../../../preview/main-job/desk.ts";
import type { Job } from "../../../preview/main-job/job.ts";
import { fixKeys, importPopulation } from "../../../preview/main-job/money-steps.ts";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import type { StoryParts } from "./preview-story.ts";

const rounds = ["2022-kommun-1", "2022-region"];

/** The keys are fixed, and the requisition file of the sample is open as it came: 312 rows, 85 problems, 17 slips. */
export const requisitionsOpen: StoryParts = {
  before: async (job) => {
    await importPopulation(job);
    await atDesk(job.client, (desk) => fixKeys(job, desk, rounds, "2022-04-01"));
    const { name, bytes } = await requisitionFile(job.year, await allotted(job));
    job.keep(name, bytes);
  },
  workbook: (files) => {
    const [[name, bytes]] = [...files] as [[string, Uint8Array]];
    return { name, bytes };
  },
};

/** Kronor that the fixed keys give a recipient of a round. */
export async function allotted(job: Job): Promise<(round: string, code: string) => number> {
  const keys = await Promise.all(rounds.map((round) => job.as("hanna")("allocation", { round })));
  return (round, code) =>
    keys.find((key) => key.round === round)?.allotments.find((one) => one.code === code)?.amount ?? 0;
}

import { runMainJob } from "../../preview/main-job/run.ts";
import { openSession } from "../../preview/main-job/session.ts";

/** `tsx run-until.ts FOLDER STEP`: runs the main job on a folder and kills its own process when STEP begins. */
const [folder, step] = process.argv.slice(2);
const { job, service } = await openSession({
  folder: folder!,
  port: 0,
  seed: 2022,
  ceiling: null,
  log: { request: () => undefined },
  progress: () => undefined,
  keep: () => undefined,
});
const { received } = await runMainJob(
  job,
  {
    begin: (current) => {
      if (current === Number(step)) process.kill(process.pid, "SIGKILL");
    },
    end: () => undefined,
  },
  () => 0,
);
const heads = await service.store.heads([
  "2022-kommun-1",
  "2022-kommun-2",
  "2022-kommun-3",
  "2022-region",
  "2022-ideell",
]);
await service.close();
console.log(JSON.stringify({ received, seqs: heads.map(({ seq }) => seq) }));

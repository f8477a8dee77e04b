import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "fordela-interrupted-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(step: number): { signal: string | null; stdout: string } {
  const script = join(import.meta.dirname, "run-until.ts");
  const { signal, stdout } = spawnSync(process.execPath, ["--import", "tsx", script, folder, String(step)], {
    encoding: "utf8",
  });
  return { signal, stdout };
}

test("killed after every step, the main job goes on where it was and ends with the same sums; run again, it changes nothing", () => {
  for (let step = 2; step <= 11; step += 1) expect(run(step).signal).toBe("SIGKILL");
  const finished = run(0);
  expect(finished.signal).toBeNull();
  const { received, seqs } = JSON.parse(finished.stdout) as {
    received: { received: number }[];
    seqs: number[];
  };
  expect(received.map((row) => row.received)).toEqual([143_406_084, 30_500_000, 15_500_000]);
  // As many acts as in a run that nobody interrupted: nothing was done twice.
  expect(seqs).toEqual([10, 8, 8, 10, 4]);
  expect(run(0).stdout).toBe(finished.stdout);
}, 600_000);

import { parseArgs } from "node:util";

/** One measured figure: `ours` is a ratio or a count, never a bare time. */
export interface BenchRow {
  readonly name: string;
  readonly goal: string;
  readonly ours: number;
  readonly bestPeer: string;
  readonly met: boolean;
  readonly seed: number;
  readonly rounds: number;
}

/** `plant` names a row to slow down or break on purpose, to show that the row can fail. */
export interface BenchOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly plant: string | null;
}

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    plant: { type: "string" },
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "9" },
  },
});
const options: BenchOptions = {
  rounds: Math.max(7, Number(values.rounds)),
  seed: Number(values.seed),
  plant: values.plant ?? null,
};

const parts = await Promise.all([
  import("./allocation.ts"),
  import("./validation.ts"),
  import("./service.ts"),
]);
const rows: BenchRow[] = [];
for (const part of parts) rows.push(...(await part.rows(options)));

if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  console.table(
    rows.map(({ name, goal, ours, bestPeer, met }) => ({
      mått: name,
      mål: goal,
      uppmätt: Math.round(ours * 1000) / 1000,
      jämförelse: bestPeer,
      nått: met ? "ja" : "NEJ",
    })),
  );
}
if (options.plant !== null && !rows.some(({ name }) => name === options.plant)) {
  console.error(`Ingen rad heter "${options.plant}". Raderna: ${rows.map(({ name }) => name).join(", ")}.`);
  process.exitCode = 2;
} else if (rows.some(({ met }) => !met)) {
  process.exitCode = 1;
}

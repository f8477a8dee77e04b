import { parseArgs } from "node:util";
import type { BenchOptions, BenchRow } from "./row.ts";

// The AWS SDK would say on standard error that versions from January 2027 want Node 22.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

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
  import("./tables.ts"),
  import("./refresh.ts"),
  import("./pane.ts"),
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

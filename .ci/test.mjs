// `npm test`: every check on one list, then the tests; ends with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const report = join(root, ".data", "test-report.json");
mkdirSync(join(root, ".data"), { recursive: true });
rmSync(report, { force: true });

const checks = [
  ["types", ["tsc", "--noEmit"]],
  ["types of shared", ["tsc", "--noEmit", "-p", "shared"]],
  ["lint", ["eslint", "."]],
  ["format", ["prettier", "--check", "--log-level", "warn", "."]],
  ["unused code", ["knip"]],
];

let passed = 0;
let failed = 0;
for (const [name, command] of checks) {
  const started = Date.now();
  const { status } = spawnSync("npx", ["--no-install", ...command], { cwd: root, stdio: "inherit" });
  const ok = status === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? "✓" : "✗"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const { status } = spawnSync(
  "npx",
  ["--no-install", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  { cwd: root, stdio: "inherit" },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  passed += numPassedTests;
  // A skipped test, and a file that broke before its first test, count as failed: nothing here may be skipped.
  failed += numFailedTests + numPendingTests;
  if (!success && numFailedTests === 0) failed += 1;
} else {
  failed += 1;
}
if (status !== 0 && failed === 0) failed += 1;

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

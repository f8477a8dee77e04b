import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // What a page shows comes when it comes; a second is not enough for two cores under load.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    // The AWS SDK warns that versions from January 2027 want Node 22: known, and the version here is pinned.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    // The machine that has to pass this has two cores.
    maxWorkers: 2,
  },
});

// Installs what package-lock.json names, once: `node .ci/setup.mjs [folder]`. Plain JavaScript, because it
// runs before anything is installed.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Fördela behöver Node 20.19 eller senare; här finns ${process.versions.node}.`);
  process.exit(1);
}

const root = join(import.meta.dirname, "..");
for (const folder of [root, ...process.argv.slice(2).map((name) => join(root, name))]) {
  const lock = join(folder, "package-lock.json");
  const installed = join(folder, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) continue;
  // On standard error: the output of a command that is set up first stays its own.
  console.error(`Installerar paket i ${folder} …`);
  execFileSync("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
}

// Installs what package-lock.json names, once: `node .ci/setup.mjs [folder …] [--browser]`. Plain JavaScript, because
// it runs before anything is installed.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Fördela behöver Node 20.19 eller senare; här finns ${process.versions.node}.`);
  process.exit(1);
}

const root = join(import.meta.dirname, "..");
const wanted = process.argv.slice(2).filter((argument) => argument !== "--browser");
for (const folder of [root, ...wanted.map((name) => join(root, name))]) {
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

/** Where a browser for the tests may be; FORDELA_CHROMIUM names another. */
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function browserIsThere() {
  const { FORDELA_CHROMIUM: named } = process.env;
  return named ? existsSync(named) : browsers.some((path) => existsSync(path));
}

if (process.argv.includes("--browser") && !browserIsThere()) {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (!isRootOnDebian) {
    console.error(
      "Testerna behöver Chromium. Installera det (Debian: sudo apt-get install chromium) eller ange dess sökväg i FORDELA_CHROMIUM.",
    );
    process.exit(1);
  }
  console.error("Installerar Chromium …");
  execFileSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    stdio: ["ignore", 2, 2],
  });
}

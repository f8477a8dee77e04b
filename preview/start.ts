import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { removeDatabase, fileLog } from "../functions/local/service.ts";
import { type Reporter, runMainJob, summary } from "./main-job/run.ts";
import { lettersBeside, openSession } from "./main-job/session.ts";
import { fittedSeed } from "./sample/sample-year.ts";
import { openPreview } from "./server.ts";

// The AWS SDK tells whoever starts it that versions from January 2027 want Node 22; the version here is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const usage = `npm start -- [--once] [--fresh] [--seed N] [--ceiling KR] [--port N]
  --once        kör huvudjobbet och sluta
  --fresh       börja om från en tom databas
  --seed N      ett annat exempelår (standard ${fittedSeed}, anpassat till publicerade summor)
  --ceiling KR  ett annat tak för omfördelningen än exempelårets
  --port N      tjänstens port, högst 65535 (standard 3000)`;

interface Options {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly seed: number;
  readonly ceiling: number | null;
  readonly port: number;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        seed: { type: "string", default: String(fittedSeed) },
        ceiling: { type: "string" },
        port: { type: "string", default: "3000" },
      },
    });
    return {
      once: values.once,
      fresh: values.fresh,
      seed: wholeNumber(values.seed),
      ceiling: values.ceiling === undefined ? null : wholeNumber(values.ceiling),
      port: wholeNumber(values.port, 65_535),
    };
  } catch {
    throw new Error(`Så här startas Fördela:\n${usage}`);
  }
}

function wholeNumber(text: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new TypeError(text);
}

/** One line a step; on a terminal also how far the step has come. */
const terminal: Reporter & { progress: (done: number, total: number, what: string) => void } = {
  begin: (step, steps, name) => {
    console.log(`${step} av ${steps}  ${name}`);
  },
  progress: (done, total, what) => {
    if (process.stdout.isTTY) process.stdout.write(`\r   ${done + 1} av ${total}: ${what}\u001b[K`);
  },
  end: (text, seconds) => {
    if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
    console.log(`   ${text.replaceAll("\n", "\n   ")}  (${seconds.toFixed(1).replace(".", ",")} s)`);
  },
};

/** Writes beside the old file and puts it in its place: nobody finds half a workbook. */
function saveWhole(file: string, bytes: Uint8Array): void {
  const beside = `${file}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, bytes);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code = "" } = error as NodeJS.ErrnoException;
    const what =
      code === "ENOSPC" || code === "EDQUOT"
        ? "Disken är full. Frigör utrymme"
        : "Filen är öppen i ett annat program eller skrivskyddad. Stäng den";
    throw new Error(`Filen ${file} gick inte att spara (${code}). ${what} och kör kommandot igen.`, {
      cause: error,
    });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const { once, fresh, seed, ceiling, port } = readOptions(args);
  const top = join(import.meta.dirname, "..");
  // Every sample year, and every ceiling, is a year of its own and has a database and a workbook of its own.
  const variant = [
    ...(seed === fittedSeed ? [] : [`serie ${seed}`]),
    ...(ceiling === null ? [] : [`tak ${ceiling}`]),
  ];
  const name = ["Fördela 2022", ...variant].join(" ");
  const folder = join(top, ".data", name);
  if (fresh) await removeDatabase(folder);
  mkdirSync(folder, { recursive: true });

  const log = fileLog(join(top, ".data", `${name}.log`));
  const { job, service } = await openSession({
    folder,
    port: 0,
    seed,
    ceiling,
    log,
    progress: terminal.progress,
    keep: (file, content) => {
      saveWhole(join(top, "out", file), content);
    },
  });
  console.log(`Fördela: 2022 års medel från nyckel till saldo, med exempeldata (serie ${seed})\n`);
  const { bytes, settings, received } = await runMainJob(job, terminal, () => performance.now());
  const file = join(top, "out", `${name}.xlsx`);
  saveWhole(file, bytes);
  console.log(`\n${summary(received)}\n\nArbetsbok: ${file}`);
  console.log(`Minne som mest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  if (once) {
    await service.close();
    return;
  }
  const { url } = await openPreview({
    workbook: { name: `${name}.xlsx`, bytes, settings },
    service,
    stage: "local",
    port,
    log,
  });
  console.log(`\nFörhandsvisning: ${url} (arbetsboken med tillägget bredvid). Avsluta med Ctrl+C.`);
  console.log(`Mejl som skickas därifrån blir filer i ${lettersBeside(folder)}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createApiClient } from "../addin/api-client.ts";
import { fileLog, startLocalService } from "../functions/local/service.ts";
import type { Actor, Job } from "./main-job/job.ts";
import { runMainJob, summary } from "./main-job/run.ts";
import { fittedSeed, sampleYear } from "./sample/sample-year.ts";

const usage = `npm start -- [--once] [--fresh] [--seed N] [--port N] [--ceiling KR]
  --once     kör huvudjobbet och sluta
  --fresh    börja om från en tom databas
  --seed N   ett annat exempelår (standard ${fittedSeed}, anpassat till publicerade summor)
  --port N   port för tjänsten (standard 3000)
  --ceiling  högsta belopp att omfördela, i kronor`;

interface Options {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly seed: number;
  readonly port: number;
  readonly ceiling: number | null;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      seed: { type: "string", default: String(fittedSeed) },
      port: { type: "string", default: "3000" },
      ceiling: { type: "string" },
    },
  });
  return {
    once: values.once,
    fresh: values.fresh,
    seed: wholeNumber("--seed", values.seed),
    port: wholeNumber("--port", values.port),
    ceiling: values.ceiling === undefined ? null : wholeNumber("--ceiling", values.ceiling),
  };
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new Error(`${flag} ska vara ett heltal, inte "${text}".\n${usage}`);
}

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const top = join(import.meta.dirname, "..");
  // Every sample year, and every ceiling, has a database of its own: they are different years.
  const name = ["exempel", options.seed, ...(options.ceiling === null ? [] : [options.ceiling])].join("-");
  const folder = join(top, ".data", name);
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const service = await startLocalService({
    folder,
    port: options.once ? 0 : options.port,
    log: fileLog(join(top, ".data", `${name}.log`)),
  });
  const clients = new Map<Actor, ReturnType<typeof createApiClient>>();
  const as = (actor: Actor) => {
    const known = clients.get(actor);
    if (known) return known.call;
    const client = createApiClient({
      baseUrl: service.url,
      token: () => service.issuer.tokenFor(actor),
      fetch: (url, init) => fetch(url, init),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    });
    clients.set(actor, client);
    return client.call;
  };
  const job: Job = {
    year: sampleYear(options.seed),
    as,
    ceiling: options.ceiling,
    progress: (done, total, what) => {
      if (process.stdout.isTTY) process.stdout.write(`\r   ${done + 1} av ${total}: ${what}\u001b[K`);
    },
  };
  console.log(`Fördela: huvudjobbet för 2022 med exempeldata, serie ${options.seed}\n`);
  const { bytes, received } = await runMainJob(
    job,
    {
      begin: (step, steps, title) => {
        process.stdout.write(`${step} av ${steps}  ${title}`);
        if (process.stdout.isTTY) process.stdout.write("\n");
      },
      end: (text, seconds) => {
        const clear = process.stdout.isTTY ? "\r\u001b[K" : "\n";
        console.log(
          `${clear}   ${text.replaceAll("\n", "\n   ")}  (${seconds.toFixed(1).replace(".", ",")} s)`,
        );
      },
    },
    () => performance.now(),
  );
  const file = join(
    top,
    "out",
    options.seed === fittedSeed ? "Fördela 2022.xlsx" : `Fördela 2022 serie ${options.seed}.xlsx`,
  );
  mkdirSync(join(top, "out"), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`\n${summary(received)}\n\nArbetsbok: ${file}`);
  console.log(`Minne som mest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  if (options.once) await service.close();
  else console.log(`Tjänsten svarar på ${service.url} (avsluta med Ctrl+C).`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileLog, startLocalService } from "../../functions/local/service.ts";
import { paneFiles } from "../page/serving/pane.ts";
import { certificateFor } from "./certificates.ts";
import { manifestFile, manifestPort, writeCheckedManifest } from "./manifest.ts";
import { serveExcel } from "./server.ts";
import { addToExcel, removeFromExcel } from "./sideload.ts";

// The AWS SDK tells whoever starts it that versions from January 2027 want Node 22; the version here is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const top = join(import.meta.dirname, "../..");
const yearOfSample = join(top, ".data", "Fördela 2022");

const usage = `npm run excel -- [--web] [--stop] [--port N] [--data MAPP]
  --web        öppna inte Excel på datorn; visa hur tillägget laddas upp i Excel på webben
  --stop       ta bort tillägget ur Excel på datorn och sluta
  --port N     en annan port än ${manifestPort}, högst 65535
  --data MAPP  en annan datamapp än den som npm start fyller`;

interface Options {
  readonly web: boolean;
  readonly stop: boolean;
  readonly port: number;
  readonly data: string;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        web: { type: "boolean", default: false },
        stop: { type: "boolean", default: false },
        port: { type: "string", default: String(manifestPort) },
        data: { type: "string", default: yearOfSample },
      },
    });
    const port = Number(values.port);
    if (!/^[1-9]\d*$/.test(values.port) || port > 65_535) throw new TypeError(values.port);
    return { ...values, port };
  } catch {
    throw new Error(`Så här provas Fördela i Excel:\n${usage}`);
  }
}

const { platform } = process;
const hasExcel = platform === "win32" || platform === "darwin";

async function main(args: readonly string[]): Promise<void> {
  const { web, stop, port, data } = readOptions(args);
  const file = manifestFile(port);
  if (stop) {
    if (!hasExcel)
      console.log(
        "På den här datorn finns inget att ta bort. I Excel på webben: Start > Tillägg > Fler tillägg > Mina tillägg, de tre punkterna, Ta bort.",
      );
    else if (!(await removeFromExcel(file))) process.exitCode = 1;
    return;
  }
  if (hasExcel)
    console.log(
      "Fördela behöver ett certifikat för https://localhost. Första gången, och var trettionde dag, frågar datorn om den ska lita på det: svara ja. På Mac frågas efter lösenordet.",
    );
  const [certificate, pane] = await Promise.all([
    certificateFor(platform, join(top, ".data", "certifikat"), new Date()),
    paneFiles({}),
  ]);
  const manifest = writeCheckedManifest(port, pane.files);
  if (!existsSync(data)) console.log("Databasen är tom: npm start -- --once fyller den med ett exempelår.");
  const service = await startLocalService({
    folder: data,
    port: 0,
    log: fileLog(join(top, ".data", "excel.log")),
    letters: join(top, ".data", "brev"),
  });
  try {
    const server = await serveExcel({ pane, manifest, service, certificate, port });
    console.log(`Fördela svarar på https://localhost:${server.port}. Avsluta med Ctrl+C.`);
    const isInExcel = hasExcel && !web && (await addToExcel(file));
    if (!isInExcel) console.log(howToUpload(file, port));
    await interrupted();
    if (isInExcel) await removeFromExcel(file);
    await server.close();
  } finally {
    await service.close();
  }
}

function howToUpload(file: string, port: number): string {
  const trust = hasExcel
    ? []
    : [
        `Öppna https://localhost:${port} i webbläsaren och godkänn certifikatet. Datorns egna certifikat rörs inte.`,
      ];
  const steps = [
    ...trust,
    "Öppna en arbetsbok på https://excel.cloud.microsoft och välj Start > Tillägg > Fler tillägg.",
    `Välj Mina tillägg > Ladda upp mitt tillägg, och filen ${file}.`,
    "Frågar webbläsaren om sidan får nå det lokala nätverket: tillåt det.",
  ];
  return ["Så här provar du i Excel på webben:", ...steps.map((step, at) => `   ${at + 1}. ${step}`)].join(
    "\n",
  );
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => {
      resolve();
    });
    process.once("SIGTERM", () => {
      resolve();
    });
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

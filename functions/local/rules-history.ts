import { basename } from "node:path";
import { readOldFile } from "../../shared/files/read-file.ts";
import { isRiskyText } from "../../shared/files/safe-text.ts";
import type { HistoryMapping } from "../../shared/history/layout.ts";
import { amountMeanings, meaningName } from "../../shared/history/meanings.ts";
import type { HistoryReading } from "../../shared/history/read-history.ts";
import { type ProposedSheet, proposeSheets, readOldSheets } from "../../shared/history/read-workbook.ts";
import { api } from "../../shared/api.ts";
import { formatKronor as kr } from "../../shared/money.ts";
import { buildNameIndex } from "../../shared/names.ts";
import { kindName } from "../../shared/recipient.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { textOptions } from "./text-options.ts";

const usage = `Användning: npm run --silent rules -- history --file FIL
  --file     en äldre arbetsbok, .xlsx eller .csv
  --show     balances (ingående balanser), left-out (utelämnat, och varför), controls (bladens summor)
             eller mapping (hur bladen tolkas, som JSON); balances om inget anges
  --mapping  en fil med svar: det som mapping skriver, rättat för hand`;

/**
 * Reads an old workbook as the service does and writes what it gives. How much was read and left out stands on stderr.
 * Answers 0, or 2 with the reason on stderr and nothing on stdout.
 */
export async function historyCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const result = await run(args, io);
  if (!result.ok) {
    io.stderr.write(`${result.error}\n`);
    return 2;
  }
  const { lines, summary } = result.value;
  const code = await answerWith(0, [`${lines.join("\n")}\n`], io);
  if (code === 0) io.stderr.write(`${summary}\n`);
  return code;
}

/** Per sheet, by its name; null: it is not to be read. */
type Mappings = Readonly<Record<string, HistoryMapping | null>>;

async function run(
  args: readonly string[],
  io: CommandIo,
): Promise<Result<{ readonly lines: readonly string[]; readonly summary: string }>> {
  const options = textOptions(args, ["file", "show", "mapping"]);
  const view = views[(options?.show ?? "balances") as keyof typeof views] as View | undefined;
  if (options?.file === undefined || view === undefined) return fail(usage);
  const bytes = await io.readFile(options.file).catch(() => null);
  if (bytes === null)
    return fail(`Filen ${options.file} kan inte läsas. Kontrollera sökvägen och rättigheterna.`);
  const mappings = await mappingsIn(options.mapping, io);
  if (!mappings.ok) return mappings;
  const read = await readOldFile(basename(options.file), bytes);
  if (!read.ok) return fail(read.error.text);
  const register = swedishRegister();
  const sheets = proposeSheets(
    read.value.map((sheet) => ({ sheet, mapping: mappings.value[sheet.name] })),
    () => null,
  );
  const reading = readOldSheets(sheets, { register, index: buildNameIndex(register.entries) }, new Set());
  const { rows, kronor } = reading;
  return ok({
    lines: view(reading, sheets),
    summary: `${rows.read} rader: ${rows.imported} inlästa, ${rows.leftOut} utelämnade. ${kr(kronor.read)} kr: ${kr(kronor.imported)} inlästa, ${kr(kronor.leftOut)} utelämnade.`,
  });
}

async function mappingsIn(file: string | undefined, { readFile }: CommandIo): Promise<Result<Mappings>> {
  if (file === undefined) return ok({});
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(`Filen ${file} kan inte läsas. Kontrollera sökvägen och rättigheterna.`);
  const sheets = sheetsIn(bytes);
  // The contract says what a mapping is.
  const read = api.previewHistory.input.shape.sheets.def.element.shape.mapping;
  const parsed = Object.entries(sheets ?? {}).map(([name, text]) => [name, read.safeParse(text)] as const);
  const faulty = parsed.find(([, { success }]) => !success);
  if (sheets === null || faulty !== undefined)
    return fail(
      `Filen ${file} är ingen tolkning${faulty === undefined ? "" : ` (bladet ${faulty[0]})`}. Utgå från det som --show mapping skriver.`,
    );
  return ok(Object.fromEntries(parsed.map(([name, { data }]) => [name, data ?? null])));
}

function sheetsIn(bytes: Uint8Array): object | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

type View = (reading: HistoryReading, sheets: readonly ProposedSheet[]) => readonly string[];

/** Semicolons, as Swedish Excel reads them; what Excel might run as a formula gets an apostrophe before it. */
const line = (cells: readonly (string | number | null)[]): string =>
  cells
    .map((cell) => (cell === null ? "" : String(cell)))
    .map((text) => (isRiskyText(text) && !/^-\d+$/.test(text) ? `'${text}` : text))
    .map((text) => (/[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(";");

const views = {
  balances: ({ balances }) => [
    line([
      "mottagartyp",
      "kod",
      "mottagare",
      "år",
      ...amountMeanings.map(meaningName),
      "dnr",
      "status",
      "källa",
    ]),
    ...balances.map(({ kind, code, name, year, amounts, dnr, status, sheet, cell }) =>
      line([
        kindName[kind],
        code,
        name,
        year,
        ...amountMeanings.map((meaning) => amounts[meaning]),
        dnr,
        status,
        `${sheet}!${cell}`,
      ]),
    ),
  ],
  "left-out": ({ leftOut }) => [
    line(["cell", "utelämnat", "värde", "varför", "kronor"]),
    ...leftOut.map(({ sheet, cell, what, value, why, kronor }) =>
      line([`${sheet}!${cell}`, what, value, why, kronor]),
    ),
  ],
  controls: ({ controls }) => [
    line(["cell", "summa", "belopp", "bladet", "inläst", "utelämnat", "skillnad", "kontroll"]),
    ...controls.map(({ sheet, cell, label, amount, stated, imported, leftOut, difference, text }) =>
      line([`${sheet}!${cell}`, label, meaningName(amount), stated, imported, leftOut, difference, text]),
    ),
  ],
  mapping: (_, sheets) =>
    JSON.stringify(
      Object.fromEntries(sheets.map(({ sheet, mapping }) => [sheet.name, mapping])),
      null,
      2,
    ).split("\n"),
} satisfies Record<string, View>;

import { fixedSums } from "../../shared/application/fixed-sums.ts";
import { formatKronor as kr } from "../../shared/money.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";

const usage = `Användning: npm run --silent rules -- fixed ÅR
  skriver länsstyrelsernas fastställda belopp och förklarar det som blir över`;

/** Each county board's fixed sum of a year as a table, and what is left over. Answers 0, or 2 with the reason on stderr. */
export async function fixedCommand([year = "", ...more]: readonly string[], io: CommandIo): Promise<number> {
  if (!/^\d{4}$/.test(year) || more.length > 0) {
    io.stderr.write(`${usage}\n`);
    return 2;
  }
  const sums = fixedSums(Number(year), swedishRegister().list("agency"));
  if (!sums.ok) {
    io.stderr.write(`${sums.error}\n`);
    return 2;
  }
  const { lines, given, rest, available, explanation, source } = sums.value;
  const row = (name: string, amount: number): string => `${name.padEnd(44)}${kr(amount).padStart(12)}\n`;
  return await answerWith(
    0,
    [
      ...lines.map(({ name, amount }) => row(name, amount)),
      row("Fördelat", given),
      row("Fördelas inte", rest),
      row("Tillgängligt", available),
      "\n",
      ...explanation.map((line) => `${line}\n`),
      `Källa: ${source}.\n`,
    ],
    io,
  );
}

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { allocateCommand } from "../../../functions/local/rules-allocate.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { oracleAmounts } from "../../oracles/allocation.ts";

/** Keeps what is written to it. */
class Sink extends Writable {
  readonly chunks: Buffer[] = [];
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
  get text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}

interface Flags {
  readonly pot?: number;
  readonly base?: number;
  readonly limit?: number;
}

const argsOf = ({ pot = 100, base = 0, limit = 0 }: Flags) =>
  `--pot ${pot} --base ${base} --limit ${limit} --population kommuner.csv --format csv`.split(" ");

async function runArgs(args: readonly string[], file: string | Uint8Array) {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const bytes = typeof file === "string" ? Buffer.from(file, "utf8") : file;
  const read = (path: string) =>
    path === "kommuner.csv" ? Promise.resolve(bytes) : Promise.reject(new Error("ENOENT"));
  const exit = await allocateCommand(args, { readFile: read, stdout, stderr });
  return { exit, out: stdout.text, err: stderr.text };
}

const run = (file: string | Uint8Array, flags: Flags = {}) => runArgs(argsOf(flags), file);

const HEADER = "kod;invånare;grundbelopp;befolkningsdel;belopp";

describe("rules allocate writes a line a recipient", () => {
  it("in the file's order, with the code as written", async () => {
    const { exit, out, err } = await run("kod;invånare\n1480;60\n0180;100\n9;20\n", {
      pot: 200,
      base: 10,
      limit: 60,
    });
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toBe(`${HEADER}\n1480;60;10;60;70\n0180;100;0;100;100\n9;20;10;20;30\n`);
  });

  const rows = "0180;3\n0305;1\n";
  it.each([
    ["a byte order mark", Buffer.from(`\ufeffkod;invånare\n${rows}`)],
    ["CRLF", Buffer.from(`kod;invånare\r\n${rows.replaceAll("\n", "\r\n")}`)],
    ["Windows-1252", Buffer.from(`kod;invånare\n${rows}`, "latin1")],
    ["capitals", Buffer.from(`Kod;Invånare\n${rows}`)],
    ["no line break at the end", Buffer.from(`kod;invånare\n${rows.trim()}`)],
    ["empty lines at the end", Buffer.from(`kod;invånare\n${rows}\r\n\n`)],
  ])("reads a file with %s", async (_, file) => {
    expect((await run(file)).out).toBe(`${HEADER}\n0180;3;0;75;75\n0305;1;0;25;25\n`);
  });

  it("takes --flag=value and --rounding largest-remainder", async () => {
    const args =
      "--pot=4 --base=0 --limit=0 --population=kommuner.csv --rounding largest-remainder --format=csv";
    expect((await runArgs(args.split(" "), `kod;invånare\n${rows}`)).out).toBe(
      `${HEADER}\n0180;3;0;3;3\n0305;1;0;1;1\n`,
    );
  });

  it("takes --rounding sainte-lague", async () => {
    const args = [...argsOf({ pot: 10 }), "--rounding", "sainte-lague"];
    expect((await runArgs(args, "kod;invånare\n01;6\n02;6\n03;2\n")).out).toBe(
      `${HEADER}\n01;6;0;5;5\n02;6;0;4;4\n03;2;0;1;1\n`,
    );
  });

  it("breaks ties by the code as text: 10 before 9, 018 before 0180", async () => {
    const { out } = await run("kod;invånare\n9;1\n10;1\n0180;1\n018;1\n", { pot: 3 });
    expect(out.split("\n").slice(1, 5)).toEqual(["9;1;0;0;0", "10;1;0;1;1", "0180;1;0;1;1", "018;1;0;1;1"]);
  });

  it("equals the oracle for 290 municipalities at every population as limit, at 0 and at the greatest", async () => {
    const inhabitants = swedishRegister().populationOn("2021-12-31")!.inhabitants.municipality;
    const recipients = [...inhabitants].map(([code, population]) => ({ code, population }));
    expect(recipients).toHaveLength(290);
    const file = `kod;invånare\n${recipients.map(({ code, population }) => `${code};${population}`).join("\n")}\n`;
    const limits = new Set([0, Number.MAX_SAFE_INTEGER, ...recipients.map(({ population }) => population)]);
    for (const limit of limits) {
      const key = { pot: 75_000_000, base: 100_000, limit };
      const expected = oracleAmounts(recipients, key).map((amount, i) => {
        const { code, population } = recipients[i]!;
        const base = population <= limit ? 100_000 : 0;
        return `${code};${population};${base};${amount - base};${amount}\n`;
      });
      expect((await run(file, key)).out).toBe(`${HEADER}\n${expected.join("")}`);
    }
  });

  it(
    "hands out to 1 000 000 recipients from a file on disk, to the krona, within 30 s",
    { timeout: 30_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "allocate-"));
      const file = join(folder, "miljon.csv");
      const lines = Array.from({ length: 1_000_000 }, (_, i) => `${i};${((i * 7_919) % 99_991) + 1}\n`);
      await writeFile(file, `kod;invånare\n${lines.join("")}`);
      const [stdout, stderr] = [new Sink(), new Sink()];
      const args = `--pot 300000000017 --base 100000 --limit 30000 --population ${file} --format csv`.split(
        " ",
      );
      const exit = await allocateCommand(args, { readFile, stdout, stderr });
      await rm(folder, { recursive: true });
      expect([exit, stderr.text]).toEqual([0, ""]);
      const amounts = stdout.text
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => Number(line.split(";")[4]));
      expect(amounts.length).toBe(1_000_000);
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(300_000_000_017);
    },
  );

  it("stops without a fault when the reader closes the pipe", async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const read = () => Promise.resolve(Buffer.from(`kod;invånare\n${rows}`));
    expect(await allocateCommand(argsOf({}), { readFile: read, stdout: closed, stderr: new Sink() })).toBe(0);
  });
});

describe("rules allocate refuses, with nothing on stdout", () => {
  it.each([
    ["no header", "0180;5\n", "Rad 1: första raden ska vara kod;invånare."],
    ["an empty file", "", "Rad 1: första raden ska vara kod;invånare."],
    ["no recipients", "kod;invånare\n\n", "Rad 2: filen saknar mottagare."],
    ["a letter in the code", "kod;invånare\n0180;5\nA1;5\n", "Rad 3: skriv koden med 1 till 10 siffror"],
    ["an empty code", "kod;invånare\n;5\n", "Rad 2: skriv koden med 1 till 10 siffror"],
    ["a code of eleven digits", "kod;invånare\n12345678901;5\n", "Rad 2: skriv koden med 1 till 10 siffror"],
    ["the same code twice", "kod;invånare\n01;5\n02;5\n01;7\n", "Rad 4: koden finns redan på rad 2."],
    ["no inhabitants", "kod;invånare\n01;0\n", "Rad 2: skriv antalet invånare som ett helt tal större än 0"],
    ["an empty population", "kod;invånare\n01;\n", "Rad 2: skriv antalet invånare"],
    ["a negative population", "kod;invånare\n01;-5\n", "Rad 2: skriv antalet invånare"],
    ["decimals", "kod;invånare\n01;5,5\n", "Rad 2: skriv antalet invånare"],
    ["a population above 2^53", "kod;invånare\n01;9007199254740993\n", "Rad 2: skriv antalet invånare"],
    ["one value", "kod;invånare\n01\n02;5\n", "Rad 2: skriv två värden med ett semikolon emellan"],
    ["three values", "kod;invånare\n01;5;6\n", "Rad 2: skriv två värden med ett semikolon emellan"],
    ["an empty line between", "kod;invånare\n01;5\n\n02;5\n", "Rad 3: raden är tom."],
    [
      "more inhabitants than can be summed",
      "kod;invånare\n1;9007199254740991\n2;1\n",
      "Kontrollera invånarantalen",
    ],
  ])("a file with %s", async (_, file, reason) => {
    const { exit, out, err } = await run(file);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(reason);
  });

  it("reports every faulty row, and counts beyond twenty", async () => {
    const { err } = await run(`kod;invånare\n${"x;y\n".repeat(30)}`);
    expect(err.trimEnd().split("\n")).toHaveLength(21);
    expect(err).toContain("... och 40 fel till.");
  });

  it("an amount below the base amounts, naming both sums", async () => {
    const { exit, out, err } = await run("kod;invånare\n01;5\n02;5\n", { pot: 1_999, base: 1_000, limit: 5 });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(
      "Beloppet 1\u00a0999 kr räcker inte till grundbeloppen, som är 2\u00a0000 kr för 2 mottagare.",
    );
  });

  const good = argsOf({});
  it.each([
    ["no flags", [], "Ange --pot"],
    ["an unknown flag", [...good, "--tak", "5"], "Flaggan --tak finns inte."],
    ["a word of its own", [...good, "hej"], 'Ta bort "hej"'],
    ["a flag twice", [...good, "--pot", "5"], "Flaggan --pot får bara anges en gång."],
    ["a flag without value", good.slice(0, -1), "Flaggan --format saknar värde."],
    ["another format", [...good.slice(0, -1), "json"], "Ange --format csv."],
    ["another rounding", [...good, "--rounding", "nearest"], "Ange --rounding largest-remainder"],
    ["decimals in the pot", ["--pot", "1.5", ...good.slice(2)], "Ange --pot i hela kronor"],
    ["a negative pot", ["--pot", "-5", ...good.slice(2)], "Ange --pot i hela kronor"],
    ["a pot above 2^53", ["--pot", "9007199254740992", ...good.slice(2)], "Ange --pot i hela kronor"],
  ])("%s, with the usage", async (_, args, reason) => {
    const { exit, out, err } = await runArgs(args, "kod;invånare\n01;5\n");
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(reason);
    expect(err).toContain("Användning:");
  });

  it("a file that cannot be read", async () => {
    const { exit, err } = await runArgs(
      ["--pot", "5", "--base", "0", "--limit", "0", "--population", "borta.csv", "--format", "csv"],
      "",
    );
    expect([exit, err]).toEqual([
      2,
      "Filen borta.csv kan inte läsas. Kontrollera sökvägen och rättigheterna.\n",
    ]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { issueText } from "../../../functions/http/issue-text.ts";
import { rulesCommand } from "../../../functions/local/rules.ts";
import { allocateByKey } from "../../../shared/allocation/by-key.ts";
import type { Programme, Round } from "../../../shared/programme.ts";
import { checkProgramme } from "../../../shared/programmes/check-programme.ts";
import { isRound } from "../../../shared/programmes/dated.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { parseProgramme } from "../../../shared/programmes/programme-file.ts";
import { programmes } from "../../../shared/programmes/programmes.ts";
import { nearestProgramme, templateFor } from "../../../shared/programmes/template.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { oddNumberOracle } from "../../oracles/allocation.ts";

const fictional = join(import.meta.dirname, "../../cases/programme-2027-fictional");
const file2027 = readFileSync(join(fictional, "programme.json"), "utf8");

class Sink extends Writable {
  text = "";
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** As typed after `npm run --silent rules --`, with these files at hand. */
async function rules(command: string, files: Readonly<Record<string, string>> = {}) {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const readFile = (path: string) =>
    path in files
      ? Promise.resolve(Buffer.from(files[path]!, "utf8"))
      : Promise.reject(new Error("there is no such file"));
  const exit = await rulesCommand(command.split(" "), { readFile, stdout, stderr });
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  return { exit, out: plain(stdout.text), err: plain(stderr.text) };
}

describe("rules explain", () => {
  test.each(["2403", "Bjurholm", "bjurholms"])("says why Bjurholm, as %s, gets 112 534 kr", async (name) => {
    const { exit, out } = await rules(`explain --round 2022-kommun-1 --recipient ${name}`);
    expect(exit).toBe(0);
    for (const line of [
      "Bjurholm (kommun 2403) får 112 534 kr av Kommuner 2022, omgång 1 (2022-kommun-1).",
      "1. Medel i omgången: 75 000 000 kr, till 290 mottagare (kommun). Källa: Myndigheten för vård- och omsorgsanalys, Medel mot våld (2023).",
      "2. Nyckeln: grundbelopp 100 000 kr till dem som har högst 30 000 invånare, resten efter folkmängd, avrundat med största rest.",
      "6. Befolkningsdel: 2 395 / 10 452 326 × 54 700 000 = 12 533 kr, och 7 498 242 / 10 452 326 krona över.",
      "8. Belopp: 100 000 + 12 533 + 1 = 112 534 kr.",
      "Regler den 2022-09-01, Utvecklingsmedel mot våld i nära relationer 2020-2022:",
      "- överföring till nästa år: nej. Källa: Myndigheten för vård- och omsorgsanalys, Medel mot våld (2023).",
      "Antagande: avrundning med största rest (ingen källa anger hur beloppen avrundas).",
    ]) {
      expect(out.split("\n")).toContain(line);
    }
  });

  test("a recipient near the limit is warned for, and a region is found by its code", async () => {
    expect((await rules("explain --round 2022-kommun-1 --recipient 0662")).out).toMatch(
      /^Obs: Mottagare 0662 /m,
    );
    expect((await rules("explain --round 2020-region --recipient 9")).out).toMatch(
      /^Region Gotland \(region 09\) får/,
    );
  });

  test.each([
    [
      "explain --round 2013-kommun --recipient 0180",
      /har ingen nyckel: varje belopp bestäms efter bedömning/,
    ],
    ["explain --round 2022-kommun-1 --recipient Atlantis", /Atlantis finns inte bland omgångens mottagare/],
    ["explain --round 2099-kommun --recipient 0180", /Omgången 2099-kommun finns inte/],
    ["explain --round 2022-kommun-1", /Användning/],
    ["explain --runda 2022-kommun-1", /Användning/],
  ])("%s: nothing on stdout, the reason on stderr, exit 2", async (command, reason) => {
    const { exit, out, err } = await rules(command);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
  });
});

const heading =
  "Kod;Mottagare;Organisationsnummer;Rekvirerat belopp;Önskar ta del av ej rekvirerade medel;Kontaktperson;E-post;" +
  "Ombud;Ombud godkänt;Kontotyp;Kontonummer;Er referens;Inkom;Undertecknad av";

/** Test numbers, one a recipient. */
const orgnr: Readonly<Record<string, string>> = {
  "0180": "212000-9002",
  "1480": "212000-9010",
  "2403": "212000-9028",
};

/** A requisition of a municipality, with everything in order but what the test is about. */
function requisition(code: string, name: string, amount: number | string, wantsMore: "ja" | "nej"): string {
  return `${code};${name};${orgnr[code]!};${amount};${wantsMore};Kim Ek;kim@example.se;;;bankgiro;5050-1055;;2022-05-02;Kim Ek`;
}

describe("rules redistribute", () => {
  const round = findRound("2022-kommun-1")!;
  const allocation = allocateByKey(round, swedishRegister());
  if (!allocation.ok) throw new Error(allocation.error);
  const allotted = new Map(allocation.value.recipients.map(({ code, amount }) => [code, amount]));
  const stockholm = allotted.get("0180")!;
  const file = [
    heading,
    requisition("0180", "Stockholm", stockholm, "nej"),
    requisition("1480", "Göteborg", allotted.get("1480")! - 1_000, "ja"),
    requisition("2403", "Bjurholm", allotted.get("2403")!, "ja"),
  ].join("\r\n");

  async function amounts(flags: string) {
    const { exit, out, err } = await rules(`redistribute --round 2022-kommun-1 --file r.csv${flags}`, {
      "r.csv": file,
    });
    const rows = out
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(";"));
    const total = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    return { exit, err, rows: new Map(rows.map((row) => [row[0], row])), sums: [1, 2, 3].map(total) };
  }

  test("gives what was not requisitioned to those who asked for more, at most the cap each", async () => {
    const { exit, err, rows, sums } = await amounts("");
    const requested = stockholm + allotted.get("1480")! - 1_000 + allotted.get("2403")!;
    expect([exit, rows.size]).toEqual([0, 290]);
    expect(sums).toEqual([75_000_000, requested, 100_000]);
    expect(rows.get("0180")!.slice(0, 4)).toEqual(["0180", String(stockholm), String(stockholm), "0"]);
    expect(rows.get("1480")![3]).toBe("50000");
    expect(rows.get("0114")!.slice(2)).toEqual(["0", "0", ""]);
    expect(err).toContain("100 000 kr omfördelas till 2 mottagare. Alla har nått sitt tak.");
  });

  test("by population when neither cap nor ceiling is reached: Bjurholm and Göteborg share 1 000 kr", async () => {
    const { rows, sums, err } = await amounts(" --ceiling 1000");
    const [small, large] = [2_395, 587_549];
    const share = Math.floor((1_000 * small) / (small + large));
    expect(sums[2]).toBe(1_000);
    // 4,06 kr and 995,94 kr: the krona left goes to the larger remainder.
    expect([rows.get("2403")![3], rows.get("1480")![3]]).toEqual([String(share), String(1_000 - share)]);
    expect(rows.get("2403")![4]).toContain("2 395 / 589 944 × 1 000 = 4 kr, avrundat nedåt");
    expect(err).toContain("Taket för hela omfördelningen är nått.");
  });

  test.each([
    ["redistribute --round 2022-kommun-3 --file r.csv", /omfördelas inte/],
    ["redistribute --round 2022-kommun-1 --file r.csv --cap 1,5", /hela kronor/],
    ["redistribute --round 2022-kommun-1 --file borta.csv", /borta.csv kan inte läsas/],
    [
      "redistribute --round 2022-kommun-1 --file fel.csv",
      /Filen har 1 fel, det första i .*!D2: .* \(se rules validate\)/,
    ],
    ["redistribute --round 2022-kommun-9 --file r.csv", /finns inte/],
    [
      "redistribute --round 2022-kommun-1 --file regioner.csv",
      /^Filen regioner.csv har ingen rad för 2022-kommun-1, bara för 2022-region\. Ange rätt fil, eller rätt omgång efter --round\.$/m,
    ],
    ["redistribute --round 2022-kommun-1 --file tom.csv", /Filen tom.csv har inga rader under rubrikerna\./],
    ["validate --round 2022-kommun-1 --file regioner.csv", /har ingen rad för 2022-kommun-1, bara för/],
    ["validate --round 2022-kommun-1 --file tom.csv", /har inga rader under rubrikerna/],
    ["redistribute", /Användning/],
  ])("%s: nothing on stdout, the reason on stderr, exit 2", async (command, reason) => {
    const faulty = [heading, requisition("0180", "Stockholm", "mycket", "nej")].join("\n");
    const region = `09;Region Gotland;232100-0016;${allottedByKey("2022-region", "09")};nej;Kim Ek;kim@example.se;;;bankgiro;5050-1055;;2022-05-02;Kim Ek`;
    const { exit, out, err } = await rules(command, {
      "r.csv": file,
      "fel.csv": faulty,
      "regioner.csv": `Omgång;${heading}\n2022-region;${region}`,
      "tom.csv": heading,
    });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
  });
});

describe("rules template and rules diff", () => {
  test("the template of a coming year can be read again as it is, and has nothing wrong", async () => {
    const { exit, out } = await rules("template --year 2027");
    expect(exit).toBe(0);
    const parsed = parseProgramme(out, issueText);
    const nearest = nearestProgramme(programmes, 2027)!;
    expect(parsed.ok && parsed.value).toEqual(
      JSON.parse(JSON.stringify(templateFor(nearest, 2027)).replaceAll("\u00a0", " ")),
    );
    const diff = await rules("diff --file 2027.json", { "2027.json": out });
    expect(diff.exit).toBe(0);
    expect(diff.out).toContain("2027, tillgängligt för kommun: ej känt (beslutet om 2027 finns inte ännu)");
    expect(diff.out).toMatch(/Omgångar där allt är känt: inga\n\nFel att rätta: inga\n$/);
  });

  test("every programme can be written as JSON and read again", () => {
    for (const programme of programmes) {
      expect(parseProgramme(JSON.stringify(programme), issueText)).toEqual({ ok: true, value: programme });
    }
  });

  test("two programmes are compared by their names", async () => {
    const { exit, out } = await rules("diff --from 2012-2015 --to 2016-2019");
    expect(exit).toBe(0);
    expect(out).toContain("- kommun, väg till medlen från 2016-01-01: rekvisition. Förut: ansökan. Källa: ");
    expect(out).toContain("- region: ny grupp\n");
  });

  test("faults are told and answer 1: money that does not add up, two rules on a day", async () => {
    const spoilt = JSON.parse(file2027) as { years: { costs: unknown[] }[] };
    spoilt.years[0]!.costs = [];
    const { exit, out } = await rules("diff --file f.json", {
      "f.json": JSON.stringify(spoilt).replace('"2027-10-01"', '"2027-09-30"'),
    });
    expect(exit).toBe(1);
    expect(out).toContain("Fel att rätta: 2\n");
    expect(out).toContain("- 2027: kommun, omfördelning: Två regler gäller 2027-09-30.");
    expect(out).toContain(
      "- 2027: 2027: Anslagsposterna är 130 000 000 kr tillsammans men medel och kostnader är 128 000 000 kr.",
    );
  });

  type Told = [what: string, change: (year: Programme) => unknown, fault: RegExp];
  test.each<Told>([
    [
      "a round id that another programme has",
      ({ years }) => Object.assign(years[0]!.rounds[0]!, { id: "2022-kommun-1" }),
      /- 2027: 2027: 2022-kommun-1: Beteckningen finns redan i Utvecklingsmedel .*2020-2022. Ge omgången en egen\./,
    ],
    [
      "a round id that an earlier year has",
      (programme) =>
        Object.assign(programme, { years: [...programme.years, { ...programme.years[0], year: 2028 }] }),
      /- 2027: 2028: 2027-kommun: Beteckningen finns redan 2027\. Ge omgången en egen\./,
    ],
    [
      "an empty text of appeal",
      ({ groups }) => Object.assign(groups.municipality!.appeal[0]!, { value: " " }),
      /- 2027: kommun, överklagande, från 2027-01-01: Texten är tom\. Skriv den, eller att den är okänd\./,
    ],
    [
      "no conditions",
      ({ groups }) => Object.assign(groups.municipality!.conditions[0]!, { value: [] }),
      /- 2027: kommun, villkor, från 2027-01-01: Villkor saknas\. Ange dem, eller att de är okända\./,
    ],
    [
      "an empty condition",
      ({ groups }) => Object.assign(groups.municipality!.conditions[0]!, { value: ["Ett villkor", ""] }),
      /- 2027: kommun, villkor, från 2027-01-01: En av texterna är tom\./,
    ],
    [
      "a round without name",
      ({ years }) => Object.assign(years[0]!.rounds[0]!, { name: "" }),
      /- 2027: 2027: \S+: Omgångens namn saknas\. Ange det\./,
    ],
    [
      "base amounts that the money does not reach",
      ({ years }) => Object.assign(years[0]!.rounds[0]!, { amount: 10_000_000 }),
      /- 2027: 2027: \S+: Beloppet 10 000 000 kr räcker inte till grundbeloppen, som är 18 600 000 kr för 186 mottagare\. .* Räknat på folkmängden 2024-12-31\./,
    ],
  ])("%s is told, and answers 1", async (_, change, fault) => {
    const spoilt = JSON.parse(file2027) as Programme;
    change(spoilt);
    const { exit, out } = await rules("diff --file f.json", { "f.json": JSON.stringify(spoilt) });
    expect(exit).toBe(1);
    expect(out).toMatch(fault);
  });

  const carryOver = /("carryOver": \[\s*\{[^}]*"value": )"[a-z-]+"/;
  test.each([
    [
      "an amount as text",
      file2027.replace(/"amount": 80000000/, '"amount": "80 000 000"'),
      'years.0.rounds.0.amount: ska vara ett tal, eller { "unknown": "varför det inte är känt" }\n',
    ],
    [
      "a rule that is none of the words",
      file2027.replace(carryOver, '$1"kanske"'),
      'groups.municipality.carryOver.0.value: ska vara något av: after-decision, by-itself, not-allowed, eller { "unknown": "varför det inte är känt" }\n',
    ],
    [
      "a part of a rule",
      file2027.replace('"sainte-lague"', '"tur"'),
      "groups.municipality.amount.0.value: key rounding ska vara något av: largest-remainder, sainte-lague, eller",
    ],
    [
      "a kind of amount that there is not",
      file2027.replace('"by": "key"', '"by": "tur"'),
      "groups.municipality.amount.0.value: by ska vara något av: frame, assessment, key, fixed, eller",
    ],
    [
      "an unknown value that says no why",
      file2027.replace(carryOver, '$1{ "unknown": 1 }'),
      "groups.municipality.carryOver.0.value: unknown ska vara text, eller",
    ],
  ])("%s is told with what it may be", async (_, file, text) => {
    const { exit, err } = await rules("diff --file f.json", { "f.json": file });
    expect(exit).toBe(2);
    expect(err).toContain(text);
  });

  test.each([
    ["template --year 2022", {}, /Användning/],
    ["template --year nästa", {}, /Användning/],
    ["diff --file borta.json", {}, /borta.json kan inte läsas/],
    ["diff --file f.json", { "f.json": "{" }, /Filen är inte JSON/],
    ["diff --file f.json", { "f.json": file2027.replace('"fictional": true,', "") }, /fictional: saknas/],
    [
      "diff --file f.json",
      { "f.json": file2027.replace('"sainte-lague"', '"tur"') },
      /groups.municipality.amount.0.value/,
    ],
    ["diff --from 2012-2015", {}, /Användning/],
  ])("%s: nothing on stdout, the reason on stderr, exit 2", async (command, files, reason) => {
    const { exit, out, err } = await rules(command, files);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
  });
});

describe("a fictional 2027, added as data", () => {
  const parsed = parseProgramme(file2027, issueText);
  if (!parsed.ok) throw new Error(parsed.error.join("\n"));
  const programme: Programme = parsed.value;

  test("says that it is fictional and has no faults", () => {
    expect([programme.fictional, programme.name]).toEqual([
      true,
      expect.stringContaining("Påhittat") as string,
    ]);
    expect(checkProgramme(programme)).toEqual([]);
    expect(programmes.some(({ fictional }) => fictional)).toBe(false);
  });

  test("is seen first as what it changes", async () => {
    const { exit, out } = await rules("diff --file p.json", { "p.json": file2027 });
    expect(exit).toBe(0);
    expect(out).toBe(readFileSync(join(fictional, "diff.txt"), "utf8").replaceAll("\u00a0", " "));
  });

  test("its rounds can be worked with: Sainte-Laguë, chosen by the data, to the krona", () => {
    const [municipal, regional, ngo] = programme.years[0]!.rounds as [Round, Round, Round];
    expect(programme.years[0]!.rounds.every(isRound)).toBe(true);
    const population = swedishRegister().populationOn("2024-12-31")!.inhabitants;
    const result = allocateByKey(municipal, swedishRegister());
    if (!result.ok) throw new Error(result.error);
    const amounts = result.value.recipients.map(({ amount }) => amount);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(80_000_000);
    expect(result.value.division!.last).not.toBeUndefined();

    // The oracle hands out krona by krona: a thousandth of the money, to the same recipients.
    const small = { ...municipal, amount: 80_000, key: { ...municipal.key!, baseAmount: 100 } };
    const recipients = [...population.municipality].map(([code, n]) => ({ code, population: n }));
    const few = allocateByKey(small, swedishRegister());
    expect(few.ok && few.value.recipients.map(({ amount }) => amount)).toEqual(
      oddNumberOracle(recipients, { pot: 80_000, base: 100, limit: 25_000 }),
    );
    expect(allocateByKey(regional, swedishRegister()).ok).toBe(true);
    expect(allocateByKey(ngo, swedishRegister()).ok).toBe(false);
  });
});

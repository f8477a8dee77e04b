import mammoth from "mammoth";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../functions/audit.ts";
import { writeDocx } from "../../../functions/letters/docx.ts";
import { writePdf } from "../../../functions/letters/pdf.ts";
import {
  type DecisionFacts,
  decisionLetter,
  type LetterKind,
  letterKinds,
} from "../../../shared/letter/decision-letter.ts";
import { type Letter, linesOf, plainLetter } from "../../../shared/letter/letter.ts";

/** Names as they come from outside: markup, a formula, the letters å ä ö. */
const hostile = '<w:b>Åmåls & "Köpings" kommun</w:b> =cmd()';

const base: DecisionFacts = {
  kind: "grant",
  authority: "Socialstyrelsen",
  dnr: "4.2.1-17/2022",
  date: "2022-10-20",
  ground: "Regeringsbeslut S2022/1: ändringen gäller från den 1 januari. <script>",
  to: { name: hostile, orgnr: "212000-1785" },
  round: { name: "Kommuner 2022, omgång 1", purpose: "Utvecklingsmedel mot våld i nära relationer." },
  requisitionedIn: { lastDay: "2022-09-01", other: null },
  late: null,
  members: [],
  amount: 1_112_929,
  requisitionedAs: "requisitioned",
  explanation: ["Grundbelopp 100\u00a0000\u00a0kr och befolkningsdel 12\u00a0929\u00a0kr."],
  grounds: [],
  correction: null,
  carryOver: null,
  conditions: ["Medel som inte har förbrukats ska återbetalas.", "Återrapportera i tid."],
  appeal: "Beslutet kan överklagas till allmän förvaltningsdomstol.",
  account: "bankgiro 5050-1055",
  reportBy: "2023-03-31",
  repayBy: "2023-04-30",
  decidedBy: "Bo Beslut",
  presentedBy: "Frida Föredragande",
  tookPart: ["Siv Ros, jurist"],
  contact: "Hanna Holm",
  mark: "",
};
const correction = {
  corrects: "4.2.1-1/2022 den 2022-09-10",
  before: 1_200_000,
  claimed: 87_071,
  payable: 0,
  legal: {
    text: "Mottagaren har lämnat oriktiga uppgifter.",
    law: "37 § andra stycket 3 förvaltningslagen (2017:900)",
  },
};
const facts: Readonly<Record<LetterKind, Partial<DecisionFacts>>> = {
  allotment: {},
  requisition: {},
  redistribution: {},
  grant: { members: ["Habo", "Håbo", "Falun"] },
  part: { grounds: ["Beskrivningen är vag."] },
  rejection: {
    amount: 0,
    grounds: ["Sökanden uppfyller inte prestationskraven."],
    members: ["Habo"],
  },
  "requisition-rejection": {
    amount: 0,
    grounds: ["Rekvisitionen kom in för sent."],
    late: { received: "2022-09-05", lastDay: "2022-09-01" },
  },
  withdrawn: { amount: 0 },
  carryOver: { carryOver: { lastDay: "2023-12-31", repayable: 30_000 } },
  rectification: { correction: { ...correction, before: 1_100_000, claimed: 0 } },
  amendment: { correction },
  revocation: { amount: 0, correction: { ...correction, claimed: 1_200_000 } },
  declined: { correction: { ...correction, claimed: 0, legal: null } },
};

const letters: readonly (readonly [string, Letter])[] = [
  ...letterKinds.map((kind) => [kind, decisionLetter({ ...base, ...facts[kind], kind })] as const),
  [
    "completion",
    plainLetter(
      {
        heading: "Begäran om komplettering",
        to: hostile,
        date: "2022-05-04",
        paragraphs: ["Vi har tagit emot rekvisitionen."],
        list: ["Kontonumret saknas.", "Beloppet går inte att läsa."],
        ending: ["Svaret ska ha kommit in senast 2022-05-18."],
      },
      { authority: base.authority, reference: "Begäran komplettering-1" },
    ),
  ],
];

/** As a reader joins what a line break divides: the spaces inside amounts stay what they are. */
const plain = (text: string): string => text.replaceAll(/[ \n\t]+/g, " ");
/** A line of a PDF may break anywhere that a space is, also one that holds together. */
const anySpace = (text: string): string => text.replaceAll(/\s+/g, "");

describe.each(letters)("the letter %s", (_, letter) => {
  test("says the same in Word, word for word", async () => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await writeDocx(letter)) });
    for (const line of linesOf(letter))
      expect(plain(value).replaceAll(" ", "")).toContain(line.replaceAll(" ", ""));
  });

  test("says the same in PDF, with authority, dnr and page on each page", async () => {
    const pdf = await getDocumentProxy(await writePdf(letter));
    const { text, totalPages } = await extractText(pdf, { mergePages: false });
    const all = anySpace(text.join(" "));
    for (const line of linesOf(letter)) expect(all).toContain(anySpace(line));
    for (const [at, page] of text.entries()) {
      expect(page).toContain(letter.authority);
      expect(page).toContain(letter.reference);
      expect(anySpace(page)).toContain(`sida${at + 1}av${totalPages}`);
    }
    expect((await getMeta(pdf)).info).toMatchObject({ Title: letter.heading, Author: letter.authority });
  });
});

test("a PDF names its language and shows its title, and claims no more structure than it has", async () => {
  const raw = Buffer.from(await writePdf(letters[0]![1])).toString("latin1");
  for (const said of ["/Lang (sv-SE)", "/DisplayDocTitle true"]) expect(raw).toContain(said);
  // A promise of headings and reading order to those who listen: the library makes it with an empty tree.
  expect(raw).not.toMatch(/\/(MarkInfo|Marked|StructTreeRoot)\b/);
});

test("a letter is the same bytes whenever it is written", async () => {
  const sums = async (): Promise<string[]> => {
    const written = letters.map(async ([, letter]) => [await writeDocx(letter), await writePdf(letter)]);
    return (await Promise.all(written)).flat().map((bytes) => sha256(Buffer.from(bytes).toString("base64")));
  };
  const first = await sums();
  // The zip format counts time in steps of two seconds.
  await new Promise((done) => setTimeout(done, 2100));
  expect(await sums()).toEqual(first);
});

describe("what each letter must say", () => {
  test.each([
    ["grant", "beviljar", "1\u00a0112\u00a0929\u00a0kr"],
    ["allotment", "betalas ut efter rekvisition, som ska ha kommit in senast 2022-09-01"],
    ["grant", "gemensam med Habo, Håbo och Falun.", "är huvudansvarig, tar emot medlen och återrapporterar."],
    ["rejection", "Ansökan är gemensam med Habo."],
    ["requisition-rejection", "Rekvisitionen kom in 2022-09-05. Sista dag att rekvirera var 2022-09-01."],
    [
      "carryOver",
      "för över 1\u00a0112\u00a0929\u00a0kr till nästa år av begärda 1\u00a0142\u00a0929\u00a0kr, och avslår begäran i övrigt",
      "Begärt att föra över 1\u00a0142\u00a0929\u00a0kr",
      "30\u00a0000\u00a0kr ska betalas tillbaka senast 2023-04-30.",
    ],
    ["part", "i del", "Beskrivningen är vag."],
    ["rejection", "avslår", "Sökanden uppfyller inte prestationskraven."],
    ["requisition-rejection", "avslår rekvisitionen", "Rekvisitionen kom in för sent."],
    ["amendment", "ändrar beslutet 4.2.1-1/2022 den 2022-09-10", "Skillnad \u221287\u00a0071\u00a0kr"],
    ["revocation", "återkallar", "Att betala tillbaka 1\u00a0200\u00a0000\u00a0kr"],
    ["rectification", "rättar", "Skillnad 12\u00a0929\u00a0kr"],
    ["declined", "avstår", "Belopp nu"],
  ] as const)("%s", (kind, ...words) => {
    const text = linesOf(decisionLetter({ ...base, ...facts[kind], kind })).join("\n");
    for (const word of words) expect(text).toContain(word);
  });

  test("a top-up is requisitioned in the round before it", () => {
    const requisitionedIn = { lastDay: "2022-09-01", other: "Kommuner 2022, omgång 1" };
    const text = linesOf(decisionLetter({ ...base, kind: "allotment", requisitionedIn })).join("\n");
    expect(text).toContain(
      "efter er rekvisition i Kommuner 2022, omgång 1, som ska ha kommit in senast 2022-09-01",
    );
  });

  const repaymentDays = (changes: Partial<DecisionFacts>): string[] =>
    linesOf(decisionLetter({ ...base, ...changes })).filter((line) =>
      /ska (ha kommit in|betalas tillbaka)|Kravet/.test(line),
    );
  test.each<[string, Partial<DecisionFacts>, RegExp[]]>([
    ["a claim", { ...facts.amendment, kind: "amendment" }, [/Kravet skickas för sig/, /^Återrapporten/]],
    [
      "a claim, after the day of reporting",
      { ...facts.amendment, kind: "amendment", date: "2023-05-02" },
      [/Kravet skickas för sig/],
    ],
    [
      "more money",
      { ...facts.rectification, kind: "rectification" },
      [/^Återrapporten/, /^Medel som ska betalas tillbaka .* 2023-04-30/],
    ],
    [
      "more money, after those days",
      { ...facts.rectification, kind: "rectification", date: "2023-05-02" },
      [],
    ],
    [
      "carrying over, after the day for repayment",
      { ...facts.carryOver, kind: "carryOver", date: "2023-05-02" },
      [/30.000.kr ska betalas tillbaka\. Kravet skickas för sig/, /inte är förbrukat då/],
    ],
  ])("of %s one thing is said about paying back, and no day that has passed", (_, changes, lines) => {
    expect(repaymentDays(changes)).toEqual(lines.map((line) => expect.stringMatching(line) as string));
  });

  test("how to appeal stands in every decision, and conditions in those that give money", () => {
    const ids = (kind: LetterKind): string[] =>
      decisionLetter({ ...base, ...facts[kind], kind }).sections.map(({ id }) => id);
    for (const kind of letterKinds.filter((one) => one !== "declined")) expect(ids(kind)).toContain("appeal");
    expect(ids("grant")).toContain("conditions");
    for (const kind of ["rejection", "requisition-rejection"] as const)
      expect(ids(kind)).not.toContain("conditions");
  });

  test("a draft is marked on every page", async () => {
    const letter = decisionLetter({ ...base, mark: "UTKAST" });
    const { text } = await extractText(await getDocumentProxy(await writePdf(letter)), { mergePages: true });
    expect(text).toContain("UTKAST");
  });
});

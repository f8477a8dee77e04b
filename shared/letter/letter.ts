/** The kinds of file that a letter is written as. */
export const letterFormats = ["docx", "pdf"] as const;
export type LetterFormat = (typeof letterFormats)[number];

/** One part of a letter under its own heading. Everything is plain text: a renderer never reads it as markup. */
export interface LetterSection {
  readonly id:
    | "decision"
    | "ground"
    | "amount"
    | "explanation"
    | "conditions"
    | "payment"
    | "report"
    | "appeal"
    | "decidedBy"
    | "text";
  /** "": without a heading. */
  readonly heading: string;
  /** What belongs to each other in two columns, as "Belopp" and "112 929 kr". */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
}

/** A letter before it has a form: the same content in Word and in PDF. */
export interface Letter {
  readonly authority: string;
  /** What the letter goes by, as it is to stand in it: "Dnr 7/2022". */
  readonly reference: string;
  /** ISO date. */
  readonly date: string;
  readonly heading: string;
  readonly to: { readonly name: string; readonly orgnr: string | null };
  /** What must be seen on every page, such as that this is a draft; "" when nothing. */
  readonly mark: string;
  readonly sections: readonly LetterSection[];
}

type SectionContent = Partial<Pick<LetterSection, "facts" | "paragraphs" | "list">>;

/** A section with what it has; none at all when it has nothing to say. */
export function section(id: LetterSection["id"], heading: string, content: SectionContent): LetterSection[] {
  const made = { id, heading, facts: [], paragraphs: [], list: [], ...content };
  return made.facts.length + made.paragraphs.length + made.list.length === 0 ? [] : [made];
}

/**
 * The letter with texts that any file may hold: what breaks a line, as Word's own line break, is a line feed, and other
 * control characters are taken away.
 */
export function legible(letter: Letter): Letter {
  return JSON.parse(JSON.stringify(letter), (_, value: unknown) =>
    typeof value === "string" ? value.replace(lineBreaks, "\n").replace(controls, "") : value,
  ) as Letter;
}

const lineBreaks = /\r\n|[\v\f\r\u0085\u2028\u2029]/g;
// Exactly these may not stand in XML.
const controls = /[\0-\x08\x0e-\x1f\ufffe\uffff]/g;

/** The text of a letter in reading order, one line a heading, paragraph, list item or fact. */
export function linesOf({ heading, to, sections }: Letter): readonly string[] {
  return [
    to.name,
    heading,
    ...sections.flatMap((one) => [
      ...(one.heading === "" ? [] : [one.heading]),
      ...one.facts.map(([label, value]) => `${label} ${value}`),
      ...one.paragraphs,
      ...one.list,
    ]),
  ];
}

/** What a letter that is no decision says: plain text throughout, the list between the paragraphs and the ending. */
export interface PlainContent {
  readonly heading: string;
  readonly to: string;
  /** ISO date. */
  readonly date: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
  readonly ending: readonly string[];
}

/** A letter that is no decision, such as a request for completion. */
export function plainLetter(
  { heading, to, date, paragraphs, list, ending }: PlainContent,
  { authority, reference }: Pick<Letter, "authority" | "reference">,
): Letter {
  return {
    authority,
    reference,
    date,
    heading,
    to: { name: to, orgnr: null },
    mark: "",
    sections: [...section("text", "", { paragraphs, list }), ...section("text", "", { paragraphs: ending })],
  };
}

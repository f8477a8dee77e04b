import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Letter, LetterSection } from "../../shared/letter/letter.ts";
import { withFixedTimes } from "./fixed-times.ts";

const font = "Arial";
/** Named, since a run may be a string, which has a method of the same name that is out of use. */
const strong = { bold: true };
const noLine = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const noLines = { top: noLine, bottom: noLine, left: noLine, right: noLine };
/** Twentieths of a point: A4, with margins of 2.5 cm. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1417, bottom: 1417, left: 1417, right: 1417 },
};
/** The width between the margins, in two columns. */
const [labels, values] = [3000, 6072] as const;

/** A letter as a Word file (.docx), the same bytes every time. */
export async function writeDocx(letter: Letter): Promise<Uint8Array> {
  const { authority, reference, date, heading, to, mark, sections } = letter;
  const document = new Document({
    creator: authority,
    title: heading,
    description: `${reference}, ${to.name}`,
    styles: {
      default: {
        document: { run: { font, size: 22, language: { value: "sv-SE" } } },
        heading1: {
          run: { font, size: 32, bold: true },
          paragraph: { spacing: { before: 240, after: 120 } },
        },
        heading2: { run: { font, size: 24, bold: true }, paragraph: { spacing: { before: 240, after: 60 } } },
      },
    },
    numbering: {
      config: [
        {
          reference: "list",
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: "•",
              style: { paragraph: { indent: { left: 360, hanging: 260 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: { page },
        headers: {
          default: new Header({ children: [headLine(authority, reference, date), ...marked(mark)] }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    size: 18,
                    children: ["sida ", PageNumber.CURRENT, " av ", PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ children: [new TextRun({ text: to.name, ...strong })] }),
          ...(to.orgnr === null ? [] : [text(to.orgnr)]),
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(heading)] }),
          ...sections.flatMap(body),
        ],
      },
    ],
  });
  const core = {
    path: "docProps/core.xml",
    data: coreXml(letter),
  };
  return withFixedTimes(await Packer.toBuffer(document, false, [core]));
}

function headLine(authority: string, reference: string, date: string): Table {
  return columns([[authority, `${reference}   ${date}`]], { right: true });
}

function marked(mark: string): Paragraph[] {
  return mark === "" ? [] : [new Paragraph({ children: [new TextRun({ text: mark, ...strong })] })];
}

function body({ heading, facts, paragraphs, list }: LetterSection): (Paragraph | Table)[] {
  return [
    ...(heading === ""
      ? []
      : [
          new Paragraph({
            heading: HeadingLevel.HEADING_2,
            keepNext: true,
            children: [new TextRun(heading)],
          }),
        ]),
    ...(facts.length > 0 ? [columns(facts)] : []),
    ...paragraphs.map(text),
    ...list.map(
      (item) => new Paragraph({ numbering: { reference: "list", level: 0 }, children: [new TextRun(item)] }),
    ),
  ];
}

function text(line: string): Paragraph {
  return new Paragraph({
    spacing: { after: 120 },
    children: line.split("\n").map((part, at) => new TextRun(at === 0 ? part : { text: part, break: 1 })),
  });
}

function columns(rows: LetterSection["facts"], { right = false } = {}): Table {
  return new Table({
    width: { size: labels + values, type: WidthType.DXA },
    columnWidths: right ? [values, labels] : [labels, values],
    borders: { ...noLines, insideHorizontal: noLine, insideVertical: noLine },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (cell, at) =>
              new TableCell({
                borders: noLines,
                children: [
                  new Paragraph({
                    ...(right && at === 1 && { alignment: AlignmentType.RIGHT }),
                    children: [new TextRun({ text: cell, ...(right && at === 0 && strong) })],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}

/** The library writes the time of writing here; a letter has the date of its decision. */
function coreXml({ authority, heading, date }: Letter): string {
  const safe = (value: string): string =>
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const time = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${safe(heading)}</dc:title><dc:creator>${safe(authority)}</dc:creator><dc:language>sv-SE</dc:language>`,
    `${time("created")}${time("modified")}</cp:coreProperties>`,
  ].join("");
}

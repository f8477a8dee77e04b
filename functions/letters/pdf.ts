import pdfmake from "pdfmake";
import fonts from "pdfmake/build/vfs_fonts.js";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { Letter, LetterSection } from "../../shared/letter/letter.ts";

/** Points: A4 with margins of 2.5 cm, more at the top for the header. */
const [side, top] = [71, 99] as const;

/** The library's own file system, which its types leave out. */
interface WithFiles {
  readonly virtualfs: { readonly writeFileSync: (name: string, base64: string, encoding: "base64") => void };
}
const { virtualfs } = pdfmake as unknown as WithFiles;
for (const name of ["Roboto-Regular.ttf", "Roboto-Medium.ttf"] as const)
  virtualfs.writeFileSync(name, fonts[name]!, "base64");
pdfmake.setFonts({ Roboto: { normal: "Roboto-Regular.ttf", bold: "Roboto-Medium.ttf" } });
// A letter is made of its text and of the fonts above: nothing is fetched for it.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

/** A letter as a PDF with its font embedded, the same bytes every time. */
export async function writePdf(letter: Letter): Promise<Uint8Array> {
  return Uint8Array.from(await pdfmake.createPdf(definition(letter)).getBuffer());
}

function definition({
  authority,
  reference,
  date,
  heading,
  to,
  mark,
  sections,
}: Letter): TDocumentDefinitions {
  return {
    version: "1.7",
    pageSize: "A4",
    pageMargins: [side, top, side, side],
    language: "sv-SE",
    displayTitle: true,
    info: {
      title: heading,
      author: authority,
      subject: reference,
      creationDate: new Date(`${date}T00:00:00Z`),
    },
    defaultStyle: { font: "Roboto", fontSize: 11, lineHeight: 1.2 },
    header: {
      margin: [side, 40, side, 0],
      stack: [
        {
          columns: [
            { text: authority, bold: true },
            { text: `${reference}   ${date}`, alignment: "right" },
          ],
        },
        ...(mark === "" ? [] : [{ text: mark, bold: true }]),
      ],
    },
    footer: (page, pages) => ({
      text: `sida ${page} av ${pages}`,
      alignment: "right",
      fontSize: 9,
      margin: [side, 20, side, 0],
    }),
    content: [
      { text: to.name, bold: true },
      ...(to.orgnr === null ? [] : [to.orgnr]),
      { text: heading, fontSize: 16, bold: true, margin: [0, 16, 0, 8] },
      ...sections.flatMap(body),
    ],
  };
}

function body({ heading, facts, paragraphs, list }: LetterSection): Content[] {
  return [
    ...(heading === ""
      ? []
      : [
          {
            text: heading,
            fontSize: 12,
            bold: true,
            margin: [0, 10, 0, 3] as [number, number, number, number],
          },
        ]),
    ...(facts.length > 0
      ? [{ layout: "noBorders", table: { widths: [150, "*"], body: facts.map((row) => [...row]) } }]
      : []),
    ...paragraphs.map((text) => ({ text, margin: [0, 0, 0, 6] as [number, number, number, number] })),
    ...(list.length > 0 ? [{ ul: [...list] }] : []),
  ];
}

import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";

/** The text of a Word file, as a program that is not ours reads it, after that of its page headers, which it leaves out. */
export async function readWord(bytes: Uint8Array): Promise<string> {
  const headers = Object.entries(
    unzipSync(bytes, { filter: ({ name }) => /^word\/header\d*\.xml$/.test(name) }),
  );
  const texts = headers.map(([, xml]) => strFromU8(xml).replaceAll(/<[^>]*>/g, " "));
  return [...texts, (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value].join("\n");
}

/** The text of a PDF without its white space, which lines and columns move about. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true });
  return squeezed(text);
}

/** Text without white space, to be looked for in a PDF. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}

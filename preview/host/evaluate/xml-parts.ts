import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";

const relationType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const propertiesType = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
// A fixed stamp, not the clock: the same content gives the same bytes.
const stamp = new Date("2000-01-01T00:00:00Z");

/** The .xlsx with custom XML parts in it, as Excel keeps what add-ins remember (ECMA-376 part 1, 15.2.4 and 15.2.5). */
export function withXmlParts(bytes: Uint8Array, parts: readonly string[]): Uint8Array {
  if (parts.length === 0) return bytes;
  const files: Record<string, Uint8Array> = unzipSync(bytes);
  const change = (path: string, closing: string, added: string): void => {
    files[path] = strToU8(strFromU8(files[path]!).replace(closing, `${added}${closing}`));
  };
  parts.forEach((xml, i) => {
    const n = String(i + 1);
    files[`customXml/item${n}.xml`] = strToU8(xml);
    files[`customXml/itemProps${n}.xml`] = strToU8(properties(i));
    files[`customXml/_rels/item${n}.xml.rels`] = strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
        `<Relationship Id="rId1" Type="${relationType}/customXmlProps" Target="itemProps${n}.xml"/></Relationships>`,
    );
    change(
      "xl/_rels/workbook.xml.rels",
      "</Relationships>",
      `<Relationship Id="rIdXml${n}" Type="${relationType}/customXml" Target="../customXml/item${n}.xml"/>`,
    );
    change(
      "[Content_Types].xml",
      "</Types>",
      `<Override PartName="/customXml/itemProps${n}.xml" ContentType="${propertiesType}"/>`,
    );
  });
  const dated: Zippable = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, [content, { mtime: stamp }] as const]),
  );
  return zipSync(dated);
}

/** The id of a part is its place in the file: nobody but the file itself refers to it. */
function properties(i: number): string {
  const id = `{00000000-0000-4000-8000-${String(i + 1).padStart(12, "0")}}`;
  const space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
  return `${head}<ds:datastoreItem ds:itemID="${id}" xmlns:ds="${space}"><ds:schemaRefs/></ds:datastoreItem>`;
}

/** The custom XML parts of a file that has passed the guard of shared/files. */
export function xmlPartsOf(bytes: Uint8Array): readonly string[] {
  const files = unzipSync(bytes, { filter: ({ name }) => /^customXml\/item\d+\.xml$/.test(name) });
  const number = (path: string): number => Number(/\d+/.exec(path)![0]);
  return Object.entries(files)
    .sort(([a], [b]) => number(a) - number(b))
    .map(([, content]) => strFromU8(content));
}

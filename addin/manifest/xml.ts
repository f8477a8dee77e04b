/** An element of an XML document. Text between child elements is not kept, as no manifest has any. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const token =
  /<!--(?:(?!--)[^])*-->|<\?[^]*?\?>|<\/\s*([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads an XML document without DTD: enough for a manifest, strict about form.
 * @throws SyntaxError that says where the document stops being well-formed.
 */
export function parseXml(source: string): XmlElement {
  const document: Open = { name: "", attributes: new Map(), children: [], text: "" };
  const open: Open[] = [document];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) throw new SyntaxError(`not well-formed at ${place(source, at)}`);
    const [, closing, opening, attributes, selfClosing, text] = match;
    const parent = open.at(-1)!;
    if (text !== undefined) parent.text += decoded(text, source, at);
    else if (opening !== undefined) {
      const element = { name: opening, attributes: read(attributes!, source, at), children: [], text: "" };
      parent.children.push(element);
      if (selfClosing === "") open.push(element);
    } else if (closing !== undefined) {
      if (open.length === 1 || closing !== parent.name)
        throw new SyntaxError(`</${closing}> closes nothing at ${place(source, at)}`);
      open.pop();
    }
  }
  const [root, other] = document.children;
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1)!.name}> is never closed`);
  if (root === undefined || other !== undefined || document.text.trim() !== "")
    throw new SyntaxError("a document has one root element");
  return root;
}

/** Every element of the tree, the root first. */
export function allElements(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(allElements)];
}

function read(source: string, whole: string, at: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of source.matchAll(attribute)) {
    if (found.has(name!)) throw new SyntaxError(`${name!} stands twice at ${place(whole, at)}`);
    found.set(name!, decoded(double ?? single!, whole, at));
  }
  return found;
}

function decoded(text: string, source: string, at: number): string {
  return text.replaceAll(/&(?:(\w+);)?/g, (_, name: string | undefined) => {
    const character = name === undefined ? undefined : entities[name];
    if (character === undefined) throw new SyntaxError(`an unknown entity at ${place(source, at)}`);
    return character;
  });
}

function place(source: string, at: number): string {
  const before = source.slice(0, at).split("\n");
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

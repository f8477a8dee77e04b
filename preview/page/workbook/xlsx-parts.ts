import { strFromU8, unzipSync } from "fflate";

/** A part of an .xlsx as a tree; null when the file has no such part. */
export type PartReader = (path: string) => Document | null;

/** Unpacks a file that has already passed the guard of shared/files. */
export function openParts(bytes: Uint8Array): PartReader {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) });
  return (path) => {
    const part = parts[path];
    return part ? new DOMParser().parseFromString(strFromU8(part), "application/xml") : null;
  };
}

/** Every element with this name below another, whatever its prefix. */
export function all(from: Document | Element, tag: string): Element[] {
  return [...from.getElementsByTagNameNS("*", tag)];
}

/** The first of them. */
export function first(from: Document | Element, tag: string): Element | undefined {
  return all(from, tag)[0];
}

/** An attribute as a whole number, or what it is when left out. */
export function numberOf(element: Element, name: string, otherwise: number): number {
  const value = Number(element.getAttribute(name) ?? otherwise);
  return Number.isInteger(value) ? value : otherwise;
}

/** A switch: left out it is as said, "0" and "false" are off. */
export function isOn(element: Element | undefined, name: string, otherwise: boolean): boolean {
  const value = element?.getAttribute(name);
  return value == null ? otherwise : value !== "0" && value !== "false";
}

/** The targets of a part's relations, by id. */
export function relations(read: PartReader, part: string): ReadonlyMap<string, string> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash);
  const page = read(`${folder}/_rels/${part.slice(slash + 1)}.rels`);
  return new Map(
    (page ? all(page, "Relationship") : []).map((each) => [
      each.getAttribute("Id") ?? "",
      new URL(each.getAttribute("Target") ?? "", `http://part/${folder}/`).pathname.slice(1),
    ]),
  );
}

import { invalidArgument, notFound } from "../errors.ts";
import type { XmlPart } from "../workbook/book.ts";
import { json, text } from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type HostObject, objectOf } from "./host-object.ts";

export const settingCollection = defineClass("SettingCollection", {
  since: "1.4",
  itemClass: "Setting",
  items: (book) => [...book.settings.keys()].map((key) => objectOf("Setting", { key })),
  item: (book, key) =>
    book.settings.has(text(key, "key")) ? objectOf("Setting", { key: text(key, "key") }) : null,
  members: {
    Add: {
      call: (book, [key, value]) => {
        book.settings.set(text(key, "key"), json(value, "value"));
        return objectOf("Setting", { key: text(key, "key") });
      },
    },
    GetCount: { call: (book) => book.settings.size },
    GetItemOrNullObject: {
      call: (book, [key]) =>
        book.settings.has(text(key, "key")) ? objectOf("Setting", { key: text(key, "key") }) : null,
    },
  },
});

export const setting = defineClass("Setting", {
  since: "1.4",
  id: ({ key }) => key,
  members: {
    Key: { read: ({ key }) => key },
    Value: {
      read: ({ key }, { book }) => book.settings.get(key) ?? null,
      write: ({ key }, value, { book }) => void book.settings.set(key, json(value, "value")),
    },
    Delete: { call: ({ key }, _args, { book }) => void book.settings.delete(key) },
  },
});

const part = (found: XmlPart): HostObject => objectOf("CustomXmlPart", found);

/** The namespace of the root element, prefixed or not; empty when it has none. */
function namespaceOf({ xml }: XmlPart): string {
  const root = /<(?![?!])(?:([\w.-]+):)?[\w.-]+([^>]*)>/.exec(xml);
  const name = root?.[1] === undefined ? "xmlns" : `xmlns:${root[1]}`;
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(root?.[2] ?? "")?.[1] ?? "";
}

function wellFormed(xml: string): string {
  if (!/^\s*(?:<\?xml[^>]*\?>\s*)?<[A-Za-z_][^]*>\s*$/.test(xml)) throw invalidArgument("xml");
  return xml;
}

export const customXmlPartCollection = defineClass("CustomXmlPartCollection", {
  since: "1.5",
  itemClass: "CustomXmlPart",
  items: (book) => book.xmlParts.map(part),
  item: (book, key) => {
    const found = book.xmlParts.find(({ id }) => id === key);
    return found ? part(found) : null;
  },
  members: {
    Add: {
      call: (book, [xml]) => {
        const added = { id: book.newId(), xml: wellFormed(text(xml, "xml")) };
        book.xmlParts.push(added);
        return part(added);
      },
    },
    GetByNamespace: {
      call: (book, [namespace]) =>
        objectOf(
          "CustomXmlPartScopedCollection",
          book.xmlParts.filter((each) => namespaceOf(each) === text(namespace, "namespaceUri")),
        ),
    },
    GetCount: { call: (book) => book.xmlParts.length },
    GetItemOrNullObject: {
      call: (book, [key]) => {
        const found = book.xmlParts.find(({ id }) => id === key);
        return found ? part(found) : null;
      },
    },
  },
});

export const customXmlPartScopedCollection = defineClass("CustomXmlPartScopedCollection", {
  since: "1.5",
  itemClass: "CustomXmlPart",
  items: (parts) => parts.map(part),
  item: (parts, key) => {
    const found = parts.find(({ id }) => id === key);
    return found ? part(found) : null;
  },
  members: {
    GetCount: { call: (parts) => parts.length },
    GetItemOrNullObject: {
      call: (parts, [key]) => {
        const found = parts.find(({ id }) => id === key);
        return found ? part(found) : null;
      },
    },
    GetOnlyItem: {
      call: (parts) => {
        if (parts.length !== 1) throw notFound("den enda delen");
        return part(parts[0]!);
      },
    },
    GetOnlyItemOrNullObject: { call: (parts) => (parts.length === 1 ? part(parts[0]!) : null) },
  },
});

export const customXmlPart = defineClass("CustomXmlPart", {
  since: "1.5",
  id: ({ id }) => id,
  members: {
    Id: { read: ({ id }) => id },
    NamespaceUri: { read: namespaceOf },
    GetXml: { call: ({ xml }) => xml },
    SetXml: {
      call: (target, [xml]) => {
        target.xml = wellFormed(text(xml, "xml"));
      },
    },
    Delete: {
      call: (target, _args, { book }) => void book.xmlParts.splice(book.xmlParts.indexOf(target), 1),
    },
  },
});

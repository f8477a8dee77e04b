import { allElements, parseXml, type XmlElement } from "./xml.ts";

/** What a manifest is held against besides itself. */
export interface ManifestContext {
  /** A manifest for others than the one who develops points to no machine of its own. */
  readonly production: boolean;
  /** Width and height of the icon that is served under a path such as `/assets/check-16.png`; null where there is none. */
  readonly iconSize: (path: string) => number | null;
  /** Actions that a function is associated with in code. */
  readonly actions: ReadonlySet<string>;
  /** Names of the files made from the tables, served under the origin. */
  readonly files: ReadonlySet<string>;
}

/** A rule for manifests, named as the sentence that holds when all is well. */
interface ManifestRule {
  readonly rule: string;
  readonly faults: (manifest: Manifest, context: ManifestContext) => readonly string[];
}

interface Manifest {
  readonly root: XmlElement;
  readonly elements: readonly XmlElement[];
  readonly resources: readonly XmlElement[];
}

/** Children in the order that the schema wants; an element not named here may have its children in any order. */
const order: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: [
    "Id",
    "Version",
    "ProviderName",
    "DefaultLocale",
    "DisplayName",
    "Description",
    "IconUrl",
    "HighResolutionIconUrl",
    "SupportUrl",
    "AppDomains",
    "Hosts",
    "Requirements",
    "DefaultSettings",
    "Permissions",
    "VersionOverrides",
    "ExtendedOverrides",
  ],
  VersionOverrides: ["Description", "Requirements", "Hosts", "Resources"],
  "Host Workbook": ["Runtimes", "AllFormFactors", "DesktopFormFactor"],
  "ExtensionPoint CustomFunctions": ["Script", "Page", "Metadata", "Namespace"],
  DesktopFormFactor: ["GetStarted", "FunctionFile", "ExtensionPoint"],
  CustomTab: ["Group", "Label"],
  Group: ["Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action"],
  Supertip: ["Title", "Description"],
  "Action ShowTaskpane": ["TaskpaneId", "SourceLocation"],
  Resources: ["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"],
};

/** What refers to a resource of a kind: the element that has the resid. */
const kindOf: Readonly<Record<string, string>> = {
  "bt:Image": "bt:Images",
  Runtime: "bt:Urls",
  SourceLocation: "bt:Urls",
  FunctionFile: "bt:Urls",
  Label: "bt:ShortStrings",
  Title: "bt:ShortStrings",
  Namespace: "bt:ShortStrings",
  Description: "bt:LongStrings",
};

const longest: Readonly<Record<string, number>> = {
  "bt:ShortStrings": 125,
  "bt:LongStrings": 250,
  DisplayName: 125,
  Description: 250,
};
const longestResid = 32;
const zeroGuid = /^[0-]+$/;

const rules: readonly ManifestRule[] = [
  {
    rule: "children stand in the order of the schema",
    faults: ({ elements }) => elements.flatMap(outOfOrder),
  },
  {
    rule: "every resid names one resource of its kind",
    faults: ({ elements, resources }) => {
      const kinds = kindPerId(resources);
      return references(elements)
        .filter(({ name, resid }) => kinds.get(resid)?.join() !== kindOf[name])
        .map(({ name, resid }) => `${name} refers to ${resid}`);
    },
  },
  {
    rule: "every resource is used",
    faults: ({ elements, resources }) => {
      const used = new Set(references(elements).map(({ resid }) => resid));
      return [...kindPerId(resources).keys()].filter((id) => !used.has(id));
    },
  },
  {
    rule: "a resid has at most 32 characters",
    faults: ({ resources }) => [...kindPerId(resources).keys()].filter((id) => id.length > longestResid),
  },
  {
    rule: "short strings have at most 125 characters, long ones 250",
    faults: ({ root, resources }) => [
      ...resources.flatMap((kind) => kind.children.flatMap((text) => tooLong(text, longest[kind.name]))),
      ...root.children.flatMap((text) => tooLong(text, longest[text.name])),
    ],
  },
  {
    rule: "every text and its English stand in the manifest",
    faults: ({ root, resources }) =>
      [
        ...root.children.filter(({ name }) => name === "DisplayName" || name === "Description"),
        ...resources.filter(({ name }) => name.endsWith("Strings")).flatMap(({ children }) => children),
      ]
        .filter((text) => attributeOf(text, "DefaultValue") === "" || english(text) === "")
        .map((text) => attributeOf(text, "id") || text.name),
  },
  {
    rule: "every address is https",
    faults: ({ elements }) => addresses(elements).filter((address) => !address.startsWith("https://")),
  },
  {
    rule: "a manifest for others points to no machine of its own",
    faults: ({ elements }, { production }) =>
      production
        ? addresses(elements).filter((address) => /localhost|127\.0\.0\.1|\[::1\]/.test(address))
        : [],
  },
  {
    rule: "every icon is a picture of the size that it is said to have",
    faults: ({ root, elements, resources }, { iconSize }) =>
      iconsOf(root, elements, resources)
        .filter(({ address, size }) => address === "" || iconSize(new URL(address).pathname) !== size)
        .map(({ address, size }) => `${address} is not ${size} x ${size}`),
  },
  {
    rule: "a button and a group have icons of 16, 32 and 80",
    faults: ({ elements }) =>
      elements
        .filter(({ name }) => name === "Icon")
        .map(({ children }) => children.map((image) => attributeOf(image, "size")).join())
        .filter((sizes) => sizes !== "16,32,80"),
  },
  {
    rule: "every action has its function in code",
    faults: ({ elements }, { actions }) =>
      elements
        .filter(({ name, text }) => name === "FunctionName" && !actions.has(text.trim()))
        .map(({ text }) => text.trim()),
  },
  {
    rule: "files made from the tables exist under the address",
    faults: ({ elements }, { files }) =>
      addresses(elements)
        .filter((address) => /\.js(on)?$/.test(address))
        .map((address) => new URL(address).pathname.slice(1))
        .filter((file) => !files.has(file)),
  },
  {
    rule: "pane, commands and functions share one runtime",
    faults: ({ elements }) => {
      const page = elements.find(({ name }) => name === "Page")?.children[0];
      const resids = [
        ...elements.filter(({ name }) => name === "Runtime" || name === "FunctionFile"),
        ...(page ? [page] : []),
      ].map((element) => attributeOf(element, "resid"));
      return resids.length === 3 && new Set(resids).size === 1 ? [] : [resids.join()];
    },
  },
  {
    rule: "only what nothing works without is required",
    faults: ({ elements }) => {
      const sets = elements
        .filter(({ name }) => name === "Set")
        .map((set) => `${attributeOf(set, "Name")} ${attributeOf(set, "MinVersion")}`)
        .sort();
      return sets.join() === "ExcelApi 1.13,SharedRuntime 1.1" ? [] : sets;
    },
  },
  {
    rule: "the Id is a GUID of its own, the version has four numbers",
    faults: ({ root }) => {
      const [id = "", version = ""] = root.children.map(({ text }) => text.trim());
      const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && !zeroGuid.test(id);
      return isGuid && /^\d+(\.\d+){3}$/.test(version) ? [] : [`${id} ${version}`];
    },
  },
  {
    rule: "no two buttons, groups or tabs have the same id",
    faults: ({ elements }) => {
      const ids = elements
        .filter(({ name }) => ["Control", "Group", "CustomTab"].includes(name))
        .map((element) => attributeOf(element, "id"));
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    },
  },
];

/** The sentences that a manifest is held against, the first of them that it can be read at all. */
export const manifestRules: readonly string[] = ["it is well-formed", ...rules.map(({ rule }) => rule)];

/** Every fault as "rule: what"; empty when all is well. */
export function manifestFaults(source: string, context: ManifestContext): string[] {
  const root = parsed(source);
  if (typeof root === "string") return [`${manifestRules[0]!}: ${root}`];
  const elements = allElements(root);
  const resources = elements.find(({ name }) => name === "Resources")?.children ?? [];
  return rules.flatMap(({ rule, faults }) =>
    faults({ root, elements, resources }, context).map((fault) => `${rule}: ${fault}`),
  );
}

function parsed(source: string): XmlElement | string {
  try {
    return parseXml(source);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

const attributeOf = (element: XmlElement, name: string): string => element.attributes.get(name) ?? "";

function english(text: XmlElement): string {
  const override = text.children.find((child) => attributeOf(child, "Locale") === "en-US");
  return override === undefined ? "" : attributeOf(override, "Value");
}

function outOfOrder(element: XmlElement): string[] {
  const type = attributeOf(element, "xsi:type");
  const wanted = order[`${element.name} ${type}`] ?? order[element.name];
  if (wanted === undefined) return [];
  const places = element.children.map(({ name }) => wanted.indexOf(name));
  return element.children
    .filter((_, at) => places[at] === -1 || (at > 0 && places[at]! < places[at - 1]!))
    .map(({ name }) => `${name} in ${element.name}`);
}

function references(elements: readonly XmlElement[]): { name: string; resid: string }[] {
  return elements.flatMap((element) => {
    const resid = element.attributes.get("resid");
    return resid === undefined ? [] : [{ name: element.name, resid }];
  });
}

/** The kinds of each resource: more than one where an id has been used twice. */
function kindPerId(resources: readonly XmlElement[]): Map<string, string[]> {
  const kinds = new Map<string, string[]>();
  for (const { name, children } of resources)
    for (const child of children) {
      const id = attributeOf(child, "id");
      kinds.set(id, [...(kinds.get(id) ?? []), name]);
    }
  return kinds;
}

function tooLong(text: XmlElement, limit: number | undefined): string[] {
  if (limit === undefined) return [];
  return [
    attributeOf(text, "DefaultValue"),
    ...text.children.map((child) => attributeOf(child, "Value")),
  ].filter(({ length }) => length > limit);
}

/** Everything that is fetched: all attributes and texts that look like an address. Namespaces are only names. */
function addresses(elements: readonly XmlElement[]): string[] {
  return elements
    .flatMap(({ attributes, text }) => [
      ...[...attributes].filter(([name]) => !name.startsWith("xmlns")).map(([, value]) => value),
      text.trim(),
    ])
    .filter((value) => /^[a-z]+:\/\//i.test(value));
}

function iconsOf(
  root: XmlElement,
  elements: readonly XmlElement[],
  resources: readonly XmlElement[],
): { address: string; size: number }[] {
  const images = resources.find(({ name }) => name === "bt:Images")?.children ?? [];
  const onRibbon = elements
    .filter(({ name, attributes }) => name === "bt:Image" && attributes.has("resid"))
    .map((image) => ({
      address: attributeOf(
        images.find((own) => attributeOf(own, "id") === attributeOf(image, "resid")) ?? image,
        "DefaultValue",
      ),
      size: Number(attributeOf(image, "size")),
    }));
  const inLists = (
    [
      ["IconUrl", 32],
      ["HighResolutionIconUrl", 64],
    ] as const
  ).map(([element, size]) => {
    const icon = root.children.find(({ name }) => name === element);
    return { address: icon === undefined ? "" : attributeOf(icon, "DefaultValue"), size };
  });
  return [...onRibbon, ...inLists];
}

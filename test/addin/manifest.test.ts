import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { actions, type ActionId } from "../../addin/manifest/actions.ts";
import { associateActions } from "../../addin/manifest/associate-actions.ts";
import { manifestFaults, manifestRules } from "../../addin/manifest/check-manifest.ts";
import { environments, type EnvironmentName, localOrigin } from "../../addin/manifest/environments.ts";
import { customFunctions } from "../../addin/manifest/functions.ts";
import { drawIcon, iconNames } from "../../addin/manifest/icons.ts";
import { manifestContext } from "../../addin/manifest/manifest-context.ts";
import { manifestXml } from "../../addin/manifest/manifest-xml.ts";
import { encodePng } from "../../addin/manifest/png.ts";
import { publicFiles } from "../../addin/manifest/public-files.ts";
import { manifestRequest, projectVersion } from "../../addin/manifest/write-manifest.ts";

const top = join(import.meta.dirname, "../..");
const committed = readFileSync(join(top, "manifest.xml"), "utf8");
const files = publicFiles();

const context = manifestContext(false, (path) => {
  const file = join(top, "addin", path);
  return existsSync(file) ? readFileSync(file) : undefined;
});
const others = { ...context, production: true };

describe("the manifest in the repository", () => {
  test("is the one that the tables give for this machine", () => {
    expect(committed).toBe(
      manifestXml({ environment: "local", origin: localOrigin, version: projectVersion() }),
    );
  });
  test("keeps every rule", () => {
    expect(manifestFaults(committed, context)).toEqual([]);
  });
  test.each(["test", "prod"] as const)("so does the one for %s", (environment) => {
    const xml = manifestXml({ environment, origin: "https://fordela.example.se", version: "1.2.3" });
    expect(manifestFaults(xml, others)).toEqual([]);
  });
});

test("the pane's first script makes actions and functions known before anything is awaited", () => {
  const start = readFileSync(join(top, "addin/start.ts"), "utf8");
  const awaited = /^(const .* = )?await /m.exec(start)?.index ?? start.length;
  for (const call of [/^(const \w+ = )?registerCustomFunctions\(/m, /^associateActions\(/m]) {
    const at = call.exec(start)?.index;
    expect(at).toBeDefined();
    expect(at).toBeLessThan(awaited);
  }
});

/** Each rule is broken once: what is changed in the manifest, and which rule says so. */
const broken: readonly [rule: string, from: string | RegExp, to: string][] = [
  ["it is well-formed", "</bt:Urls>", "</bt:Url>"],
  ["it is well-formed", "</OfficeApp>", ""],
  ["it is well-formed", "<Id>", "<Id>&nbsp;"],
  ["it is well-formed", ' lifetime="long"', ' lifetime="long" lifetime="long"'],
  ["children stand in the order of the schema", /(<Version>.*\n)\s*(<ProviderName>.*\n)/, "$2$1"],
  [
    "children stand in the order of the schema",
    /(<Label resid="check.Label" \/>)(\s*<Supertip>[^]*?<\/Supertip>)/,
    "$2$1",
  ],
  [
    "every resid names one resource of its kind",
    '<FunctionFile resid="Taskpane.Url"',
    '<FunctionFile resid="Pane.Url"',
  ],
  ["every resid names one resource of its kind", '<Title resid="check.Label"', '<Title resid="check.Tip"'],
  ["every resid names one resource of its kind", 'bt:String id="Fetch.Label"', 'bt:String id="Work.Label"'],
  ["every resource is used", "<bt:Urls>", '<bt:Urls><bt:Url id="Old" DefaultValue="https://x.se/a.html" />'],
  ["a resid has at most 32 characters", /"allocate\.Tip"/g, '"allocate.TheTipThatIsShownOverTheButton"'],
  [
    "short strings have at most 125 characters, long ones 250",
    'DefaultValue="Beräkna"',
    `DefaultValue="${"Å".repeat(126)}"`,
  ],
  [
    "short strings have at most 125 characters, long ones 250",
    /Value="Check the rows[^"]*"/,
    `Value="${"a".repeat(251)}"`,
  ],
  [
    "every text and its English stand in the manifest",
    /\s*<bt:Override Locale="en-US" Value="Check" \/>/,
    "",
  ],
  ["every text and its English stand in the manifest", /\s*<Override Locale="en-US" Value="State[^>]*>/, ""],
  ["every address is https", "https://localhost:3443/functions.json", "http://localhost:3443/functions.json"],
  [
    "every icon is a picture of the size that it is said to have",
    "/assets/check-16.png",
    "/assets/check-32.png",
  ],
  [
    "every icon is a picture of the size that it is said to have",
    "/assets/fordela-64.png",
    "/assets/fordela-63.png",
  ],
  ["a button and a group have icons of 16, 32 and 80", /<bt:Image size="80" resid="Icon.check.80" \/>/, ""],
  ["every action has its function in code", "<FunctionName>check<", "<FunctionName>kontrollera<"],
  ["files made from the tables exist under the address", "/shortcuts.json", "/keys.json"],
  [
    "pane, commands and functions share one runtime",
    '<Runtime resid="Taskpane.Url"',
    '<Runtime resid="Functions.Script.Url"',
  ],
  ["only what nothing works without is required", 'MinVersion="1.13"', 'MinVersion="1.16"'],
  [
    "the Id is a GUID of its own, the version has four numbers",
    environments.local.id,
    "00000000-0000-0000-0000-000000000000",
  ],
  ["the Id is a GUID of its own, the version has four numbers", /<Version>.*</, "<Version>1.0<"],
  ["no two buttons, groups or tabs have the same id", 'id="Fordela.allocate"', 'id="Fordela.check"'],
];

describe("a fault in the manifest is found", () => {
  test.each(broken)("%s (%s)", (rule, from, to) => {
    const faulty = committed.replace(from, to);
    expect(faulty).not.toBe(committed);
    expect(manifestFaults(faulty, context).filter((fault) => fault.startsWith(`${rule}: `))).not.toEqual([]);
  });
  test("a manifest for others points to no machine of its own", () => {
    expect(manifestFaults(committed, others)).not.toEqual([]);
    expect(manifestFaults(committed, others).every((fault) => fault.includes("points to no machine"))).toBe(
      true,
    );
  });
  test("every rule has been seen broken", () => {
    const seen = new Set([
      ...broken.map(([rule]) => rule),
      "a manifest for others points to no machine of its own",
    ]);
    expect([...seen].sort()).toEqual([...manifestRules].sort());
  });
});

describe("npm run manifest", () => {
  test("each environment has an Id of its own, and only production has no suffix", () => {
    const all = Object.keys(environments) as EnvironmentName[];
    expect(new Set(all.map((name) => environments[name].id)).size).toBe(all.length);
    expect(all.filter((name) => environments[name].suffix === "")).toEqual(["prod"]);
    const xml = manifestXml({ environment: "test", origin: "https://fordela.example.se", version: "1.2.3" });
    expect(xml).toContain('<DisplayName DefaultValue="Fördela (test)">');
    expect(xml).toContain("<Version>1.2.3.0</Version>");
  });
  test.each([
    [["--env", "test", "--origin", "https://fordela.example.se"], "test", "https://fordela.example.se"],
    [["--env", "prod", "--origin", "https://fordela.example.se/"], "prod", "https://fordela.example.se"],
    [[], "local", "https://localhost:3443"],
  ] as const)("%s", (args, environment, origin) => {
    expect(manifestRequest(args)).toEqual({ environment, origin });
  });
  test.each([
    [["--env", "stage"], /--env som något av: local, test, prod/],
    [["--env", "prod"], /--origin som tilläggets https-adress/],
    [["--env", "prod", "--origin", "http://fordela.example.se"], /--origin som tilläggets https-adress/],
    [["--env", "prod", "--origin", "https://fordela.example.se/app"], /--origin som tilläggets https-adress/],
    [["--env", "prod", "--origin", "fordela"], /--origin som tilläggets https-adress/],
    [["--env", "prod", "--origin", "https://localhost:3443"], /andra datorer når/],
  ])("%s is refused in words", (args, message) => {
    expect(() => manifestRequest(args)).toThrow(message);
  });
});

interface Metadata {
  functions: {
    id: string;
    name: string;
    description: string;
    options?: { stream?: boolean; cancelable?: boolean };
    parameters: { name: string; description: string; optional?: boolean }[];
  }[];
}
const metadata = (name: string) => JSON.parse(files.get(name)!) as Metadata;

describe("functions.json", () => {
  test.each(["functions.json", "functions.en.json"])("%s keeps Excel's rules for names", (name) => {
    for (const fn of metadata(name).functions) {
      expect(fn.id).toMatch(/^[A-Z][A-Z0-9_.]{2,}$/);
      expect(fn.name).toMatch(/^\p{Lu}[\p{L}_.]{2,}$/u);
      expect(fn.description).not.toBe("");
      // Microsoft's reference: a function cannot be both; a streaming one is cancelled all the same.
      expect(fn.options?.stream === true && fn.options.cancelable === true).toBe(false);
      const optional = fn.parameters.map(({ optional: may }) => may === true);
      expect(optional).toEqual([...optional].sort());
      for (const parameter of fn.parameters) expect(parameter.description).not.toBe("");
    }
  });
  test("the same functions in both languages: id and name alike, the rest in its language", () => {
    const [sv, en] = [metadata("functions.json"), metadata("functions.en.json")];
    expect(sv.functions.map(({ id, name }) => [id, name])).toEqual(
      en.functions.map(({ id, name }) => [id, name]),
    );
    sv.functions.forEach((fn, at) => {
      expect(fn.description).not.toBe(en.functions[at]!.description);
    });
    expect(sv.functions.map(({ id }) => id)).toEqual(customFunctions.map(({ id }) => id));
    expect(new Set(sv.functions.map(({ name }) => name)).size).toBe(sv.functions.length);
  });
});

interface Shortcuts {
  actions: { id: string; type: string; name: string }[];
  shortcuts: { action: string; key: Record<string, string> }[];
}

describe("shortcuts.json", () => {
  const { actions: named, shortcuts } = JSON.parse(files.get("shortcuts.json")!) as Shortcuts;
  test("every action has keys of its own, and a function in code", () => {
    expect(named.map(({ id }) => id)).toEqual([...context.actions]);
    expect(shortcuts.map(({ action }) => action)).toEqual([...context.actions]);
    expect(new Set(shortcuts.map(({ key }) => key["default"])).size).toBe(shortcuts.length);
  });
  test("the keys are of the kind that neither Excel nor AltGr on a Swedish keyboard uses", () => {
    for (const { key } of shortcuts) expect(key["default"]).toMatch(/^Ctrl\+Alt\+Shift\+[A-Z]$/);
  });
});

describe("a button is released whatever happens", () => {
  const run = async (work: () => Promise<void>, event?: unknown): Promise<void> => {
    const runs = new Map<string, (event?: unknown) => Promise<void>>();
    const handlers = Object.fromEntries(actions.map(({ id }) => [id, work])) as Record<
      ActionId,
      () => Promise<void>
    >;
    associateActions(handlers, (id, associatedRun) => runs.set(id, associatedRun));
    await runs.get("check")!(event);
  };
  test.each([
    ["done", () => Promise.resolve(), null],
    ["failed", () => Promise.reject(new Error("nej")), "nej"],
  ])("%s", async (_, work, error) => {
    const calls: string[] = [];
    const finished = run(work, { completed: () => calls.push("completed") });
    await (error === null ? finished : expect(finished).rejects.toThrow(error));
    expect(calls).toEqual(["completed"]);
  });
  test("keys have nothing to release", async () => {
    await expect(run(() => Promise.resolve(), '{"keys":true}')).resolves.toBeUndefined();
    await expect(run(() => Promise.resolve())).resolves.toBeUndefined();
  });
});

describe("icons", () => {
  const folder = join(top, "addin/assets");
  /** Packed bytes may differ between versions of zlib; the pixels may not. */
  const pixels = (png: Buffer): Buffer => inflateSync(png.subarray(41, -16));

  test.each(readdirSync(folder))("%s is what the script draws", (file) => {
    const [, name, size] = /^(.+)-(\d+)\.png$/.exec(file)!;
    const drawn = encodePng(drawIcon(name!, Number(size)));
    expect(pixels(readFileSync(join(folder, file))).equals(pixels(drawn))).toBe(true);
  });
  test("each shows something, and no two the same", () => {
    const drawn = iconNames.map((name) => Buffer.from(drawIcon(name, 32).pixels).toString("base64"));
    expect(new Set(drawn).size).toBe(iconNames.length);
    for (const name of iconNames) {
      const { pixels: seen } = drawIcon(name, 16);
      expect(seen.filter((value, at) => at % 4 === 3 && value > 0).length).toBeGreaterThan(40);
    }
  });
});

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusals } from "../shared/errors.ts";
import { runMainJob, summary } from "../preview/main-job/run.ts";
import { openSession } from "../preview/main-job/session.ts";
import { fittedSeed } from "../preview/sample/sample-year.ts";

const top = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(top, path), "utf8");

const decisions = readdirSync(join(top, "docs/adr"))
  .filter((name) => name !== "README.md")
  .sort();
const guides = ["README.md", "CONTRIBUTING.md", "docs/runbook.md"];
const pages = [
  ...guides,
  ...["CHANGELOG.md", "docs/verification.md", "docs/adr/README.md"],
  ...decisions.map((name) => `docs/adr/${name}`),
];

// --- what a page says of the tree ---------------------------------------------------------------------------------

/** Targets of links and pictures that are files here, relative to the repository. */
function linksOf(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:|^#/.test(target))
    .map((target) => join(dirname(page), target.split("#")[0]!));
}

/** Text in backticks that is a path of the tree: in one of its rooms, or a file at the top. What a run makes is not. */
function pathsOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, quoted]) => quoted!)
    .filter((quoted) =>
      /^((shared|functions|addin|preview|infra|test|docs|\.ci)\/[\w./-]*|[\w.-]+\.(json|md|ts|js|xml))$/.test(
        quoted,
      ),
    );
}

/** The paths of a drawn tree: names at the left, those that stand further in belong to the folder above them. */
function drawnPathsOf(text: string): string[] {
  const tree = /```\n(shared\/ [\s\S]*?)```/.exec(text)?.[1] ?? "";
  const found: string[] = [];
  for (const line of tree.split("\n")) {
    const names = /^ *((?:[\w.-]+\/?)*(?:\/|\.ts)(?: +|$))+/.exec(line)?.[0].trim().split(/ +/) ?? [];
    const folder = line.startsWith(" ") ? found.findLast((path) => /^[\w.-]+\/$/.test(path))! : "";
    found.push(...names.map((name) => `${folder}${name}`));
  }
  return found;
}

const missing = (paths: readonly string[]): string[] => paths.filter((path) => !existsSync(join(top, path)));

function unknownScripts(text: string): string[] {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z:-]*)/g)].map(([, name]) => name!);
  return named.filter((name) => !(name in scripts));
}

const forbidden: readonly (readonly [what: string, words: RegExp])[] = [
  ["a path of somebody's machine", /(^|[\s`"(])\/(work|root|home|tmp|Users)\//m],
  ["the host of a package registry", /npmjs\.(org|com)|\bregistry\.[a-z]/i],
  ["the number of an issue", /\bissue\s*#?\d|(^|\s)#\d+\b/i],
  ["how the text was made", /\b(language model|AI assistant|chatbot|prompt)\b/i],
  ["something left to do", /\b(TODO|FIXME|TBD)\b/],
];

function forbiddenIn(text: string): string[] {
  return forbidden.filter(([, words]) => words.test(text)).map(([what]) => what);
}

describe("what the pages name is there", () => {
  test.each(pages)("%s: every local link", (page) => {
    expect(missing(linksOf(page, read(page)))).toEqual([]);
  });
  test.each(pages)("%s: every path", (page) => {
    expect(missing(pathsOf(read(page)))).toEqual([]);
  });
  test.each(guides)("%s: every npm script", (page) => {
    expect(unknownScripts(read(page))).toEqual([]);
  });
  test("README draws the tree as it is", () => {
    const drawn = drawnPathsOf(read("README.md"));
    expect(drawn.length).toBeGreaterThan(25);
    expect(missing(drawn)).toEqual([]);
  });
  test("README names both commands, and shows pictures that are small", () => {
    expect(read("README.md")).toMatch(/^npm start /m);
    expect(read("README.md")).toMatch(/^npm test /m);
    const pictures = linksOf("README.md", read("README.md")).filter((path) => path.endsWith(".png"));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(statSync(join(top, picture)).size, picture).toBeLessThan(150_000);
  });
  test.each(pages)("%s: nothing that does not belong there", (page) => {
    expect(forbiddenIn(read(page))).toEqual([]);
  });
});

// --- what the start command prints -------------------------------------------------------------------------------

/** The lines of a run without what differs between two: seconds, bytes of a compressed file, kinds of space. */
function steady(printed: string): string[] {
  return printed
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) =>
      line
        .replace(/ {2}\(\d+,\d s\)$/, "")
        .replace(/[\d\s]+ byte$/, " byte")
        .trim(),
    )
    .filter((line) => line !== "");
}

async function printedByTheYear(): Promise<string> {
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: fittedSeed,
    ceiling: null,
    log: { request: () => undefined },
    progress: () => undefined,
    keep: () => undefined,
  });
  const lines: string[] = [];
  const reporter = {
    begin: (step: number, steps: number, name: string) => lines.push(`${step} av ${steps}  ${name}`),
    end: (text: string) => lines.push(text),
  };
  try {
    const { received } = await runMainJob(job, reporter, () => 0);
    return [...lines, summary(received)].join("\n");
  } finally {
    await service.close();
  }
}

test("README shows what the start command prints", async () => {
  const shown = /```\n(Fördela: [\s\S]*?)```/.exec(read("README.md"))?.[1] ?? "";
  expect(steady(shown).slice(1)).toEqual(steady(await printedByTheYear()));
}, 300_000);

// --- decisions ----------------------------------------------------------------------------------------------------

const headings = ["## Status", "## Context", "## Decision", "## Consequences"];

function faultsOfDecision(name: string, text: string): string[] {
  const lines = text.trimEnd().split("\n");
  const found = lines.filter((line) => line.startsWith("## "));
  return [
    /^\d{4}(-[a-z0-9]+)+\.md$/.test(name) ? "" : "the name is not a number and words",
    lines[0]!.startsWith(`# ${name.slice(0, 4)}. `) ? "" : "the title does not begin with its number",
    found.join() === headings.join() ? "" : "the headings are not the four",
    lines.length <= 60 ? "" : "longer than a page",
  ].filter((fault) => fault !== "");
}

describe("decisions", () => {
  test.each(decisions)("%s is a page with its number and the four headings", (name) => {
    expect(faultsOfDecision(name, read(`docs/adr/${name}`))).toEqual([]);
  });
  test("are numbered from 0001 without gaps", () => {
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, i) => i + 1));
  });
  test("are all in the index, in order and by their titles, and the index has no others", () => {
    const rows = [...read("docs/adr/README.md").matchAll(/^\| (\d{4}) \| \[(.+)\]\((.+)\) \|/gm)];
    const indexed = rows.map(([, number, title, file]) => [file, `# ${number!}. ${title!}`]);
    expect(indexed).toEqual(decisions.map((name) => [name, read(`docs/adr/${name}`).split("\n")[0]]));
  });
});

// --- the runbook --------------------------------------------------------------------------------------------------

/** All texts of the program, with what is filled in as "…" and texts in several pieces joined. */
const sources = ["shared", "functions", "preview", "infra"]
  .flatMap((room) =>
    readdirSync(join(top, room), { recursive: true, encoding: "utf8" }).map((file) => join(room, file)),
  )
  .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
  .map((file) => read(file))
  .join("\n")
  .replaceAll(/["`] \+\s*["`]/g, "")
  .replaceAll(/\$\{[^}]*\}/g, "…");

/** Quoted texts of which a piece is nowhere in the program. */
function unsaid(text: string): string[] {
  const quoted = [...text.replaceAll(/\s+/g, " ").matchAll(/"([^"]+)"/g)].map(([, said]) => said!);
  return quoted.filter((said) => said.split("…").some((piece) => !sources.includes(piece.trim())));
}

describe("the runbook", () => {
  const runbook = read("docs/runbook.md");
  test("quotes what the program says", () => {
    expect(runbook.match(/"/g)!.length).toBeGreaterThan(40);
    expect(unsaid(runbook)).toEqual([]);
  });
  test("speaks of every refusal", () => {
    expect(Object.keys(refusals).filter((code) => !runbook.includes(`\`${code}\``))).toEqual([]);
  });
  test("lists the environment variables that the configuration reads", () => {
    const variables = (text: string): string[] => [...new Set(text.match(/\bFORDELA_[A-Z_]+/g))].sort();
    expect(variables(runbook)).toEqual(variables(read("functions/config.ts")));
  });
});

// --- shown red ----------------------------------------------------------------------------------------------------

describe("a fault in the pages is found", () => {
  test("a link and paths that are not there", () => {
    expect(missing(linksOf("docs/adr/README.md", "[x](0000-none.md) [y](https://scb.se)"))).toHaveLength(1);
    expect(
      missing(pathsOf("`shared/nothing.ts` `shared/money.ts` `tsconfig.jsonc` `nothing.json`")),
    ).toHaveLength(2);
    expect(missing(drawnPathsOf("```\nshared/   rules\n  nothing.ts tables/   what\n```"))).toEqual([
      "shared/nothing.ts",
    ]);
  });
  test("a script that is not there", () => {
    expect(unknownScripts("`npm start`, `npm run publish`, `npm run --silent rules -- rounds`")).toEqual([
      "publish",
    ]);
  });
  test.each([
    "see /work/x",
    "`/tmp/x`",
    "https://registry.npmjs.org/zod",
    "issue 12",
    "as in #7",
    "TODO: more",
  ])("%s", (text) => {
    expect(forbiddenIn(text)).toHaveLength(1);
  });
  test("a decision without a heading, with another number, and too long", () => {
    const text = `# 0002. X\n${headings.slice(1).join("\n")}\n${"more\n".repeat(60)}`;
    expect(faultsOfDecision("0001-x.md", text)).toHaveLength(3);
  });
  test("a text that the program does not say", () => {
    expect(
      unsaid('"Porten … är upptagen av ett annat program: stäng" and "Porten … är ledig."'),
    ).toHaveLength(1);
  });
});

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { buildFunctions, functionNames as bundleNames } from "../functions/build.ts";
import { readConfig } from "../functions/config.ts";
import { allocationHandlers } from "../functions/handlers/allocation.ts";
import { applicationHandlers } from "../functions/handlers/applications.ts";
import { assessmentHandlers } from "../functions/handlers/assessment.ts";
import { balanceHandlers } from "../functions/handlers/balances.ts";
import { carryOverHandlers } from "../functions/handlers/carry-over.ts";
import { caseHandlers } from "../functions/handlers/cases.ts";
import { completionHandlers } from "../functions/handlers/completions.ts";
import { decisionHandlers } from "../functions/handlers/decision.ts";
import { historyHandlers } from "../functions/handlers/history.ts";
import { openApiHandlers } from "../functions/handlers/openapi.ts";
import { incomingHandlers } from "../functions/handlers/incoming.ts";
import { placingHandlers } from "../functions/handlers/placing.ts";
import { correctionHandlers } from "../functions/handlers/corrections.ts";
import { decisionListHandlers } from "../functions/handlers/decision-list.ts";
import { delegationHandlers } from "../functions/handlers/delegation.ts";
import { grantHandlers } from "../functions/handlers/grants.ts";
import { letterHandlers } from "../functions/handlers/letters.ts";
import { paymentHandlers } from "../functions/handlers/payments.ts";
import { postingHandlers } from "../functions/handlers/postings.ts";
import { repaymentHandlers } from "../functions/handlers/repayments.ts";
import { recipientFileHandlers } from "../functions/handlers/recipient-files.ts";
import { redistributionHandlers } from "../functions/handlers/redistribution.ts";
import { referenceHandlers } from "../functions/handlers/reference.ts";
import { participationHandlers } from "../functions/handlers/participation.ts";
import { rejectionHandlers } from "../functions/handlers/rejections.ts";
import { reminderHandlers } from "../functions/handlers/reminders.ts";
import { reportBackHandlers } from "../functions/handlers/report-backs.ts";
import { reportListHandlers } from "../functions/handlers/report-lists.ts";
import { requisitionHandlers } from "../functions/handlers/requisitions.ts";
import { buildAddin } from "../addin/build.ts";
import { functionNames, type FunctionName, routes } from "../infra/routes.ts";
import { apiPlaceholder, authorityOf, exampleSettings, readSettings } from "../infra/settings.ts";
import { api, type RouteName } from "../shared/api.ts";

const top = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "fordela-infra-"));

interface Built {
  readonly functions: string;
  readonly pane: { readonly folder: string; readonly headers: Readonly<Record<string, string>> };
}

/** Functions and pane as `npm run synth` builds them. */
async function buildAll(): Promise<Built> {
  const functions = join(folder, "functions");
  const pane = join(folder, "pane");
  const { client, scope } = exampleSettings;
  const [{ headers }] = await Promise.all([
    buildAddin({
      folder: pane,
      environment: "test",
      api: apiPlaceholder,
      entra: { client, scope, authority: authorityOf(exampleSettings) },
    }),
    buildFunctions(functions),
  ]);
  return { functions, pane: { folder: pane, headers } };
}

interface TemplateTests {
  readonly sentences: (built: Built) => { sentence: string; check: () => void }[];
  readonly environments: (built: Built) => Record<string, string>[];
  readonly tableActions: (built: Built) => string[][];
}

// Infra's packages are its own: fetched when they are missing, and loaded by a path that the types of this room do not
// follow.
if (!existsSync(join(top, "infra/node_modules/aws-cdk-lib"))) {
  execFileSync(process.execPath, [join(top, ".ci/setup.mjs"), "infra"], { stdio: ["ignore", 2, 2] });
}
const built: Built = await buildAll();
const path = join(top, "infra/test/template.ts");
const { sentences, environments, tableActions } = (await import(path)) as TemplateTests;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the template", () => {
  test.each(sentences(built))("$sentence", ({ check }) => {
    check();
  });
  test("the types of infra hold", () => {
    const { status, stdout } = spawnSync("npx", ["--no-install", "tsc", "--noEmit", "-p", "infra"], {
      cwd: top,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, ""]);
  }, 300_000);
});

describe("the stack and the functions agree", () => {
  const handlers: Readonly<Record<FunctionName, object>> = {
    "validate-requisitions": { ...referenceHandlers, ...requisitionHandlers },
    "compute-allocation": {
      ...allocationHandlers,
      ...redistributionHandlers,
    },
    "make-decisions": {
      ...decisionHandlers,
      ...decisionListHandlers,
      ...correctionHandlers,
      ...delegationHandlers,
      ...grantHandlers,
    },
    "pull-reportbacks": {
      ...reportBackHandlers,
      ...reportListHandlers,
      ...carryOverHandlers,
    },
    "refresh-balances": { ...balanceHandlers, ...paymentHandlers, ...repaymentHandlers, ...postingHandlers },
    "import-history": { ...historyHandlers, ...participationHandlers },
    "send-reminders": reminderHandlers,
    "describe-api": openApiHandlers,
    "assess-applications": { ...applicationHandlers, ...assessmentHandlers },
    "register-cases": {
      ...incomingHandlers,
      ...placingHandlers,
      ...completionHandlers,
      ...caseHandlers,
      ...recipientFileHandlers,
      ...rejectionHandlers,
    },
    "write-letters": letterHandlers,
  };
  const keyOf = (name: string): string => `${api[name as RouteName].method} ${api[name as RouteName].path}`;

  test("every function that is built is deployed", () => {
    expect(functionNames).toEqual(bundleNames);
  });
  test.each(functionNames)("%s gets the routes that it serves", (name) => {
    expect([...routes[name]].sort()).toEqual(Object.keys(handlers[name]).map(keyOf).sort());
  });
  test("no route of the contract is forgotten", () => {
    expect(Object.values(routes).flat().sort()).toEqual(Object.keys(api).map(keyOf).sort());
  });
  test("the functions start with the environment that the stack gives them", () => {
    const given = environments(built);
    expect(given).toHaveLength(functionNames.length);
    for (const variables of given) {
      expect(readConfig(variables)).toMatchObject({ stage: "test", audience: "api://fordela" });
      expect(variables["FORDELA_JWKS"]).toBeUndefined();
    }
  });
  test("a function may do what the store does with the table, and no more", () => {
    const source = ["read", "save"]
      .map((file) => readFileSync(join(top, `functions/store/${file}.ts`), "utf8"))
      .join();
    const commands = [
      ...new Set([...source.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command!)),
    ].sort();
    const needed: Readonly<Record<string, string>> = {
      BatchGet: "dynamodb:BatchGetItem",
      BatchWrite: "dynamodb:BatchWriteItem",
      Get: "dynamodb:GetItem",
      Query: "dynamodb:Query",
      // A transaction asks for the right of each of its actions; ours only puts.
      TransactWrite: "dynamodb:PutItem",
    };
    expect(commands).toEqual(Object.keys(needed));
    expect(source).not.toMatch(/\b(Update|Delete|ConditionCheck): \{/);
    for (const actions of tableActions(built))
      expect([...actions].sort()).toEqual(Object.values(needed).sort());
  });
});

describe("npm run synth", () => {
  test("without settings it shows an example", () => {
    expect(readSettings([])).toBe(exampleSettings);
  });
  const real = {
    stage: "production",
    origin: "https://fordela.example.se",
    tenant: "6f1d3c2a-7b1e-4b43-9f0e-2a4f1d0c9e55",
    audience: "api://fordela",
    client: "0b7c1e52-31c4-4f0e-9f43-7a55c3f8d1aa",
    scope: "api://fordela/access",
    certificate: "arn:aws:acm:us-east-1:123456789012:certificate/6f1d3c2a-7b1e-4b43-9f0e-2a4f1d0c9e55",
    sender: "bidrag@example.se",
  };
  const args = (settings: object): string[] =>
    Object.entries(settings).map(([name, value]) => `--${name}=${String(value)}`);
  test("real settings are read whole, and the policy begins as a report", () => {
    expect(readSettings(args(real))).toEqual({
      ...real,
      reminders: "off",
      contentSecurityPolicy: "report-only",
    });
  });
  test.each([
    [
      "nothing but the stage",
      { stage: "test" },
      "--origin, --tenant, --audience, --client, --scope, --certificate, --sender",
    ],
    ["an origin without https", { ...real, origin: "http://fordela.example.se" }, "--origin"],
    ["an origin with a path", { ...real, origin: "https://fordela.example.se/app" }, "--origin"],
    ["a sender that is no address", { ...real, sender: "bidrag" }, "--sender"],
    ["reminders that send themselves", { ...real, reminders: "sent" }, "--reminders"],
    ["a local stage", { ...real, stage: "local" }, "--stage"],
    [
      "a certificate of another region",
      { ...real, certificate: real.certificate.replace("us-east-1", "eu-north-1") },
      "--certificate",
    ],
  ])("%s is refused in words", (_, settings, wrong) => {
    expect(() => readSettings(args(settings))).toThrow(`Rätta eller ange: ${wrong}.`);
  });
});

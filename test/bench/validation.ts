import * as z from "zod";
import { cellAddress } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import { isIsoDate, parseDate } from "../../shared/dates.ts";
import { isEmail } from "../../shared/email.ts";
import { hiddenCharacters } from "../../shared/hidden-characters.ts";
import { isAccount, isOrganisationNumber, parseOrganisationNumber } from "../../shared/identifiers.ts";
import type { AccountKind } from "../../shared/identifiers.ts";
import { parseKronor } from "../../shared/money.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Problem } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import type { RegisterEntry } from "../../shared/register.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import type { RequisitionContext } from "../../shared/requisition/context.ts";
import type { ParsedRequisition } from "../../shared/requisition/parsed.ts";
import { validateRequisitions } from "../../shared/requisition/validate.ts";
import { inTurns, ratio } from "./measure.ts";
import { seededRandom } from "./random.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

type Sheet = readonly (readonly Cell[])[];

/** Work that checks a whole sheet and gives the number of problems. */
type Contender = (sheet: Sheet) => number;

const sizes = [35_000, 100_000] as const;

/** Validation of requisitions against hand-written checks, ajv (compiled, all errors) and zod, each in the same run. */
export async function rows({ rounds: asked, seed, plant }: BenchOptions): Promise<readonly BenchRow[]> {
  const rounds = Math.max(7, asked);
  const context = contextFor(sizes[1]);
  const [small, large] = sizes.map((size) => sheetOf(size, seed, context)) as [Sheet, Sheet];
  for (const sheet of [small, large]) assertSameAnswers(sheet, context);
  const ours: Contender = (sheet) =>
    validateRequisitions({ sheet: "Blad1", rows: sheet }, context).problems.length;
  const peers = { hand: byHand(context), ajv: await byAjv(context), zod: byZod(context) };
  const times = inTurns(
    {
      "ours 35000": () => ours(small),
      "hand 35000": () => peers.hand(small),
      "ajv 35000": () => peers.ajv(small),
      "zod 35000": () => peers.zod(small),
      "ours 100000": () => ours(large),
      "hand 100000": () => peers.hand(large),
      "ajv 100000": () => peers.ajv(large),
      // The fault that shows that a row can fail: the same work four times over.
      ...(plant?.startsWith("validate-") !== true
        ? {}
        : { "planted 35000": fourfold(() => ours(small)), "planted 100000": fourfold(() => ours(large)) }),
    },
    rounds,
  );
  const line = (name: string, goal: string, limit: number, value: number, bestPeer: string): BenchRow => {
    const measured = Math.round(value * 100) / 100;
    return { name, goal, ours: measured, bestPeer, met: measured <= limit, seed, rounds };
  };
  const against = (name: string, peer: "hand" | "ajv", size: number): number =>
    ratio(times, plant === name ? `planted ${size}` : `ours ${size}`, `${peer} ${size}`);
  const toHand = (peer: string, size: number): string =>
    `${peer} ${ratio(times, `${peer} ${size}`, `hand ${size}`).toFixed(2)}x hand`;
  const grown = ratio(times, plant === "validate-growth" ? "planted 100000" : "ours 100000", "ours 35000");
  return [
    ...sizes.flatMap((size) => [
      line(
        `validate-${size}-hand`,
        "<= 1.5x hand-written checks",
        1.5,
        against(`validate-${size}-hand`, "hand", size),
        size === sizes[0] ? `${toHand("ajv", size)}, ${toHand("zod", size)}` : toHand("ajv", size),
      ),
      line(
        `validate-${size}-ajv`,
        "<= 1.0x ajv compiled, all errors",
        1,
        against(`validate-${size}-ajv`, "ajv", size),
        toHand("ajv", size),
      ),
    ]),
    line(
      "validate-growth",
      "exponent <= 1.15 from 35 000 to 100 000 rows",
      1.15,
      exponent(grown),
      "linear 1",
    ),
  ];
}

function fourfold(work: () => number): () => number {
  return () => work() + work() + work() + work();
}

function exponent(growth: number): number {
  return Math.log(growth) / Math.log(sizes[1] / sizes[0]);
}

// --- the sheet ---------------------------------------------------------------------------------------------------

/** As many as there are organisation numbers that begin with 212000. */
const codes = 1_000;

/** A thousand made-up municipalities, and rounds enough for every row to be the first of its recipient. */
function contextFor(size: number): RequisitionContext {
  const entries = Array.from({ length: codes }, (_, n): RegisterEntry => {
    const code = String(n).padStart(4, "0");
    return {
      kind: "municipality",
      code,
      name: nameOf(n),
      countyCode: "01",
      countyLetter: "A",
      county: "A län",
      ceased: null,
    };
  });
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  return {
    rounds: Array.from({ length: Math.ceil(size / codes) }, (_, n) => roundOf(n)),
    register: { find: ({ code }) => byCode.get(code) },
    nameIndex: buildNameIndex(entries),
    allotted: () => 500_000,
    today: "2022-12-31",
  };
}

function nameOf(n: number): string {
  return `${["Norr", "Söder", "Öster", "Väster"][n % 4]!}å${String.fromCharCode(97 + (n % 26))}by ${n}`;
}

function roundOf(n: number): Round {
  return {
    id: `omgang-${n}`,
    year: 2022,
    kind: "municipality",
    name: `Kommuner 2022, omgång ${n}`,
    amount: 75_000_000,
    purpose: "",
    decision: { date: null, dnr: null, source: "" },
    route: "requisition",
    topUpOf: null,
    key: null,
    redistribution: null,
    window: { from: "2022-04-15", to: "2022-09-01" },
    use: { from: "2022-01-01", to: "2022-12-31" },
    reportBy: "2023-03-31",
    repayBy: "2023-04-30",
    assumptions: [],
  };
}

/** Defects that one row in fifty has, each with one problem. */
const defects: readonly (readonly [column: string, value: Cell])[] = [
  ["orgnr", "212000-0143"],
  ["orgnr", null],
  ["amount", "12.500"],
  ["amount", 600_000],
  ["amount", "400 000 kr"],
  ["wantsMore", "JA"],
  ["contact", ""],
  ["email", "saknar snabel-a"],
  ["account", "5050-1056"],
  ["received", "i maj"],
  ["received", "2022-09-30"],
  ["signatory", "=1+1"],
];

function sheetOf(size: number, seed: number, context: RequisitionContext): Sheet {
  const random = seededRandom(seed);
  const body = Array.from({ length: size }, (_, n) => {
    const row = cleanRow(n, context);
    if (random() >= 0.02) return row;
    const [column, value] = defects[Math.floor(random() * defects.length)]!;
    return row.with(
      requisitionColumns.findIndex(({ id }) => id === column),
      value,
    );
  });
  return [requisitionColumns.map(({ heading }) => heading), ...body];
}

function cleanRow(n: number, { rounds }: RequisitionContext): Cell[] {
  const code = n % codes;
  const day = String((n % 28) + 1).padStart(2, "0");
  const hasRepresentative = n % 3 === 0;
  return [
    rounds[Math.floor(n / codes)]!.name,
    String(code).padStart(4, "0"),
    n % 2 === 0 ? nameOf(code) : `${nameOf(code)} kommun`,
    organisationNumber(code),
    100_000 + (n % 300_000),
    "nej",
    `Åsa Öberg ${n}`,
    `asa.oberg.${n}@kommun.example`,
    hasRepresentative ? `Eva Ek ${n}` : null,
    hasRepresentative ? `2022-03-${day}` : null,
    "bankgiro",
    bankgiro(code),
    n % 2 === 0 ? `Dnr ${n}/2022` : null,
    `2022-05-${day}`,
    `Bo Ek ${n}`,
  ];
}

function organisationNumber(code: number): string {
  const serial = String(code).padStart(3, "0");
  return `212000-${serial}${checkDigit(`212000${serial}`)}`;
}

function bankgiro(code: number): string {
  const digits = `5${String(code).padStart(6, "0")}`;
  return `${digits.slice(0, 4)}-${digits.slice(4)}${checkDigit(digits)}`;
}

function checkDigit(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, i) => Number(digit) * (i % 2 === 0 ? 2 : 1))
    .reduce((total, weighted) => total + (weighted > 9 ? weighted - 9 : weighted), 0);
  return (10 - (sum % 10)) % 10;
}

// --- hand-written checks -----------------------------------------------------------------------------------------

function assertSameAnswers(sheet: Sheet, context: RequisitionContext): void {
  const brief = ({ cell, rule, fix }: Problem): string => `${cell} ${rule} ${String(fix)}`;
  const ours = validateRequisitions({ sheet: "Blad1", rows: sheet }, context);
  const hand = checkByHand(sheet, context);
  const [one, other] = [ours, hand].map(({ problems }) => problems.map(brief).join("\n"));
  if (one !== other || ours.rows.length !== hand.rows.length || ours.problems.length === 0) {
    throw new Error("Ours and the hand-written checks give different answers: nothing to compare.");
  }
}

function byHand(context: RequisitionContext): Contender {
  return (sheet) => checkByHand(sheet, context).problems.length;
}

/**
 * The same checks of the same cells as somebody would write them for this sheet alone: no table, no columns in another
 * order, straight from cell to answer. It shares our parsers, so that the difference is what the rule table costs.
 */
function checkByHand(
  sheet: Sheet,
  context: RequisitionContext,
): { problems: Problem[]; rows: ParsedRequisition[] } {
  const problems: Problem[] = [];
  const parsed: ParsedRequisition[] = [];
  const rounds = new Map(
    context.rounds.map((round) => [round.name, { round, rowOf: new Map<string, number>() }]),
  );
  const orgnrOwner = new Map<string, string>();
  const accountOwner = new Map<string, string>();
  const known = new Map<string, RegisterEntry | null>();
  const named = (name: string): RegisterEntry | null => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = context.nameIndex.find("municipality", name);
    known.set(name, found);
    return found;
  };
  // Made once, not once a row.
  let i = 1;
  let row = sheet[0]!;
  let errors = 0;
  const report = (
    column: number,
    rule: string,
    text: string,
    severity: Problem["severity"],
    fix?: Cell,
  ): void => {
    if (severity === "error") errors++;
    problems.push({
      sheet: "Blad1",
      cell: cellAddress(i + 1, column),
      row: i + 1,
      column: requisitionColumns[column]!.id,
      rule,
      severity,
      text,
      value: row[column] ?? null,
      ...(fix === undefined ? {} : { fix }),
    });
  };
  const text = (column: number, missing: string | null): string | null => {
    const cell = row[column];
    if (typeof cell !== "string" || cell === "") {
      if (missing !== null) report(column, missing, "Fyll i cellen.", "error");
      return null;
    }
    const hidden = hiddenCharacters(cell);
    if (hidden !== "none") report(column, "text-utan-dolda-tecken", "Ta bort de dolda tecknen.", "error");
    return cell.trim();
  };
  const free = (column: number, missing: string | null, longest: number): string | null => {
    const value = text(column, missing);
    if (value === null) return null;
    if ("=+-@\uff1d\uff0b\uff0d\uff20\u2212".includes(value.charAt(0))) {
      report(column, "text-utan-formel", "Skriv om texten.", "error");
      return null;
    }
    if (value.length > longest) report(column, "text-langd", "Korta texten.", "error");
    return value;
  };

  for (i = 1; i < sheet.length; i++) {
    row = sheet[i]!;
    errors = 0;
    const roundName = text(0, "omgang-angiven");
    const plan = roundName === null ? undefined : rounds.get(roundName);
    if (roundName !== null && plan === undefined) report(0, "omgang-finns", "Välj en omgång.", "error");
    const code = text(1, "kod-angiven");
    const entry = code === null ? undefined : context.register.find({ kind: "municipality", code });
    if (code !== null && entry === undefined) report(1, "kod-finns", "Kontrollera koden.", "error");
    const name = free(2, "mottagare-angiven", 100);
    if (entry !== undefined && name !== null && name !== entry.name) {
      if (named(name) !== entry) {
        report(2, "mottagare-stammer-med-kod", `Koden ${entry.code} är ${entry.name}.`, "error");
      }
    }
    let earlier: number | undefined;
    if (plan !== undefined && code !== null) {
      earlier = plan.rowOf.get(code);
      if (earlier === undefined) plan.rowOf.set(code, i + 1);
    }
    const allotted = plan === undefined || code === null ? null : context.allotted(plan.round.id, code);

    const orgnr = text(3, "orgnr-angivet");
    let goodOrgnr: string | null = null;
    if (orgnr !== null) {
      if (isOrganisationNumber(orgnr)) goodOrgnr = orgnr;
      else {
        const number = parseOrganisationNumber(orgnr);
        if (number.ok) report(3, "orgnr-form", "Skriv numret med bindestreck.", "error", number.value);
        else if (number.error === "check-digit")
          report(3, "orgnr-kontrollsiffra", "Kontrollera numret.", "error");
        else report(3, "orgnr-form", "Skriv numret med tio siffror.", "error");
      }
    }

    const typed = row[4] ?? null;
    let amount: number | null = null;
    if (typed === null || typed === "") report(4, "belopp-angivet", "Fyll i beloppet.", "error");
    else if (typeof typed === "number" && typed > 0 && Number.isSafeInteger(typed)) amount = typed;
    else {
      const money = parseKronor(typed);
      if (money.ok) {
        amount = money.value.kronor;
        report(4, "belopp-skrivsatt", "Skriv ett tal.", "error", amount);
      } else if (money.error === "ambiguous")
        report(4, "belopp-entydigt", "Skriv beloppet utan punkt.", "error");
      else report(4, "belopp-tal", "Fyll i med siffror.", "error");
    }

    const wants = text(5, "mer-medel-angivet");
    let wantsMore: boolean | null = null;
    if (wants === "ja" || wants === "nej") wantsMore = wants === "ja";
    else if (wants !== null) {
      const lower = wants.toLowerCase();
      if (lower === "ja" || lower === "nej") {
        wantsMore = lower === "ja";
        report(5, "mer-medel-ja-nej", "Skriv ja eller nej.", "error", lower);
      } else report(5, "mer-medel-ja-nej", "Skriv ja eller nej.", "error");
    }

    const contact = free(6, "kontakt-angiven", 100);
    const email = free(7, "epost-angiven", 254);
    if (email !== null && !isEmail(email)) report(7, "epost-form", "Skriv en e-postadress.", "error");
    const representative = free(8, null, 100);
    const approvedText = text(9, null);
    const approved = approvedText !== null && isIsoDate(approvedText) ? approvedText : null;
    if (approvedText !== null && approved === null)
      report(9, "ombud-datum-form", "Skriv ett datum.", "error");
    const kindText = text(10, "kontotyp-angiven");
    const accountKind: AccountKind | null =
      kindText === "bankgiro" || kindText === "plusgiro" ? kindText : null;
    if (kindText !== null && accountKind === null) report(10, "kontotyp-kand", "Skriv bankgiro.", "error");
    const accountText = text(11, "konto-angivet");
    let account: string | null = null;
    if (accountText !== null && accountKind !== null) {
      if (isAccount(accountKind, accountText)) account = accountText;
      else report(11, "konto-kontrollsiffra", "Kontrollera kontonumret.", "error");
    }
    const reference = free(12, null, 35);
    const receivedText = text(13, "inkom-angivet");
    let received: string | null = null;
    if (receivedText !== null) {
      if (isIsoDate(receivedText)) received = receivedText;
      else if (!parseDate(receivedText).ok) report(13, "inkom-datum", "Skriv ett datum.", "error");
    }
    const signatory = free(14, "undertecknad-angiven", 100);

    if (earlier !== undefined) report(1, "en-rekvisition-per-mottagare", `Se rad ${earlier}.`, "error");
    if (goodOrgnr !== null && code !== null) {
      if (!goodOrgnr.startsWith("212000")) report(3, "orgnr-prefix", "Kontrollera numret.", "warning");
      const owner = orgnrOwner.get(goodOrgnr);
      if (owner === undefined) orgnrOwner.set(goodOrgnr, code);
      else if (owner !== code) report(3, "orgnr-en-mottagare", `Se koden ${owner}.`, "error");
    }
    if (amount !== null && allotted !== null) {
      if (amount > allotted) report(4, "belopp-hogst-tilldelat", `Högst ${allotted} kronor.`, "error");
      if (wantsMore === true && amount < allotted)
        report(5, "mer-medel-kraver-full-rekvisition", "Fråga.", "warning");
    }
    if (approvedText !== null && representative === null)
      report(8, "ombud-angivet", "Fyll i ombudet.", "error");
    if (representative !== null && approvedText === null)
      report(9, "ombud-datum-angivet", "Fyll i dagen.", "error");
    if (approved !== null && received !== null && approved > received) {
      report(9, "ombud-godkant-fore-inkommen", `Senast ${received}.`, "error");
    }
    if (account !== null && goodOrgnr !== null) {
      const owner = accountOwner.get(account);
      if (owner === undefined) accountOwner.set(account, goodOrgnr);
      else if (owner !== goodOrgnr) report(11, "konto-en-mottagare", `Se ${owner}.`, "warning");
    }
    if (received !== null && received > context.today)
      report(13, "inkom-inte-efter-idag", "Kontrollera.", "error");
    else if (received !== null && plan !== undefined) {
      const { from, to } = plan.round.window;
      if (received < from || received > to)
        report(13, "inkom-i-fonstret", `Omgången: ${from} till ${to}.`, "error");
    }

    if (errors > 0 || plan === undefined || entry === undefined || accountKind === null) continue;
    if (goodOrgnr === null || amount === null || wantsMore === null || account === null || received === null)
      continue;
    parsed.push({
      row: i + 1,
      round: plan.round.id,
      kind: "municipality",
      code: entry.code,
      name: entry.name,
      orgnr: goodOrgnr,
      amount,
      wantsMore,
      contact: contact ?? "",
      email: email ?? "",
      representative,
      representativeApproved: approved,
      accountKind,
      account,
      reference,
      received,
      signatory: signatory ?? "",
    });
  }
  return { problems, rows: parsed };
}

// --- ajv ---------------------------------------------------------------------------------------------------------

interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
}

interface AjvValidate {
  (row: unknown): boolean;
  errors?: readonly AjvError[] | null;
}

interface AjvInstance {
  addFormat: (name: string, check: (text: string) => boolean) => AjvInstance;
  addKeyword: (definition: object) => AjvInstance;
  compile: (schema: object) => AjvValidate;
}

const visible =
  "^[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufffd]*$";
const plainText =
  "^(?![=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\u2212])[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufffd]*$";

/** What a row must hold beyond its single cells; the recipients and numbers of the rows before are remembered. */
function rowAgreement(context: RequisitionContext): {
  restart: () => void;
  agrees: (row: readonly Cell[]) => boolean;
} {
  const windows = new Map(context.rounds.map(({ name, window }) => [name, window]));
  const seen = new Set<string>();
  const owners = new Map<Cell, Cell>();
  const known = new Map<Cell, RegisterEntry | null>();
  const named = (name: Cell): RegisterEntry | null => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = context.nameIndex.find("municipality", String(name));
    known.set(name, found);
    return found;
  };
  const ownedBy = (thing: Cell, owner: Cell): boolean => {
    const known = owners.get(thing);
    if (known === undefined) owners.set(thing, owner);
    return known === undefined || known === owner;
  };
  return {
    restart: () => {
      seen.clear();
      owners.clear();
      known.clear();
    },
    agrees: (row) => {
      const [
        round,
        code,
        name,
        orgnr,
        amount,
        wantsMore,
        ,
        ,
        representative,
        approved,
        ,
        account,
        ,
        received,
      ] = row;
      const entry = context.register.find({ kind: "municipality", code: String(code) });
      if (entry === undefined) return false;
      const same = name === entry.name || named(name ?? null) === entry;
      const key = `${String(round)} ${String(code)}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      const allotted = context.allotted(String(round), String(code)) ?? Infinity;
      const fits =
        typeof amount !== "number" || (amount <= allotted && (wantsMore !== "ja" || amount === allotted));
      const owned = ownedBy(orgnr ?? null, code ?? null) && ownedBy(account ?? null, orgnr ?? null);
      const window = windows.get(String(round));
      const inTime =
        window === undefined ||
        typeof received !== "string" ||
        (received >= window.from && received <= window.to && received <= context.today);
      const isDated = (representative === null) === (approved === null);
      const approvedFirst =
        typeof approved !== "string" || typeof received !== "string" || approved <= received;
      return same && isFirst && fits && owned && inTime && isDated && approvedFirst;
    },
  };
}

/** A library says whether a row is valid; its caller still makes the requisition of it, as ours does. */
function asRequisition(row: number, cells: readonly Cell[], context: RequisitionContext): unknown {
  const [, code, , orgnr, amount, wantsMore, contact, email, representative, approved, kind, account] = cells;
  const entry = context.register.find({ kind: "municipality", code: String(code) });
  return {
    row,
    round: cells[0],
    kind: "municipality",
    code,
    name: entry?.name,
    orgnr,
    amount,
    wantsMore: wantsMore === "ja",
    contact,
    email,
    representative,
    representativeApproved: approved,
    accountKind: kind,
    account,
    reference: cells[12],
    received: cells[13],
    signatory: cells[14],
  };
}

/** The row as a tuple schema, compiled once; every error becomes the address of a cell and a text. */
async function byAjv(context: RequisitionContext): Promise<Contender> {
  // The peers are a package of their own, which the type check of the root does not see.
  const peer = "ajv/dist/2020.js";
  const { Ajv2020 } = (await import(peer)) as { Ajv2020: new (options: object) => AjvInstance };
  const agreement = rowAgreement(context);
  const rounds = new Set(context.rounds.map(({ name }) => name));
  const ajv = new Ajv2020({ allErrors: true, strict: false })
    .addFormat("round", (name) => rounds.has(name))
    .addFormat("orgnr", isOrganisationNumber)
    .addFormat("day", isIsoDate)
    .addFormat("address", isEmail)
    .addFormat("account", (text) => isAccount("bankgiro", text))
    .addKeyword({
      keyword: "agrees",
      type: "array",
      validate: (_: unknown, row: readonly Cell[]) => agreement.agrees(row),
      errors: false,
    });
  const text = (maxLength: number): object => ({
    type: "string",
    minLength: 1,
    maxLength,
    pattern: plainText,
  });
  const optional = (schema: object): object => ({ ...schema, type: ["string", "null"] });
  const validate = ajv.compile({
    type: "array",
    minItems: 15,
    agrees: true,
    prefixItems: [
      { type: "string", format: "round" },
      { type: "string", pattern: "^[0-9]{4}$" },
      text(100),
      { type: "string", pattern: visible, format: "orgnr" },
      { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      { enum: ["ja", "nej"] },
      text(100),
      { ...text(254), format: "address" },
      optional(text(100)),
      optional({ pattern: visible, format: "day" }),
      { enum: ["bankgiro", "plusgiro"] },
      { type: "string", pattern: visible, format: "account" },
      optional(text(35)),
      { type: "string", pattern: visible, format: "day" },
      text(100),
    ],
  });
  return (sheet) => {
    const problems: unknown[] = [];
    const valid: unknown[] = [];
    agreement.restart();
    for (let i = 1; i < sheet.length; i++) {
      const row = sheet[i]!;
      if (validate(row)) {
        valid.push(asRequisition(i + 1, row, context));
        continue;
      }
      for (const { instancePath, keyword, message } of validate.errors ?? []) {
        const column = Number(instancePath.slice(1));
        problems.push({
          cell: cellAddress(i + 1, column),
          row: i + 1,
          rule: keyword,
          text: message,
          value: row[column],
        });
      }
    }
    return problems.length;
  };
}

// --- zod ---------------------------------------------------------------------------------------------------------

function byZod(context: RequisitionContext): Contender {
  const agreement = rowAgreement(context);
  const text = (longest: number): z.ZodString => z.string().min(1).max(longest).regex(new RegExp(plainText));
  const seen = z.string().regex(new RegExp(visible));
  const rounds = new Set<string>(context.rounds.map(({ name }) => name));
  const row = z
    .tuple([
      seen.refine((name) => rounds.has(name)),
      z.string().regex(/^[0-9]{4}$/),
      text(100),
      seen.refine(isOrganisationNumber),
      z.int().min(1),
      z.enum(["ja", "nej"]),
      text(100),
      text(254).refine(isEmail),
      text(100).nullable(),
      seen.refine(isIsoDate).nullable(),
      z.enum(["bankgiro", "plusgiro"]),
      seen.refine((account) => isAccount("bankgiro", account)),
      text(35).nullable(),
      seen.refine(isIsoDate),
      text(100),
    ])
    .refine((cells) => agreement.agrees(cells));
  return (sheet) => {
    const problems: unknown[] = [];
    const valid: unknown[] = [];
    agreement.restart();
    for (let i = 1; i < sheet.length; i++) {
      const result = row.safeParse(sheet[i]);
      if (result.success) valid.push(asRequisition(i + 1, result.data, context));
      for (const issue of result.error?.issues ?? []) {
        problems.push({
          cell: cellAddress(i + 1, Number(issue.path[0] ?? 0)),
          rule: issue.code,
          text: issue.message,
        });
      }
    }
    return problems.length;
  };
}

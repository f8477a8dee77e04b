import type { Cell } from "../cell.ts";
import { isIsoDate, parseDate } from "../dates.ts";
import { isEmail } from "../email.ts";
import { isAccount, isOrganisationNumber, parseAccount, parseOrganisationNumber } from "../identifiers.ts";
import type { AccountKind } from "../identifiers.ts";
import { parseKronor } from "../money.ts";
import type { Round } from "../programme.ts";
import type { RecipientKind } from "../recipient.ts";
import type { RegisterEntry } from "../register.ts";
import { requisitionColumns } from "./columns.ts";
import type { RequisitionColumnId } from "./columns.ts";
import type { RequisitionContext } from "./context.ts";
import { at } from "./facts.ts";
import type { Facts, Fault } from "./facts.ts";

/** Reads the cells of one column into the facts and answers what is wrong with the cell, "" for nothing. */
export interface Reader {
  /** null: any text will do. */
  readonly read: ((cell: Exclude<Cell, null>) => Fault) | null;
  /** The cell is empty, or held nothing that can be read. */
  readonly blank: () => Fault;
}

/**
 * One reader per column, in the order of the column table: a round is known before a code, a code before a name. The
 * readers of one call share the facts and remember which recipients, numbers and accounts the rows before held.
 */
export function compileReaders(context: RequisitionContext, facts: Facts): readonly Reader[] {
  function cameIn(day: string): void {
    const { round, recipient } = facts;
    facts.received = day;
    facts.counted =
      round === null || recipient === null
        ? day
        : (context.countedFrom?.(round.id, recipient.code, day) ?? day);
  }

  const readers: Readonly<Record<RequisitionColumnId, Partial<Reader>>> = {
    ...recipientReaders(context, facts),
    orgnr: { read: organisationNumberReader(facts) },
    amount: { read: kronorReader(facts) },
    wantsMore: { read: yesNoReader(facts) },
    contact: {},
    email: { read: (cell) => (typeof cell === "string" && isEmail(cell) ? "" : "form") },
    representative: {},
    representativeApproved: {
      read: dateReader(facts, "representativeApproved", (iso) => (facts.approved = iso)),
    },
    accountKind: { read: accountKindReader(facts) },
    account: { read: accountReader(facts) },
    reference: {},
    received: { read: dateReader(facts, "received", cameIn) },
    signatory: {},
  };
  return requisitionColumns.map(({ id, required }) => ({
    read: null,
    blank: () => (required ? "blank" : ""),
    ...readers[id],
  }));
}

/** What is remembered of one round while the rows go by. */
interface Plan {
  readonly round: Round;
  readonly fault: Fault;
  /** The first row of each code, 1-based. */
  readonly firstRows: Map<string, number>;
}

/** Digits of a code. An NGO is numbered from 1, without zeros in front. */
const codeDigits: Readonly<Record<RecipientKind, { readonly least: number; readonly most: number }>> = {
  municipality: { least: 4, most: 4 },
  region: { least: 2, most: 2 },
  ngo: { least: 1, most: 10 },
  agency: { least: 2, most: 10 },
};

function recipientReaders(
  context: RequisitionContext,
  facts: Facts,
): Pick<Record<RequisitionColumnId, Reader>, "round" | "code" | "name"> {
  const plans = plansOf(context.rounds);
  const knownNames: Record<RecipientKind, Map<string, RegisterEntry | null>> = {
    municipality: new Map(),
    region: new Map(),
    ngo: new Map(),
    agency: new Map(),
  };
  const fallback = context.defaultRound === undefined ? undefined : plans.get(context.defaultRound);
  let plan: Plan | undefined;

  function useRound(found: Plan | undefined): Fault {
    plan = found;
    if (found === undefined) return "unknown";
    facts.named = found.round;
    facts.kind = found.round.kind;
    if (found.fault === "") facts.round = found.round;
    return found.fault;
  }

  function readCode(cell: Exclude<Cell, null>): Fault {
    const typed = String(cell);
    if (facts.kind === null || plan === undefined) return isDigits(typed, 10) ? "" : "form";
    const { least, most } = codeDigits[facts.kind];
    if (!isDigits(typed, most)) return "form";
    if (facts.kind === "ngo") return "";
    const code = typed.length < least ? typed.padStart(least, "0") : typed;
    const entry = context.register.find({ kind: facts.kind, code });
    if (entry === undefined) return "unknown";
    facts.entry = entry;
    if (entry.ceased !== null && entry.ceased.date <= plan.round.window.to) return "ceased";
    if (typed === code) return "";
    facts.rewrites[at.code] = code;
    return "padding";
  }

  function named(text: string, { kind }: RegisterEntry): RegisterEntry | null {
    const known = knownNames[kind].get(text);
    if (known !== undefined) return known;
    const found = context.nameIndex.find(kind, text);
    knownNames[kind].set(text, found);
    return found;
  }

  /** The code holds, and no name speaks against it: from here on the rules may speak of this recipient. */
  function settle(entry: RegisterEntry): void {
    if (facts.round === null || plan === undefined) return;
    facts.recipient = entry;
    facts.allotted = context.allotted(facts.round.id, entry.code);
    const earlier = plan.firstRows.get(entry.code);
    if (earlier === undefined) plan.firstRows.set(entry.code, facts.row);
    else facts.earlierRow = earlier;
    facts.registered = context.alreadyRegistered?.(facts.round.id, entry.code) ?? false;
  }

  return {
    round: {
      read: (cell) => {
        const text = String(cell);
        return useRound(plans.get(text) ?? plans.get(text.toLowerCase()));
      },
      blank: () => (fallback === undefined ? (useRound(undefined), "blank") : useRound(fallback)),
    },
    code: { read: readCode, blank: () => "blank" },
    name: {
      read: (cell) => {
        const { entry } = facts;
        if (entry === null || facts.faults[at.code] === "ceased") return "";
        if (cell !== entry.name && named(String(cell), entry) !== entry) return "other-recipient";
        settle(entry);
        return "";
      },
      blank: () => {
        const { entry } = facts;
        if (entry === null || facts.faults[at.code] === "ceased") return "blank";
        facts.rewrites[at.name] = entry.name;
        settle(entry);
        return "derivable";
      },
    },
  };
}

/** Every round under its id and its name, as written and in lower case. */
function plansOf(rounds: readonly Round[]): ReadonlyMap<string, Plan> {
  const plans = rounds.map((round) => ({
    round,
    fault: roundFault(round),
    firstRows: new Map<string, number>(),
  }));
  return new Map(
    plans.flatMap((plan) =>
      [plan.round.name, plan.round.id].flatMap((text) => [
        [text.toLowerCase(), plan] as const,
        [text, plan] as const,
      ]),
    ),
  );
}

/** An NGO applies, and a top-up is accepted together with the requisition of the earlier round. */
function roundFault(round: Round): Fault {
  if (round.route === "grant") return "takes-applications";
  return round.topUpOf === null ? "" : "top-up";
}

function isDigits(text: string, most: number): boolean {
  if (text.length === 0 || text.length > most) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function organisationNumberReader(facts: Facts): NonNullable<Reader["read"]> {
  const owners: Record<RecipientKind, Map<string, string>> = {
    municipality: new Map(),
    region: new Map(),
    ngo: new Map(),
    agency: new Map(),
  };

  function use(orgnr: string): void {
    facts.orgnr = orgnr;
    const entry = facts.recipient;
    if (entry === null) return;
    const owner = owners[entry.kind].get(orgnr);
    if (owner === undefined) owners[entry.kind].set(orgnr, entry.code);
    else if (owner !== entry.code) facts.orgnrOwner = owner;
  }

  return (cell) => {
    if (typeof cell === "string" && isOrganisationNumber(cell)) {
      use(cell);
      return "";
    }
    const number = parseOrganisationNumber(cell);
    if (!number.ok) return number.error;
    use(number.value);
    facts.rewrites[at.orgnr] = number.value;
    return "spelling";
  };
}

function kronorReader(facts: Facts): NonNullable<Reader["read"]> {
  return (cell) => {
    if (typeof cell === "number" && cell > 0 && Number.isSafeInteger(cell)) {
      facts.amount = cell;
      return "";
    }
    const amount = parseKronor(cell);
    if (!amount.ok) return amount.error;
    const { kronor, warnings } = amount.value;
    if (kronor <= 0) return "not-positive";
    facts.amount = kronor;
    if (warnings.length > 0) return "groups";
    // A CSV file has no numbers: digits alone are all that it can say.
    if (cell === String(kronor)) return "";
    facts.rewrites[at.amount] = kronor;
    return "spelling";
  };
}

/** Spellings whose meaning nobody doubts; a cross or a tick is not among them. */
const meanings: ReadonlyMap<string, "ja" | "nej"> = new Map([
  ["ja", "ja"],
  ["j", "ja"],
  ["yes", "ja"],
  ["true", "ja"],
  ["sant", "ja"],
  ["nej", "nej"],
  ["n", "nej"],
  ["no", "nej"],
  ["false", "nej"],
  ["falskt", "nej"],
]);

function yesNoReader(facts: Facts): NonNullable<Reader["read"]> {
  return (cell) => {
    if (cell === "ja" || cell === "nej") {
      facts.wantsMore = cell === "ja";
      return "";
    }
    const meaning = typeof cell === "number" ? undefined : meanings.get(String(cell).toLowerCase());
    if (meaning === undefined) return "form";
    facts.wantsMore = meaning === "ja";
    facts.rewrites[at.wantsMore] = meaning;
    return "spelling";
  };
}

/** Two columns hold a day; `use` keeps it. */
function dateReader(
  facts: Facts,
  column: RequisitionColumnId,
  use: (iso: string) => void,
): NonNullable<Reader["read"]> {
  return (cell) => {
    if (typeof cell === "string" && isIsoDate(cell)) {
      use(cell);
      return "";
    }
    const date = parseDate(cell);
    if (!date.ok) return date.error;
    use(date.value.iso);
    if (date.value.plain) return "";
    facts.rewrites[at[column]] = date.value.iso;
    return "spelling";
  };
}

const accountKinds: ReadonlyMap<string, AccountKind> = new Map([
  ["bankgiro", "bankgiro"],
  ["bankgirot", "bankgiro"],
  ["bg", "bankgiro"],
  ["plusgiro", "plusgiro"],
  ["plusgirot", "plusgiro"],
  ["postgiro", "plusgiro"],
  ["pg", "plusgiro"],
]);

function accountKindReader(facts: Facts): NonNullable<Reader["read"]> {
  return (cell) => {
    if (cell === "bankgiro" || cell === "plusgiro") {
      facts.accountKind = cell;
      return "";
    }
    const kind =
      typeof cell === "string" ? accountKinds.get(cell.toLowerCase().replace(/[ .:]/g, "")) : undefined;
    if (kind === undefined) return "unknown";
    facts.accountKind = kind;
    facts.rewrites[at.accountKind] = kind;
    return "spelling";
  };
}

function accountReader(facts: Facts): NonNullable<Reader["read"]> {
  const owners: Record<AccountKind, Map<string, string>> = { bankgiro: new Map(), plusgiro: new Map() };

  function use(kind: AccountKind, account: string): void {
    facts.account = account;
    if (facts.orgnr === null) return;
    const owner = owners[kind].get(account);
    if (owner === undefined) owners[kind].set(account, facts.orgnr);
    else if (owner !== facts.orgnr) facts.accountOwner = owner;
  }

  return (cell) => {
    const kind = facts.accountKind;
    if (kind === null) return "";
    if (typeof cell === "string" && isAccount(kind, cell)) {
      use(kind, cell);
      return "";
    }
    const account = parseAccount(kind, cell);
    if (!account.ok) return account.error;
    use(kind, account.value);
    facts.rewrites[at.account] = account.value;
    return "spelling";
  };
}

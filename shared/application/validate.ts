import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { headingFinder, type Headings } from "../headings.ts";
import type { NameIndex } from "../names.ts";
import type { CheckedRows, Problem } from "../problems.ts";
import type { Requirement, Round } from "../programme.ts";
import type { RegisterEntry } from "../register.ts";
import type { RequisitionTable } from "../requisition/validate.ts";
import {
  type Applicant,
  applicantKey,
  countyCode,
  findApplicant,
  memberNamesIn,
  nameKey,
} from "./applicant.ts";
import type { Activity, ApplicationContent, ApplicationState, RequirementAnswer } from "./application.ts";
import {
  type ApplicationColumn,
  type ApplicationColumnId,
  applicationColumns,
  requirementColumn,
} from "./columns.ts";
import { type CellReader, compileCellReader, type ReadCell } from "./read-cells.ts";
import { type ApplicationFacts, applicationRules, cellTexts, type Elsewhere, shelterRule } from "./rules.ts";

/** What the rules must know beside the cells. */
export interface ApplicationContext {
  readonly round: Pick<Round, "kind" | "name" | "window">;
  /** The performance requirements of the round. */
  readonly requirements: readonly Requirement[];
  readonly entries: readonly RegisterEntry[];
  /** Built over the same entries. */
  readonly nameIndex: NameIndex;
  /** What came in to the round in earlier documents, and was neither taken back nor replaced. */
  readonly registered: readonly RegisteredApplication[];
  /** The ISO day that counts for an application that comes in on a day: of what it completes. Absent: its own. */
  readonly countedFrom?: (applicant: Applicant, day: string) => string;
  /** ISO date. */
  readonly today: string;
}

/** An application that came in before, as far as another has to do with it. */
export interface RegisteredApplication {
  readonly applicant: Applicant;
  readonly members: readonly string[];
  readonly state: ApplicationState;
  /** ISO date, and the id of the document. */
  readonly received: string;
  readonly document: string;
}

/** An application as the sheet holds it, good or faulty. */
export interface ReadApplication {
  /** 1-based worksheet rows, the first first. */
  readonly rows: readonly number[];
  /** null when nobody can be sure who applies. */
  readonly applicant: Applicant | null;
  /** Members of a joint application (gemensam ansökan) beside the lead; those that are nobody's name are left out. */
  readonly members: readonly Applicant[];
  readonly content: ApplicationContent;
  /** Ids of the rules that it breaks; with any it is returned for completion. */
  readonly faults: readonly string[];
}

export interface ApplicationValidation extends CheckedRows {
  readonly applications: readonly ReadApplication[];
}

type Column = ApplicationColumn & { readonly id: ApplicationColumnId };

interface SheetRow {
  readonly row: number;
  readonly cells: ReadonlyMap<ApplicationColumnId, Cell>;
}

/**
 * Checks a sheet of applications to a round and names the cell of each fault. Columns are found by their headings;
 * blank rows and unknown columns are passed over. Never throws, whatever the cells hold.
 */
export function validateApplications(
  table: RequisitionTable,
  context: ApplicationContext,
): ApplicationValidation {
  const columns = applicationColumns(context.requirements);
  const { sheet, firstRow = 1, firstColumn = 0 } = table;
  const headings = headingFinder(columns)(table.rows, { sheet, firstRow, firstColumn });
  if (!("columns" in headings))
    return { problems: [headings], applications: [], rowCount: 0, firstDataRow: headings.row + 1 };
  const rows = rowsOf(table, columns, headings);
  const problems: Problem[] = [...headings.problems];
  const addressOf = addresses(columns, headings, firstColumn);
  const read = compileCellReader(context.today);
  const wanted = headings.problems.map(({ rule }) => rule);
  const drafts = grouped(rows).map((group) => readOne(group, { columns, headings, context, read }));
  const keys = keysOf(drafts, context);
  const applications = drafts.map((draft, i): ReadApplication => {
    const facts = factsOf(draft, i, { drafts, keys, context });
    const broken = applicationRules.filter((rule) => !rule.holds(facts));
    const told = [
      ...draft.problems,
      ...broken.map((rule) => ({
        row: draft.row,
        column: rule.column,
        rule: rule.id,
        severity: rule.severity,
        text: rule.text(facts),
        value: draft.rawOf(rule.column),
      })),
    ];
    problems.push(
      ...told.map((one) => ({ sheet, cell: cellAddress(one.row, addressOf(one.column)), ...one })),
    );
    const errors = told.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    return {
      rows: draft.rows,
      applicant: draft.applicant,
      members: draft.members.known,
      content: draft.content,
      faults: [...new Set([...wanted, ...errors])],
    };
  });
  return { problems, applications, rowCount: rows.length, firstDataRow: firstRow + headings.row + 1 };
}

/** The worksheet column of each column; one that the sheet lacks is right of those it has. */
function addresses(
  columns: readonly Column[],
  { columns: found }: Headings,
  firstColumn: number,
): (id: ApplicationColumnId) => number {
  const width = Math.max(-1, ...found) + 1;
  return (id) => {
    const at = found[columns.findIndex((column) => column.id === id)] ?? -1;
    return firstColumn + (at < 0 ? width : at);
  };
}

function rowsOf(
  { rows, firstRow = 1 }: RequisitionTable,
  columns: readonly Column[],
  headings: Headings,
): readonly SheetRow[] {
  return rows
    .map((cells, i) => ({
      row: firstRow + i,
      cells: new Map(columns.map(({ id }, at) => [id, cells[headings.columns[at]!] ?? null] as const)),
    }))
    .slice(headings.row + 1)
    .filter(({ cells }) => [...cells.values()].some(isFilled));
}

/** The rows of each application: the first, and those right below that only add activities. */
function grouped(rows: readonly SheetRow[]): readonly (readonly SheetRow[])[] {
  const groups: SheetRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group !== undefined && continues(row, group[0]!)) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

function continues({ cells }: SheetRow, first: SheetRow): boolean {
  const name = cells.get("applicant") ?? null;
  const same = !isFilled(name) || sameText(name, first.cells.get("applicant") ?? null);
  return same && !isFilled(cells.get("amount") ?? null);
}

/** Characters, as JSON, of the activities of one application: with all else that is kept of it, an item has room for them. */
const longestActivities = 60_000;

/** The first activities, as many as are kept: what came in is whole in its file. */
function activitiesThatFit(all: readonly Activity[]): readonly Activity[] {
  let length = 0;
  const over = all.findIndex((one) => (length += JSON.stringify(one).length) > longestActivities);
  return over < 0 ? all : all.slice(0, over);
}

type DraftProblem = Omit<Problem, "sheet" | "cell" | "column"> & { readonly column: ApplicationColumnId };

/** An application read by itself, before it is seen together with the others. */
interface Draft {
  readonly row: number;
  readonly rows: readonly number[];
  readonly name: string | null;
  readonly county: ApplicationFacts["county"];
  readonly applicant: Applicant | null;
  readonly applicantFault: ApplicationFacts["applicantFault"];
  readonly members: { readonly known: readonly Applicant[]; readonly unknown: readonly string[] };
  readonly content: ApplicationContent;
  readonly accountOwner: string | null;
  readonly problems: readonly DraftProblem[];
  readonly rawOf: (column: ApplicationColumnId) => Cell;
}

interface Reading {
  readonly columns: readonly Column[];
  readonly headings: Headings;
  readonly context: ApplicationContext;
  readonly read: CellReader;
}

function readOne(group: readonly SheetRow[], { columns, headings, context, read }: Reading): Draft {
  const [first] = group as readonly [SheetRow, ...SheetRow[]];
  const problems: DraftProblem[] = [];
  const isThere = (id: ApplicationColumnId): boolean =>
    headings.columns[columns.findIndex((column) => column.id === id)]! >= 0;

  function cellOf(column: Column, { row, cells }: SheetRow): ReadCell {
    const cell = read.read(column, cells.get(column.id) ?? null);
    const say = (rule: string, severity: Problem["severity"], text: string, fix?: Cell): void => {
      const value = cell.raw;
      problems.push({
        row,
        column: column.id,
        rule,
        severity,
        text,
        value,
        ...(fix !== undefined && { fix }),
      });
    };
    if (cell.fault !== null) say(cell.fault.rule, cell.fault.severity, cell.fault.text, cell.fault.fix);
    else if (cell.value === null && column.required && isThere(column.id) && !isUnread(column, cell))
      say(cellTexts.filled.id, "error", column.empty ?? "");
    return cell;
  }

  read.next();
  const own = new Map(
    columns.filter(({ of }) => of === "application").map((column) => [column.id, cellOf(column, first)]),
  );
  const text = (id: ApplicationColumnId): string | null => {
    const value = own.get(id)?.value ?? null;
    return value === null ? null : String(value);
  };
  const number = (id: ApplicationColumnId): number | null => {
    const value = own.get(id)?.value ?? null;
    return typeof value === "number" ? value : null;
  };

  const activityColumns = columns.filter(({ of }) => of === "activity");
  const activities = group.map((row): Activity => {
    const cells = new Map(activityColumns.map((column) => [column.id, cellOf(column, row)]));
    const said = (id: ApplicationColumnId): string | null => {
      const value = cells.get(id)?.value ?? null;
      return typeof value === "string" ? value : null;
    };
    const budget = cells.get("budget")?.value ?? null;
    for (const id of ["purpose", "result"] as const) {
      if (!shelterRule.found(said(id) ?? "")) continue;
      const { id: rule, severity, text: words } = shelterRule;
      problems.push({ row: row.row, column: id, rule, severity, text: words, value: cells.get(id)!.raw });
      break;
    }
    return {
      purpose: said("purpose"),
      result: said("result"),
      budget: typeof budget === "number" ? budget : null,
    };
  });
  const kept = activitiesThatFit(activities);
  const tooLong = group[kept.length];
  if (tooLong !== undefined) {
    const { id: rule, text: words } = cellTexts.short;
    problems.push({
      row: tooLong.row,
      column: "purpose",
      rule,
      severity: "error",
      text: words,
      value: tooLong.cells.get("purpose") ?? null,
    });
  }
  problems.push(...misplaced(group, columns));

  const requirements = context.requirements.map((requirement): RequirementAnswer => {
    const column = requirementColumn(requirement);
    const answer = text(column);
    const { met, words } = yesOrNo(answer);
    if (answer !== null && met === null) {
      const { id: rule, text: say } = cellTexts.answered;
      const value = own.get(column)!.raw;
      problems.push({
        row: first.row,
        column,
        rule,
        severity: "error",
        text: say(requirement.text),
        value,
      });
    }
    return { id: requirement.id, met, text: words };
  });

  const { round, entries, nameIndex } = context;
  const writtenCounty = text("county");
  const county = writtenCounty === null ? null : countyCode(writtenCounty, entries);
  const name = text("applicant");
  const found = name === null ? null : findApplicant(round.kind, name, county, nameIndex);
  const named = found !== null && typeof found === "object" ? found : null;
  const applicant = named?.type === "ngo" ? { ...named, orgnr: text("orgnr") } : named;
  const memberNames = memberNamesIn(text("members") ?? "", round.kind, nameIndex);
  // A federation among the members lies where the lead does.
  const at = applicant === null ? county : applicant.county;
  const members = memberNames.map((one) => ({ one, found: memberOf(round.kind, one, at, nameIndex) }));
  const [accountKind, account] = [text("accountKind"), text("account")];

  return {
    row: first.row,
    rows: group.map(({ row }) => row),
    name,
    county: writtenCounty === null ? null : { written: writtenCounty, known: county !== null },
    applicant,
    // A county that is none of Sweden's has been told of already.
    applicantFault:
      typeof found === "string" && !(found === "county-needed" && writtenCounty !== null) ? found : null,
    members: {
      known: members.flatMap(({ found: member }) => (member === null ? [] : [member])),
      unknown: members.flatMap(({ one, found: member }) => (member === null ? [one] : [])),
    },
    content: {
      amount: number("amount"),
      carriedOver: number("carriedOver"),
      activities: kept,
      requirements,
      statement: text("statement"),
      orgnr: text("orgnr"),
      payee:
        account === null || (accountKind !== "bankgiro" && accountKind !== "plusgiro")
          ? null
          : { kind: accountKind, account, reference: text("reference") },
      contact: text("contact"),
      email: text("email"),
      signatory: text("signatory"),
      received: text("received"),
    },
    accountOwner: read.accountOwner(),
    problems,
    rawOf: (id) => first.cells.get(id) ?? null,
  };
}

/** An account whose kind is not known cannot be read, and that has been told of. */
function isUnread({ id }: Column, { raw }: ReadCell): boolean {
  return id === "account" && isFilled(raw);
}

/** What a row that only adds an activity says of the application, otherwise than its first row. */
function misplaced([first, ...more]: readonly SheetRow[], columns: readonly Column[]): DraftProblem[] {
  return more.flatMap(({ row, cells }) =>
    columns.flatMap(({ id, of }): DraftProblem[] => {
      const value = cells.get(id) ?? null;
      const isSame = !isFilled(value) || sameText(value, first!.cells.get(id) ?? null);
      if (of === "activity" || isSame) return [];
      const { id: rule, text } = cellTexts.first;
      return [{ row, column: id, rule, severity: "error", text: text(first!.row), value }];
    }),
  );
}

function memberOf(
  kind: Round["kind"],
  name: string,
  county: string | null,
  index: NameIndex,
): Applicant | null {
  // Members need not lie in the lead's county; a federation is looked for there.
  const found = findApplicant(kind, name, null, index);
  const member = found === "county-needed" ? findApplicant(kind, name, county, index) : found;
  return typeof member === "object" ? member : null;
}

/** An answer that begins with ja or nej, and the words after it. */
function yesOrNo(answer: string | null): { readonly met: boolean | null; readonly words: string | null } {
  const parts = /^(ja|nej)(?:$|[\s.,:;–-]+(.*)$)/isu.exec(answer ?? "");
  if (parts === null) return { met: null, words: answer };
  const words = (parts[2] ?? "").trim();
  return { met: parts[1]!.toLowerCase() === "ja", words: words === "" ? null : words };
}

/** The first application of each in the sheet, by index, and what came in before and is not replaced by the sheet. */
interface Keys {
  /** By `applicantKey`. */
  readonly leads: ReadonlyMap<string, number>;
  /** By `nameKey`: who leads, and who is a member. */
  readonly named: ReadonlyMap<string, number>;
  readonly members: ReadonlyMap<string, number>;
  readonly earlier: readonly Earlier[];
}

interface Earlier extends RegisteredApplication {
  readonly key: string;
  readonly memberKeys: readonly string[];
}

function keysOf(drafts: readonly Draft[], { registered, round, nameIndex }: ApplicationContext): Keys {
  const [leads, named, members] = [0, 1, 2].map(() => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  const note = (first: Map<string, number>, key: string, i: number): void => {
    if (!first.has(key)) first.set(key, i);
  };
  drafts.forEach(({ applicant, members: { known } }, i) => {
    if (applicant !== null) {
      note(leads, applicantKey(applicant), i);
      note(named, nameKey(applicant), i);
    }
    for (const member of known) note(members, nameKey(member), i);
  });
  const earlier = registered.map((one): Earlier => {
    const found = one.members.map((name) => memberOf(round.kind, name, one.applicant.county, nameIndex));
    return {
      ...one,
      key: applicantKey(one.applicant),
      memberKeys: found.flatMap((member) => (member === null ? [] : [nameKey(member)])),
    };
  });
  return { leads, named, members, earlier };
}

function factsOf(
  draft: Draft,
  i: number,
  {
    drafts,
    keys,
    context,
  }: { readonly drafts: readonly Draft[]; readonly keys: Keys; readonly context: ApplicationContext },
): ApplicationFacts {
  const { applicant, content } = draft;
  const own = applicant === null ? null : applicantKey(applicant);
  const earlier = own === null ? i : keys.leads.get(own)!;
  const ownName = draft.applicant === null ? null : nameKey(draft.applicant);
  const members = draft.members.known.map((member, at) => ({ ...member, key: nameKey(member), at }));
  const seen = members.map(({ key }) => key);
  const repeated = members.filter(({ key, at }) => key === ownName || seen.indexOf(key) < at);
  const others = members.filter((member) => !repeated.includes(member));
  // What the sheet itself replaces stands in nobody's way.
  const standing = keys.earlier.filter(({ key }) => !keys.leads.has(key));
  const inEarlier = (name: string, is: (one: Earlier) => boolean): Elsewhere | null => {
    const found = standing.find(is);
    if (found === undefined) return null;
    const { applicant, received, document } = found;
    return { name, lead: applicant.name, received, document };
  };
  const elsewhere = (index: ReadonlyMap<string, number>, before: (one: Earlier, key: string) => boolean) =>
    others.flatMap(({ key, name }): Elsewhere[] => {
      const at = index.get(key);
      if (at !== undefined && at !== i) return [{ name, row: drafts[at]!.row }];
      const earlierOne = inEarlier(name, (one) => before(one, key));
      return earlierOne === null ? [] : [earlierOne];
    });
  return {
    round: context.round,
    today: context.today,
    name: draft.name,
    applicant: draft.applicant,
    applicantFault: draft.applicantFault,
    county: draft.county,
    content,
    counted:
      applicant === null || content.received === null
        ? content.received
        : (context.countedFrom?.(applicant, content.received) ?? content.received),
    earlierRow: earlier < i ? drafts[earlier]!.row : 0,
    registered: keys.earlier.some(
      ({ key, state }) => state === "submitted" && (key === own || key === ownName),
    ),
    namesake: namesakeOf(draft, i, drafts, keys.earlier),
    unknownMembers: draft.members.unknown,
    repeatedMembers: repeated.map(({ name }) => name),
    sharedMembers: elsewhere(keys.members, ({ memberKeys }, key) => memberKeys.includes(key)),
    leadingMembers: elsewhere(keys.named, ({ applicant }, key) => nameKey(applicant) === key),
    memberOf:
      ownName === null ? null : inEarlier(draft.name!, ({ memberKeys }) => memberKeys.includes(ownName)),
    accountOwner: draft.accountOwner,
  };
}

/** The organisation number of another NGO of the name, above in the sheet or registered. */
function namesakeOf(
  { applicant }: Draft,
  i: number,
  drafts: readonly Draft[],
  earlier: readonly Earlier[],
): string | null {
  if (applicant?.type !== "ngo" || applicant.orgnr === null) return null;
  const others = [...drafts.slice(0, i), ...earlier].map((one) => one.applicant);
  const key = nameKey(applicant);
  const isOther = (one: Applicant | null): boolean =>
    one?.type === "ngo" && one.orgnr !== null && one.orgnr !== applicant.orgnr && nameKey(one) === key;
  const found = others.find(isOther);
  return found?.type === "ngo" ? found.orgnr : null;
}

function sameText(a: Cell, b: Cell): boolean {
  const plain = (cell: Cell): string =>
    String(cell ?? "")
      .trim()
      .replace(/\s+/g, " ")
      .toLowerCase();
  return plain(a) === plain(b);
}

function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== "string" || cell.trim() !== "");
}

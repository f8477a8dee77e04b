import type { Cell } from "../cell.ts";
import type { Headings } from "../headings.ts";
import type { Problem } from "../problems.ts";
import { type Applicant, countyCode, findApplicant, findMember, memberNamesIn } from "./applicant.ts";
import type { Activity, ApplicationContent, RequirementAnswer } from "./application.ts";
import { type ApplicationColumn, type ApplicationColumnId, requirementColumn } from "./columns.ts";
import type { ApplicationContext } from "./context.ts";
import type { CellReader, ReadCell } from "./read-cells.ts";
import { type ApplicationFacts, cellTexts, shelterRule } from "./rules.ts";

export type Column = ApplicationColumn & { readonly id: ApplicationColumnId };

/** A row of the sheet; `row` is its 1-based number there. */
export interface SheetRow {
  readonly row: number;
  readonly cells: ReadonlyMap<ApplicationColumnId, Cell>;
}

/** The rows of each application: the first, and those right below that only add activities. */
export function grouped(rows: readonly SheetRow[]): readonly (readonly SheetRow[])[] {
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
export interface Draft {
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

/** What is the same for every application of a sheet. */
interface Reading {
  readonly columns: readonly Column[];
  readonly headings: Headings;
  readonly context: ApplicationContext;
  readonly read: CellReader;
}

/** Reads one application of the sheet, and tells what is wrong with its cells. */
export function readDraft(group: readonly SheetRow[], { columns, headings, context, read }: Reading): Draft {
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
  const members = memberNames.map((one) => ({ one, found: findMember(round.kind, one, at, nameIndex) }));
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

/** An answer that begins with ja or nej, and the words after it. */
function yesOrNo(answer: string | null): { readonly met: boolean | null; readonly words: string | null } {
  const parts = /^(ja|nej)(?:$|[\s.,:;–-]+(.*)$)/isu.exec(answer ?? "");
  if (parts === null) return { met: null, words: answer };
  const words = (parts[2] ?? "").trim();
  return { met: parts[1]!.toLowerCase() === "ja", words: words === "" ? null : words };
}

function sameText(a: Cell, b: Cell): boolean {
  const plain = (cell: Cell): string =>
    String(cell ?? "")
      .trim()
      .replace(/\s+/g, " ")
      .toLowerCase();
  return plain(a) === plain(b);
}

/** Whether a cell holds anything but blanks. */
export function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== "string" || cell.trim() !== "");
}

import { parseAddress } from "../../shared/address.ts";
import { applicationColumns } from "../../shared/application/columns.ts";
import { shareRest } from "../../shared/application/ranking.ts";
import type { Problem } from "../../shared/problems.ts";
import type { Requirement, Round } from "../../shared/programme.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { assessmentTable } from "../../shared/tables/applications.ts";
import { selectCell } from "../excel/find-rows.ts";
import { deleteSheet, freeNames, headingRow, makeSheet, showSheet } from "../excel/new-sheet.ts";
import { type FoundTable, lookUpTables } from "../excel/owned-table.ts";
import { readSheet, surveySheets } from "../excel/read-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { writeRuns } from "../excel/write-cells.ts";
import { type ApplicationBlock, applicationBlock } from "../sheets/application-block.ts";
import { columnOf, isChanged, missingHeadings, readAssessments } from "../sheets/assessment-rows.ts";
import { noted } from "../sheets/environment-note.ts";
import {
  fetchedApplications,
  fetchedAssessment,
  fetchedDecision,
  fetchedSpread,
  spreadOf,
} from "../sheets/fetched-applications.ts";
import { numberFormats } from "../sheets/formats.ts";
import { type Fetched, namesOf } from "../sheets/owned-table.ts";
import { runsOf } from "../sheets/runs.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { ApplicationCheck, ApplicationCommands } from "./application-contract.ts";
import type { CommandParts } from "./parts.ts";
import { refreshSheets } from "./refresh.ts";
import type { Refreshed } from "./results.ts";
import { sha256 } from "./sha256.ts";

/** The name that a sheet to fill in begins with. */
const sheetToFill = "Ansökningar in";
const tableToFill = "Ansokningar_in";

export function createApplicationCommands(parts: CommandParts, remembered: Set<string>): ApplicationCommands {
  const { api } = parts;
  const checks = new WeakMap<ApplicationCheck, { readonly id: string; readonly block: ApplicationBlock }>();

  const ask = (round: Round, { signal }: Partial<Work> = {}) =>
    api.call("applications", { round: round.id }, signal ? { signal } : {});
  const register = ({ year }: Round) => api.call("register", { date: `${year - 1}-12-31` });
  const refresh = (fetched: readonly Fetched[], round: Round, work: Work) =>
    refreshSheets(parts, fetched, { "fordela.omgang": round.id }, remembered, work);

  async function fetchAll(round: Round, work: Work): Promise<readonly Refreshed[]> {
    const [answer, known] = await Promise.all([ask(round, work), register(round)]);
    const day = swedishDay(parts.now());
    return await refresh(
      [
        fetchedApplications(round.id, answer, day),
        fetchedAssessment(round.id, answer, day),
        fetchedSpread(round.id, spreadOf(answer, known), day),
      ],
      round,
      work,
    );
  }

  async function assessmentsIn(book: Book): Promise<FoundTable> {
    const [looked] = await lookUpTables(book, [namesOf(assessmentTable)], remembered);
    const found = looked?.found ?? null;
    if (found === null)
      throw new WorkbookProblem(
        "sheet-gone",
        `Arbetsboken har inget blad ”${assessmentTable.sheet}” från Fördela. Hämta ansökningarna först.`,
      );
    const missing = missingHeadings(found);
    if (missing.length === 0) return found;
    throw new WorkbookProblem(
      "column-gone",
      `Tabellen i bladet ”${found.sheetName}” saknar ${missing.map((heading) => `kolumnen ”${heading}”`).join(" och ")}. Sätt tillbaka rubriken och försök igen. Inget har ändrats.`,
    );
  }

  return {
    applications: async (round) => {
      const [answer, known] = await Promise.all([ask(round), register(round)]);
      return { ...answer, spread: spreadOf(answer, known) };
    },

    newApplicationSheet: async (round, work) => {
      const { requirements } = await ask(round, work);
      const columns = applicationColumns(requirements);
      const id = await inWorkbook(parts.supports("1.20"), async (book) => {
        const free = await freeNames(book, sheetToFill, tableToFill);
        const title = noted(
          [
            `Ansökningar till ${round.name}`,
            "En rad per verksamhet: en sökandes första rad har hela ansökan, raderna direkt under bara sökande och verksamhet.",
          ],
          parts.environment,
        );
        const made = await makeSheet(
          book,
          {
            name: free.sheet,
            table: free.table,
            title: title.map(toCell),
            headings: columns.map(({ heading, maxLength, value }) => ({
              heading: toCell(heading),
              width: Math.max(12, heading.length + 4, maxLength > 100 && value === "text" ? 36 : 0),
              ...(value === "account-kind" && { list: ["bankgiro", "plusgiro"] }),
            })),
            rows: 1,
            // Codes, numbers and dates keep what is typed; only money is a number.
            runs: columns.map(({ value }, column) => {
              const format = value === "kronor" ? numberFormats.integer : numberFormats.text;
              return {
                row: headingRow + 1,
                column,
                cells: [{ value: toCell(null), format, formatAfter: format }],
              };
            }),
            links: [],
          },
          null,
          work,
        );
        await showSheet(book, made);
        return made;
      });
      return { cells: columns.length, undo: () => inWorkbook(false, (book) => deleteSheet(book, id)) };
    },

    checkApplications: async (round, work) => {
      const { requirements } = await ask(round, work);
      const { id, block } = await inWorkbook(false, (book) => blockIn(book, requirements, work));
      const { applications, asked, rowCount, problems } = await api.call(
        "validateApplications",
        { round: round.id, ...block },
        { signal: work.signal },
      );
      const check: ApplicationCheck = {
        round: round.id,
        sheet: block.sheet,
        applications,
        asked,
        rowCount,
        problems: problems as Problem[],
      };
      checks.set(check, { id, block });
      return check;
    },

    registerApplications: async (check, incoming, work) => {
      const seen = checks.get(check);
      if (seen === undefined) throw new WorkbookProblem("stale-check");
      await inWorkbook(false, async (book) => {
        const { named } = await surveySheets(book, seen.id);
        if (named === null) throw new WorkbookProblem("sheet-gone");
        const { survey, row, column, values, totals } = await readSheet(book, named, work);
        const { requirements } = await api.call("applications", { round: check.round });
        const now = applicationBlock({ sheet: survey.name, row, column, values, totals }, requirements);
        if (JSON.stringify(now) !== JSON.stringify(seen.block)) throw new WorkbookProblem("stale-check");
      });
      const { block } = seen;
      const sum = await sha256(new TextEncoder().encode(JSON.stringify(block.rows)));
      return await api.call(
        "registerApplications",
        {
          round: check.round,
          ...block,
          document: { ...incoming, file: { name: `Bladet ${block.sheet}`, sha256: sum } },
        },
        // The same cells are the same act, so that a lost answer may be asked for again.
        { idempotencyKey: `ansokningar-${sum.slice(0, 40)}`, signal: work.signal },
      );
    },

    fetchApplications: fetchAll,

    saveAssessments: async (round, work) => {
      const answer = await ask(round, work);
      const read = await inWorkbook(false, async (book) =>
        readAssessments(await assessmentsIn(book), round.id, answer),
      );
      if (read.problems.length > 0) return { at: "faulty", problems: read.problems };
      const before = new Map(answer.applications.map(({ code, assessment }) => [code, assessment]));
      const changed = read.rows.filter(({ code, assessment }) => isChanged(assessment, before.get(code)!));
      if (changed.length > 0)
        await api.call(
          "assessApplications",
          {
            round: round.id,
            assessments: changed.map(({ code, version, assessment }) => ({
              ...assessment,
              grounds: [...assessment.grounds],
              code,
              version,
            })),
          },
          { idempotencyKey: crypto.randomUUID(), signal: work.signal },
        );
      return { at: "saved", applications: changed.length, refreshed: await fetchAll(round, work) };
    },

    shareRestInSheet: async (round, work) => {
      const answer = await ask(round, work);
      const shared = await inWorkbook(parts.supports("1.20"), async (book) => {
        const found = await assessmentsIn(book);
        const { rows, problems } = readAssessments(found, round.id, answer);
        if (problems.length > 0)
          throw new WorkbookProblem(
            "stale-check",
            `Rätta bladet ”${found.sheetName}” först: ${problems[0]!.cell}: ${problems[0]!.text}`,
          );
        const given = rows.reduce((sum, { assessment }) => sum + (assessment.amount ?? 0), 0);
        const inPart = rows.flatMap(({ code, row, asked, assessment: { outcome, amount } }) =>
          // One krona is left to ask for: all that is asked for is no part.
          outcome === "part" && asked !== null
            ? [{ id: code, row, asked: asked - 1, amount: amount ?? 0 }]
            : [],
        );
        const { amounts } = shareRest(answer.left - given, inPart);
        const column = columnOf(found, "amount");
        const cells = inPart.flatMap(({ id, row, amount }) => {
          const now = amounts.get(id)!;
          return now === amount ? [] : [{ row, before: found.values[row]![column] ?? null, now }];
        });
        await putAmounts(
          book,
          found,
          cells.map(({ row, now }) => ({ row, value: now })),
          work,
        );
        return cells;
      });
      return {
        cells: shared.length,
        undo:
          shared.length === 0
            ? null
            : () =>
                inWorkbook(parts.supports("1.20"), async (book) => {
                  const found = await assessmentsIn(book);
                  const column = columnOf(found, "amount");
                  // What somebody has written since is theirs.
                  const still = shared.filter(({ row, now }) => found.values[row]?.[column] === now);
                  await putAmounts(
                    book,
                    found,
                    still.map(({ row, before }) => ({ row, value: before })),
                    { progress: () => undefined, signal: new AbortController().signal },
                  );
                }),
      };
    },

    prepareApplications: (round) =>
      api.call("prepareApplications", { round: round.id }, { idempotencyKey: crypto.randomUUID() }),

    writeApplicationDecision: async (round, decision, work) => {
      const answer = await api.call("decision", { round: round.id, decision });
      const [refreshed] = await refresh([fetchedDecision(round.id, answer)], round, work);
      return refreshed!;
    },

    showApplicationCell: async ({ sheet, cell }) => {
      const place = parseAddress(cell);
      if (!place.ok) return;
      await inWorkbook(false, async (book) => {
        const { named } = await surveySheets(book, sheet);
        if (named === null) throw new WorkbookProblem("sheet-gone");
        await selectCell(book, named.sheet, place.value.row - 1, place.value.column);
      });
    },
  };
}

/** The applications of the active sheet when it has their headings, else of the sheet to fill in. */
async function blockIn(
  book: Book,
  requirements: readonly Requirement[],
  work: Work,
): Promise<{ readonly id: string; readonly block: ApplicationBlock }> {
  const { active, named } = await surveySheets(book, sheetToFill);
  const others = named === null || named.id === active.id ? [] : [named];
  for (const survey of [active, ...others]) {
    if (survey.used === null) continue;
    const { row, column, values, totals } = await readSheet(book, survey, work);
    const block = applicationBlock({ sheet: survey.name, row, column, values, totals }, requirements);
    if (block !== null) return { id: survey.id, block };
  }
  throw new WorkbookProblem(
    "nothing-here",
    "Öppna bladet med ansökningarna, eller skapa ett blad att fylla i, och kontrollera igen. Det ska ha en rad med rubriker, bland dem Sökande och Sökt belopp.",
  );
}

/** Writes amounts in rows of the body, 0-based. */
async function putAmounts(
  book: Book,
  found: FoundTable,
  amounts: readonly { readonly row: number; readonly value: number | string | boolean | null }[],
  work: Work,
): Promise<void> {
  const column = found.column + columnOf(found, "amount");
  const cells = amounts.map(({ row, value }) => ({
    row: found.row + 1 + row,
    column,
    value: toCell(value),
    format: numberFormats.kr,
    formatAfter: numberFormats.kr,
  }));
  await writeRuns(book, found.sheet, runsOf(cells), work);
}

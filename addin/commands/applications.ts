import { parseAddress } from "../../shared/address.ts";
import type { RouteOutput } from "../../shared/api.ts";
import { shareRest } from "../../shared/application/ranking.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { assessmentTable } from "../../shared/tables/applications.ts";
import { selectCell } from "../excel/find-rows.ts";
import { deleteSheet, freeNames, headingRow, makeSheet, showSheet } from "../excel/new-sheet.ts";
import { type FoundTable, lookUpTables } from "../excel/owned-table.ts";
import { surveySheets } from "../excel/read-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { writeRuns } from "../excel/write-cells.ts";
import type { RoundFacts } from "../sheets/application-context.ts";
import { columnOf, isChanged, missingHeadings, readAssessments } from "../sheets/assessment-rows.ts";
import { chosenRows } from "../sheets/import-rows.ts";
import { noted } from "../sheets/environment-note.ts";
import {
  fetchedApplications,
  fetchedAssessment,
  fetchedDecision,
  fetchedGrounds,
  fetchedSpread,
  spreadOf,
} from "../sheets/fetched-applications.ts";
import { numberFormats } from "../sheets/formats.ts";
import { type Fetched, namesOf } from "../sheets/owned-table.ts";
import { runsOf } from "../sheets/runs.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { ApplicationCheck, ApplicationCommands } from "./application-contract.ts";
import { afterAct } from "./after-act.ts";
import { anAct } from "./decisions.ts";
import { checkSheet } from "./check.ts";
import {
  applicationControl,
  applicationHeadings,
  applicationKind,
  applicationSheet,
} from "./check-applications.ts";
import type { Checks } from "./checks.ts";
import { importFile, readImportFile } from "./import.ts";
import type { Outcomes } from "./outcomes.ts";
import type { CommandParts } from "./parts.ts";
import { refreshSheets } from "./refresh.ts";
import { registerSheet, type Registration } from "./register.ts";
import type { Refreshed } from "./results.ts";

interface Remembered {
  readonly checks: Checks;
  readonly outcomes: Outcomes;
  readonly remembered: Set<string>;
}

export function createApplicationCommands(
  parts: CommandParts,
  { checks, outcomes, remembered }: Remembered,
): ApplicationCommands {
  const { api } = parts;

  const ask = (round: Round, { signal }: Partial<Work> = {}) =>
    api.call("applications", { round: round.id }, signal ? { signal } : {});
  const register = ({ year }: Round) => api.call("register", { date: `${year - 1}-12-31` });
  const factsOf = async (round: Round, work?: Work): Promise<RoundFacts> => {
    const [found, known] = await Promise.all([ask(round, work), register(round)]);
    return { round, found, register: known };
  };
  const refresh = (fetched: readonly Fetched[], round: Round, work: Work) =>
    refreshSheets(parts, fetched, { "fordela.omgang": round.id }, remembered, work);

  async function fetchAll(round: Round, work: Work): Promise<readonly Refreshed[]> {
    const { found: answer, register: known } = await factsOf(round, work);
    const day = swedishDay(parts.now());
    return await refresh(
      [
        fetchedApplications(round.id, answer, day),
        // Before the sheet whose cells are chosen from it.
        fetchedGrounds(round.id, answer, day),
        fetchedAssessment(round.id, answer, day),
        fetchedSpread(round.id, spreadOf(answer, known), day),
      ],
      round,
      work,
    );
  }

  function registrationTo({ round }: ApplicationCheck): Registration<RouteOutput<"registerApplications">> {
    return {
      act: `ansökningar ${round}`,
      what: "en ansökan",
      nameOf: async (recipient) => {
        const { applications } = await api.call("applications", { round });
        const { code } = recipientKey(recipient);
        return applications.find((one) => one.code === code)?.name ?? recipient;
      },
      send: (sheet, options) => api.call("registerApplications", { round, ...sheet }, options),
    };
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
      const { found, register: known } = await factsOf(round);
      return { ...found, spread: spreadOf(found, known) };
    },

    newApplicationSheet: async (round, work) => {
      const found = await ask(round, work);
      const { columns } = applicationKind(found);
      const id = await inWorkbook(parts.supports("1.20"), async (book) => {
        const free = await freeNames(book, applicationSheet.sheet, applicationSheet.table);
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
            headings: applicationHeadings(found),
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

    readApplicationFile: async (round, name, bytes) =>
      await readImportFile(parts, applicationKind(await ask(round)), name, bytes),

    importApplications: async (round, preview, work) => {
      const found = await ask(round, work);
      const kind = applicationKind(found);
      const file = {
        ...applicationSheet,
        kind,
        title: `Ansökningar till ${round.name}`,
        headings: applicationHeadings(found),
        rowsOf: chosenRows,
      };
      return await importFile(parts, file, preview, work);
    },

    checkApplications: async (round, work) => {
      const control = await applicationControl(parts, round, factsOf, work);
      const { result, checked, judged } = await checkSheet(parts, control, work);
      const { applications, asked } = judged;
      return checks.keep({ ...result, round: round.id, applications, asked }, checked);
    },

    registerApplications: async (check, incoming, work) => {
      const checked = checks.of(check);
      const answer = await registerSheet(parts, registrationTo(check), checked, incoming, work);
      outcomes.registered(checked);
      return answer;
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
      const done = changed.length === 0 ? "Allt var redan sparat" : "Bedömningarna är sparade";
      const refreshed = await afterAct(done, () => fetchAll(round, work));
      return { at: "saved", applications: changed.length, warnings: read.warnings, refreshed };
    },

    shareRestInSheet: async (round, work) => {
      const answer = await ask(round, work);
      const shared = await inWorkbook(parts.supports("1.20"), async (book) => {
        const found = await assessmentsIn(book);
        const { rows, problems } = readAssessments(found, round.id, answer);
        if (problems.length > 0)
          throw new WorkbookProblem(
            "faulty-sheet",
            `Rätta bladet ”${found.sheetName}” först: ${problems[0]!.cell}: ${problems[0]!.text} Inget har ändrats.`,
          );
        const given = rows.reduce((sum, { assessment }) => sum + (assessment.amount ?? 0), 0);
        const inPart = rows.flatMap(({ code, row, asked, assessment: { outcome, amount } }) =>
          // One krona is left to ask for: all that is asked for is no part.
          outcome === "part" && asked !== null
            ? [{ id: code, row, asked: asked - 1, amount: amount ?? 0 }]
            : [],
        );
        const { amounts } = shareRest(answer.left + answer.decided - given, inPart);
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

    prepareApplications: (round, key) => api.call("prepareApplications", { round: round.id }, anAct(key)),

    writeApplicationDecision: async (round, decision, work) => {
      const answer = await api.call("decision", { round: round.id, decision });
      const [refreshed] = await refresh([fetchedDecision(round.id, answer)], round, work);
      return refreshed!;
    },

    showAssessment: async ({ sheet, cell }) => {
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

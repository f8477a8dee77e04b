import type { RouteOutput } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { reportBackTable, tagsHeading } from "../../shared/tables/cases.ts";
import { deleteSheet, freeNames, headingRow, makeSheet, showSheet } from "../excel/new-sheet.ts";
import { lookUpTables } from "../excel/owned-table.ts";
import { readSheet, surveySheets } from "../excel/read-sheet.ts";
import { inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { noted } from "../sheets/environment-note.ts";
import { readSnapshot } from "../sheets/snapshot.ts";
import { namesOf } from "../sheets/owned-table.ts";
import { idHeading } from "../sheets/merge.ts";
import {
  fetchedAnswers,
  fetchedAreas,
  fetchedParticipation,
  prefilled,
  reportsIn,
} from "../sheets/report-back-sheets.ts";
import { toCell } from "../sheets/to-cell.ts";
import { mustHaveComeIn } from "./came-in.ts";
import { anAct } from "./decisions.ts";
import { keepFile } from "./keep-file.ts";
import type { CommandParts } from "./parts.ts";
import type { ReportBackCommands } from "./report-back-contract.ts";
import { refreshSheets } from "./refresh.ts";

export function reportBackCommands(parts: CommandParts, remembered: Set<string>): ReportBackCommands {
  const { api } = parts;
  /** The tags that were last saved from here, by year and recipient: the sheet remembers what was fetched before. */
  const saved = new Map<string, string>();
  const sheetNow = async (year: number, work: Work) => {
    const { forms } = await api.call("reportForms", { year }, { signal: work.signal });
    return await inWorkbook(parts.supports("1.20"), (book) => openSheet(book, forms, work));
  };
  return {
    fetchReportAnswers: async (year, work) => {
      const [answer, { forms }] = await Promise.all([
        api.call("reportAnswers", { year }, { signal: work.signal }),
        api.call("reportForms", { year }, { signal: work.signal }),
      ]);
      const asOf = swedishDay(parts.now());
      const fetched = [fetchedAreas(year, answer, forms, asOf), fetchedAnswers(year, answer, forms, asOf)];
      return await refreshSheets(parts, fetched, {}, remembered, work);
    },
    prefillReportBacks: async (year, kind, layout, work) => {
      const [balances, { missing }, { forms }] = await Promise.all([
        api.call("balances", { year }, { signal: work.signal }),
        api.call("missingReportBacks", { year }, { signal: work.signal }),
        api.call("reportForms", { year }, { signal: work.signal }),
      ]);
      const form = forms.find((one) => one.kind === kind);
      const sheet = form && prefilled(balances, missing, form, layout);
      if (!sheet || sheet.rows === 0)
        throw new WorkbookProblem(
          "no-recipients",
          "Ingen mottagare av det slaget har fått medel utbetalda under året. Välj ett annat slag eller ett annat år.",
        );
      const id = await inWorkbook(parts.supports("1.20"), async (book) => {
        const free = await freeNames(book, sheet.sheet, sheet.table);
        const made = await makeSheet(
          book,
          {
            name: free.sheet,
            table: free.table,
            title: noted(sheet.title, parts.environment).map(toCell),
            headings: sheet.columns,
            rows: sheet.rows,
            runs: sheet.runs(headingRow + 1),
            links: [],
          },
          null,
          work,
        );
        await showSheet(book, made);
        return made;
      });
      return {
        cells: sheet.rows * sheet.columns.length,
        undo: () => inWorkbook(parts.supports("1.20"), (book) => deleteSheet(book, id)),
      };
    },
    checkReportBacks: async (year, work) => {
      const sheet = await sheetNow(year, work);
      const found = await api.call("validateReportBacks", { year, ...sheet }, { signal: work.signal });
      return { sheet: sheet.sheet, ...found, problems: found.problems as Problem[] };
    },
    registerReportBackSheet: async (year, { received, channel }, work, file = null, key) => {
      const sheet = await sheetNow(year, work);
      const cells = {
        name: `Bladet ${sheet.sheet}`,
        bytes: new TextEncoder().encode(JSON.stringify(sheet.rows)),
      };
      const document = { received, channel, file: await keepFile(parts, file ?? cells, work.signal) };
      return await api.call("registerReportBacks", { year, ...sheet, document }, anAct(key));
    },
    fetchParticipation: async (work) => {
      const answer = await api.call("participation", {}, { signal: work.signal });
      const fetched = fetchedParticipation(answer, swedishDay(parts.now()));
      const [refreshed] = await refreshSheets(parts, [fetched], {}, remembered, work);
      return refreshed!;
    },
    saveTags: async (year, work) => {
      const written = await inWorkbook(parts.supports("1.20"), (book) => tagsInSheet(book, year, remembered));
      const { tags: known } = await api.call("reportAnswers", { year }, { signal: work.signal });
      const changed = [...written].flatMap(([id, { now, fetched }]) => {
        const kept = known.find((one) => one.question === null && recipientId(one) === id);
        const [mine, theirs] = [now, kept?.tags ?? []].map((tags) => tags.join(";")) as [string, string];
        // A row that nobody has written in since it was fetched says nothing of what a colleague has saved meanwhile.
        if (mine === theirs || mine === fetched?.join(";")) return [];
        const isTheirs = theirs !== (fetched ?? []).join(";") && theirs !== saved.get(`${year} ${id}`);
        return [
          { isTheirs, id, input: { year, ...recipientKey(id), tags: now, version: kept?.version ?? 0 } },
        ];
      });
      const own = changed.filter(({ isTheirs }) => !isTheirs);
      for (const { id, input } of own) {
        work.signal.throwIfAborted();
        await api.call("tagReportBack", input, { idempotencyKey: crypto.randomUUID() });
        saved.set(`${year} ${id}`, input.tags.join(";"));
      }
      if (own.length < changed.length)
        throw new WorkbookProblem(
          "colleague-first",
          `En kollega har ändrat taggar som du också har ändrat (${changed.length - own.length} återrapporter). Hämta återrapporterna, se vad som står och spara igen. Övriga taggar är sparade.`,
        );
      return own.length;
    },
  };
}

type Book = Parameters<Parameters<typeof inWorkbook>[1]>[0];

/**
 * The cells of the active sheet as a request carries them; sums of a table are none of them.
 * @throws WorkbookProblem when it is no sheet of report-backs: then nothing of it leaves the workbook
 */
async function openSheet(book: Book, forms: RouteOutput<"reportForms">["forms"], work: Work) {
  const { active } = await surveySheets(book, reportBackTable.sheet);
  const { survey, row, column, values, totals } = await readSheet(book, active, work);
  const sheet = {
    sheet: survey.name,
    firstRow: row + 1,
    firstColumn: column,
    rows: values.map((cells, i) => (totals.includes(row + i) ? [] : [...cells])),
  };
  mustHaveComeIn({
    survey,
    whose: "återrapportens",
    isFetched: values.slice(0, 20).some((cells) => cells.includes(idHeading)),
    ...reportsIn(sheet, forms),
  });
  return sheet;
}

interface Tags {
  readonly now: string[];
  /** As they were fetched; null when that is not remembered. */
  readonly fetched: string[] | null;
}

/** The tags as they stand in the sheet of the year, by recipient. */
async function tagsInSheet(
  book: Book,
  year: number,
  remembered: Set<string>,
): Promise<ReadonlyMap<RecipientId, Tags>> {
  const [looked] = await lookUpTables(book, [namesOf(reportBackTable)], remembered);
  const found = looked?.found;
  if (!found)
    throw new WorkbookProblem(
      "sheet-gone",
      "Hämta återrapporterna först: bladet Återrapportering finns inte.",
    );
  if (!found.headings.includes(tagsHeading))
    throw new WorkbookProblem(
      "column-gone",
      `Tabellen i bladet ”${found.sheetName}” saknar kolumnen ”${tagsHeading}”. Hämta återrapporterna, så får tabellen de kolumner som har tillkommit. Inga taggar har ändrats.`,
    );
  const [ids, tags] = [idHeading, tagsHeading].map((heading) => found.headings.indexOf(heading)) as [
    number,
    number,
  ];
  const before = readSnapshot(looked.xml);
  // A recipient has the same row every year: its tags would be saved on another report.
  if (before?.year !== undefined && before.year !== year)
    throw new WorkbookProblem(
      "other-year",
      `Bladet ”${found.sheetName}” visar ${before.year} och du har valt ${year}. Välj ${before.year} på fliken Start och spara igen. Inga taggar har ändrats.`,
    );
  const at = before?.columns?.indexOf(tagsHeading) ?? -1;
  return new Map(
    found.values
      .filter((row) => typeof row[ids] === "string" && row[ids] !== "")
      .map((row) => {
        const id = row[ids] as RecipientId;
        const cells = before?.base.get(id);
        const fetched = cells === undefined || at < 0 ? null : tagsOf(cells[at] ?? null);
        return [id, { now: tagsOf(row[tags] ?? null), fetched }];
      }),
  );
}

function tagsOf(cell: Cell): string[] {
  const parts = String(cell ?? "")
    .split(";")
    .map((tag) => tag.trim());
  return [...new Set(parts)].filter((tag) => tag !== "");
}

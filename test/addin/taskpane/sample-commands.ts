import type { Channel, RouteName, RouteOutput } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/problems.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import { ApiProblem, type ApiClient } from "../../../addin/api-client.ts";
import type {
  CheckResult,
  Commands,
  Incoming,
  ImportPreview,
  Refreshed,
  SelectedRow,
  Work,
  Written,
} from "../../../addin/commands/contract.ts";
import type { HistoryImported, HistoryPreview } from "../../../addin/commands/history.ts";
import { spreadOf } from "../../../addin/sheets/fetched-applications.ts";
import { telling } from "./asked-routes.ts";
import type { SampleAnswers, Standing } from "./sample-answers.ts";

/** What the service and Excel are like just now. `slow` does its first part and then waits to be given up. */
export type Weather = "clear" | "empty" | "loading" | "slow" | "failed" | "forbidden" | "offline";

/** The pane's two ports over recorded answers, in a weather that can change: no Excel, no network. */
export interface SampleWorld {
  weather: Weather;
  standing: Standing;
  /** What is wrong in the sheet "Bedömning". */
  assessmentFaults: readonly Problem[];
  assessmentWarnings: readonly Problem[];
  readonly commands: Commands;
  readonly call: ApiClient["call"];
  /** Cells that the pane asked to have shown. */
  readonly shown: string[];
  /** Texts that were pasted. */
  readonly pasted: string[];
  /** What the last sheet of report-backs was registered with, and the name of its file. */
  cameIn: (Incoming & { readonly file: string | null }) | null;
  readonly registered: { received: string; channel: Channel; rows: number }[];
  /** Acts with what was sent, by the names of their routes. */
  readonly acts: (readonly [name: RouteName, request: unknown])[];
  /** Hears the route of everything that is asked for beyond reading. */
  tell: (route: RouteName) => void;
  /** Whether the tab that is open follows the selection. */
  readonly isFollowed: () => boolean;
  /** Selects a row of the sheet that is followed. */
  readonly select: (row: SelectedRow | null) => void;
}

const problems = {
  failed: new ApiProblem(
    500,
    "unexpected",
    "Något gick fel i tjänsten",
    "Inget har sparats. Försök igen; hjälper det inte, kontakta administratören.",
    "b6f2c0de-1d1e-4a53-9d6e-0c6f5b1f2a77",
  ),
  forbidden: new ApiProblem(
    403,
    "not-allowed",
    "Din roll får inte göra detta",
    "Det här gör handläggare och föredragande. Be någon av dem.",
    "5f6c9a12-0d0e-4d8f-8a4f-7f1f6b6c2b10",
  ),
  offline: new ApiProblem(0, "offline", "Ingen kontakt med Fördela", "Kontrollera att du har nät."),
} as const;

export function sampleWorld(answers: SampleAnswers): SampleWorld {
  const followed: { seen: ((row: SelectedRow | null) => void) | null } = { seen: null };
  const world: SampleWorld = {
    weather: "clear",
    standing: answers.middle,
    assessmentFaults: [],
    assessmentWarnings: [],
    cameIn: null,
    commands: {} as Commands,
    call: () => Promise.reject(new Error("not yet")),
    shown: [],
    pasted: [],
    registered: [],
    acts: [],
    tell: () => undefined,
    isFollowed: () => followed.seen !== null,
    select: (row) => {
      followed.seen?.(row);
    },
  };
  /** The answer as the weather lets it through. */
  const through = async <T>(answer: () => T): Promise<T> => {
    const { weather } = world;
    if (weather === "failed" || weather === "forbidden" || weather === "offline") throw problems[weather];
    if (weather === "loading") return new Promise<T>(() => undefined);
    return Promise.resolve(answer());
  };
  const long = async <T>({ progress, signal }: Work, total: number, answer: () => T): Promise<T> => {
    progress(0, total);
    if (world.weather === "slow" || world.weather === "loading") {
      progress(Math.floor(total * 0.4), total);
      return new Promise<T>((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    }
    const result = await through(answer);
    progress(total, total);
    return result;
  };
  const fresh = { fixed: false };
  const check = (): CheckResult => {
    const left = answers.problems.filter(({ fix }) => !fresh.fixed || fix === undefined);
    const rows = new Set(left.map(({ row }) => row));
    return {
      sheet: "Rekvisitioner",
      rowCount: answers.rowCount,
      withoutProblems: answers.rowCount - rows.size,
      problems: left,
      fixable: left.filter(({ fix }) => fix !== undefined).length,
      differing: false,
    };
  };
  const written = (cells: number, undo: (() => void) | null): Written => ({
    cells,
    undo:
      undo === null
        ? null
        : () => {
            undo();
            return Promise.resolve();
          },
  });
  const refreshed = (sheet: string): Refreshed => ({
    sheet,
    added: 3,
    changed: 12,
    unchanged: 296,
    vanished: 1,
    conflicts: [
      {
        sheet,
        cell: "F17",
        heading: "Belopp",
        yours: 250_000,
        theirs: 252_268,
        whenFetched: 251_000,
        changed: { by: "Hugo Handläggare", at: "2022-09-01T12:32:00.000Z" },
      },
    ],
  });
  const preview = (name: string, channel: Channel): ImportPreview => ({
    source: {
      name,
      sha256: "0".repeat(64),
      bytes: new Uint8Array(),
      channel,
      cells: [],
      headingRow: 3,
    },
    columns: requisitionColumns,
    sheet: "Svar",
    headings: ["Utlysning", "Kommunkod", "Kommun", "Org.nr", "Belopp (kr)", "Önskar mer medel"],
    mapping: requisitionColumns.map((_, at) => (at < 6 ? at : -1)),
    leftOut: [
      { row: 1, why: "Rubrik ovanför tabellen." },
      { row: 24, why: "Delsumma för Stockholms län." },
    ],
    rows: 311,
  });
  const oldWorkbook = (name: string): HistoryPreview => ({
    ...answers.history,
    workbook: { file: { name, sha256: "0".repeat(64) }, sheets: [] },
  });
  const oldImport = (withdrawn: HistoryImported["done"]["withdrawn"]): HistoryImported["done"] => ({
    id: withdrawn === null ? "gammal-2" : "gammal-1",
    file: { name: "bidrag-2012-2013-exempeldata.xlsx", sha256: "0".repeat(64) },
    rows: answers.history.reading.rows,
    kronor: answers.history.reading.kronor,
    imported: { by: "Hanna Handläggare", at: "2022-08-01T09:00:00.000Z" },
    withdrawn,
  });
  /** What an act answers is looked at by nobody but the notice: a scene reads again what is shown. */
  const does = <N extends RouteName>(name: N, request: unknown, answer: object): Promise<RouteOutput<N>> =>
    through(() => {
      world.acts.push([name, request]);
      return answer as RouteOutput<N>;
    });
  const outcome = { id: "nyckel-2", recipients: 290, total: 75_000_000 };

  const commands: Commands = {
    me: () => Promise.resolve(answers.me),
    status: () => through(() => world.standing.status),
    check: (work) => long(work, answers.rowCount, check),
    applyFixes: (result, work) =>
      long(work, result.fixable, () => {
        fresh.fixed = true;
        return written(result.fixable, () => {
          fresh.fixed = false;
        });
      }),
    showProblem: ({ cell }) => {
      world.shown.push(cell);
      return Promise.resolve();
    },
    writeProblemSheet: ({ problems: { length } }) => through(() => written(length, null)),
    suggestIncoming: () => through(() => ({ received: "2022-08-31", channel: "e-tjänst" as const })),
    register: (result, incoming, work) =>
      long(work, result.rowCount, () => {
        world.registered.push({ ...incoming, rows: result.withoutProblems });
        return {
          document: "handling-1",
          registered: result.withoutProblems,
          returned: result.rowCount - result.withoutProblems,
          unidentified: 2,
        };
      }),
    readImport: (name) => through(() => preview(name, "e-tjänst")),
    readPasted: (text) => {
      world.pasted.push(text);
      return through(() => preview("Inklistrad text", "e-post"));
    },
    importRows: (_, work) => long(work, 311, () => written(311 * 15, () => undefined)),
    previewKey: () => through(() => answers.preview),
    insertAllocation: (_, work) => long(work, 290, () => refreshed("Fördelning")),
    prepareKey: () => through(() => outcome),
    fixKey: () => through(() => outcome),
    followSelection: (_, seen) => {
      followed.seen = seen;
      return Promise.resolve({
        look: () => undefined,
        stop: () => {
          if (followed.seen === seen) followed.seen = null;
          return Promise.resolve();
        },
      });
    },
    prepareDecision: () => through(() => outcome),
    presentDecision: () => through(() => outcome),
    decide: () => through(() => outcome),
    takeBackDecision: () => through(() => outcome),
    prepareCorrection: () => through(() => outcome),
    decline: (request) => does("decline", request, outcome),
    registerRepayment: (request) => does("registerRepayment", request, outcome),
    returnPayment: (request) => does("returnPayment", request, outcome),
    actOnMoney: (name, request) => does(name, request, outcome),
    previewRedistribution: () => through(() => answers.redistribution),
    letter: () =>
      through(() => ({ name: "beslut-4 Ale.docx", bytes: new Uint8Array([80, 75]), sha256: "0".repeat(64) })),
    completionLetter: (_, completion) =>
      through(() => ({
        name: `${completion}.docx`,
        bytes: new Uint8Array([80, 75]),
        sha256: "0".repeat(64),
      })),
    dispatch: (_, codes, work) => long(work, codes.length, () => codes.length),
    refreshDecisions: (_, work) => long(work, 8, () => refreshed("Beslut")),
    insertAnnex: (_, __, work) => long(work, 290, () => refreshed("Bilaga")),
    fetchReportBacks: (_, work) => long(work, 321, () => refreshed("Återrapportering")),
    missingReportBacks: () => through(() => (world.weather === "empty" ? { missing: [] } : answers.missing)),
    fetchReportAnswers: (_, work) =>
      long(work, 2, () => ["Återrapport per område", "Svar per fråga"].map(refreshed)),
    prefillReportBacks: (_year, _kind, _layout, work) => long(work, 288, () => written(288, () => undefined)),
    checkReportBacks: (_, work) =>
      long(work, 2, () => ({
        sheet: "Återrapporter",
        rowCount: 2,
        withoutProblems: 1,
        problems: [
          {
            sheet: "Återrapporter",
            cell: "F3",
            row: 3,
            column: "repaid",
            rule: "summan-stammer",
            severity: "error" as const,
            text: "Kontrollera beloppet. Av 100 000 kronor är 60 000 kronor förbrukat; då återbetalas 40 000 kronor.",
            value: 30_000,
          },
        ],
      })),
    registerReportBackSheet: (_year, incoming, work, file = null) =>
      long(work, 2, () => {
        world.cameIn = { ...incoming, file: file?.name ?? null };
        return { document: "handling-2", registered: 1, returned: 1, unidentified: 0, corrections: 0 };
      }),
    fetchParticipation: (work) => long(work, 311, () => refreshed("Deltagande")),
    actOnReport: (name, request) => does(name, request, { version: 1 }),
    saveTags: (_, work) => long(work, 2, () => 2),
    refreshBalances: (_, work) => long(work, 311, () => refreshed("Saldo")),
    refreshTables: (_, work) => long(work, 3, () => ["Tabeller", "Avstämning"].map(refreshed)),
    refreshPopulation: (_, work) => long(work, 311, () => refreshed("Befolkning")),
    readHistory: (name) => through(() => oldWorkbook(name)),
    answerHistory: (preview) => through(() => preview),
    importHistory: (_, work) =>
      long(work, 3, () => ({ done: oldImport(null), refreshed: [refreshed("Ingående balanser")] })),
    historyImports: () =>
      through(() => ({
        imports: [
          oldImport(null),
          oldImport({ by: "Hugo Handläggare", at: "2022-08-02T09:00:00.000Z", ground: "Fel arbetsbok." }),
        ],
      })),
    withdrawHistory: (_, ground, work) =>
      long(work, 3, () => ({
        done: oldImport({ by: "Hanna Handläggare", at: "2022-09-01T09:00:00.000Z", ground }),
        refreshed: [refreshed("Ingående balanser")],
      })),
    registerFile: () => through(() => ({ document: "handling-1", answered: [] })),
    readDocument: () => through(() => ({ name: "brev.pdf", bytes: new Uint8Array([1]) })),
    actOnCases: (name, request) => does(name, request, {}),
    refreshDocuments: (_, work) => long(work, 8, () => refreshed("Handlingar")),
    refreshCases: (_, work) => long(work, 327, () => refreshed("Ärenden")),
    reminders: () => through(() => answers.reminders),
    insertReminders: (_, __, work) => long(work, 3, () => refreshed("Påminnelser")),
    sendReminders: (_, list, work) =>
      long(work, 3, () => ({
        outcomes: (["sent", "refused", "uncertain", "left-out", "unknown"] as const).map((outcome, i) => ({
          reminder: list.reminders[i]!,
          outcome,
          why: outcome === "left-out" ? "Påminnelsen är redan skickad." : null,
        })),
        list,
        refreshed: refreshed("Påminnelser"),
      })),
    replaceFormulas: (work) => long(work, 42, () => written(42, () => undefined)),

    applications: () =>
      through(() => ({ ...answers.applications, spread: spreadOf(answers.applications, answers.register) })),
    newApplicationSheet: (_, work) => long(work, 1, () => written(19, () => undefined)),
    readApplicationFile: (_, name) => through(() => preview(name, "e-tjänst")),
    importApplications: (_, __, work) => long(work, 152, () => written(152 * 17, () => undefined)),
    checkApplications: ({ id }, work) =>
      long(work, answers.applicationCheck.rowCount, () => ({
        ...answers.applicationCheck,
        problems: answers.applicationCheck.problems as Problem[],
        fixable: fresh.fixed ? 0 : 1,
        differing: false,
        round: id,
        sheet: "Ansökningar in",
      })),
    registerApplications: ({ applications }, _, work) =>
      long(work, applications, () => ({
        document: "handling-2",
        registered: 0,
        returned: applications,
        unidentified: 0,
      })),
    fetchApplications: (_, work) =>
      long(work, 3, () => ["Ansökningar", "Grunder", "Bedömning", "Länsspridning"].map(refreshed)),
    saveAssessments: (_, work) =>
      long(work, 3, () =>
        world.assessmentFaults.length > 0
          ? { at: "faulty", problems: world.assessmentFaults }
          : {
              at: "saved",
              applications: 2,
              warnings: world.assessmentWarnings,
              refreshed: [refreshed("Bedömning")],
            },
      ),
    shareRestInSheet: (_, work) => long(work, 2, () => written(2, () => undefined)),
    prepareApplications: () =>
      through(() => ({ id: "beslut-4", recipients: 3, total: 15_500_000, warnings: [] })),
    writeApplicationDecision: (_, __, work) => long(work, 3, () => refreshed("Beslut ansökningar")),
    showAssessment: ({ cell }) => {
      world.shown.push(cell);
      return Promise.resolve();
    },
  };

  const empty = (): Partial<{ [N in RouteName]: RouteOutput<N> }> => ({
    yearDecisions: { ...answers.yearDecisions, decisions: [], notice: null },
    reportBacks: { reportBacks: [] },
    cases: { cases: [] },
    documents: { documents: [] },
    unplaced: { unplaced: [] },
    balances: { ...answers.end.balances, rounds: [], recipients: [], names: [], totals: [], roundIds: [] },
  });
  const full = (): Partial<{ [N in RouteName]: RouteOutput<N> }> => ({
    me: answers.me,
    rounds: answers.rounds,
    register: answers.register,
    allocation: answers.allocation,
    decisions: answers.decisions,
    yearDecisions: answers.yearDecisions,
    decision: answers.decision,
    reportBacks: answers.reportBacks,
    cases: answers.cases,
    case: answers.case,
    documents: answers.documents,
    unplaced: answers.unplaced,
    checklist: answers.checklist,
    balances: world.standing.balances,
    recipientPostings: answers.postings,
    payments: answers.payments,
    payment: answers.payment,
  });
  const call = <N extends RouteName>(name: N): Promise<RouteOutput<N>> =>
    through(() => {
      const answer = { ...full(), ...(world.weather === "empty" ? empty() : {}) }[name];
      if (answer === undefined) throw new Error(`the pane does not ask for ${name}`);
      return answer as RouteOutput<N>;
    });
  const told = telling(commands, (route) => {
    world.tell(route);
  });
  return Object.assign(world, { commands: told, call });
}

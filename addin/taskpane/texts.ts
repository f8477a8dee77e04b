import type { Channel } from "../../shared/api.ts";
import type { KeyParameters } from "../../shared/programme.ts";
import type { TabId } from "./tab-parts.ts";

/** Every word of the pane. What the service and the rules say is Swedish in both languages. */
export interface Texts {
  readonly language: "sv" | "en";
  readonly tabs: Readonly<Record<TabId, string>>;
  readonly tabList: string;
  readonly kronor: (kronor: number) => string;
  readonly kind: Readonly<Record<"municipality" | "region" | "ngo" | "agency", string>>;
  readonly environment: Readonly<Record<"local" | "test" | "prod", string>>;
  readonly role: Readonly<
    Record<
      | "handlaggare"
      | "foredragande"
      | "beslutsfattare"
      | "attestant"
      | "ekonom"
      | "administrator"
      | "revisor",
      string
    >
  >;

  readonly loading: string;
  readonly tryAgain: string;
  readonly cancel: string;
  readonly close: string;
  readonly undo: string;
  readonly undone: string;
  readonly ofTotal: (done: number, total: number) => string;
  readonly failedTitle: string;
  readonly failedDetail: string;
  readonly forbiddenTitle: string;
  readonly forbiddenDetail: string;
  readonly offlineTitle: string;
  readonly offlineDetail: string;
  /** Of an act that is done, when what failed came after it. */
  readonly doneTitle: string;
  readonly doneDetail: string;
  readonly quoteId: (id: string) => string;
  readonly switchPerson: string;
  readonly openInExcel: { readonly title: string; readonly text: string; readonly how: string };

  readonly signIn: {
    readonly title: string;
    readonly text: string;
    readonly button: string;
    readonly personaTitle: string;
    readonly personaText: string;
    readonly failed: string;
  };
  readonly welcome: {
    readonly title: string;
    readonly lines: readonly [string, string, string];
    readonly begin: string;
    readonly importFile: string;
  };

  readonly start: {
    readonly year: string;
    readonly roundsOfYear: (rounds: number, kronor: number) => string;
    readonly steps: string;
    readonly step: {
      readonly key: string;
      readonly requisitions: string;
      readonly redistribution: string;
      readonly paid: string;
      readonly reportBacks: string;
      readonly reconciled: string;
    };
    readonly stepState: Readonly<Record<"done" | "now" | "waiting", string>>;
    readonly countOf: (done: number, total: number) => string;
    readonly until: (date: string) => string;
    readonly balances: string;
    readonly differs: (kronor: number) => string;
    readonly waiting: string;
    readonly nothingWaits: string;
    readonly task: {
      readonly prepareKey: (round: string) => string;
      readonly fixKey: (round: string) => string;
      readonly completions: (count: number) => string;
      readonly prepareDecision: (round: string) => string;
      readonly decide: (count: number) => string;
      readonly pay: (kronor: number) => string;
      readonly missingReports: (count: number) => string;
      readonly difference: (round: string) => string;
    };
    readonly refresh: string;
    readonly emptyTitle: string;
    readonly emptyText: string;
  };

  readonly requisitions: {
    readonly emptyTitle: string;
    readonly emptyText: string;
    readonly check: string;
    readonly othersTitle: string;
    readonly othersText: string;
    readonly checkAgain: string;
    readonly importFile: string;
    readonly checking: string;
    readonly result: (rows: number, without: number, problems: number, kinds: number) => string;
    readonly allWell: string;
    readonly differing: string;
    readonly fixes: (count: number) => string;
    readonly fix: (count: number) => string;
    readonly fixing: string;
    readonly fixed: (count: number) => string;
    readonly undoing: string;
    readonly problems: string;
    readonly sameFault: (count: number) => string;
    readonly error: string;
    readonly warning: string;
    readonly openCell: (cell: string) => string;
    readonly emptyCell: string;
    readonly comesBack: string;
    readonly more: (count: number) => string;
    readonly problemSheet: string;
    readonly writingProblemSheet: string;
    readonly problemSheetWritten: string;
    readonly register: (count: number) => string;
    readonly registerTitle: string;
    readonly registerText: (good: number, faulty: number) => string;
    readonly received: string;
    readonly receivedMissing: string;
    readonly channel: string;
    readonly channels: Readonly<Record<Channel, string>>;
    readonly preparing: string;
    readonly paste: string;
    readonly pasteTitle: string;
    readonly pasteText: string;
    readonly pasteField: string;
    readonly readPasted: string;
    readonly registering: string;
    readonly registered: (count: number) => string;
    readonly registeredText: (returned: number, unidentified: number) => string;
    readonly reading: string;
    readonly mappingTitle: (name: string) => string;
    readonly mappingText: (rows: number, leftOut: number) => string;
    readonly noColumn: string;
    readonly leftOut: (count: number) => string;
    readonly leftOutRow: (row: number) => string;
    readonly insertRows: (rows: number) => string;
    readonly inserting: string;
    readonly inserted: (cells: number) => string;
  };

  readonly allocation: {
    readonly round: string;
    readonly emptyTitle: string;
    readonly emptyText: string;
    readonly money: string;
    readonly baseAmount: string;
    readonly limit: string;
    readonly limitHint: string;
    readonly populationDate: string;
    readonly populationSource: (source: string) => string;
    readonly rounding: string;
    readonly roundingText: Readonly<Record<KeyParameters["rounding"], string>>;
    readonly wholeNumber: string;
    readonly aDate: string;
    readonly state: Readonly<Record<"none" | "preview" | "preliminary" | "fixed", string>>;
    readonly stateText: Readonly<Record<"none" | "preview" | "preliminary" | "fixed", string>>;
    readonly summary: (kronor: number, recipients: number) => string;
    readonly compared: (kronor: number) => string;
    readonly preview: string;
    readonly previewing: string;
    readonly insert: string;
    readonly inserting: string;
    readonly prepare: string;
    readonly preparing: string;
    readonly prepared: (kronor: number, recipients: number) => string;
    readonly fix: string;
    readonly fixTitle: string;
    readonly fixing: string;
    readonly fixed: string;
    readonly decisionDate: string;
    readonly dnr: string;
    readonly ground: string;
    readonly warnings: (count: number) => string;
    readonly explain: string;
    readonly otherRound: (round: string) => string;
    readonly parameters: string;
    readonly assumptions: (count: number) => string;
    readonly inhabitants: (count: number) => string;
  };

  readonly reportBacks: {
    readonly emptyTitle: string;
    readonly emptyText: string;
    readonly fetch: string;
    readonly reported: string;
    readonly late: string;
    readonly returned: string;
    readonly missing: string;
    readonly paid: string;
    readonly consumed: string;
    readonly repaid: string;
    readonly missingTitle: (count: number) => string;
    readonly nothingMissing: string;
    readonly due: (date: string) => string;
    readonly read: string;
    readonly readHint: string;
    readonly choose: string;
    readonly received: string;
    readonly reasons: string;
    readonly noReasons: string;
    readonly wasLate: string;
  };

  readonly balances: {
    readonly emptyTitle: string;
    readonly emptyText: string;
    readonly refresh: string;
    readonly refreshing: string;
    readonly identity: (year: number) => string;
    readonly line: Readonly<
      Record<
        | "amount"
        | "budget"
        | "pool"
        | "allotted"
        | "payable"
        | "held"
        | "consumed"
        | "carriedOver"
        | "repayable"
        | "repaid"
        | "sum",
        string
      >
    >;
    readonly balanced: string;
    readonly difference: (kronor: number) => string;
    readonly differenceText: string;
    readonly recipient: string;
    readonly recipientHint: string;
    readonly choose: string;
    readonly postings: (count: number) => string;
    readonly postingsSum: string;
    readonly runningSum: (kronor: string) => string;
    readonly dnr: (number: string) => string;
    readonly asInSheet: string;
    readonly notAsInSheet: (shown: string) => string;
    readonly asOf: (date: string) => string;
  };

  readonly tables: {
    readonly emptyTitle: string;
    readonly emptyText: string;
    readonly refreshAll: string;
    readonly refreshing: string;
    readonly sheet: Readonly<Record<"received" | "balances" | "reconciliation" | "population", string>>;
    readonly rows: (count: number) => string;
    readonly controlSum: string;
    readonly asOf: (date: string) => string;
    readonly refreshPopulation: string;
    readonly replace: string;
    readonly replaceText: string;
    readonly replacing: string;
    readonly replaced: (cells: number) => string;
  };

  readonly refreshed: {
    readonly summary: (sheet: string, added: number, changed: number, unchanged: number) => string;
    readonly vanished: (count: number) => string;
    readonly conflicts: (count: number) => string;
    readonly yours: string;
    /** `by` is "" when the service has no name; `day` is null for today. */
    readonly theirs: (
      by: string,
      when: { readonly day: string | null; readonly time: string } | null,
    ) => string;
    readonly whenFetched: string;
    readonly kept: string;
  };
}

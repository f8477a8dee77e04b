import type { RouteOutput } from "../../shared/api.ts";
import type { CaseKey } from "../../shared/case/case.ts";
import type { CorrectionLine, DecisionLine } from "../../shared/decision/amounts.ts";
import { correctionActName } from "../../shared/decision/correction-acts.ts";
import { formatKronor } from "../../shared/money.ts";
import { recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { AuditRecord } from "../audit.ts";
import type { Decision, Dispatch, Payment } from "../store/kept.ts";
import type { RecordedAct } from "../store/model.ts";
import { sumsOf } from "./change.ts";
import { repaymentOf } from "./repayments.ts";
import { roundOf } from "./rounds.ts";

type LogEntry = RouteOutput<"case">["log"][number];

/** What the acts of a case's rounds are about, of all recipients; the documents are those of the case. */
interface Papers {
  readonly decisions: readonly Decision[];
  readonly payments: readonly Payment[];
  readonly documents: ReadonlySet<string>;
}

/**
 * What has happened in a case, oldest first: acts that name it, moved its money, registered a document of it, or are on a
 * decision or payment order with a line for it. Those of another round than the case's own, a top-up of it, say which:
 * each round numbers its decisions from one.
 */
export function logOf(
  acts: readonly RecordedAct[],
  { round, recipient }: CaseKey,
  papers: Papers,
): LogEntry[] {
  const { code } = recipientKey(recipient);
  return acts
    .flatMap(({ record, postings }): LogEntry[] => {
      const { at, actorName = "", action, details, chain } = record;
      const own = postings.filter((posting) => posting.recipient === recipient);
      const decision = decisionOn(record, papers);
      const line = (orderOn(record, papers) ?? decision)?.lines.find((one) => one.code === code);
      const isOnIt =
        isOfDocument(record, papers) || (isNamed(record, { recipient, code }) ?? line !== undefined);
      if (own.length === 0 && !isOnIt) return [];
      const day = text(details["effectiveDate"]);
      return [
        {
          at,
          by: actorName,
          act: chain === round ? action : `${roundOf(chain).name}: ${action}`,
          detail: line && decision ? detailOf(record, decision, line) : null,
          date: day === swedishDay(at) ? null : day,
          kronor: line?.amount ?? (own.length > 0 ? sumsOf(own).total : null),
          reference:
            repaymentOf(record) ??
            text(details["reverses"]) ??
            text(details["document"]) ??
            text(details["payment"]) ??
            text(details["decision"]),
        },
      ];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The decision that an act is on. No case is about the key, and that a recipient declines is registered, not decided. */
function decisionOn({ chain, details }: AuditRecord, { decisions }: Papers): Decision | undefined {
  if ("payment" in details) return undefined;
  return decisions.find(
    ({ id, round, kind, correction }) =>
      id === details["decision"] && round === chain && kind !== "key" && correction?.act !== "declined",
  );
}

/** The payment order that an act is on as a whole: a payment that came back was one recipient's. */
function orderOn({ chain, details }: AuditRecord, { payments }: Papers): Payment | undefined {
  if ("recipient" in details) return undefined;
  return payments.find(({ id, round }) => id === details["payment"] && round === chain);
}

/** Whether an act that says which recipients it is about says this one; null when it does not say. */
function isNamed(
  { details: { recipient, recipients, letters } }: AuditRecord,
  one: { readonly recipient: string; readonly code: string },
): boolean | null {
  if (recipient !== undefined) return recipient === one.recipient;
  if (Array.isArray(recipients)) return recipients.includes(one.recipient);
  return Array.isArray(letters)
    ? (letters as Dispatch["letters"]).some(({ code }) => code === one.code)
    : null;
}

/** Whether it is on a document of the case as a whole; what names a recipient is on that one's part of it. */
function isOfDocument({ details }: AuditRecord, { documents }: Papers): boolean {
  const document = text(details["document"]);
  return document !== null && !("recipient" in details) && documents.has(document);
}

/** How it was sent, what it corrects, and of a decision that is made who presented it; in Swedish. */
function detailOf({ details }: AuditRecord, decision: Decision, line: DecisionLine): string | null {
  const { correction, people = {}, presentedBy } = decision;
  const told = [
    text(details["way"]),
    correction &&
      `${correctionActName[correction.act]} av ${correction.corrects}, tidigare ${formatKronor((line as CorrectionLine).before)} kr`,
    // A grant is registered by another than the one who decided it.
    text(details["decidedBy"]) && `beslutsfattare ${text(details["decidedBy"])}`,
    "dnr" in details && `föredragande ${people[presentedBy] ?? presentedBy}`,
  ];
  return told.filter(Boolean).join(", ") || null;
}

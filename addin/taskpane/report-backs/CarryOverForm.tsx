import type { ReactElement } from "react";
import { FoldedForm, kronorIn } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { accountCarriedOver, decideCarryOver, formOf } from "./acts.ts";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

interface OfReport {
  readonly report: ReportBack;
}

/** How much of what a report asks to carry over may be, for the one who decides it; nothing where nothing waits. */
export function CarryOverForm({ report }: OfReport): ReactElement | null {
  const { pane, texts } = usePane();
  const words = reportBackWords(texts);
  const { awaitingDecision, name } = report;
  if (awaitingDecision === 0) return null;
  return (
    <FoldedForm
      line={words.carryOver(texts.kronor(awaitingDecision))}
      tab={pane.reportBacks}
      form={formOf("decideCarryOver", report)}
      fields={[
        { name: "amount", label: words.carryAmount, as: "kronor" },
        { name: "lastDay", label: words.lastDay, as: "date" },
        { name: "date", label: words.date, as: "date" },
        { name: "dnr", label: words.dnr },
        { name: "ground", label: words.ground, as: "area" },
      ]}
      begin={{ amount: String(awaitingDecision), date: pane.today() }}
      acts={[
        {
          route: "decideCarryOver",
          label: words.decideCarryOver,
          confirm: ({ amount, lastDay }) => {
            const kronor = kronorIn(amount) ?? 0;
            const back = Math.max(0, awaitingDecision - kronor);
            return words.confirmCarryOver(name, texts.kronor(kronor), lastDay, texts.kronor(back));
          },
          send: ({ amount, ...rest }) =>
            decideCarryOver(pane, report, { ...rest, amount: kronorIn(amount) ?? 0 }),
        },
      ]}
    />
  );
}

/** What of the money that was carried over was consumed by its last day; nothing where all is accounted for. */
export function CarriedOverForm({ report }: OfReport): ReactElement | null {
  const { pane, texts } = usePane();
  const words = reportBackWords(texts);
  const { toAccount, name } = report;
  if (toAccount === 0) return null;
  return (
    <FoldedForm
      line={words.account(texts.kronor(toAccount))}
      tab={pane.reportBacks}
      form={formOf("accountCarriedOver", report)}
      fields={[
        { name: "consumed", label: words.consumedOfCarried, as: "kronor" },
        { name: "date", label: words.accountedOn, as: "date" },
        { name: "dnr", label: words.dnr },
      ]}
      begin={{ date: pane.today() }}
      acts={[
        {
          route: "accountCarriedOver",
          label: words.accountCarriedOver,
          confirm: ({ consumed }) => {
            const kronor = kronorIn(consumed) ?? 0;
            const back = Math.max(0, toAccount - kronor);
            return words.confirmAccount(name, texts.kronor(kronor), texts.kronor(back));
          },
          send: ({ consumed, ...rest }) =>
            accountCarriedOver(pane, report, { ...rest, consumed: kronorIn(consumed) ?? 0 }),
        },
      ]}
    />
  );
}

import type { ReactElement } from "react";
import { ActForm, kronorIn } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { decideCarryOver } from "./acts.ts";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** How much of what a report asks to carry over may be, for the one who decides it; nothing where nothing waits. */
export function CarryOverForm({ report }: { readonly report: ReportBack }): ReactElement | null {
  const { pane, texts } = usePane();
  const words = reportBackWords(texts);
  const { awaitingDecision, name } = report;
  if (awaitingDecision === 0 || !pane.parts.me().roles.includes("beslutsfattare")) return null;
  return (
    <Disclosure label={words.carryOver(texts.kronor(awaitingDecision))}>
      {() => (
        <ActForm
          key={awaitingDecision}
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
      )}
    </Disclosure>
  );
}

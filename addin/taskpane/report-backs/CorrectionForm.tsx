import type { ReactElement } from "react";
import { ActForm } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { useStyles } from "../view/styles.ts";
import { Sums } from "../view/Sums.tsx";
import { formOf, settleCorrection } from "./acts.ts";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** A later report beside the one that stands: what it says, and the acts that let it take effect or not. */
export function CorrectionForm({ report }: { readonly report: ReportBack }): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = { ...texts.reportBacks, ...reportBackWords(texts) };
  const { correction } = report;
  if (correction === null) return null;
  const isFaulty = correction.state === "returned";
  return (
    <div className={styles.stack} data-part="correction">
      <h2 className={styles.heading}>{words.correction(correction.received)}</h2>
      {isFaulty ? (
        <p className={styles.text}>{words.correctionFaulty}</p>
      ) : (
        <Sums
          caption={words.correction(correction.received)}
          lines={[
            { label: words.consumed, kronor: correction.consumed },
            { label: words.carriedOver, kronor: correction.carriedOver },
            { label: words.repaid, kronor: correction.repaid },
          ]}
        />
      )}
      <ActForm
        tab={pane.reportBacks}
        form={formOf("acceptCorrection", report)}
        fields={[{ name: "reason", label: words.reason }]}
        acts={[
          ...(isFaulty
            ? []
            : [
                {
                  route: "acceptCorrection" as const,
                  label: words.accept,
                  confirm: () =>
                    words.confirmAccept(
                      report.name,
                      texts.kronor(report.consumed),
                      texts.kronor(correction.consumed),
                    ),
                  send: ({ reason }: { readonly reason: string }) =>
                    settleCorrection(pane, "acceptCorrection", report, reason),
                },
              ]),
          {
            route: "declineCorrection",
            label: words.declineCorrection,
            send: ({ reason }) => settleCorrection(pane, "declineCorrection", report, reason),
          },
        ]}
      />
    </div>
  );
}

import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { usePane } from "../view/context.ts";
import { Input } from "../view/controls.tsx";
import { useStyles } from "../view/styles.ts";
import { Sums } from "../view/Sums.tsx";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** A later report beside the one that stands: what it says, and the act that lets it take effect. */
export function CorrectionForm({ report }: { readonly report: ReportBack }): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = { ...texts.reportBacks, ...reportBackWords(texts) };
  const [reason, setReason] = useState("");
  const { correction } = report;
  if (correction === null) return null;
  return (
    <div className={styles.stack} data-part="correction">
      <h2 className={styles.heading}>{words.correction(correction.received)}</h2>
      {correction.state === "returned" ? (
        <p className={styles.text}>{words.correctionFaulty}</p>
      ) : (
        <>
          <Sums
            caption={words.correction(correction.received)}
            lines={[
              { label: words.consumed, kronor: correction.consumed },
              { label: words.carriedOver, kronor: correction.carriedOver },
              { label: words.repaid, kronor: correction.repaid },
            ]}
          />
          <Field label={words.reason}>
            <Input value={reason} maxLength={200} onChange={setReason} />
          </Field>
          <div>
            <Button
              size="small"
              disabled={reason.trim() === ""}
              onClick={() => void pane.reportBacks.accept(report, reason)}
            >
              {words.accept}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

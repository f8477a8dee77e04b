import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { recipientId } from "../../../shared/recipient.ts";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** The later reports that wait to be accepted or declined; each is read before that, below. */
export function ProposalsCard({ reports }: { readonly reports: readonly ReportBack[] }): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reportBackWords(texts);
  const waiting = reports.filter(({ correction }) => correction !== null);
  if (waiting.length === 0) return null;
  return (
    <section className={styles.card}>
      <Disclosure strong label={words.proposals(waiting.length)}>
        {() => (
          <ul className={styles.list}>
            {waiting.map((report) => (
              <li key={recipientId(report)} className={styles.tight}>
                <span className={styles.text}>
                  {report.name}{" "}
                  <span className={styles.quiet}>{words.correction(report.correction!.received)}</span>
                </span>
                <div>
                  <Button
                    size="small"
                    className={styles.wrapped}
                    onClick={() => {
                      pane.reportBacks.read(reports.indexOf(report));
                    }}
                  >
                    {words.readProposal(report.name)}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
    </section>
  );
}

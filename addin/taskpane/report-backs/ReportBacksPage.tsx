import { Button, Field, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { recipientId } from "../../../shared/recipient.ts";
import { useBroughtIntoView } from "../view/brought-into-view.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { useStyles } from "../view/styles.ts";
import { Sums } from "../view/Sums.tsx";
import { CarriedOverForm, CarryOverForm } from "./CarryOverForm.tsx";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { ProposalsCard } from "./ProposalsCard.tsx";
import type { ReportBack, ReportBacksFull } from "./report-backs.ts";
import { SaidNotice } from "./SaidNotice.tsx";
import { SheetCard } from "./SheetCard.tsx";
import { Tags } from "./Tags.tsx";
import { reportBackWords } from "./words.ts";

/** Who has reported back, who is late, who is missing; the selected or chosen report to read. */
export function ReportBacksPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = texts.reportBacks;
  return (
    <LoadedPage
      id="reportBacks"
      tab={pane.reportBacks}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={reportBackWords(texts).working}
      actions={(full) => (
        <Button
          appearance="primary"
          data-primary
          disabled={full === null}
          onClick={() => void pane.reportBacks.fetch()}
        >
          {words.fetch}
        </Button>
      )}
    >
      {(full) => <Full full={full} />}
    </LoadedPage>
  );
}

const useCounts = makeStyles({
  counts: { display: "grid", gridTemplateColumns: "repeat(4, minmax(0, 1fr))", gap: "4px", margin: 0 },
  count: { display: "flex", flexDirection: "column-reverse", margin: 0 },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
  },
});

function Full({ full }: { readonly full: ReportBacksFull }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const counts = useCounts();
  const words = texts.reportBacks;
  const { reports, missing, said } = full;
  const sum = (of: (report: ReportBack) => number): number => reports.reduce((all, one) => all + of(one), 0);
  const kinds = [...new Set([...reports, ...missing].map(({ kind }) => kind))];
  const returned = reports.filter(({ state }) => state === "returned").length;
  const figures = [
    [words.reported, reports.length - returned, ""],
    [words.late, reports.filter(({ late }) => late).length, styles.warn],
    [words.returned, returned, styles.warn],
    [words.missing, missing.length, styles.bad],
  ] as const;
  return (
    <>
      {said !== null && <SaidNotice said={said} />}
      <section className={styles.card}>
        <dl className={counts.counts}>
          {figures.map(([label, figure, colour]) => (
            <div key={label} className={counts.count}>
              <dt className={styles.quiet}>{label}</dt>
              <dd className={mergeClasses(counts.number, figure > 0 && colour)}>{figure}</dd>
            </div>
          ))}
        </dl>
        <Sums
          caption={words.reported}
          lines={[
            { label: words.paid, kronor: sum(({ paid }) => paid) },
            { label: words.consumed, kronor: sum(({ consumed }) => consumed) },
            { label: words.repaid, kronor: sum(({ repaid }) => repaid) },
          ]}
        />
      </section>
      <MissingList full={full} />
      <ProposalsCard reports={reports} />
      <SheetCard kinds={kinds} />
      <Reader full={full} />
    </>
  );
}

function MissingList({ full: { missing } }: { readonly full: ReportBacksFull }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = texts.reportBacks;
  if (missing.length === 0)
    return (
      <section className={styles.card}>
        <p className={styles.text}>{words.nothingMissing}</p>
      </section>
    );
  return (
    <section className={styles.card}>
      <Disclosure strong label={words.missingTitle(missing.length)}>
        {() => (
          <ul className={styles.list}>
            {missing.map(({ kind, code, name, paid, dueBy }) => (
              <li key={`${kind} ${code}`} className={styles.spread}>
                <span>
                  {name} <span className={mergeClasses(styles.quiet, styles.date)}>{words.due(dueBy)}</span>
                </span>
                <span className={styles.number}>{texts.kronor(paid)}</span>
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
    </section>
  );
}

function Reader({ full: { reports, read } }: { readonly full: ReportBacksFull }): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = { ...texts.reportBacks, ...reportBackWords(texts) };
  const report = read === null ? undefined : reports[read];
  const card = useBroughtIntoView(report && recipientId(report));
  if (reports.length === 0) return null;
  return (
    <section ref={card} className={styles.card}>
      <Field label={words.read} hint={words.readHint}>
        <Select
          value={read === null ? "" : String(read)}
          onChange={(value) => {
            pane.reportBacks.read(value === "" ? null : Number(value));
          }}
        >
          <option value="">{words.choose}</option>
          {reports.map(({ kind, code, name }, at) => (
            <option key={`${kind} ${code}`} value={String(at)}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <p role="status" className={styles.heading} data-part={report && "report"}>
        {report === undefined
          ? ""
          : `${report.name} · ${texts.kronor(report.consumed)} ${words.consumed.toLowerCase()}`}
      </p>
      {report !== undefined && (
        <>
          <div className={styles.spread}>
            <span className={styles.quiet}>{words.received}</span>
            <span className={styles.number}>
              {report.received}
              {report.late && ` (${words.wasLate})`}
            </span>
          </div>
          <Sums
            caption={report.name}
            lines={[
              { label: words.paid, kronor: report.paid },
              { label: words.consumed, kronor: report.consumed },
              ...(report.carriedOver > 0
                ? [
                    { label: words.carriedOver, kronor: report.carriedOver },
                    { label: words.awaiting, kronor: report.awaitingDecision },
                  ]
                : []),
              { label: words.repaid, kronor: report.repaid },
            ]}
          />
          <CorrectionForm report={report} />
          <CarryOverForm key={`carry ${recipientId(report)}`} report={report} />
          <CarriedOverForm key={`carried ${recipientId(report)}`} report={report} />
          <Tags report={report} />
          <h2 className={styles.heading}>{words.reasons}</h2>
          {report.reasons.length === 0 ? (
            <p className={styles.text}>{words.noReasons}</p>
          ) : (
            <ul className={styles.plainList} lang="sv">
              {report.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

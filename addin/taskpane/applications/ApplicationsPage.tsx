import { Button, Field, mergeClasses } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { channels } from "../../../shared/api.ts";
import { rankWithin } from "../../../shared/application/ranking.ts";
import { totalsOf } from "../../../shared/application/spread.ts";
import type { Problem } from "../../../shared/problems.ts";
import type { ApplicationCheck } from "../../commands/application-contract.ts";
import type { ImportPreview } from "../../commands/contract.ts";
import { proposedOf } from "../../sheets/fetched-applications.ts";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { MappingForm } from "../requisitions/MappingForm.tsx";
import { ProblemList } from "../requisitions/ProblemList.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { FileButton } from "../view/FileButton.tsx";
import { Icon } from "../view/Icon.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { Result } from "../view/Result.tsx";
import { RoundSelect } from "../view/RoundSelect.tsx";
import { useStyles } from "../view/styles.ts";
import { Sums } from "../view/Sums.tsx";
import type { ApplicationsFull } from "./applications.ts";
import { applicationWords } from "./words.ts";

const useWords = () => applicationWords[usePane().texts.language];

/** Applications: from the sheet that came in to the decision that is prepared. */
export function ApplicationsPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = useWords();
  const { applications: tab } = pane;
  const { reading, inserting, fixing, writingProblemSheet } = texts.requisitions;
  const shared = { read: reading, insert: inserting, fix: fixing, "problem-sheet": writingProblemSheet };
  return (
    <LoadedPage
      id="applications"
      tab={tab}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={{ ...words.working, ...shared }}
      actions={(full) => (
        <>
          <Button appearance="primary" data-primary disabled={full === null} onClick={() => void tab.fetch()}>
            {words.fetch}
          </Button>
          {full !== null &&
            full.found.applications.length > 0 &&
            mayDo(pane.parts.me(), "assessApplications") && (
              <Button onClick={() => void tab.save()}>{words.save}</Button>
            )}
        </>
      )}
    >
      {(full) => <Full full={full} />}
    </LoadedPage>
  );
}

interface FullProps {
  readonly full: ApplicationsFull;
}

function Full({ full }: FullProps): ReactElement {
  const { pane } = usePane();
  const words = useWords();
  const { rounds, round, faults, warnings } = full;
  return (
    <>
      <Said full={full} />
      {faults.length > 0 && (
        <div data-part="faulty">
          <Notice tone="bad">
            <Problems problems={faults} label={words.assessmentFaults(faults.length)} />
          </Notice>
        </div>
      )}
      {warnings.length > 0 && (
        <div data-part="warned">
          <Notice tone="warn">
            <Problems problems={warnings} label={words.assessmentWarnings(warnings.length)} />
          </Notice>
        </div>
      )}
      {rounds.length > 1 && (
        <RoundSelect
          label={words.round}
          rounds={rounds}
          round={round.id}
          choose={(id) => void pane.applications.open(id)}
        />
      )}
      <Assessment full={full} />
      {mayDo(pane.parts.me(), "registerApplications") && <Incoming full={full} />}
    </>
  );
}

function Said({ full: { said } }: FullProps): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = useWords().said;
  if (said === null) return null;
  if (said.what === "fetch" || said.what === "save")
    return (
      <div className={styles.stack} data-part="fetched">
        {said.what === "save" && (
          <Result of={said}>
            <p className={styles.text}>{words.save(said.applications)}</p>
          </Result>
        )}
        {said.refreshed.map((refreshed) => (
          <RefreshedNotice key={refreshed.sheet} refreshed={refreshed} />
        ))}
      </div>
    );
  const text = (): string => {
    switch (said.what) {
      case "sheet":
        return words.sheet;
      case "share":
        return words.share(said.written.cells);
      case "insert":
        return words.insert(said.written.cells);
      case "fix":
        return texts.requisitions.fixed(said.written.cells);
      case "problem-sheet":
        return texts.requisitions.problemSheetWritten;
      case "register":
        return words.register(said.answer.registered, said.answer.returned, said.answer.unidentified);
      case "prepare":
        return words.prepare(said.decision.id, said.decision.recipients, said.decision.total);
      case "undone":
        return texts.undone;
    }
  };
  return (
    <Result of={said}>
      <div className={styles.spread}>
        <p className={styles.text}>{text()}</p>
        {"written" in said && said.written.undo !== null && (
          <Button size="small" icon={<Icon name="undo" />} onClick={() => void pane.applications.undo()}>
            {texts.undo}
          </Button>
        )}
      </div>
    </Result>
  );
}

function Problems({
  problems,
  label,
}: {
  readonly problems: readonly Problem[];
  readonly label: string;
}): ReactElement {
  const { pane } = usePane();
  const styles = useStyles();
  const words = useWords();
  return (
    <Disclosure strong label={label}>
      {() => (
        <ul className={styles.list}>
          {problems.map((problem) => (
            <li key={`${problem.cell} ${problem.rule}`} className={styles.tight}>
              <span lang="sv">{problem.text}</span>
              <div>
                <Button size="small" onClick={() => void pane.applications.showAssessment(problem)}>
                  {words.show(`${problem.sheet}!${problem.cell}`)}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

function Assessment({ full: { found } }: FullProps): ReactElement {
  const { pane } = usePane();
  const styles = useStyles();
  const words = useWords();
  const { applications, left, decided, grounds, spread } = found;
  if (applications.length === 0)
    return (
      <section className={styles.card}>
        <p className={styles.text}>{words.none}</p>
      </section>
    );
  const totals = totalsOf(proposedOf(found));
  const proposed = totals.proposed - decided;
  const { granted, part, rejected, withdrawn } = totals.outcomes;
  const { cutOff } = rankWithin(
    left + decided,
    applications.map(({ code, assessment }) => ({
      id: code,
      rank: assessment?.rank ?? null,
      amount: assessment?.amount ?? 0,
    })),
  );
  const beyond = applications.find(({ code }) => code === cutOff);
  return (
    <section className={styles.card} aria-labelledby="assessment">
      <h2 id="assessment" className={styles.heading}>
        {words.assessmentTitle}
      </h2>
      <Sums
        caption={words.assessmentTitle}
        lines={[
          { label: words.asked, kronor: totals.asked },
          { label: words.medelLeft, kronor: left },
          { label: words.proposed, kronor: proposed },
          { label: words.afterProposal, kronor: left - proposed, total: true },
        ]}
      />
      <p className={styles.text}>{words.outcomes(granted, part, rejected, withdrawn)}</p>
      {totals.unassessed > 0 && <p className={styles.quiet}>{words.unassessed(totals.unassessed)}</p>}
      {beyond !== undefined && (
        <p className={mergeClasses(styles.text, styles.warn)}>{words.cutOff(beyond.name)}</p>
      )}
      <Disclosure strong label={words.spread}>
        {() => (
          <ul className={styles.list}>
            {spread.map(({ name, proposed: kronor, perInhabitant, share }) => (
              <li key={name} className={styles.tight}>
                <span lang="sv">{name}</span>
                <span className={styles.quiet}>
                  {words.county(kronor, Math.round((perInhabitant ?? 0) * 1000), share ?? 0)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      <Disclosure label={words.grounds}>
        {() => (
          <ul className={styles.plainList} lang="sv">
            {grounds.map(({ id, text }) => (
              <li key={id}>
                {id}: {text}
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      {mayDo(pane.parts.me(), "prepareApplications") && (
        <div className={styles.row}>
          <Button size="small" onClick={() => void pane.applications.share()}>
            {words.share}
          </Button>
          <Button size="small" onClick={() => void pane.applications.prepare()}>
            {words.prepare}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A file that was read: which of its columns are which, before anything is written. */
function Mapping({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const { applications: tab } = pane;
  return (
    <div className={styles.stack} data-part="mapping">
      <MappingForm preview={preview} map={tab.mapColumn} />
      <div className={styles.row}>
        <Button onClick={() => void tab.insert()}>{texts.requisitions.insertRows(preview.rows)}</Button>
        <Button onClick={tab.leaveFile}>{texts.cancel}</Button>
      </div>
    </div>
  );
}

/** What the control says of the sheet, and what can be done about it. */
function Checked({ check }: { readonly check: ApplicationCheck }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = useWords();
  const shared = texts.requisitions;
  const { applications: tab } = pane;
  const { sheet, applications, asked, problems, fixable, differing } = check;
  return (
    <>
      <p className={styles.text}>{words.checked(sheet, applications, asked)}</p>
      {differing && (
        <Notice tone="warn">
          <p className={styles.text}>{shared.differing}</p>
        </Notice>
      )}
      {problems.length === 0 ? (
        <p className={mergeClasses(styles.text, styles.good)}>{words.allWell}</p>
      ) : (
        <>
          <p className={styles.text}>{words.faults(problems.length)}</p>
          <div className={styles.row}>
            {fixable > 0 && (
              <Button size="small" onClick={() => void tab.fix()}>
                {shared.fix(fixable)}
              </Button>
            )}
            <Button size="small" icon={<Icon name="sheet" />} onClick={() => void tab.problemSheet()}>
              {shared.problemSheet}
            </Button>
          </div>
          <ProblemList problems={problems} show={tab.showProblem} />
        </>
      )}
    </>
  );
}

function Incoming({ full: { check, preview, incoming } }: FullProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = useWords();
  const { applications: tab } = pane;
  return (
    <section className={styles.card} aria-labelledby="incoming">
      <h2 id="incoming" className={styles.heading}>
        {words.incomingTitle}
      </h2>
      <div className={styles.row}>
        <Button size="small" icon={<Icon name="sheet" />} onClick={() => void tab.sheet()}>
          {words.newSheet}
        </Button>
        <FileButton
          label={texts.requisitions.importFile}
          icon={<Icon name="open" />}
          chosen={(file) => void tab.readFile(file)}
        />
        <Button size="small" icon={<Icon name="refresh" />} onClick={() => void tab.check()}>
          {words.check}
        </Button>
      </div>
      {preview !== null && <Mapping preview={preview} />}
      {check !== null && (
        <div className={styles.stack} data-part="checked">
          <Checked check={check} />
          <Field label={words.received}>
            <Input
              type="date"
              value={incoming.received}
              onChange={(received) => {
                tab.setIncoming({ received });
              }}
            />
          </Field>
          <Field label={words.channel}>
            <Select
              value={incoming.channel}
              onChange={(value) => {
                tab.setIncoming({ channel: channels.find((known) => known === value)! });
              }}
            >
              {channels.map((channel) => (
                <option key={channel} value={channel}>
                  {texts.requisitions.channels[channel]}
                </option>
              ))}
            </Select>
          </Field>
          <div>
            <Button disabled={incoming.received === ""} onClick={() => void tab.register()}>
              {words.register(check.applications)}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

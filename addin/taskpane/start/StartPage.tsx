import { Button, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactElement, useEffect } from "react";
import { caseWork } from "../../../shared/api/route.ts";
import type { Session } from "../pane.ts";
import { useMachine, usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Empty } from "../view/Empty.tsx";
import { Icon, type IconName } from "../view/Icon.tsx";
import { Loading } from "../view/Loading.tsx";
import { useStyles } from "../view/styles.ts";
import { TabPage } from "../view/TabPage.tsx";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import type { StartState } from "./start.ts";
import type { Step } from "./steps.ts";
import type { Task } from "./tasks.ts";
import type { Texts } from "../texts.ts";

type SignedIn = Extract<Session, { at: "signed-in" }>;

/** Who am I, which year, where does it stand, what waits for me. */
export function StartPage({ session }: { readonly session: SignedIn }): ReactElement {
  const { pane } = usePane();
  const state = useMachine(pane.start.machine);
  useEffect(() => {
    if (state.at === "new") void pane.start.open();
  }, [pane, state.at]);
  return (
    <TabPage tab="start" state={state.at} actions={<StartActions state={state} />}>
      <Who session={session} />
      <StartContent state={state} />
    </TabPage>
  );
}

function StartActions({ state }: { readonly state: StartState }): ReactElement {
  const { pane, texts, goTo } = usePane();
  if (state.at === "failed" || state.at === "forbidden" || state.at === "offline")
    return <TroubleActions trouble={state} />;
  const checks = caseWork.some((role) => pane.parts.me().roles.includes(role));
  const primary = { appearance: "primary", "data-primary": true } as const;
  return (
    <>
      {checks && (
        <Button
          {...primary}
          onClick={() => {
            goTo("requisitions");
            void pane.requisitions.check();
          }}
        >
          {texts.requisitions.check}
        </Button>
      )}
      <Button
        {...(checks ? {} : primary)}
        disabled={state.at === "loading" || state.at === "new"}
        onClick={() => void pane.start.open()}
      >
        {texts.start.refresh}
      </Button>
    </>
  );
}

const useWho = makeStyles({
  who: { display: "flex", alignItems: "flex-start", gap: "10px" },
  name: { flexGrow: 1, minWidth: 0 },
  year: { width: "88px", flexShrink: 0 },
});

function Who({ session }: { readonly session: SignedIn }): ReactElement {
  const { pane, texts } = usePane();
  const who = useWho();
  const styles = useStyles();
  const years = [...new Set(session.rounds.map(({ year }) => year))].sort((a, b) => b - a);
  return (
    <div className={who.who}>
      <div className={who.name}>
        <p className={styles.big}>{session.me.name}</p>
        <p className={styles.quiet}>
          {session.me.roles.map((role) => texts.role[role]).join(", ")}
          {" · "}
          <Link as="button" inline onClick={() => void pane.switchPerson()}>
            {texts.switchPerson}
          </Link>
        </p>
      </div>
      {years.length > 0 && (
        <div className={who.year}>
          <Select
            aria-label={texts.start.year}
            value={String(session.year)}
            onChange={(value) => {
              pane.chooseYear(Number(value));
            }}
          >
            {years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </Select>
        </div>
      )}
    </div>
  );
}

function StartContent({ state }: { readonly state: StartState }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  switch (state.at) {
    case "new":
    case "loading":
      return <Loading />;
    case "empty":
      return <Empty title={texts.start.emptyTitle} text={texts.start.emptyText} />;
    case "failed":
    case "forbidden":
    case "offline":
      return <TroubleNotice trouble={state} />;
    case "full":
      return (
        <>
          <section className={styles.card} aria-labelledby="tasks">
            <h2 id="tasks" className={styles.heading}>
              {texts.start.waiting}
            </h2>
            <Tasks tasks={state.tasks} />
          </section>
          <section className={styles.card} aria-labelledby="steps">
            <div className={styles.tight}>
              <h2 id="steps" className={styles.heading}>
                {texts.start.steps}
              </h2>
              <p className={styles.quiet}>{texts.start.roundsOfYear(state.roundCount, state.amount)}</p>
            </div>
            <Steps steps={state.steps} />
          </section>
        </>
      );
  }
}

const useLine = makeStyles({
  task: { display: "flex", gap: "8px", padding: "5px 0", alignItems: "flex-start" },
  arrow: { flexShrink: 0, paddingTop: "2px", color: tokens.colorBrandForeground1 },
  step: { position: "relative", display: "flex", gap: "10px", padding: "3px 0", alignItems: "flex-start" },
  mark: {
    flexShrink: 0,
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    width: "22px",
    height: "22px",
    borderRadius: "50%",
    border: `1.5px solid ${tokens.colorNeutralStrokeAccessible}`,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  done: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    borderTopColor: tokens.colorBrandBackground,
    borderRightColor: tokens.colorBrandBackground,
    borderBottomColor: tokens.colorBrandBackground,
    borderLeftColor: tokens.colorBrandBackground,
  },
  now: {
    color: tokens.colorBrandForeground1,
    borderTopColor: tokens.colorBrandStroke1,
    borderRightColor: tokens.colorBrandStroke1,
    borderBottomColor: tokens.colorBrandStroke1,
    borderLeftColor: tokens.colorBrandStroke1,
  },
  fact: {
    flexGrow: 1,
    textAlign: "right",
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: "tabular-nums",
  },
  until: { display: "block" },
});

function Tasks({ tasks }: { readonly tasks: readonly Task[] }): ReactElement {
  const { texts, goTo } = usePane();
  const line = useLine();
  const styles = useStyles();
  if (tasks.length === 0) return <p className={styles.text}>{texts.start.nothingWaits}</p>;
  return (
    <ul className={styles.list}>
      {tasks.map((task) => (
        <li key={`${task.id} ${task.round}`} className={line.task}>
          <span className={line.arrow}>
            <Icon name="arrow" />
          </span>
          <Link
            as="button"
            onClick={() => {
              goTo(task.tab);
            }}
          >
            {taskText(task, texts)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function taskText({ id, round, number }: Task, { start }: Texts): string {
  switch (id) {
    case "completions":
    case "decide":
    case "pay":
    case "missingReports":
      return start.task[id](number);
    default:
      return start.task[id](round);
  }
}

const marks: Readonly<Record<Step["state"], IconName>> = { done: "check", now: "dot", waiting: "ring" };

function Steps({ steps }: { readonly steps: readonly Step[] }): ReactElement {
  const { texts, goTo } = usePane();
  const line = useLine();
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {steps.map((step) => (
        <li key={step.id} className={line.step}>
          <span className={mergeClasses(line.mark, step.state !== "waiting" && line[step.state])}>
            {step.state !== "waiting" && <Icon name={marks[step.state]} />}
            <span className={styles.hidden}>{texts.start.stepState[step.state]}</span>
          </span>
          <Link
            as="button"
            onClick={() => {
              goTo(step.tab);
            }}
          >
            {texts.start.step[step.id]}
          </Link>
          <span className={line.fact}>
            {stepFact(step, texts)}
            {step.state === "now" && step.until !== null && (
              <span className={mergeClasses(styles.quiet, line.until)}>{texts.start.until(step.until)}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepFact({ id, state, done, total, kronor }: Step, { start, kronor: kr }: Texts): string {
  if (id === "reconciled") {
    if (kronor !== null && kronor !== 0) return start.differs(kronor);
    return state === "done" ? start.balances : start.stepState[state];
  }
  if (done === 0 || total === 0) return start.stepState.waiting;
  if (id === "paid") return kr(kronor ?? 0);
  return total === null ? String(done) : start.countOf(done, total);
}

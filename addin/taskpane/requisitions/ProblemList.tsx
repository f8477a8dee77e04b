import { Button, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { Problem } from "../../../shared/problems.ts";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { Icon } from "../view/Icon.tsx";
import { cellText } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { groupProblems, type ProblemGroup } from "./problem-groups.ts";

/** So many causes, and cells of a cause, are shown before one asks for more: ten thousand rows stay quick. */
const atFirst = 60;

const useList = makeStyles({
  group: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  line: { display: "flex", alignItems: "flex-start", gap: "6px" },
  icon: { flexShrink: 0, paddingTop: "2px" },
  words: { display: "flex", flexDirection: "column", minWidth: 0, overflowWrap: "anywhere" },
  place: { display: "flex", flexWrap: "wrap", gap: "2px 10px", padding: "4px 0", alignItems: "baseline" },
  cell: { fontVariantNumeric: "tabular-nums", fontWeight: tokens.fontWeightSemibold, minWidth: "40px" },
  value: { minWidth: 0, overflowWrap: "anywhere", color: tokens.colorNeutralForeground2 },
  full: { width: "100%" },
});

type Show = (problem: Problem) => Promise<void>;

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly show: Show;
}

/** Problems grouped by cause, each opened to its cells; a click goes to the cell and F6 comes back to it. */
export function ProblemList({ problems, show }: ProblemListProps): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const groups = groupProblems(problems);
  const [shown, setShown] = useState(atFirst);
  const back = useReturn();
  return (
    <section className={styles.card} aria-labelledby="problems">
      <div className={styles.tight}>
        <h2 id="problems" className={styles.heading}>
          {texts.requisitions.problems}
        </h2>
        <p className={styles.quiet}>{texts.requisitions.comesBack}</p>
      </div>
      <ul className={styles.list} onClickCapture={back}>
        {groups.slice(0, shown).map((group) => (
          <li key={`${group.severity} ${group.rule}`}>
            <Group group={group} show={show} />
          </li>
        ))}
      </ul>
      {groups.length > shown && (
        <More
          left={groups.length - shown}
          more={() => {
            setShown(shown + atFirst);
          }}
        />
      )}
    </section>
  );
}

function More({ left, more }: { readonly left: number; readonly more: () => void }): ReactElement {
  const { texts } = usePane();
  return (
    <Button size="small" onClick={more}>
      {texts.requisitions.more(left)}
    </Button>
  );
}

/** When the pane gets the keyboard again (F6), it goes to the place last clicked. */
function useReturn(): (event: { readonly target: EventTarget }) => void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const focus = (): void => {
      if (last.current?.isConnected === true) last.current.focus();
    };
    window.addEventListener("focus", focus);
    return () => {
      window.removeEventListener("focus", focus);
    };
  }, []);
  return ({ target }) => {
    if (target instanceof HTMLElement) last.current = target.closest("button");
  };
}

interface GroupProps {
  readonly group: ProblemGroup;
  readonly show: Show;
}

function Group({ group, show }: GroupProps): ReactElement {
  const { texts } = usePane();
  const list = useList();
  const styles = useStyles();
  const { problems, severity, text } = group;
  const words = texts.requisitions;
  return (
    <div className={list.group}>
      <Disclosure
        label={
          <span className={list.line}>
            <span className={mergeClasses(list.icon, severity === "error" ? styles.bad : styles.warn)}>
              <Icon name={severity} />
              <span className={styles.hidden}>{words[severity]}: </span>
            </span>
            <span className={list.words}>
              <span lang="sv">{text}</span>
              <span className={styles.quiet}>
                {problems.length === 1 ? problems[0]!.cell : words.sameFault(problems.length)}
              </span>
            </span>
          </span>
        }
      >
        {() => <Places group={group} show={show} />}
      </Disclosure>
    </div>
  );
}

function Places({ group, show }: GroupProps): ReactElement {
  const styles = useStyles();
  const [shown, setShown] = useState(atFirst);
  const { problems, text } = group;
  return (
    <>
      <ul className={styles.list}>
        {problems.slice(0, shown).map((problem) => (
          <li key={`${problem.sheet}!${problem.cell}`}>
            <Place problem={problem} own={problem.text !== text} show={show} />
          </li>
        ))}
      </ul>
      {problems.length > shown && (
        <More
          left={problems.length - shown}
          more={() => {
            setShown(shown + atFirst);
          }}
        />
      )}
    </>
  );
}

/** A cell: its address, what stands there, what it would become, and its own text where the group's says less. */
function Place({
  problem,
  own,
  show,
}: {
  readonly problem: Problem;
  readonly own: boolean;
  readonly show: Show;
}): ReactElement {
  const { texts } = usePane();
  const list = useList();
  const styles = useStyles();
  const words = texts.requisitions;
  return (
    <div className={list.place}>
      <Link
        as="button"
        className={list.cell}
        aria-label={words.openCell(problem.cell)}
        onClick={() => void show(problem)}
      >
        {problem.cell}
      </Link>
      <span className={list.value}>
        <bdi>{cellText(problem.value, words.emptyCell)}</bdi>
        {problem.fix !== undefined && (
          <>
            {" → "}
            <strong>
              <bdi>{cellText(problem.fix, words.emptyCell)}</bdi>
            </strong>
          </>
        )}
      </span>
      {own && (
        <span lang="sv" className={mergeClasses(list.full, styles.text)}>
          {problem.text}
        </span>
      )}
    </div>
  );
}

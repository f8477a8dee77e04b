import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { Result } from "../view/Result.tsx";
import { useStyles } from "../view/styles.ts";
import type { CaseFilter, CaseLine, CasesFull } from "./cases.ts";
import { CaseCard } from "./CaseCard.tsx";
import { RegisterForm } from "./RegisterForm.tsx";
import { RemindersCard } from "./RemindersCard.tsx";
import { caseTexts, stateOf } from "./texts.ts";
import { Checklist, DocumentList, Unplaced } from "./YearLists.tsx";

/** The year's cases, the one that is open, and what has come in. */
export function CasesPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  return (
    <LoadedPage
      id="cases"
      tab={pane.cases}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={{
        open: texts.loading,
        act: words.working,
        register: words.working,
        download: texts.loading,
        sheet: texts.loading,
        remind: words.working,
      }}
      actions={(full) => (
        <>
          <Button
            appearance="primary"
            data-primary
            disabled={full === null}
            onClick={() => void pane.cases.fetchSheet("cases")}
          >
            {words.fetchCases}
          </Button>
          <Button disabled={full === null} onClick={() => void pane.cases.fetchSheet("documents")}>
            {words.fetchDocuments}
          </Button>
        </>
      )}
    >
      {(full) => <Full full={full} />}
    </LoadedPage>
  );
}

function Full({ full }: { readonly full: CasesFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { opened, refreshed, said, documents } = full;
  return (
    <>
      {refreshed !== null && <RefreshedNotice refreshed={refreshed} />}
      {said !== null && (
        <Result of={said}>
          <p className={styles.text}>{words.said[said]}</p>
        </Result>
      )}
      {opened === null ? <CaseList full={full} /> : <CaseCard one={opened} />}
      {mayDo(pane.parts.me(), "registerDocument") && (
        <RegisterForm key={opened === null ? "" : `${opened.round} ${opened.recipient}`} opened={opened} />
      )}
      {opened === null && <RemindersCard reminders={full.reminders} />}
      {opened === null && (
        <section className={styles.card}>
          <DocumentList documents={documents} at={null} />
          <Unplaced full={full} />
          <Checklist checklist={full.checklist} />
        </section>
      )}
    </>
  );
}

/** More than so many are not looked through in a pane: one searches, or fetches the sheet. */
const mostShown = 20;

const useList = makeStyles({
  line: {
    display: "flex",
    flexDirection: "column",
    gap: "2px",
    width: "100%",
    padding: "6px 4px",
    border: "none",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    background: "none",
    color: "inherit",
    font: "inherit",
    textAlign: "left",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

function CaseList({ full: { cases, filter } }: { readonly full: CasesFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [sought, setSought] = useState("");
  const wanted = sought.trim().toLocaleLowerCase("sv");
  const found = cases.filter(
    ({ name, code }) => name.toLocaleLowerCase("sv").includes(wanted) || code === wanted,
  );
  // What somebody has to do comes first.
  const sorted = [...found].sort((a, b) => Number(a.task === null) - Number(b.task === null));
  const shown = sorted.slice(0, mostShown);
  return (
    <section className={styles.card}>
      <Field label={words.show}>
        <Select
          value={filter}
          onChange={(value) => {
            void pane.cases.choose(value as CaseFilter);
          }}
        >
          {Object.entries(words.filter).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.search}>
        <Input type="search" value={sought} onChange={setSought} />
      </Field>
      <p className={styles.quiet} role="status">
        {found.length === 0 ? words.none : words.shown(shown.length, found.length)}
      </p>
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map((one) => (
            <li key={`${one.round} ${one.recipient}`}>
              <Line one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ one }: { readonly one: CaseLine }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const list = useList();
  const words = caseTexts(texts);
  return (
    <button type="button" className={list.line} onClick={() => void pane.cases.openCase(one)}>
      <span className={styles.spread}>
        <strong>{one.name}</strong>
        <span className={styles.quiet}>{stateOf(one, words)}</span>
      </span>
      {one.task !== null && (
        <span className={styles.quiet} lang="sv">
          {one.task.text}
        </span>
      )}
    </button>
  );
}

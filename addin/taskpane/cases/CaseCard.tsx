import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { swedishDay, swedishTime } from "../../../shared/swedish-day.ts";
import { usePane } from "../view/context.ts";
import { Input, Select, TextArea } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { Notice } from "../view/Notice.tsx";
import { saveFile } from "../view/save-file.ts";
import { useStyles } from "../view/styles.ts";
import type { WholeCase } from "./cases.ts";
import { caseTexts, type HandAct } from "./texts.ts";
import { RecipientFacts } from "./RecipientFacts.tsx";
import { DocumentList } from "./YearLists.tsx";

/** A case that is open: where it stands, what has happened, and what can be done with it. */
export function CaseCard({ one }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { name, state, task, warnings, responsible, acts, documents } = one;
  const canAsk = acts.includes("requestCompletion");
  return (
    <section className={styles.card} aria-labelledby="case">
      <div className={styles.spread}>
        <h2 id="case" className={styles.big}>
          {name}
        </h2>
        <Button
          size="small"
          onClick={() => {
            void pane.cases.openCase(null);
          }}
        >
          {words.back}
        </Button>
      </div>
      <p className={styles.text}>
        <strong>{words.state[state]}</strong> ·{" "}
        {responsible === null ? words.nobody : words.responsible(responsible)}
      </p>
      <p className={styles.text} lang={task === null ? undefined : "sv"}>
        {task === null ? words.nothingToDo : task.text}
      </p>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <ul className={styles.plainList} lang="sv">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Log one={one} />
      <DocumentList documents={documents} />
      <Notes one={one} />
      <RecipientFacts one={one} />
      {canAsk && <AskCompletion one={one} />}
      <HandOver one={one} />
      <HandActs one={one} />
    </section>
  );
}

const moment = (at: string): string => `${swedishDay(at)} ${swedishTime(at)}`;

function Log({ one: { log, completions } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  return (
    <>
      <Disclosure label={words.log(log.length)}>
        {() => (
          <ol className={styles.plainList} lang="sv">
            {log.map(({ at, by, act, reference }, i) => (
              <li key={`${at} ${String(i)}`} className={styles.text}>
                {moment(at)} {by}: {act}
                {reference !== null && ` (${reference})`}
              </li>
            ))}
          </ol>
        )}
      </Disclosure>
      {completions.length > 0 && (
        <Disclosure label={words.completions(completions.length)}>
          {() => (
            <ul className={styles.plainList}>
              {completions.map(({ id, missing, answer, answerBy }) => (
                <li key={id} className={styles.text}>
                  <span lang="sv">{missing.join(" ")}</span> (
                  {answer === null ? words.waits(answerBy) : words.answered(answer.received)}){" "}
                  <Button size="small" onClick={() => void pane.cases.letter(id, saveFile)}>
                    {words.completionLetter}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </>
  );
}

function Notes({ one: { round, recipient, notes } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [text, setText] = useState("");
  return (
    <Disclosure label={words.notes(notes.length)}>
      {() => (
        <div className={styles.stack}>
          {notes.map((note) => (
            <p key={note.at} className={styles.text}>
              <span className={styles.quiet}>
                {moment(note.at)} {note.by}
              </span>
              <br />
              {note.text}
            </p>
          ))}
          <Field label={words.note}>
            <TextArea rows={3} value={text} onChange={setText} />
          </Field>
          <div>
            <Button
              size="small"
              disabled={text.trim() === ""}
              onClick={() => {
                void pane.cases.act("note", { round, recipient, text });
                setText("");
              }}
            >
              {words.writeNote}
            </Button>
          </div>
        </div>
      )}
    </Disclosure>
  );
}

function AskCompletion({ one: { round, recipient, state } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [missing, setMissing] = useState("");
  const [answerBy, setAnswerBy] = useState("");
  return (
    <Disclosure label={words.completion}>
      {() => (
        <div className={styles.stack}>
          <Field label={words.missing}>
            <TextArea rows={3} value={missing} onChange={setMissing} />
          </Field>
          <Field label={words.answerBy}>
            <Input type="date" value={answerBy} onChange={setAnswerBy} />
          </Field>
          <div>
            <Button
              size="small"
              disabled={answerBy === ""}
              onClick={() =>
                void pane.cases.act("requestCompletion", {
                  year: pane.cases.year(),
                  of: state === "paid" ? "report" : "requisition",
                  from: { round, recipient },
                  answerBy,
                  missing: missing.trim() === "" ? [] : [missing],
                })
              }
            >
              {words.ask}
            </Button>
          </div>
        </div>
      )}
    </Disclosure>
  );
}

function HandOver({ one: { round, recipient, colleagues } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [to, setTo] = useState("");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  return (
    <Disclosure label={words.handOver}>
      {() => (
        <div className={styles.stack}>
          <Field label={words.to}>
            <Select value={to} onChange={setTo}>
              <option value="">{words.nobodyChosen}</option>
              {colleagues
                .toSorted((a, b) => a.localeCompare(b, "sv"))
                .map((name) => (
                  <option key={name}>{name}</option>
                ))}
            </Select>
          </Field>
          <Field label={words.until}>
            <Input type="date" value={until} onChange={setUntil} />
          </Field>
          <Field label={words.reason}>
            <Input value={reason} onChange={setReason} />
          </Field>
          <div>
            <Button
              size="small"
              disabled={to === "" || reason.trim() === ""}
              onClick={() =>
                void pane.cases.act("handOver", {
                  round,
                  recipient,
                  to,
                  reason,
                  until: until === "" ? null : until,
                })
              }
            >
              {words.give}
            </Button>
          </div>
        </div>
      )}
    </Disclosure>
  );
}

function HandActs({ one: { round, recipient, acts } }: { readonly one: WholeCase }): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const permitted = (Object.keys(words.act) as HandAct[]).filter((act) => acts.includes(act));
  const [chosen, setChosen] = useState<HandAct | null>(null);
  const [reason, setReason] = useState("");
  const act = chosen !== null && permitted.includes(chosen) ? chosen : permitted[0];
  if (act === undefined) return null;
  return (
    <Disclosure label={words.acts}>
      {() => (
        <div className={styles.stack}>
          <Field label={words.newState}>
            <Select
              value={act}
              onChange={(value) => {
                setChosen(value as HandAct);
              }}
            >
              {permitted.map((one) => (
                <option key={one} value={one}>
                  {words.act[one]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={words.reason}>
            <Input value={reason} onChange={setReason} />
          </Field>
          <div>
            <Button
              size="small"
              disabled={reason.trim() === ""}
              onClick={() => void pane.cases.act("actOnCase", { round, recipient, act, reason })}
            >
              {words.act[act]}
            </Button>
          </div>
        </div>
      )}
    </Disclosure>
  );
}

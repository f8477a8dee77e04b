import type { ReactElement } from "react";
import { completedIn } from "../../../shared/case/states.ts";
import { swedishDay, swedishTime } from "../../../shared/swedish-day.ts";
import { ActForm, orNull } from "../view/ActForm.tsx";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { WholeCase } from "./cases.ts";
import { caseTexts, type HandAct } from "./texts.ts";

/** When something happened, as it is read. */
export const moment = (at: string): string => `${swedishDay(at)} ${swedishTime(at)}`;

interface OfCase {
  readonly one: WholeCase;
}

/** Another when something has happened in the case: then a form begins anew. */
const stampOf = ({ version, log, notes }: WholeCase): string => [version, log.length, notes.length].join(" ");

/** What can be done with a case that is open. */
export function CaseForms({ one }: OfCase): ReactElement {
  const { pane } = usePane();
  return (
    <>
      <Notes one={one} />
      {one.acts.includes("requestCompletion") && <AskCompletion one={one} />}
      {one.rejectionGrounds.length > 0 && <Reject one={one} />}
      {mayDo(pane, "handOver") && <HandOver one={one} />}
      <HandActs one={one} />
    </>
  );
}

function Notes({ one }: OfCase): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { round, recipient, notes } = one;
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
          {mayDo(pane, "note") && (
            <ActForm
              key={stampOf(one)}
              fields={[{ name: "text", label: words.note, as: "area" }]}
              acts={[
                {
                  label: words.writeNote,
                  send: ({ text }) => pane.cases.act("note", { round, recipient, text }),
                },
              ]}
            />
          )}
        </div>
      )}
    </Disclosure>
  );
}

function AskCompletion({ one }: OfCase): ReactElement {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, state } = one;
  return (
    <Disclosure label={words.completion}>
      {() => (
        <ActForm
          key={stampOf(one)}
          fields={[
            { name: "missing", label: words.missing, as: "area", optional: true },
            { name: "answerBy", label: words.answerBy, as: "date" },
          ]}
          acts={[
            {
              label: words.ask,
              send: ({ missing, answerBy }) =>
                pane.cases.act("requestCompletion", {
                  year: pane.cases.year(),
                  of: completedIn(state),
                  from: { round, recipient },
                  answerBy,
                  missing: missing.trim() === "" ? [] : [missing],
                }),
            },
          ]}
        />
      )}
    </Disclosure>
  );
}

function Reject({ one }: OfCase): ReactElement {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, rejectionGrounds } = one;
  return (
    <Disclosure label={words.reject}>
      {() => (
        <ActForm
          key={stampOf(one)}
          fields={[
            {
              name: "grounds",
              label: words.rejectionGrounds,
              as: "several",
              options: rejectionGrounds.map(({ id, text }) => ({ value: id, text, lang: "sv" })),
            },
            { name: "reason", label: words.rejectionReason, as: "area" },
          ]}
          acts={[
            {
              label: words.prepareRejection,
              send: ({ grounds, reason }) =>
                pane.cases.act("prepareRejection", {
                  round,
                  recipient,
                  grounds: grounds.split("\n"),
                  reason,
                }),
            },
          ]}
        />
      )}
    </Disclosure>
  );
}

function HandOver({ one }: OfCase): ReactElement {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, colleagues } = one;
  return (
    <Disclosure label={words.handOver}>
      {() => (
        <ActForm
          key={stampOf(one)}
          fields={[
            {
              name: "to",
              label: words.to,
              as: "one",
              options: [
                { value: "", text: words.nobodyChosen },
                ...colleagues
                  .toSorted((a, b) => a.localeCompare(b, "sv"))
                  .map((name) => ({ value: name, text: name })),
              ],
            },
            { name: "until", label: words.until, as: "date", optional: true },
            { name: "reason", label: words.reason },
          ]}
          acts={[
            {
              label: words.give,
              send: ({ to, until, reason }) =>
                pane.cases.act("handOver", { round, recipient, to, reason, until: orNull(until) }),
            },
          ]}
        />
      )}
    </Disclosure>
  );
}

function HandActs({ one }: OfCase): ReactElement | null {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, acts } = one;
  const permitted = (Object.keys(words.act) as HandAct[]).filter((act) => acts.includes(act));
  if (permitted.length === 0) return null;
  return (
    <Disclosure label={words.acts}>
      {() => (
        <ActForm
          key={stampOf(one)}
          fields={[
            {
              name: "act",
              label: words.newState,
              as: "one",
              options: permitted.map((act) => ({ value: act, text: words.act[act] })),
            },
            { name: "reason", label: words.reason },
          ]}
          acts={[
            {
              label: words.change,
              send: ({ act, reason }) =>
                pane.cases.act("actOnCase", { round, recipient, act: act as HandAct, reason }),
            },
          ]}
        />
      )}
    </Disclosure>
  );
}

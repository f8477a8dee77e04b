import type { ReactElement } from "react";
import { completedIn } from "../../../shared/case/states.ts";
import { swedishDay, swedishTime } from "../../../shared/swedish-day.ts";
import { ActForm, choice, FoldedForm, orNull } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import { formOf, type WholeCase } from "./cases.ts";
import { caseTexts, type HandAct } from "./texts.ts";

/** When something happened, as it is read. */
export const moment = (at: string): string => `${swedishDay(at)} ${swedishTime(at)}`;

interface OfCase {
  readonly one: WholeCase;
}

/** What can be done with a case that is open. */
export function CaseForms({ one }: OfCase): ReactElement {
  return (
    <>
      <Notes one={one} />
      {one.acts.includes("requestCompletion") && <AskCompletion one={one} />}
      {one.rejectionGrounds.length > 0 && <Reject one={one} />}
      <HandOver one={one} />
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
              <span lang="sv">{note.text}</span>
            </p>
          ))}
          <ActForm
            tab={pane.cases}
            form={formOf("note", one)}
            fields={[{ name: "text", label: words.note, as: "area" }]}
            acts={[
              {
                route: "note",
                label: words.writeNote,
                send: ({ text }) => pane.cases.act("note", { round, recipient, text }),
              },
            ]}
          />
        </div>
      )}
    </Disclosure>
  );
}

/** What all that is missing may be together, in characters: see `requestCompletion` in shared/api/cases.ts. */
const mostMissing = 8_000;

function AskCompletion({ one }: OfCase): ReactElement | null {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, state } = one;
  return (
    <FoldedForm
      line={words.completion}
      tab={pane.cases}
      form={formOf("requestCompletion", one)}
      fields={[
        { name: "missing", label: words.missing, as: "area", optional: true, most: mostMissing },
        { name: "answerBy", label: words.answerBy, as: "date" },
      ]}
      acts={[
        {
          route: "requestCompletion",
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
  );
}

function Reject({ one }: OfCase): ReactElement | null {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, rejectionGrounds } = one;
  return (
    <FoldedForm
      line={words.reject}
      tab={pane.cases}
      form={formOf("prepareRejection", one)}
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
          route: "prepareRejection",
          label: words.prepareRejection,
          send: ({ grounds, reason }) =>
            pane.cases.act("prepareRejection", { round, recipient, grounds: grounds.split("\n"), reason }),
        },
      ]}
    />
  );
}

function HandOver({ one }: OfCase): ReactElement | null {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, colleagues } = one;
  return (
    <FoldedForm
      line={words.handOver}
      tab={pane.cases}
      form={formOf("handOver", one)}
      fields={[
        choice("to", words.to, [
          { value: "", text: words.nobodyChosen },
          ...colleagues
            .toSorted((a, b) => a.localeCompare(b, "sv"))
            .map((name) => ({ value: name, text: name })),
        ]),
        { name: "until", label: words.until, as: "date", optional: true },
        { name: "reason", label: words.reason },
      ]}
      acts={[
        {
          route: "handOver",
          label: words.give,
          send: ({ to, until, reason }) =>
            pane.cases.act("handOver", { round, recipient, to, reason, until: orNull(until) }),
        },
      ]}
    />
  );
}

function HandActs({ one }: OfCase): ReactElement | null {
  const { pane, texts } = usePane();
  const words = caseTexts(texts);
  const { round, recipient, acts } = one;
  const permitted = (Object.keys(words.act) as HandAct[]).filter((act) => acts.includes(act));
  if (permitted.length === 0) return null;
  return (
    <FoldedForm
      line={words.acts}
      tab={pane.cases}
      form={formOf("actOnCase", one)}
      fields={[
        choice(
          "act",
          words.newState,
          permitted.map((act) => ({ value: act, text: words.act[act] })),
        ),
        { name: "reason", label: words.reason },
      ]}
      acts={[
        {
          route: "actOnCase",
          label: words.change,
          send: ({ act, reason }) =>
            pane.cases.act("actOnCase", { round, recipient, act: act as HandAct, reason }),
        },
      ]}
    />
  );
}

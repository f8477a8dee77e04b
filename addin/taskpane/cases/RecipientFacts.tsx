import type { ReactElement } from "react";
import { recipientChecks, type RecipientCheck } from "../../../shared/case/recipient-file.ts";
import { ActForm, orNull } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { WholeCase } from "./cases.ts";
import { peopleLists } from "./people.ts";
import { documentsOf, People } from "./People.tsx";
import { caseTexts } from "./texts.ts";

/** Who speaks and signs for the recipient, and what has been controlled of it. */
export function RecipientFacts({ one }: { readonly one: WholeCase }): ReactElement {
  const { texts } = usePane();
  const words = caseTexts(texts);
  return (
    <>
      {peopleLists.map((list) => (
        <Disclosure key={list} label={words.people[list](one.file[list].length)}>
          {/* A file that is saved is a new version: then the form begins anew. */}
          {() => <People key={one.file.version} one={one} list={list} />}
        </Disclosure>
      ))}
      {one.kind === "ngo" && <Controls one={one} />}
    </>
  );
}

function Controls({ one }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { recipient, file } = one;
  return (
    <Disclosure label={words.controls}>
      {() => (
        <div className={styles.stack}>
          <ul className={styles.plainList}>
            {recipientChecks.map((id) => {
              const last = file.checks.findLast((done) => done.check === id);
              return (
                <li key={id} className={styles.text}>
                  {words.control[id]}:{" "}
                  {last === undefined
                    ? words.notControlled
                    : words.controlled(last.by, last.date, last.holds)}
                  {last?.comment != null && ` (${last.comment})`}
                </li>
              );
            })}
          </ul>
          <ActForm
            key={file.version}
            fields={[
              {
                name: "check",
                label: words.checked,
                as: "one",
                options: recipientChecks.map((id) => ({ value: id, text: words.control[id] })),
              },
              {
                name: "result",
                label: words.holding,
                as: "one",
                options: [
                  { value: "holds", text: words.holds },
                  { value: "lacks", text: words.lacks },
                ],
              },
              {
                name: "document",
                label: words.against,
                as: "one",
                optional: true,
                options: documentsOf(one, words.noDocument),
              },
              { name: "comment", label: words.comment, as: "area", optional: true },
            ]}
            acts={[
              {
                label: words.saveControl,
                send: ({ check, result, document, comment }) =>
                  pane.cases.act("checkRecipient", {
                    recipient,
                    check: check as RecipientCheck,
                    holds: result === "holds",
                    document: orNull(document),
                    comment: orNull(comment),
                  }),
              },
            ]}
          />
        </div>
      )}
    </Disclosure>
  );
}

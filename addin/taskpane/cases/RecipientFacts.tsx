import type { ReactElement } from "react";
import { recipientChecks, type RecipientCheck } from "../../../shared/case/recipient-file.ts";
import { ActForm, choice, orNull } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import { formOf, type WholeCase } from "./cases.ts";
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
          {/* A file that is saved is a new version: nobody of the old one is being changed any longer. */}
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
                  {last?.comment != null && <span lang="sv"> ({last.comment})</span>}
                </li>
              );
            })}
          </ul>
          <ActForm
            tab={pane.cases}
            form={formOf("checkRecipient", one)}
            fields={[
              choice(
                "check",
                words.checked,
                recipientChecks.map((id) => ({ value: id, text: words.control[id] })),
              ),
              choice("result", words.holding, [
                { value: "holds", text: words.holds },
                { value: "lacks", text: words.lacks },
              ]),
              { ...choice("document", words.against, documentsOf(one, words.noDocument)), optional: true },
              { name: "comment", label: words.comment, as: "area", optional: true },
            ]}
            acts={[
              {
                route: "checkRecipient",
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

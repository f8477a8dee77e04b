import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { type RecipientCheck, recipientChecks } from "../../../shared/case/recipient-file.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { WholeCase } from "./cases.ts";
import { caseTexts } from "./texts.ts";

/** Who speaks and signs for the recipient, and what has been controlled of it. */
export function RecipientFacts({ one }: { readonly one: WholeCase }): ReactElement {
  return (
    <>
      <People one={one} />
      {one.kind === "ngo" && <Controls one={one} />}
    </>
  );
}

function People({ one: { file } }: { readonly one: WholeCase }): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { contacts, signatories, representatives } = file;
  const dated = [...signatories, ...representatives];
  const count = contacts.length + dated.length;
  if (count === 0) return null;
  return (
    <Disclosure label={words.people(count)}>
      {() => (
        <ul className={styles.plainList}>
          {contacts.map(({ name, title, email, phone }) => (
            <li key={name} className={styles.text}>
              {[name, title, email, phone].filter((part) => part !== null).join(", ")}
            </li>
          ))}
          {dated.map(({ name, from, to }) => (
            <li key={`${name} ${from}`} className={styles.text}>
              {name}, {words.valid(from, to)}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

function Controls({ one: { recipient, file, documents } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [check, setCheck] = useState<RecipientCheck>("statutes");
  const [document, setDocument] = useState("");
  const tell = (holds: boolean): void => {
    const against = document === "" ? null : document;
    void pane.cases.act("checkRecipient", { recipient, check, holds, document: against });
  };
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
                </li>
              );
            })}
          </ul>
          <Field label={words.checked}>
            <Select
              value={check}
              onChange={(value) => {
                setCheck(value as RecipientCheck);
              }}
            >
              {recipientChecks.map((id) => (
                <option key={id} value={id}>
                  {words.control[id]}
                </option>
              ))}
            </Select>
          </Field>
          {documents.length > 0 && (
            <Field label={words.type}>
              <Select value={document} onChange={setDocument}>
                <option value="">–</option>
                {documents.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <div className={styles.row}>
            <Button
              size="small"
              onClick={() => {
                tell(true);
              }}
            >
              {words.holds}
            </Button>
            <Button
              size="small"
              onClick={() => {
                tell(false);
              }}
            >
              {words.lacks}
            </Button>
          </div>
        </div>
      )}
    </Disclosure>
  );
}

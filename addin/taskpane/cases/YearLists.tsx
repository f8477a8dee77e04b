import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { swedishDay } from "../../../shared/swedish-day.ts";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { quoting } from "../view/quoting.tsx";
import { saveFile } from "../view/save-file.ts";
import { useStyles } from "../view/styles.ts";
import type { CasesFull, WholeCase } from "./cases.ts";
import { PlaceForm } from "./PlaceForm.tsx";
import { caseTexts } from "./texts.ts";

interface DocumentListProps {
  readonly documents: CasesFull["documents"];
  /** The case that they are in, where what they are can be changed; null for those of the year. */
  readonly at: WholeCase | null;
}

/** Documents as they came in, each with its file. */
export function DocumentList({ documents, at }: DocumentListProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  return (
    <Disclosure label={words.documents(documents.length)}>
      {() => (
        <ul className={styles.plainList}>
          {documents.map(({ id, name, type, received, time, sender, size, retyped }) => (
            <li key={id} className={styles.text}>
              {received} {time} {words.types[type]}
              {sender !== null && <span lang="sv">, {sender}</span>}
              {retyped.map(({ from, reason, changed }) => (
                <div key={changed.at} className={styles.quiet}>
                  {words.was(words.types[from], changed.by, swedishDay(changed.at))}{" "}
                  <span lang="sv">{reason}</span>
                </div>
              ))}
              <br />
              {size === null ? (
                <span className={styles.quiet}>
                  <span lang="sv">{name}</span> ({words.notKept})
                </span>
              ) : (
                <Button
                  size="small"
                  className={styles.wrapped}
                  onClick={() => void pane.cases.download(id, saveFile)}
                >
                  {quoting(words.save(name), name)}
                </Button>
              )}
              {at !== null && mayDo(pane.parts.me(), "place") && (
                <Disclosure label={words.retype}>
                  {() => <PlaceForm of={{ document: id, row: null, type }} at={at} />}
                </Disclosure>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

/** Rows and documents that name nobody we know, to be put in a case. */
export function Unplaced({ full: { unplaced } }: { readonly full: CasesFull }): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  if (unplaced.length === 0) return null;
  return (
    <Disclosure label={words.unplaced(unplaced.length)}>
      {() => (
        <ul className={styles.list}>
          {unplaced.map((one) => (
            <li key={`${one.document} ${String(one.row)}`}>
              <Row one={one} />
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

function Row({ one }: { readonly one: CasesFull["unplaced"][number] }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const { row, name, cells } = one;
  return (
    <div className={styles.stack}>
      <p className={styles.text}>
        <span lang="sv">{name}</span>
        {row !== null && `, ${caseTexts(texts).row(row)}`}
        <br />
        <span className={styles.quiet} lang="sv">
          {cells.filter((cell) => cell !== "").join(" · ")}
        </span>
      </p>
      {mayDo(pane.parts.me(), "place") && <PlaceForm of={one} at={null} />}
    </div>
  );
}

/** What the year asks of the authority, ticked by whoever did it. */
export function Checklist({
  checklist: { items, version },
}: {
  readonly checklist: CasesFull["checklist"];
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const done = items.filter(({ ticked }) => ticked !== null).length;
  const mayTick = mayDo(pane.parts.me(), "tickChecklist");
  return (
    <Disclosure label={words.checklist(done, items.length)}>
      {() => (
        <ul className={styles.list}>
          {items.map(({ id, text, ticked }) => (
            <li key={id}>
              <label className={styles.said}>
                <input
                  type="checkbox"
                  checked={ticked !== null}
                  disabled={!mayTick}
                  onChange={({ target }) =>
                    void pane.cases.act("tickChecklist", {
                      year: pane.cases.year(),
                      item: id,
                      done: target.checked,
                      version,
                    })
                  }
                />
                <span lang="sv">{text}</span>
              </label>
              {ticked !== null && (
                <p className={styles.quiet}>{words.ticked(ticked.by, swedishDay(ticked.at))}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { recipientId } from "../../../shared/recipient.ts";
import { swedishDay } from "../../../shared/swedish-day.ts";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { quoting } from "../view/quoting.tsx";
import { saveFile } from "../view/save-file.ts";
import { useStyles } from "../view/styles.ts";
import type { CasesFull } from "./cases.ts";
import { caseTexts } from "./texts.ts";

/** Documents as they came in, each with its file. */
export function DocumentList({ documents }: { readonly documents: CasesFull["documents"] }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  return (
    <Disclosure label={words.documents(documents.length)}>
      {() => (
        <ul className={styles.plainList}>
          {documents.map(({ id, name, type, received, time, sender, size }) => (
            <li key={id} className={styles.text}>
              {received} {time} {words.types[type]}
              {sender !== null && <span lang="sv">, {sender}</span>}
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
      {mayDo(pane.parts.me(), "place") && <Place one={one} />}
    </div>
  );
}

function Place({ one }: { readonly one: CasesFull["unplaced"][number] }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const rounds = pane.cases.rounds();
  const [round, setRound] = useState(rounds[0]?.id ?? "");
  const [code, setCode] = useState("");
  const { document, row } = one;
  const kind = rounds.find(({ id }) => id === round)?.kind;
  return (
    <>
      <div className={styles.two}>
        <Field label={words.round}>
          <Select value={round} onChange={setRound}>
            {rounds.map(({ id, name }) => (
              <option key={id} value={id} lang="sv">
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.code}>
          <Input value={code} onChange={setCode} />
        </Field>
      </div>
      <div>
        <Button
          size="small"
          disabled={kind === undefined || !/^\d{1,10}$/.test(code)}
          onClick={() =>
            void pane.cases.act("place", {
              year: pane.cases.year(),
              document,
              row,
              round,
              recipient: recipientId({ kind: kind!, code }),
            })
          }
        >
          {words.place}
        </Button>
      </div>
    </>
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

import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { type Channel, channels } from "../../../shared/api.ts";
import type { LetterFormat } from "../../../shared/letter/letter.ts";
import type { LetterFile } from "../../commands/decisions.ts";
import { choice, FoldedForm } from "../view/ActForm.tsx";
import { swedishDay } from "../../../shared/swedish-day.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { quoting } from "../view/quoting.tsx";
import { useStyles } from "../view/styles.ts";
import { formOf, type Opened } from "./decisions.ts";
import { saveFile } from "../view/save-file.ts";
import { kindOf, wordsIn } from "./words.ts";

interface OpenedProps {
  readonly opened: Opened;
  readonly letter: LetterFile | null;
}

/** One decision: what it says, what has become of it, and its letters. */
export function OpenedDecision({ opened, letter }: OpenedProps): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = wordsIn(texts.language);
  const {
    id,
    rejects,
    people,
    preparedBy,
    presentedBy,
    tookPart,
    disqualified,
    takenBack,
    state,
    date,
    dnr,
    ground,
    total,
    recipients,
    correction,
    correctedBy,
    notice,
  } = opened;
  return (
    <>
      <section className={styles.card} data-part="opened" aria-labelledby="opened">
        <div className={styles.spread}>
          <h2 id="opened" className={styles.heading}>
            {kindOf(opened, words)} <span lang="sv">{id}</span>
          </h2>
          {!rejects && <strong className={styles.number}>{texts.kronor(total)}</strong>}
        </div>
        <p className={styles.quiet}>
          {quoting(
            [words.state[state], date, dnr, words.recipients(recipients)].filter(Boolean).join(" · "),
            dnr ?? "",
          )}
        </p>
        <p className={styles.quiet}>{words.preparedBy(people[preparedBy] ?? preparedBy)}</p>
        <p className={styles.quiet}>{words.presentedBy(people[presentedBy] ?? presentedBy)}</p>
        {tookPart.length > 0 && <p className={styles.quiet}>{words.tookPart(tookPart.join(", "))}</p>}
        {disqualified.map(({ name, why }) => (
          <p key={`${name} ${why}`} className={styles.warn}>
            {words.disqualified(name, why)}
          </p>
        ))}
        {takenBack !== null && (
          <p className={styles.text}>
            {words.takenBack(takenBack.by, swedishDay(takenBack.at), takenBack.reason)}
          </p>
        )}
        {rejects && <Rejection opened={opened} />}
        {correction !== null && <Correction opened={opened} />}
        {correctedBy.length > 0 && (
          <p className={styles.text}>
            {quoting(words.correctedBy(correctedBy.join(", ")), correctedBy.join(", "))}
          </p>
        )}
        {ground !== null && (
          <p className={styles.text} lang="sv">
            {ground}
          </p>
        )}
        {notice !== null && (
          <p className={styles.quiet}>
            {notice.days === null
              ? words.sent(notice.recipients, notice.of)
              : words.days(notice.days.calendar, notice.days.business)}
          </p>
        )}
        <Disclosure label={rejects ? words.appeal : words.conditions}>
          {() => (
            <ul className={styles.plainList} lang="sv">
              {[...opened.conditions, opened.appeal].map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </Disclosure>
      </section>
      <Letters opened={opened} letter={letter} />
    </>
  );
}

/** Whose requisition is rejected, and on which grounds. */
function Rejection({ opened }: { readonly opened: Opened }): ReactElement {
  const styles = useStyles();
  return (
    <ul className={styles.list} data-part="rejection" lang="sv">
      {opened.lines.map(({ code, name, grounds }) => (
        <li key={code} className={styles.tight}>
          <strong>{name}</strong>
          {grounds.map((ground) => (
            <span key={ground}>{ground}</span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** What a correction does, for whoever is to decide it: to whom, from what to what, and on which ground. */
function Correction({ opened }: { readonly opened: Opened }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = wordsIn(texts.language);
  const { correction, correctionGround, lines } = opened;
  return (
    <>
      <p className={styles.text}>
        {quoting(words.corrects(correction!.corrects), correction!.corrects)}
        {correctionGround !== null && (
          <>
            . {words.legalGround}: <span lang="sv">{correctionGround}</span>
          </>
        )}
      </p>
      <h3 className={styles.heading}>{words.changes}</h3>
      <ul className={styles.list} data-part="changes">
        {lines.map(({ code, name, before, amount, claimed }) => (
          <li key={code} className={styles.tight}>
            <span lang="sv">{name}</span>
            <span className={styles.number}>
              {words.change(texts.kronor(before ?? 0), texts.kronor(amount))}
            </span>
            {claimed !== null && claimed !== 0 && (
              <span className={styles.quiet}>
                {claimed > 0 ? words.claim(texts.kronor(claimed)) : words.lifted(texts.kronor(-claimed))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Letters({ opened, letter }: OpenedProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = wordsIn(texts.language);
  const [code, setCode] = useState(opened.lines[0]?.code ?? "");
  const [format, setFormat] = useState<LetterFormat>("docx");
  return (
    <section className={styles.card} aria-labelledby="letters">
      <h2 id="letters" className={styles.heading}>
        {words.letters}
      </h2>
      <Field label={words.recipient}>
        <Select value={code} onChange={setCode}>
          {opened.lines.map((line) => (
            <option key={line.code} value={line.code} lang="sv">
              {line.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.format}>
        <Select
          value={format}
          onChange={(value) => {
            setFormat(value as LetterFormat);
          }}
        >
          {formats.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.row}>
        <Button size="small" onClick={() => void pane.decisions.write(code, format)}>
          {words.writeLetter}
        </Button>
        {letter !== null && (
          <Button
            size="small"
            onClick={() => {
              saveFile(letter);
            }}
          >
            {quoting(words.save(letter.name), letter.name)}
          </Button>
        )}
      </div>
      {opened.lines.map(
        (line) => line.code === code && line.sent !== null && <SendAgain key={code} {...{ opened, line }} />,
      )}
    </section>
  );
}

const formats = [
  { value: "docx", text: "Word" },
  { value: "pdf", text: "PDF" },
] as const satisfies readonly { readonly value: LetterFormat; readonly text: string }[];

/** The decision to a recipient who has been sent it, when it did not arrive or was lost. */
function SendAgain({
  opened,
  line: { code, name, sent },
}: {
  readonly opened: Opened;
  readonly line: Opened["lines"][number];
}): ReactElement | null {
  const { pane, texts } = usePane();
  const words = wordsIn(texts.language);
  const ways = texts.requisitions.channels;
  return (
    <FoldedForm
      line={words.sendAgain}
      tab={pane.decisions}
      form={`${formOf("dispatch", opened)} ${code}`}
      fields={[
        { name: "date", label: words.date, as: "date" },
        choice(
          "way",
          words.way,
          channels.map((way) => ({ value: way, text: ways[way] })),
        ),
        choice("format", words.format, formats),
      ]}
      begin={{ date: pane.today(), way: "e-post", format: "pdf" }}
      acts={[
        {
          route: "dispatch",
          label: words.sendAgain,
          confirm: ({ date, way }) => words.confirmAgain(name, sent!, date, ways[way as Channel]),
          send: ({ date, way, format }) =>
            pane.decisions.dispatchAgain(code, {
              date,
              way: way as Channel,
              format: format as LetterFormat,
            }),
        },
      ]}
    />
  );
}

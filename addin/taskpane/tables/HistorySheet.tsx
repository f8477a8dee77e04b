import { Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { columnLetter } from "../../../shared/address.ts";
import { isAmount, meanings, units } from "../../../shared/history/meanings.ts";
import type { Question } from "../../../shared/history/read-history.ts";
import { parseKronor } from "../../../shared/money.ts";
import { swedishDay } from "../../../shared/swedish-day.ts";
import type { HistoryMapping, HistoryPreview } from "../../commands/history.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { Notice } from "../view/Notice.tsx";
import { useStyles } from "../view/styles.ts";
import { type Draft, historyOf } from "./history.ts";
import { historyWords } from "./history-words.ts";

interface Asked extends Question {
  /** Where it is asked and why, in Swedish; null for what has been answered. */
  readonly why: string | null;
}

interface SheetProps {
  readonly sheet: HistoryPreview["sheets"][number];
  /** How it is to be read: as said since the preview, else as in it. */
  readonly draft: Draft[string];
  readonly questions: readonly Asked[];
}

/** How one sheet of an old workbook is read: its columns, and what only a person can answer. */
export function HistorySheet({ sheet, draft, questions }: SheetProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  const { name, headings, saved, fault } = sheet;
  const say = (mapping: Draft[string]): void => {
    historyOf(pane).say(name, mapping);
  };
  return (
    <Disclosure strong label={words.sheet(name, draft !== null && fault === null)}>
      {() => (
        <div className={styles.stack}>
          {fault !== null && (
            <Notice tone="warn">
              <p className={styles.text} lang="sv">
                {fault}
              </p>
            </Notice>
          )}
          {headings.length > 0 && (
            <Field label={words.read} size="small">
              <Select
                value={draft === null ? "no" : "yes"}
                onChange={(value) => {
                  // Without a mapping of its own it is read as is proposed.
                  say(value === "no" ? null : (sheet.mapping ?? undefined));
                }}
              >
                <option value="yes">{words.readAs.yes}</option>
                <option value="no">{words.readAs.no}</option>
              </Select>
            </Field>
          )}
          {saved !== null && <p className={styles.quiet}>{words.saved(saved.by, swedishDay(saved.at))}</p>}
          {draft != null && (
            <>
              <Answers mapping={draft} questions={[...answered(sheet.mapping), ...questions]} say={say} />
              <Columns headings={headings} mapping={draft} say={say} />
            </>
          )}
        </div>
      )}
    </Disclosure>
  );
}

/** What is answered is asked no more, but can be answered anew. A name that was answered is still to be confirmed. */
function answered(mapping: HistoryMapping | null): Asked[] {
  return (["colours", "amounts"] as const).flatMap((of) =>
    Object.keys(mapping?.[of] ?? {}).map((key) => ({ of, key, why: null })),
  );
}

interface MappingProps {
  readonly mapping: HistoryMapping;
  readonly say: (mapping: HistoryMapping) => void;
}

function Columns({
  headings,
  mapping,
  say,
}: MappingProps & { readonly headings: readonly string[] }): ReactElement {
  const { texts } = usePane();
  const words = historyWords(texts);
  const { kind, year, columns } = mapping;
  const change = (at: number, changes: Partial<HistoryMapping["columns"][number]>): void => {
    say({ ...mapping, columns: columns.map((one, i) => (i === at ? { ...one, ...changes } : one)) });
  };
  return (
    <>
      <Field label={words.kind} size="small">
        <Select
          value={kind}
          onChange={(value) => {
            say({ ...mapping, kind: value as HistoryMapping["kind"] });
          }}
        >
          {Object.entries(texts.kind).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <YearField
        label={words.year}
        year={year}
        set={(next) => {
          say({ ...mapping, year: next });
        }}
      />
      {columns.map((column, at) => {
        const label = words.column(columnLetter(at), headings[at] ?? "");
        return (
          <div key={at}>
            <Field label={label} size="small">
              <Select
                value={column.meaning ?? ""}
                onChange={(value) => {
                  change(at, { meaning: meanings.find((one) => one === value) ?? null });
                }}
              >
                <option value="">{words.notRead}</option>
                {meanings.map((one) => (
                  <option key={one} value={one}>
                    {words.meaning[one]}
                  </option>
                ))}
              </Select>
            </Field>
            {isAmount(column.meaning) && (
              <>
                <Field label={words.unit(label)} size="small">
                  <Select
                    value={column.unit}
                    onChange={(value) => {
                      change(at, { unit: units.find((one) => one === value) ?? "kr" });
                    }}
                  >
                    {units.map((one) => (
                      <option key={one} value={one}>
                        {one}
                      </option>
                    ))}
                  </Select>
                </Field>
                <YearField
                  label={words.columnYear(label)}
                  year={column.year}
                  set={(next) => {
                    change(at, { year: next });
                  }}
                />
              </>
            )}
          </div>
        );
      })}
    </>
  );
}

/** A year, or none; what is typed counts once it is a year. */
function YearField({
  label,
  year,
  set,
}: {
  readonly label: string;
  readonly year: number | null;
  readonly set: (year: number | null) => void;
}): ReactElement {
  const [typed, setTyped] = useState(year === null ? "" : String(year));
  return (
    <Field label={label} size="small">
      <Input
        inputMode="numeric"
        maxLength={4}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          const next = /^(19|20)\d\d$/.test(value) ? Number(value) : null;
          if (next !== year) set(next);
        }}
      />
    </Field>
  );
}

function Answers({
  mapping,
  questions,
  say,
}: MappingProps & { readonly questions: readonly Asked[] }): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  // One answer settles every row that asks the same.
  const asked = [...new Map(questions.map((one) => [`${one.of} ${one.key}`, one])).values()];
  if (asked.length === 0) return null;
  return (
    <div className={styles.stack}>
      <strong>{words.questions(asked.length)}</strong>
      {asked.map((one) => (
        <Answer key={`${one.of} ${one.key}`} question={one} mapping={mapping} say={say} />
      ))}
    </div>
  );
}

function Answer({
  question: { of, key, why },
  mapping,
  say,
}: MappingProps & { readonly question: Asked }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  const given: string | number | undefined = mapping[of][key];
  const [typed, setTyped] = useState(given === "" ? "–" : String(given ?? ""));
  const answer = answerOf(of, typed);
  const isInvalid = of !== "colours" && typed.trim() !== "" && answer === null;
  return (
    <div className={styles.tight}>
      <Field
        label={
          <>
            {of === "colours" && <Swatch colour={key} />} {words.question[of](key)}
          </>
        }
        size="small"
        hint={words.hint[of]}
        {...(isInvalid && { validationState: "error", validationMessage: words.invalid[of] })}
      >
        <Input
          value={typed}
          maxLength={200}
          onChange={(value) => {
            setTyped(value);
            const next = answerOf(of, value);
            const { [key]: _, ...others } = mapping[of] as Record<string, string | number>;
            say({ ...mapping, [of]: next === null ? others : { ...others, [key]: next } });
          }}
        />
      </Field>
      {why !== null && (
        <p className={styles.quiet} lang="sv">
          {why}
        </p>
      )}
    </div>
  );
}

/** What is typed as the mapping keeps it; null while it is no answer. */
function answerOf(of: Question["of"], typed: string): string | number | null {
  const text = typed.trim();
  if (text === "") return null;
  if (of === "colours") return /^[-–—]$/.test(text) ? "" : text;
  if (of === "names") return /^\d{1,10}$/.test(text) ? text : null;
  const kronor = parseKronor(text);
  return kronor.ok && kronor.value.warnings.length === 0 ? kronor.value.kronor : null;
}

/** The colour itself, beside its name. */
function Swatch({ colour }: { readonly colour: string }): ReactElement | null {
  if (!/^[0-9A-F]{6}$/i.test(colour)) return null;
  return (
    <span
      aria-hidden="true"
      style={{
        display: "inline-block",
        width: "12px",
        height: "12px",
        border: "1px solid currentColor",
        backgroundColor: `#${colour}`,
      }}
    />
  );
}

import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useId, useState } from "react";
import { parseKronor } from "../../../shared/money.ts";
import { Confirm } from "./Confirm.tsx";
import { usePane } from "./context.ts";
import { Input, Select, TextArea } from "./controls.tsx";
import { formWords } from "./form-words.ts";
import { useStyles } from "./styles.ts";

interface Option {
  readonly value: string;
  readonly text: string;
  /** What the service says is Swedish in both languages. */
  readonly lang?: "sv";
}

/** A field of a form. What is typed is text; of several choices their values, one a line. */
export interface FormField<N extends string> {
  readonly name: N;
  readonly label: string;
  readonly as?: "text" | "area" | "date" | "kronor" | "one" | "several";
  /** What one chooses among. */
  readonly options?: readonly Option[];
  /** May be left empty. */
  readonly optional?: boolean;
}

export type Typed<N extends string> = Readonly<Record<N, string>>;

/** What the form can do with what is typed: a form has a button for each. */
export interface FormAct<N extends string> {
  readonly label: string;
  readonly send: (typed: Typed<N>) => Promise<void>;
  /** What an act that moves money will do, said before it is done. */
  readonly confirm?: (typed: Typed<N>) => string;
}

interface ActFormProps<N extends string> {
  readonly fields: readonly FormField<N>[];
  /** What stands in the fields from the beginning; the others are empty. */
  readonly begin?: Partial<Typed<N>>;
  readonly acts: readonly FormAct<N>[];
}

/** Kronor as typed, or null. */
export function kronorIn(text: string): number | null {
  const read = parseKronor(text);
  return read.ok && read.value.kronor >= 0 ? read.value.kronor : null;
}

/** An empty field as the service has it. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/**
 * The one form of the acts that have no sheet: fields, a message at each that is not filled in, a question before money
 * moves. What is typed stands until the act is done: whoever shows the form gives it another key then.
 */
export function ActForm<N extends string>({ fields, begin = {}, acts }: ActFormProps<N>): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = formWords(texts);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState<FormAct<N> | null>(null);
  const [changed, setChanged] = useState<Partial<Typed<N>>>({});
  const typed = Object.fromEntries(
    fields.map(({ name, as, options }) => [
      name,
      changed[name] ?? begin[name] ?? (as === "one" ? (options?.[0]?.value ?? "") : ""),
    ]),
  ) as Typed<N>;
  const lacks = ({ name, as = "text", optional = false }: FormField<N>): string | undefined => {
    const text = typed[name].trim();
    if (text === "") return optional ? undefined : as === "several" ? words.choose : words.fillIn;
    return as === "kronor" && kronorIn(text) === null ? words.wholeNumber : undefined;
  };
  const isWhole = fields.every((field) => lacks(field) === undefined);
  return (
    <form
      className={styles.stack}
      // The browser's own bubble is in the browser's language and stops before our words are shown.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {fields.map((field) => (
        <One
          key={field.name}
          field={field}
          value={typed[field.name]}
          fault={tried ? lacks(field) : undefined}
          set={(value) => {
            setAsked(null);
            setChanged((now) => ({ ...now, [field.name]: value }));
          }}
        />
      ))}
      {asked === null ? (
        <div className={styles.row}>
          {acts.map((act) => (
            <Button
              key={act.label}
              size="small"
              onClick={() => {
                setTried(true);
                if (!isWhole) return;
                if (act.confirm) setAsked(act);
                else void act.send(typed);
              }}
            >
              {act.label}
            </Button>
          ))}
        </div>
      ) : (
        <Confirm
          text={asked.confirm?.(typed) ?? ""}
          label={asked.label}
          act={() => {
            setAsked(null);
            void asked.send(typed);
          }}
          leave={() => {
            setAsked(null);
          }}
        />
      )}
    </form>
  );
}

interface OneProps {
  readonly field: FormField<string>;
  readonly value: string;
  readonly fault: string | undefined;
  readonly set: (value: string) => void;
}

function One({ field, value, fault, set }: OneProps): ReactElement {
  const { label, as = "text", options = [] } = field;
  const said = fault === undefined ? {} : ({ validationState: "error", validationMessage: fault } as const);
  if (as === "several") return <Several {...{ label, options, value, fault, set }} />;
  return (
    <Field label={label} {...said}>
      {as === "area" ? (
        <TextArea rows={3} value={value} onChange={set} />
      ) : as === "one" ? (
        <Select value={value} onChange={set}>
          {options.map(({ value: option, text, lang }) => (
            <option key={option} value={option} lang={lang}>
              {text}
            </option>
          ))}
        </Select>
      ) : as === "date" ? (
        <Input type="date" value={value} onChange={set} />
      ) : (
        <Input {...(as === "kronor" && { inputMode: "numeric" })} value={value} onChange={set} />
      )}
    </Field>
  );
}

function Several({
  label,
  options,
  value,
  fault,
  set,
}: Omit<OneProps, "field"> & {
  readonly label: string;
  readonly options: readonly Option[];
}): ReactElement {
  const styles = useStyles();
  const id = useId();
  const chosen = value === "" ? [] : value.split("\n");
  return (
    <fieldset className={styles.fieldset} aria-describedby={fault === undefined ? undefined : id}>
      <legend className={styles.legend}>{label}</legend>
      {options.map(({ value: option, text, lang }) => (
        <label key={option} className={styles.said}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) => {
              const others = chosen.filter((one) => one !== option);
              set((target.checked ? [...others, option] : others).join("\n"));
            }}
          />
          <span lang={lang}>{text}</span>
        </label>
      ))}
      {fault !== undefined && (
        <p id={id} role="alert" className={styles.bad}>
          {fault}
        </p>
      )}
    </fieldset>
  );
}

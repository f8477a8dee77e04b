import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import type { RouteName } from "../../../shared/api.ts";
import { parseKronor } from "../../../shared/money.ts";
import { mayDo } from "../may-do.ts";
import { Confirm } from "./Confirm.tsx";
import { usePane } from "./context.ts";
import { Input, Select, TextArea } from "./controls.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { faultOfText, formWords, shownFault } from "./form-words.ts";
import { type FormTab, useKept } from "./kept.ts";
import { longest } from "./longest.ts";
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
  /** How many characters there is room for, where the field is not one of what its route is asked. */
  readonly most?: number;
}

/** A field of one choice among these. */
export function choice<N extends string>(
  name: N,
  label: string,
  options: readonly Option[],
): FormField<N> & { readonly as: "one" } {
  return { name, label, as: "one", options };
}

export type Typed<N extends string> = Readonly<Record<N, string>>;

/** What the form can do with what is typed: a form has a button for each. */
interface FormAct<N extends string> {
  /** Who may call it is offered the act, and what it says of its fields is how long they may be. */
  readonly route: RouteName;
  readonly label: string;
  readonly send: (typed: Typed<N>) => Promise<void>;
  /** What an act that moves money will do, said before it is done. */
  readonly confirm?: (typed: Typed<N>) => string;
}

interface ActFormProps<N extends string> {
  readonly tab: FormTab;
  /** Which form of the tab it is, such as a note in one case: what is typed is kept by it. */
  readonly form: string;
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
 * moves. What is typed stands until the act is done. Who may do none of the acts is shown nothing.
 */
export function ActForm<N extends string>(props: ActFormProps<N>): ReactElement | null {
  const { pane } = usePane();
  const acts = props.acts.filter(({ route }) => mayDo(pane.parts.me(), route));
  return acts.length === 0 ? null : <Form key={props.form} {...props} acts={acts} />;
}

/** The same behind a line that opens to it. */
export function FoldedForm<N extends string>({
  line,
  ...form
}: ActFormProps<N> & { readonly line: ReactNode }): ReactElement | null {
  const { pane } = usePane();
  const may = form.acts.some(({ route }) => mayDo(pane.parts.me(), route));
  return may ? <Disclosure label={line}>{() => <ActForm {...form} />}</Disclosure> : null;
}

function Form<N extends string>({ tab, form, fields, begin = {}, acts }: ActFormProps<N>): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = formWords(texts);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState<FormAct<N> | null>(null);
  const { typed: changed, type, send } = useKept<Partial<Typed<N>>>(tab, form, {});
  const typed = Object.fromEntries(
    fields.map((field) => [field.name, valueOf(field, changed[field.name] ?? begin[field.name] ?? "")]),
  ) as Typed<N>;
  const lacks = ({ name, as = "text", optional = false, most }: FormField<N>): string | undefined => {
    const text = typed[name].trim();
    if (text === "" && optional) return undefined;
    if (as === "several") return text === "" ? words.choose : undefined;
    if (text !== "" && as === "kronor" && kronorIn(text) === null) return words.wholeNumber;
    return faultOfText(words, text, most ?? Math.min(...acts.map(({ route }) => longest(route, name))));
  };
  const isWhole = fields.every((field) => lacks(field) === undefined);
  const act = async ({ send: does }: FormAct<N>): Promise<void> => {
    if (await send(() => does(typed))) setTried(false);
  };
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
            type((now) => ({ ...now, [field.name]: value }));
          }}
        />
      ))}
      {asked === null ? (
        <div className={styles.row}>
          {acts.map((one) => (
            <Button
              key={one.label}
              size="small"
              className={styles.wrapped}
              onClick={() => {
                setTried(true);
                if (!isWhole) return;
                if (one.confirm) setAsked(one);
                else void act(one);
              }}
            >
              {one.label}
            </Button>
          ))}
        </div>
      ) : (
        <Confirm
          text={asked.confirm?.(typed) ?? ""}
          label={asked.label}
          act={() => {
            setAsked(null);
            void act(asked);
          }}
          leave={() => {
            setAsked(null);
          }}
        />
      )}
    </form>
  );
}

/** What stands in a field: of choices, only what can be chosen now. */
function valueOf({ as, options = [] }: FormField<string>, text: string): string {
  const known = (value: string): boolean => options.some((option) => option.value === value);
  if (as === "one") return known(text) ? text : (options[0]?.value ?? "");
  return as === "several" ? text.split("\n").filter(known).join("\n") : text;
}

interface OneProps {
  readonly field: FormField<string>;
  readonly value: string;
  readonly fault: string | undefined;
  readonly set: (value: string) => void;
}

function One({ field, value, fault, set }: OneProps): ReactElement {
  const { label, as = "text", options = [] } = field;
  if (as === "several") return <Several {...{ label, options, value, fault, set }} />;
  return (
    <Field label={label} {...shownFault(fault)}>
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

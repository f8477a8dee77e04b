import { Field } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { type Channel, channels } from "../../../shared/api.ts";
import { type DecidedAct, decidedActs } from "../../../shared/decision/correction-acts.ts";
import type { LetterFormat } from "../../../shared/letter/letter.ts";
import { parseKronor } from "../../../shared/money.ts";
import { usePane } from "../view/context.ts";
import { Input, Select, TextArea } from "../view/controls.tsx";
import { faultOfText, formWords, shownFault } from "../view/form-words.ts";
import { useKept } from "../view/kept.ts";
import { longest } from "../view/longest.ts";
import { useStyles } from "../view/styles.ts";
import { formOf, type DecisionsFull, type Opened } from "./decisions.ts";
import { wordsIn } from "./words.ts";

export const formId = "decision-step";

interface FormProps {
  readonly form: NonNullable<DecisionsFull["form"]>;
  readonly opened: Opened;
}

/** Everything the forms ask for, as typed. */
interface Typed {
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
  readonly reason: string;
  readonly way: Channel;
  readonly format: LetterFormat;
  readonly act: DecidedAct;
  readonly legalGround: string;
  readonly code: string;
  readonly amount: string;
}

const needed: Readonly<Record<FormProps["form"], readonly (keyof Typed)[]>> = {
  decide: ["date", "dnr", "ground"],
  takeBack: ["reason"],
  dispatch: ["date"],
  correct: ["ground", "amount"],
};

const routes = {
  decide: "decide",
  takeBack: "takeBackDecision",
  dispatch: "dispatch",
  correct: "prepareCorrection",
} as const;

/** What the step needs to be told: a decision, its notice, a correction of it, or why it is taken back. */
export function StepForm({ form, opened }: FormProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = { ...wordsIn(texts.language), ...formWords(texts) };
  const [tried, setTried] = useState(false);
  const route = routes[form];
  const { typed, type, send } = useKept<Typed>(pane.decisions, formOf(route, opened), {
    date: pane.today(),
    dnr: "",
    // What was prepared with reasons, such as a rejection, is decided with them unless others are given.
    ground: (form === "decide" ? opened.ground : null) ?? "",
    reason: "",
    way: "e-post",
    format: "pdf",
    act: "rectification",
    legalGround: "skrivfel",
    code: opened.lines[0]?.code ?? "",
    amount: "",
  });
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => {
    first.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [form]);
  const set =
    (name: keyof Typed) =>
    (value: string): void => {
      type((now) => ({ ...now, [name]: value }));
    };
  const amount = parseKronor(typed.amount);
  /** What is wrong in a field; undefined when nothing is. */
  const faultOf = (name: keyof Typed): string | undefined => {
    if (!needed[form].includes(name)) return undefined;
    if (name === "amount" && !amount.ok) return words.wholeNumber;
    return faultOfText(words, typed[name], longest(route, name));
  };
  const field = (name: keyof Typed, label: string, control: ReactElement, hint = ""): ReactElement => (
    <Field
      label={label}
      {...(hint !== "" && { hint: <span lang="sv">{hint}</span> })}
      {...shownFault(tried ? faultOf(name) : undefined)}
    >
      {control}
    </Field>
  );
  const take = async (): Promise<void> => {
    const { date, dnr, ground, reason, way, format, act, legalGround, code } = typed;
    if (form === "decide") await pane.decisions.decide({ date, dnr, ground });
    if (form === "takeBack") await pane.decisions.takeBack(reason.trim());
    if (form === "dispatch") await pane.decisions.dispatch({ date, way, format });
    if (form === "correct" && amount.ok)
      await pane.decisions.correct({
        act,
        legalGround,
        ground,
        lines: [{ code, amount: amount.value.kronor }],
      });
  };
  const groundsFor = (act: DecidedAct): Opened["legalGrounds"] =>
    opened.legalGrounds.filter(({ acts }) => acts.includes(act));
  const legal = opened.legalGrounds.find(({ id }) => id === typed.legalGround);
  const now = opened.lines.find(({ code }) => code === typed.code)?.now ?? 0;
  return (
    <form
      id={formId}
      ref={first}
      className={styles.card}
      data-part={form}
      aria-labelledby="step"
      // The browser's own bubble is in the browser's language and stops before our words are shown.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (needed[form].every((name) => faultOf(name) === undefined)) void send(take);
      }}
    >
      <h2 id="step" className={styles.heading}>
        {words.step[form]}
      </h2>
      {form === "correct" && (
        <>
          {field(
            "code",
            words.recipient,
            <Select value={typed.code} onChange={set("code")}>
              {opened.lines.map(({ code, name }) => (
                <option key={code} value={code} lang="sv">
                  {name}
                </option>
              ))}
            </Select>,
          )}
          {field(
            "act",
            words.kindOfChange,
            <Select
              value={typed.act}
              onChange={(value) => {
                const act = value as DecidedAct;
                type({ ...typed, act, legalGround: groundsFor(act)[0]?.id ?? "" });
              }}
            >
              {decidedActs.map((act) => (
                <option key={act} value={act}>
                  {words.act[act]}
                </option>
              ))}
            </Select>,
          )}
          {field(
            "legalGround",
            words.legalGround,
            <Select value={typed.legalGround} onChange={set("legalGround")}>
              {groundsFor(typed.act).map(({ id, text, law }) => (
                <option key={id} value={id} lang="sv">
                  {text} ({law})
                </option>
              ))}
            </Select>,
            // In a narrow pane the list shows the beginning, and the grounds begin alike.
            legal && `${legal.text} (${legal.law})`,
          )}
          {field(
            "amount",
            words.newAmount(texts.kronor(now)),
            <Input inputMode="numeric" value={typed.amount} onChange={set("amount")} />,
          )}
        </>
      )}
      {(form === "decide" || form === "dispatch") &&
        field("date", words.date, <Input type="date" value={typed.date} onChange={set("date")} />)}
      {form === "decide" && field("dnr", words.dnr, <Input value={typed.dnr} onChange={set("dnr")} />)}
      {form === "dispatch" && (
        <>
          {field(
            "way",
            words.way,
            <Select value={typed.way} onChange={set("way")}>
              {channels.map((way) => (
                <option key={way} value={way}>
                  {texts.requisitions.channels[way]}
                </option>
              ))}
            </Select>,
          )}
          {field(
            "format",
            words.format,
            <Select value={typed.format} onChange={set("format")}>
              <option value="pdf">PDF</option>
              <option value="docx">Word</option>
            </Select>,
          )}
        </>
      )}
      {(form === "decide" || form === "correct") &&
        field("ground", words.ground, <TextArea value={typed.ground} rows={3} onChange={set("ground")} />)}
      {form === "takeBack" &&
        field("reason", words.reason, <TextArea value={typed.reason} rows={3} onChange={set("reason")} />)}
    </form>
  );
}

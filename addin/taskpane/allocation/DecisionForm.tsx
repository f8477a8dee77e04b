import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { DecisionAct } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Input } from "../view/controls.tsx";
import { faultOfText, formWords, shownFault } from "../view/form-words.ts";
import { useKept } from "../view/kept.ts";
import { longest } from "../view/longest.ts";
import { useStyles } from "../view/styles.ts";

const formId = "decision";

/** What a decision says of itself, before "Fastställ nyckeln" is done. */
export function DecisionForm({ round }: { readonly round: string }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.allocation;
  const {
    typed: act,
    type,
    send,
  } = useKept<DecisionAct>(pane.allocation, `fixAllocation ${round}`, { date: "", dnr: "", ground: "" });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
  }, []);
  const faultOf = (name: keyof DecisionAct): string | undefined =>
    faultOfText(formWords(texts), act[name], longest("fixAllocation", name));
  const complete = (["date", "dnr", "ground"] as const).every((name) => faultOf(name) === undefined);
  const field = (name: keyof DecisionAct, label: string, as: "date" | "text"): ReactElement => (
    <Field key={name} label={label} required {...shownFault(tried ? faultOf(name) : undefined)}>
      <Input
        type={as}
        value={act[name]}
        onChange={(value) => {
          type((now) => ({ ...now, [name]: value }));
        }}
      />
    </Field>
  );
  return (
    <form
      id={formId}
      ref={form}
      className={styles.card}
      data-part="deciding"
      aria-labelledby="decide"
      // The browser's own bubble is in the browser's language and stops before our words are shown.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complete) void send(() => pane.allocation.fix(act));
      }}
    >
      <h2 id="decide" className={styles.heading}>
        {words.fixTitle}
      </h2>
      {field("date", words.decisionDate, "date")}
      {field("dnr", words.dnr, "text")}
      {field("ground", words.ground, "text")}
    </form>
  );
}

/** The form's buttons, which stay in sight while it scrolls. */
export function DecisionActions(): ReactElement {
  const { pane, texts } = usePane();
  return (
    <>
      <Button type="submit" form={formId} appearance="primary" data-primary>
        {texts.allocation.fix}
      </Button>
      <Button
        onClick={() => {
          pane.allocation.decide(false);
        }}
      >
        {texts.cancel}
      </Button>
    </>
  );
}

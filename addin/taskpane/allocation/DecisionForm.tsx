import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { DecisionAct } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Input } from "../view/controls.tsx";
import { useStyles } from "../view/styles.ts";

const formId = "decision";

/** What a decision says of itself, before "Fastställ nyckeln" is done. */
export function DecisionForm(): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.allocation;
  const [act, setAct] = useState<DecisionAct>({ date: "", dnr: "", ground: "" });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
  }, []);
  const complete = Object.values(act).every((text: string) => text.trim() !== "");
  const field = (name: keyof DecisionAct, label: string, type: "date" | "text"): ReactElement => (
    <Field
      key={name}
      label={label}
      required
      {...(tried && act[name].trim() === "" && { validationState: "error", validationMessage: words.fillIn })}
    >
      <Input
        type={type}
        value={act[name]}
        onChange={(value) => {
          setAct({ ...act, [name]: value });
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
        if (complete) void pane.allocation.fix(act);
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

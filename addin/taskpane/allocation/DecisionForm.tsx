import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import type { DecisionAct } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Input } from "../view/controls.tsx";
import { useStyles } from "../view/styles.ts";

/** What a decision says of itself, before "Fastställ nyckeln" is done. */
export function DecisionForm(): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.allocation;
  const [act, setAct] = useState<DecisionAct>({ date: "", dnr: "", ground: "" });
  const [tried, setTried] = useState(false);
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
      className={styles.card}
      aria-labelledby="decide"
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
      <div className={styles.row}>
        <Button type="submit" appearance="primary" data-primary>
          {words.fix}
        </Button>
        <Button
          onClick={() => {
            pane.allocation.decide(false);
          }}
        >
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}

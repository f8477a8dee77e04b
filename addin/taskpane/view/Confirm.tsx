import { Button } from "@fluentui/react-components";
import { type ReactElement, type ReactNode, useEffect, useId, useRef } from "react";
import { usePane } from "./context.ts";
import { formWords } from "./form-words.ts";
import { Notice } from "./Notice.tsx";
import { useStyles } from "./styles.ts";

interface ConfirmProps {
  /** What will happen. */
  readonly text: string;
  /** The button that does it. */
  readonly label: string;
  readonly act: () => void;
  readonly leave: () => void;
  /** What it concerns, where the text does not say it all. */
  readonly children?: ReactNode;
}

/** Asks before an act that moves money or sends something. The keyboard is put at the question, not at the answer. */
export function Confirm({ text, label, act, leave, children }: ConfirmProps): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.focus();
  }, []);
  return (
    <Notice tone="warn">
      <div
        ref={group}
        tabIndex={-1}
        role="group"
        aria-labelledby={id}
        className={styles.tight}
        data-part="confirm"
      >
        <p id={id} className={styles.text}>
          {text}
        </p>
        {children}
        <div className={styles.row}>
          <Button size="small" onClick={act}>
            {label}
          </Button>
          <Button size="small" onClick={leave}>
            {formWords(texts).dont}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

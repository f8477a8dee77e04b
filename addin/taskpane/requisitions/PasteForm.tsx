import { Field } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef } from "react";
import { usePane } from "../view/context.ts";
import { TextArea } from "../view/controls.tsx";
import { useStyles } from "../view/styles.ts";

/** A place to paste rows copied from another workbook. What is pasted is read at once. */
export function PasteForm({ text }: { readonly text: string }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <section className={styles.card} aria-labelledby="paste">
      <h2 id="paste" className={styles.heading}>
        {words.pasteTitle}
      </h2>
      <p className={styles.text}>{words.pasteText}</p>
      <Field label={words.pasteField}>
        <TextArea ref={field} rows={4} spellCheck={false} value={text} onChange={pane.requisitions.paste} />
      </Field>
    </section>
  );
}

/** Reads what is pasted in the tab, wherever in it the keyboard is; a field of its own keeps its own pasting. */
export function usePaste(listens: boolean): void {
  const { pane } = usePane();
  useEffect(() => {
    if (!listens) return undefined;
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (event.target instanceof HTMLInputElement || text.trim() === "") return;
      event.preventDefault();
      void pane.requisitions.readPasted(text);
    };
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("paste", paste);
    };
  }, [pane, listens]);
}

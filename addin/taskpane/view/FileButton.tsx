import { Button } from "@fluentui/react-components";
import { type ReactElement, useRef } from "react";
import { useStyles } from "./styles.ts";

interface FileButtonProps {
  readonly label: string;
  readonly icon?: ReactElement;
  /** Which kinds of files are asked for: a workbook or a text file, unless another is said. */
  readonly accept?: string;
  readonly chosen: (file: File) => void;
}

/** A button that asks for a file. The same file can be chosen again. */
export function FileButton({ label, icon, accept = ".xlsx,.csv", chosen }: FileButtonProps): ReactElement {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" {...(icon && { icon })} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // Without a value left behind, choosing the same file again is a change too.
          currentTarget.value = "";
          if (file !== undefined) chosen(file);
        }}
      />
    </>
  );
}

interface FileChoiceProps {
  readonly label: string;
  readonly file: File | null;
  readonly choose: (file: File) => void;
}

/** A file of any kind to go with a form: what is chosen is not read before the form is sent. */
export function FileChoice({ label, file, choose }: FileChoiceProps): ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <FileButton label={label} accept="" chosen={choose} />
      <span className={styles.text} role="status">
        {file?.name}
      </span>
    </div>
  );
}

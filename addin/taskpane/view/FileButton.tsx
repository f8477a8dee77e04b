import { Button } from "@fluentui/react-components";
import { type ReactElement, useRef } from "react";
import { useStyles } from "./styles.ts";

interface FileButtonProps {
  readonly label: string;
  readonly icon?: ReactElement;
  readonly chosen: (file: File) => void;
}

/** A button that asks for a workbook or a text file. The same file can be chosen again. */
export function FileButton({ label, icon, chosen }: FileButtonProps): ReactElement {
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
        accept=".xlsx,.csv"
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

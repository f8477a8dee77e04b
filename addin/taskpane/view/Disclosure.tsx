import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import { Icon } from "./Icon.tsx";

const useStyles = makeStyles({
  button: {
    display: "flex",
    alignItems: "flex-start",
    gap: "6px",
    width: "100%",
    minHeight: "32px",
    padding: "6px 4px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    background: "none",
    color: "inherit",
    font: "inherit",
    textAlign: "left",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  chevron: { flexShrink: 0, paddingTop: "2px", color: tokens.colorNeutralForeground3 },
  label: { flexGrow: 1, minWidth: 0 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  content: { padding: "2px 4px 8px 26px" },
});

interface DisclosureProps {
  readonly label: ReactNode;
  readonly strong?: boolean;
  readonly children: () => ReactNode;
}

/** A line that opens to what is behind it; its content is built when it is opened. */
export function Disclosure({ label, strong = false, children }: DisclosureProps): ReactElement {
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span className={styles.chevron}>
          <Icon name={open ? "down" : "right"} />
        </span>
        <span className={mergeClasses(styles.label, strong && styles.strong)}>{label}</span>
      </button>
      {open && (
        <div id={id} className={styles.content}>
          {children()}
        </div>
      )}
    </div>
  );
}

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import { useStyles } from "./styles.ts";

const useEmpty = makeStyles({
  empty: { display: "flex", flexDirection: "column", gap: "8px", padding: "16px 4px" },
  icon: {
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    width: "36px",
    height: "36px",
    borderRadius: "50%",
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorBrandBackground2,
  },
});

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly icon?: IconName;
  readonly children?: ReactNode;
}

/** Nothing to show: why, and what to do about it. */
export function Empty({ title, text, icon = "sheet", children }: EmptyProps): ReactElement {
  const empty = useEmpty();
  const styles = useStyles();
  return (
    <div className={empty.empty}>
      <span className={empty.icon}>
        <Icon name={icon} />
      </span>
      <h2 className={styles.big}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {children}
    </div>
  );
}

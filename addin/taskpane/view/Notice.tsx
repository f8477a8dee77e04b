import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type Tone = "good" | "info" | "warn" | "bad";

const icons: Readonly<Record<Tone, IconName>> = { good: "check", info: "dot", warn: "warning", bad: "error" };

const useStyles = makeStyles({
  bar: {
    display: "flex",
    gap: "8px",
    padding: "8px 10px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderLeftWidth: "4px",
    backgroundColor: tokens.colorNeutralBackground1,
  },
  icon: { flexShrink: 0, paddingTop: "2px" },
  body: {
    minWidth: 0,
    flexGrow: 1,
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    overflowWrap: "anywhere",
  },
  good: { borderLeftColor: tokens.colorStatusSuccessBorder2 },
  info: { borderLeftColor: tokens.colorBrandStroke1 },
  warn: { borderLeftColor: tokens.colorStatusWarningBorder2 },
  bad: { borderLeftColor: tokens.colorStatusDangerBorder2 },
  goodIcon: { color: tokens.colorStatusSuccessForeground1 },
  infoIcon: { color: tokens.colorBrandForeground1 },
  warnIcon: { color: tokens.colorStatusWarningForeground3 },
  badIcon: { color: tokens.colorStatusDangerForeground1 },
});

/** A message in the flow of the page: colour, icon and words together, never colour alone. */
export function Notice({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}): ReactElement {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.bar, styles[tone])}>
      <span className={mergeClasses(styles.icon, styles[`${tone}Icon`])}>
        <Icon name={icon ?? icons[tone]} />
      </span>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

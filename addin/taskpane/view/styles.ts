import { makeStyles, tokens } from "@fluentui/react-components";

/** The shapes that several tabs share. Distances are Fluent's 4 px grid. */
export const useStyles = makeStyles({
  stack: { display: "flex", flexDirection: "column", gap: "12px" },
  tight: { display: "flex", flexDirection: "column", gap: "4px" },
  /** An icon and its words: never the one above the other. */
  said: { display: "flex", alignItems: "baseline", gap: "8px" },
  row: { display: "flex", alignItems: "center", gap: "8px", flexWrap: "wrap" },
  spread: { display: "flex", alignItems: "baseline", justifyContent: "space-between", gap: "12px" },
  card: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "10px 12px",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  big: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: 0, overflowWrap: "anywhere" },
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: "anywhere",
  },
  date: { whiteSpace: "nowrap" },
  number: { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  plainList: { margin: 0, paddingLeft: "18px", display: "flex", flexDirection: "column", gap: "4px" },
  /** Two fields beside each other, where a date has room. */
  two: { display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(120px, 1fr))", gap: "8px 12px" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warn: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  /** A button whose words are as long as somebody has made them. */
  wrapped: { maxWidth: "100%", overflowWrap: "anywhere" },
  fieldset: {
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: "none",
  },
  legend: { padding: 0, paddingBottom: "2px" },
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
});

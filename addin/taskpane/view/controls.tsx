import {
  makeStyles,
  mergeClasses,
  tokens,
  useFieldControlProps_unstable as useFieldProps,
} from "@fluentui/react-components";
import type { ComponentProps, ReactElement } from "react";

const ofField = { supportsLabelFor: true, supportsRequired: true } as const;

/*
 * Fluent's Input and Select are 27 kB of the pane's start for what the browser does by itself. Inside a Fluent Field
 * these get its label and message in the same way.
 */
const useStyles = makeStyles({
  control: {
    boxSizing: "border-box",
    minWidth: 0,
    width: "100%",
    height: "32px",
    padding: "0 8px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    fontSize: tokens.fontSizeBase300,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: "-1px",
    },
    "[aria-invalid=true]": { borderBottomColor: tokens.colorStatusDangerBorder2 },
  },
  // A date has a button of its own inside: when that has the keyboard the field is not the one in focus.
  input: {
    ":focus-within": { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: "-1px" },
  },
  select: { textOverflow: "ellipsis" },
  area: { height: "auto", padding: "6px 8px", resize: "vertical" },
});

interface InputProps extends Omit<ComponentProps<"input">, "onChange"> {
  readonly onChange: (value: string) => void;
}

export function Input({ onChange, ...props }: InputProps): ReactElement {
  const styles = useStyles();
  return (
    <input
      {...useFieldProps(props, ofField)}
      className={mergeClasses(styles.control, styles.input)}
      onChange={({ target }) => {
        onChange(target.value);
      }}
    />
  );
}

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "onChange"> {
  readonly onChange: (value: string) => void;
}

export function TextArea({ onChange, ...props }: TextAreaProps): ReactElement {
  const styles = useStyles();
  return (
    <textarea
      {...useFieldProps(props, ofField)}
      className={mergeClasses(styles.control, styles.area)}
      onChange={({ target }) => {
        onChange(target.value);
      }}
    />
  );
}

interface SelectProps extends Omit<ComponentProps<"select">, "onChange"> {
  readonly onChange: (value: string) => void;
}

export function Select({ onChange, ...props }: SelectProps): ReactElement {
  const styles = useStyles();
  return (
    <select
      {...useFieldProps(props, ofField)}
      className={mergeClasses(styles.control, styles.select)}
      onChange={({ target }) => {
        onChange(target.value);
      }}
    />
  );
}

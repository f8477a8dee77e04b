import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { Trouble } from "../trouble.ts";
import { usePane } from "./context.ts";

interface TroubleActionsProps {
  readonly trouble: Trouble<unknown>;
  /** What is shown has actions of its own; the way on from trouble is beside them. */
  readonly beside?: boolean;
}

/** The way on from trouble: once more, or as somebody else. */
export function TroubleActions({ trouble, beside = false }: TroubleActionsProps): ReactElement | null {
  const { pane, texts } = usePane();
  const look = beside
    ? ({ size: "small" } as const)
    : ({ appearance: "primary", "data-primary": true } as const);
  if (trouble.at === "forbidden")
    return (
      <Button {...look} onClick={() => void pane.switchPerson()}>
        {texts.switchPerson}
      </Button>
    );
  const { again } = trouble;
  return again === null ? null : (
    <Button {...look} onClick={again}>
      {texts.tryAgain}
    </Button>
  );
}

import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { Trouble } from "../trouble.ts";
import { usePane } from "./context.ts";

/** The way on from trouble: once more, or as somebody else. */
export function TroubleActions({ trouble }: { readonly trouble: Trouble<unknown> }): ReactElement {
  const { pane, texts } = usePane();
  return trouble.at === "forbidden" ? (
    <Button appearance="primary" data-primary onClick={() => void pane.switchPerson()}>
      {texts.switchPerson}
    </Button>
  ) : (
    <Button appearance="primary" data-primary onClick={trouble.again}>
      {texts.tryAgain}
    </Button>
  );
}

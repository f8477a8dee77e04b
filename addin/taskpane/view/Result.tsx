import type { ReactElement, ReactNode } from "react";
import { useBroughtIntoView } from "./brought-into-view.ts";
import { Notice, type Tone } from "./Notice.tsx";

interface ResultProps {
  readonly tone?: Tone;
  /** What was just done: another is brought into sight, and read out. */
  readonly of: object | string;
  readonly children: ReactNode;
}

/** What the last act or work came to. The button that asked for it may be far below. */
export function Result({ tone = "good", of, children }: ResultProps): ReactElement {
  const element = useBroughtIntoView<HTMLDivElement>(of);
  return (
    <div role="status" ref={element}>
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}

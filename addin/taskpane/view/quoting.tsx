import type { ReactNode } from "react";

/** A text of the pane that names a thing by its Swedish name or number, which is marked as the Swedish it is. */
export function quoting(text: string, quoted: string): ReactNode {
  const at = text.indexOf(quoted);
  if (at < 0) return text;
  return (
    // One piece: a button sets what stands in it side by side.
    <span>
      {text.slice(0, at)}
      <span lang="sv">{quoted}</span>
      {text.slice(at + quoted.length)}
    </span>
  );
}

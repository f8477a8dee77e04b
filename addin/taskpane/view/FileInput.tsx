import type { ReactElement } from "react";
import { Input } from "./controls.tsx";

/** The browser's own field for a file: what is chosen is not read before it is registered. */
export function FileInput({ choose }: { readonly choose: (file: File | null) => void }): ReactElement {
  return (
    <Input
      type="file"
      onChange={() => undefined}
      onInput={({ currentTarget }) => {
        choose(currentTarget.files?.[0] ?? null);
      }}
    />
  );
}

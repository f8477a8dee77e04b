import { Field } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { Select } from "./controls.tsx";

interface RoundSelectProps {
  readonly label: string;
  readonly rounds: readonly { readonly id: string; readonly name: string }[];
  /** The id of the one that is chosen. */
  readonly round: string;
  readonly choose: (id: string) => void;
}

/** A choice of round, by the Swedish names that rounds have in either language. */
export function RoundSelect({ label, rounds, round, choose }: RoundSelectProps): ReactElement {
  return (
    <Field label={label}>
      <Select value={round} onChange={choose}>
        {rounds.map(({ id, name }) => (
          <option key={id} value={id} lang="sv">
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

import { Field } from "@fluentui/react-components";
import type { ReactElement, Ref } from "react";
import { type Channel, channels } from "../../../shared/api.ts";
import type { Incoming } from "../../commands/contract.ts";
import { usePane } from "./context.ts";
import { Input, Select } from "./controls.tsx";

interface IncomingFieldsProps {
  readonly incoming: Incoming;
  readonly change: (changes: Partial<Incoming>) => void;
  /** The field of the day, for the one who shows them to give it the keyboard. */
  readonly day?: Ref<HTMLInputElement>;
}

/** When a sheet's document came in, and by which way. */
export function IncomingFields({
  incoming: { received, channel },
  change,
  day,
}: IncomingFieldsProps): ReactElement {
  const words = usePane().texts.requisitions;
  return (
    <>
      <Field
        label={words.received}
        {...(received === "" && { validationState: "error", validationMessage: words.receivedMissing })}
      >
        <Input
          {...(day !== undefined && { ref: day })}
          type="date"
          value={received}
          onChange={(value) => {
            change({ received: value });
          }}
        />
      </Field>
      <Field label={words.channel}>
        <Select
          value={channel}
          onChange={(value) => {
            change({ channel: value as Channel });
          }}
        >
          {channels.map((one) => (
            <option key={one} value={one}>
              {words.channels[one]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

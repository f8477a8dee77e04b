import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { channels } from "../../../shared/api.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { useKept } from "../view/kept.ts";
import { FileChoice } from "../view/FileButton.tsx";
import { longest } from "../view/longest.ts";
import { useStyles } from "../view/styles.ts";
import { type CameIn, formOf, type WholeCase } from "./cases.ts";
import { caseTexts } from "./texts.ts";

/** What is registered one by one; sheets of many recipients have tabs of their own. */
const types = [
  "letter",
  "application",
  "completion",
  "power-of-attorney",
  "statutes",
  "audit-report",
  "other",
] as const satisfies readonly CameIn["type"][];

/** Registers a letter or a file that has come in, in the case that is open if one is. */
export function RegisterForm({ opened }: { readonly opened: WholeCase | null }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <Disclosure strong label={caseTexts(texts).register}>
        {() => <Form opened={opened} />}
      </Disclosure>
    </section>
  );
}

function Form({ opened }: { readonly opened: WholeCase | null }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [file, setFile] = useState<File | null>(null);
  const form = formOf("registerDocument", opened);
  const {
    typed: cameIn,
    type: setCameIn,
    send,
  } = useKept<CameIn>(pane.cases, form, {
    type: "letter",
    received: pane.today(),
    time: null,
    channel: "e-post",
    dnr: null,
    sender: opened?.name ?? "",
  });
  const change = (changes: Partial<CameIn>): void => {
    setCameIn({ ...cameIn, ...changes });
  };
  const register = async (): Promise<void> => {
    if (file === null) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const cases = opened === null ? [] : [{ round: opened.round, recipient: opened.recipient }];
    const of = { name: file.name, bytes };
    if (await send(() => pane.cases.register(of, { ...cameIn, cases }))) setFile(null);
  };
  return (
    <div className={styles.stack}>
      {opened !== null && <p className={styles.quiet}>{words.registerHere}</p>}
      <FileChoice label={words.file} file={file} choose={setFile} />
      <Field label={words.type}>
        <Select
          value={cameIn.type}
          onChange={(value) => {
            change({ type: value as CameIn["type"] });
          }}
        >
          {types.map((type) => (
            <option key={type} value={type}>
              {words.types[type]}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.two}>
        <Field label={words.received}>
          <Input
            type="date"
            value={cameIn.received}
            onChange={(received) => {
              change({ received });
            }}
          />
        </Field>
        <Field label={words.time}>
          <Input
            type="time"
            value={cameIn.time ?? ""}
            onChange={(time) => {
              change({ time: time === "" ? null : time });
            }}
          />
        </Field>
      </div>
      <Field label={words.channel}>
        <Select
          value={cameIn.channel}
          onChange={(value) => {
            change({ channel: value as CameIn["channel"] });
          }}
        >
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {words.channels[channel]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.sender}>
        <Input
          value={cameIn.sender}
          maxLength={longest("registerDocument", "sender")}
          onChange={(sender) => {
            change({ sender });
          }}
        />
      </Field>
      <Field label={words.dnr}>
        <Input
          value={cameIn.dnr ?? ""}
          maxLength={longest("registerDocument", "dnr")}
          onChange={(dnr) => {
            change({ dnr: dnr === "" ? null : dnr });
          }}
        />
      </Field>
      <div>
        <Button
          size="small"
          disabled={file === null || cameIn.sender.trim() === "" || cameIn.received === ""}
          onClick={() => void register()}
        >
          {words.registerFile}
        </Button>
      </div>
    </div>
  );
}

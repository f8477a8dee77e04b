import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import type { RecipientKind } from "../../../shared/recipient.ts";
import type { SheetLayout } from "../../../shared/report-back/read-sheet.ts";
import { mayDo } from "../may-do.ts";
import type { Incoming } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { FileChoice } from "../view/FileButton.tsx";
import { IncomingFields } from "../view/IncomingFields.tsx";
import { useStyles } from "../view/styles.ts";
import { reportBackWords } from "./words.ts";

const layouts: readonly SheetLayout[] = ["wide", "areas", "answers"];

/** Sheets of report-backs: one to fill in, the one that is open, and those that show all answers. */
export function SheetCard({ kinds }: { readonly kinds: readonly RecipientKind[] }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reportBackWords(texts);
  const [kind, setKind] = useState<RecipientKind>(kinds[0] ?? "municipality");
  const [layout, setLayout] = useState<SheetLayout>("wide");
  const { reportBacks } = pane;
  return (
    <section className={styles.card}>
      <Disclosure strong label={words.sheets}>
        {() => (
          <div className={styles.stack} data-part="sheets">
            <Field label={words.kind}>
              <Select
                value={kind}
                onChange={(value) => {
                  setKind(value as RecipientKind);
                }}
              >
                {kinds.map((one) => (
                  <option key={one} value={one}>
                    {texts.kind[one]}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={words.layout}>
              <Select
                value={layout}
                onChange={(value) => {
                  setLayout(value as SheetLayout);
                }}
              >
                {layouts.map((one) => (
                  <option key={one} value={one}>
                    {words.layouts[one]}
                  </option>
                ))}
              </Select>
            </Field>
            <div className={styles.row}>
              <Button size="small" onClick={() => void reportBacks.prefill(kind, layout)}>
                {words.prefill}
              </Button>
              {mayDo(pane.parts.me(), "validateReportBacks") && (
                <Button size="small" onClick={() => void reportBacks.check()}>
                  {words.check}
                </Button>
              )}
              <Button size="small" onClick={() => void reportBacks.answers()}>
                {words.answers}
              </Button>
              {mayDo(pane.parts.me(), "tagReportBack") && (
                <Button size="small" onClick={() => void reportBacks.saveTags()}>
                  {words.saveTags}
                </Button>
              )}
              <Button size="small" onClick={() => void reportBacks.participation()}>
                {words.participation}
              </Button>
            </div>
            {mayDo(pane.parts.me(), "registerReportBacks") && (
              <Disclosure label={texts.requisitions.registerTitle}>{() => <RegisterSheet />}</Disclosure>
            )}
          </div>
        )}
      </Disclosure>
    </section>
  );
}

/** When and how the open sheet came in, and the file that it came in where it came in one. */
function RegisterSheet(): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reportBackWords(texts);
  const [incoming, setIncoming] = useState<Incoming>({ received: pane.today(), channel: "e-post" });
  const [file, setFile] = useState<File | null>(null);
  const register = async (): Promise<void> => {
    const cameIn = file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    await pane.reportBacks.register(incoming, cameIn);
  };
  return (
    <div className={styles.stack}>
      <IncomingFields
        incoming={incoming}
        change={(changes) => {
          setIncoming({ ...incoming, ...changes });
        }}
      />
      <FileChoice label={words.file} file={file} choose={setFile} />
      <p className={styles.quiet}>{words.fileHint}</p>
      <div>
        <Button size="small" disabled={incoming.received === ""} onClick={() => void register()}>
          {words.register}
        </Button>
      </div>
    </div>
  );
}

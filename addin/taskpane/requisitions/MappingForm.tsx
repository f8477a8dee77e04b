import { Field } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import type { ImportPreview } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";

/** Which column of the file is which; rows that are no requisitions, and why. */
export function MappingForm({
  name,
  preview,
}: {
  readonly name: string;
  readonly preview: ImportPreview;
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  return (
    <section className={styles.card} aria-labelledby="mapping">
      <h2 id="mapping" className={styles.heading}>
        {words.mappingTitle(name)}
      </h2>
      <p className={styles.text}>{words.mappingText(preview.rows, preview.leftOut.length)}</p>
      {preview.leftOut.length > 0 && (
        <Disclosure label={words.leftOut(preview.leftOut.length)}>
          {() => (
            <ul className={styles.plainList}>
              {preview.leftOut.map(({ row, why }) => (
                <li key={row}>
                  {words.leftOutRow(row)}: <span lang="sv">{why}</span>
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
      {requisitionColumns.map(({ id, heading }, column) => (
        <Field key={id} label={<span lang="sv">{heading}</span>} size="small">
          <Select
            value={String(preview.mapping[column] ?? -1)}
            onChange={(value) => {
              pane.requisitions.mapColumn(column, Number(value));
            }}
          >
            <option value="-1">{words.noColumn}</option>
            {preview.headings.map((one, at) => (
              <option key={at} value={String(at)}>
                {one}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </section>
  );
}
